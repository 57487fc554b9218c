// An HTTP/1.1 server on Boost.Beast: sockets on one I/O thread, handlers on fixed pools of workers
// ("lanes"), so that a slow lane never delays another.
//
// Ownership: the server borrows the service, which outlives it.
// Threads: Start and Stop from one thread; HttpService is called from many workers at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stub {

struct HttpHeader {
  std::string name;  // lower case
  std::string value;
};

struct HttpRequest {
  std::string method;
  std::string target;       // as received: path and query
  std::string_view path;    // of target, still percent-encoded
  std::string_view query;   // of target, without '?', still percent-encoded
  std::string remote_addr;  // "127.0.0.1"
  std::vector<HttpHeader> headers;
  std::string body;  // exact bytes

  // The first header of that (lower-case) name, or empty.
  std::string_view Header(std::string_view name) const;
};

// A body made while it is sent, so that it is never whole in memory; the connection closes behind
// it. For the simulator, whose faults need slow, huge and dishonest answers.
struct PacedBody {
  std::function<std::string()> next;       // the next piece, "": the end; quick, on the I/O thread
  std::chrono::milliseconds pause{0};      // before each piece
  std::optional<std::uint64_t> announced;  // Content-Length, true or not; nothing: none is sent
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<HttpHeader> headers;
  std::optional<PacedBody> paced;  // in place of `body`
  bool drop_connection = false;    // close without answering (fault injection in the simulator)
};

class HttpService {
 public:
  virtual ~HttpService() = default;
  // Index into Options::lane_threads; called on the I/O thread, must be quick.
  virtual std::size_t LaneOf(const HttpRequest& request) const = 0;
  // Must not throw for bad input; an exception becomes a 500 without detail.
  virtual HttpResponse Handle(const HttpRequest& request) = 0;
};

class HttpServer {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free port
    std::vector<std::size_t> lane_threads = {4};
    std::size_t header_limit = std::size_t{32} << 10;  // larger: 431
    std::size_t body_limit = std::size_t{1} << 20;     // larger: 413
    std::size_t lane_queue_limit = 1024;  // more waiting in one lane: 503 with Retry-After
    std::chrono::milliseconds read_timeout{10'000};
    std::chrono::milliseconds idle_timeout{60'000};
  };

  // Throws std::runtime_error with one sentence when the address cannot be bound.
  HttpServer(HttpService& service, Options options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  void Start();
  std::uint16_t port() const;
  // Stops accepting, lets running handlers finish and their answers leave (at most `grace`).
  void Stop(std::chrono::milliseconds grace);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stub
