// A loop per connection: write, read, note the time, next.
#include "tests/benchmarks/host/webhook_sender.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace benchmarks {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr std::size_t kReadBuffer = 16 * 1024;

// What the connections share; the next request belongs to whoever is free.
struct Progress {
  const SignedRequests& requests;
  std::size_t next = 0;
  LoadResult result = {};
};

class Connection {
 public:
  Connection(asio::io_context& io, const Target& target, Progress& progress)
      : socket_(io), progress_(progress), request_(progress.requests.Blank()) {
    asio::connect(socket_, asio::ip::tcp::resolver(io).resolve(target.host, target.port));
    socket_.set_option(asio::ip::tcp::no_delay(true));
    buffer_.reserve(kReadBuffer);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void SendNext() {
    if (progress_.next == progress_.requests.size()) return;
    progress_.requests.Fill(progress_.next++, request_);
    sent_at_ = Clock::now();
    asio::async_write(socket_, asio::buffer(request_), [this](error_code error, std::size_t) {
      Check(error);
      ReadAnswer();
    });
  }

 private:
  static void Check(error_code error) {
    if (error) throw boost::system::system_error(error);
  }

  void ReadAnswer() {
    parser_.emplace();
    http::async_read(socket_, buffer_, *parser_, [this](error_code error, std::size_t) {
      Check(error);
      progress_.result.latencies.push_back(Clock::now() - sent_at_);
      const bool good = parser_->get().result() == http::status::ok;
      ++(good ? progress_.result.answered_200 : progress_.result.answered_otherwise);
      SendNext();
    });
  }

  asio::ip::tcp::socket socket_;
  Progress& progress_;
  std::string request_;
  boost::beast::flat_buffer buffer_;
  std::optional<http::response_parser<http::string_body>> parser_;
  Clock::time_point sent_at_;
};

}  // namespace

LoadResult SendAll(const SignedRequests& requests, const Target& target, std::size_t connections) {
  asio::io_context io(1);
  Progress progress{requests};
  progress.result.latencies.reserve(requests.size());
  std::vector<std::unique_ptr<Connection>> open;
  for (std::size_t number = 0; number < connections; ++number) {
    open.push_back(std::make_unique<Connection>(io, target, progress));
  }
  const auto begin = Clock::now();
  for (const auto& connection : open) connection->SendNext();
  io.run();
  progress.result.took = Clock::now() - begin;
  std::sort(progress.result.latencies.begin(), progress.result.latencies.end());
  return std::move(progress.result);
}

}  // namespace benchmarks
