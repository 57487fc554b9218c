// The way out of a connection: the answer, a body that is made while it is sent, and the end.
#include <utility>

#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "host_stub/web/http_connection.hpp"

namespace stub {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

// How much of a refused request is read and thrown away, so that the client gets to see the answer
// instead of a connection reset.
constexpr std::size_t kDrainLimit = std::size_t{4} << 20;
constexpr std::chrono::seconds kDrainTimeout{2};

bool HasNoBody(int status) { return status < 200 || status == 204 || status == 304; }

}  // namespace

void HttpConnection::PrepareAnswer(HttpResponse answer) {
  response_ = {};
  response_.version(11);
  response_.result(static_cast<unsigned>(answer.status));
  for (const HttpHeader& header : answer.headers) response_.insert(header.name, header.value);
  if (!HasNoBody(answer.status)) {
    if (!answer.content_type.empty()) response_.set(http::field::content_type, answer.content_type);
    if (answer.paced) {
      keep_alive_ = false;
      if (answer.paced->announced) response_.content_length(*answer.paced->announced);
      if (request_.method != "HEAD") paced_ = std::move(answer.paced);
    } else {
      response_.content_length(answer.body.size());
      if (request_.method != "HEAD") response_.body() = std::move(answer.body);
    }
  }
  response_.keep_alive(keep_alive_ && !closing_);
  serializer_.emplace(response_);
}

HttpConnection::Error HttpConnection::WriteWhatFits() {
  Error error;
  http::write(socket_, *serializer_, error);
  return error == asio::error::would_block ? Error() : error;
}

void HttpConnection::WriteRest(Error error) {
  if (closed_) return;
  if (error || serializer_->is_done()) return OnMessage(error);
  Allow(host_.options.read_timeout);
  http::async_write(socket_, *serializer_, [self = shared_from_this()](Error failed, std::size_t) {
    self->OnMessage(failed);
  });
}

// A paced body follows its header.
void HttpConnection::OnMessage(Error error) {
  pacing_ = !error && paced_.has_value();
  if (pacing_) return WritePaced();
  OnWritten(error);
}

void HttpConnection::WritePaced() {
  if (paced_->pause.count() <= 0) return WritePiece();
  looks_left_ = 0;  // we let the client wait
  pace_.expires_after(paced_->pause);
  pace_.async_wait([self = shared_from_this()](Error error) {
    if (!error && !self->closed_) self->WritePiece();
  });
}

void HttpConnection::WritePiece() {
  piece_ = paced_->next();
  if (piece_.empty()) return OnWritten({});
  Allow(host_.options.read_timeout);
  asio::async_write(socket_, asio::buffer(piece_),
                    [self = shared_from_this()](Error error, std::size_t) {
                      if (error) return self->CloseNow();
                      self->WritePaced();
                    });
}

void HttpConnection::ForgetExchange() {
  answering_ = false;
  paced_.reset();
  pacing_ = false;
  request_.body = {};  // a kept connection must not keep the largest body it has seen
  serializer_.reset();
  response_ = {};
}

void HttpConnection::OnWritten(Error error) {
  ForgetExchange();
  if (error || closing_) return CloseNow();
  if (keep_alive_) return ReadFirstByte();
  Error ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  if (!unread_input_) return CloseNow();
  Allow(kDrainTimeout);
  Drain();
}

void HttpConnection::Drain() {
  buffer_.clear();
  socket_.async_read_some(buffer_.prepare(kReadBuffer),
                          [self = shared_from_this()](Error error, std::size_t size) {
                            self->drained_ += size;
                            if (error || self->drained_ > kDrainLimit) return self->CloseNow();
                            self->Drain();
                          });
}

}  // namespace stub
