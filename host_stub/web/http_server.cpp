#include "host_stub/web/http_server.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "host_stub/web/http_connection.hpp"
#include "host_stub/web/http_lane.hpp"

namespace stub {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// When no socket is left, trying at once again would only burn the I/O thread.
constexpr std::chrono::milliseconds kAcceptPause{50};
// How often connections are looked at whose client takes too long.
constexpr std::chrono::milliseconds kShortestLook{5};
constexpr std::chrono::milliseconds kLongestLook{1000};

std::string BindError(const error_code& error, const HttpServer::Options& options) {
  const std::string place = "Port " + std::to_string(options.port) + " on " + options.address;
  if (error == asio::error::address_in_use) {
    return place + " is in use. Stop the other program or choose another port with --port.";
  }
  if (error == asio::error::access_denied) {
    return place + " may not be opened by this user. Choose a port above 1023 with --port.";
  }
  return place + " cannot be opened (" + error.message() +
         "). Choose an address of this machine and a free port.";
}

std::chrono::milliseconds TimeBetweenLooks(const HttpServer::Options& options) {
  const auto shortest = std::min(options.read_timeout, options.idle_timeout);
  return std::clamp(shortest / 4, kShortestLook, kLongestLook);
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(HttpService& service, Options options)
      : options_(std::move(options)),
        acceptor_(io_),
        accept_pause_(io_),
        look_for_late_(io_),
        host_{service, options_, TimeBetweenLooks(options_),
              [this](std::size_t lane, std::function<void()> task) {
                return lane < lanes_.size() && lanes_[lane]->TryPush(std::move(task));
              },
              [this](HttpConnection* closed) { Forget(closed); }} {
    Bind();
  }

  ~Impl() { Stop(std::chrono::milliseconds(0)); }

  void Start() {
    for (std::size_t threads : options_.lane_threads) {
      lanes_.push_back(std::make_unique<HttpLane>(threads, options_.lane_queue_limit));
    }
    Accept();
    CloseLate();
    io_thread_ = std::thread([this] { io_.run(); });
  }

  std::uint16_t port() const { return port_; }

  void Stop(std::chrono::milliseconds grace) {
    if (!io_thread_.joinable()) return;
    asio::post(io_, [this] { CloseIdle(); });
    {
      std::unique_lock<std::mutex> lock(mutex_);
      all_closed_.wait_for(lock, grace, [this] { return draining_ && connections_.empty(); });
    }
    // A handler cannot be broken off: joining its worker is the only safe end. The I/O thread goes
    // first, so that an answer coming after the grace period meets nobody.
    io_.stop();
    io_thread_.join();
    lanes_.clear();
  }

 private:
  void Bind() {
    error_code error;
    const auto address = asio::ip::make_address(options_.address, error);
    if (error) {
      throw std::runtime_error("\"" + options_.address +
                               "\" is not an IP address. Give one such as 127.0.0.1 or ::1.");
    }
    const asio::ip::tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) throw std::runtime_error(BindError(error, options_));
    port_ = acceptor_.local_endpoint().port();
  }

  void Accept() {
    acceptor_.async_accept([this](error_code error, HttpSocket socket) {
      if (!acceptor_.is_open()) return;
      if (error) return AcceptLater();
      auto connection = std::make_shared<HttpConnection>(std::move(socket), host_);
      {
        std::lock_guard<std::mutex> lock(mutex_);
        connections_.emplace(connection.get(), connection);
      }
      connection->Run();
      Accept();
    });
  }

  void AcceptLater() {
    accept_pause_.expires_after(kAcceptPause);
    accept_pause_.async_wait([this](error_code error) {
      if (!error && acceptor_.is_open()) Accept();
    });
  }

  // One timer for all connections: a timer of each would be set and cancelled for each request.
  void CloseLate() {
    const auto open_now = connections_;  // closing removes entries
    for (const auto& entry : open_now) entry.second->CloseIfLate();
    look_for_late_.expires_after(host_.time_between_looks);
    look_for_late_.async_wait([this](error_code error) {
      if (!error) CloseLate();
    });
  }

  void CloseIdle() {
    error_code ignored;
    acceptor_.close(ignored);
    const auto open_now = connections_;  // closing removes entries
    for (const auto& entry : open_now) entry.second->CloseWhenAnswered();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      draining_ = true;
    }
    all_closed_.notify_all();
  }

  void Forget(HttpConnection* closed) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      connections_.erase(closed);
    }
    all_closed_.notify_all();
  }

  const Options options_;
  std::vector<std::unique_ptr<HttpLane>> lanes_;
  // Declared before everything that holds sockets of it.
  asio::io_context io_{1};  // one thread runs it
  asio::executor_work_guard<asio::io_context::executor_type> keep_running_{io_.get_executor()};
  asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type> acceptor_;
  asio::steady_timer accept_pause_;
  asio::steady_timer look_for_late_;
  std::uint16_t port_ = 0;
  HttpConnection::Host host_;
  std::mutex mutex_;  // guards draining_ and the emptiness of connections_ for Stop
  std::condition_variable all_closed_;
  bool draining_ = false;
  std::unordered_map<HttpConnection*, std::shared_ptr<HttpConnection>> connections_;
  std::thread io_thread_;
};

HttpServer::HttpServer(HttpService& service, Options options)
    : impl_(std::make_unique<Impl>(service, std::move(options))) {}

HttpServer::~HttpServer() = default;

void HttpServer::Start() { impl_->Start(); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

void HttpServer::Stop(std::chrono::milliseconds grace) { impl_->Stop(grace); }

}  // namespace stub
