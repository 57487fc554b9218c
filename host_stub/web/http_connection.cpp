#include "host_stub/web/http_connection.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace stub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return lower;
}

HttpResponse ErrorAnswer(int status, std::string_view sentence) {
  HttpResponse answer;
  answer.status = status;
  answer.body = "{\"error\":\"" + std::string(sentence) + "\"}";
  return answer;
}

bool HasLineBreak(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

HttpResponse CallService(HttpService& service, const HttpRequest& request) {
  try {
    HttpResponse answer = service.Handle(request);
    bool split = HasLineBreak(answer.content_type);
    for (const HttpHeader& header : answer.headers) {
      split = split || HasLineBreak(header.name) || HasLineBreak(header.value);
    }
    if (!split) return answer;
  } catch (...) {
    // The barrier of every handler: whatever it was, the client learns only that it failed.
  }
  return ErrorAnswer(500, "Something went wrong inside this server. Its log has the details.");
}

}  // namespace

std::string_view HttpRequest::Header(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

HttpConnection::HttpConnection(HttpSocket socket, const Host& host)
    : socket_(std::move(socket)), host_(host), pace_(socket_.get_executor()) {
  buffer_.reserve(kReadBuffer);
}

void HttpConnection::Run() {
  Error ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  const auto peer = socket_.remote_endpoint(ignored);
  if (!ignored) request_.remote_addr = peer.address().to_string();
  ReadFirstByte();
}

void HttpConnection::CloseIfLate() {
  bool late = false;
  {
    const std::lock_guard lock(hand_over_);
    late = looks_left_ > 0 && --looks_left_ == 0;
  }
  if (late) CloseNow();
}

// The first look may come at once.
void HttpConnection::Allow(std::chrono::milliseconds time) {
  looks_left_ = 1 + time / host_.time_between_looks;
}

void HttpConnection::CloseWhenAnswered() {
  bool at_once = false;
  {
    const std::lock_guard lock(hand_over_);
    closing_ = true;
    at_once = !answering_ || pacing_;  // a paced body may have no end
  }
  if (at_once) CloseNow();
}

void HttpConnection::CloseNow() {
  if (closed_) return;
  closed_ = true;
  Error ignored;
  socket_.close(ignored);
  pace_.cancel();
  host_.forget(this);
}

void HttpConnection::ReadFirstByte() {
  if (buffer_.size() > 0) return ReadHeader();
  StartRead();
}

// Between requests the idle timeout counts; from the first byte on, the read timeout.
void HttpConnection::StartRead() {
  Allow(host_.options.idle_timeout);
  socket_.async_read_some(buffer_.prepare(kReadBuffer),
                          [self = shared_from_this()](Error error, std::size_t size) {
                            self->OnFirstByte(error, size);
                          });
}

void HttpConnection::OnFirstByte(Error error, std::size_t size) {
  // Until the thread that has started the read lets go of the connection.
  { const std::lock_guard lock(hand_over_); }
  if (error) return CloseNow();
  buffer_.commit(size);
  ReadHeader();
}

// Usually all of a small request has come at once.
void HttpConnection::ReadHeader() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(host_.options.header_limit));
  parser_->body_limit(host_.options.body_limit);
  parser_->eager(true);
  Allow(host_.options.read_timeout);
  Error failed;
  if (buffer_.size() > 0) buffer_.consume(parser_->put(buffer_.data(), failed));
  if (failed && failed != http::error::need_more) return Refuse(failed);
  if (parser_->is_header_done()) return OnHeader({});
  http::async_read_header(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](Error error, std::size_t) { self->OnHeader(error); });
}

void HttpConnection::OnHeader(Error error) {
  if (error) return Refuse(error);
  const auto& message = parser_->get();
  const bool wants_continue = beast::iequals(message[http::field::expect], "100-continue");
  if (wants_continue && message.version() >= 11 && !parser_->is_done()) return SendContinue();
  ReadBody();
}

void HttpConnection::SendContinue() {
  continue_ = {http::status::continue_, 11};
  Allow(host_.options.read_timeout);
  http::async_write(socket_, continue_, [self = shared_from_this()](Error error, std::size_t) {
    if (error) return self->CloseNow();
    self->ReadBody();
  });
}

void HttpConnection::ReadBody() {
  if (parser_->is_done()) return OnBody({});
  Allow(host_.options.read_timeout);
  http::async_read(socket_, buffer_, *parser_,
                   [self = shared_from_this()](Error error, std::size_t) { self->OnBody(error); });
}

void HttpConnection::OnBody(Error error) {
  if (error) return Refuse(error);
  if (!TakeRequest()) {
    return RefuseAndClose(400,
                          "This is not a valid HTTP request: it needs a path that begins "
                          "with / and one Host header.");
  }
  Dispatch();
}

bool HttpConnection::TakeRequest() {
  auto message = parser_->release();
  keep_alive_ = message.keep_alive();
  request_.method = std::string(message.method_string());
  request_.target = std::string(message.target());
  request_.headers.clear();
  for (const auto& field : message) {
    request_.headers.push_back({LowerCase(field.name_string()), std::string(field.value())});
  }
  request_.body = std::move(message.body());

  const std::string_view target = request_.target;
  const std::size_t question = target.find('?');
  request_.path = target.substr(0, question);
  request_.query =
      question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
  const bool host_given = message.count(http::field::host) == 1 || message.version() < 11;
  return target.starts_with('/') && host_given;
}

void HttpConnection::Dispatch() {
  answering_ = true;
  looks_left_ = 0;
  const std::size_t lane = host_.service.LaneOf(request_);
  if (host_.submit(lane, [self = shared_from_this()] { self->Answer(); })) return;
  HttpResponse busy = ErrorAnswer(503, "This server is busy. Try again in a second.");
  busy.headers.push_back({"retry-after", "1"});
  PrepareAnswer(std::move(busy));
  WriteRest({});
}

// The worker writes what the socket takes, which is nearly always all.
void HttpConnection::Answer() {
  HttpResponse answer = CallService(host_.service, request_);
  auto executor = socket_.get_executor();
  if (answer.drop_connection) {
    return asio::post(executor, [self = shared_from_this()] { self->CloseNow(); });
  }
  PrepareAnswer(std::move(answer));
  const Error error = WriteWhatFits();
  if (!error && GoOnReading()) return;
  asio::post(executor, [self = shared_from_this(), error] { self->WriteRest(error); });
}

bool HttpConnection::GoOnReading() {
  if (!serializer_->is_done() || paced_ || !keep_alive_ || buffer_.size() > 0) return false;
  const std::lock_guard lock(hand_over_);
  if (closing_) return false;
  ForgetExchange();
  StartRead();
  return true;
}

void HttpConnection::Refuse(Error error) {
  if (error == http::error::header_limit) {
    return RefuseAndClose(431, "The request's headers are too large.");
  }
  if (error == http::error::body_limit) {
    return RefuseAndClose(413, "The request's body is too large.");
  }
  const bool cut_off = error == http::error::end_of_stream || error == http::error::partial_message;
  if (error.category() == http::make_error_code(http::error::end_of_stream).category() &&
      !cut_off) {
    return RefuseAndClose(400, "This is not a valid HTTP request.");
  }
  CloseNow();
}

void HttpConnection::RefuseAndClose(int status, std::string_view sentence) {
  keep_alive_ = false;
  unread_input_ = true;
  answering_ = true;
  request_.method.clear();
  PrepareAnswer(ErrorAnswer(status, sentence));
  WriteRest({});
}

}  // namespace stub
