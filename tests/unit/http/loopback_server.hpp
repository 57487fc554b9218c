// A server on loopback that gives exactly the bytes a test wants, and remembers what it was asked.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace twitter::testing {

struct Reply {
  std::string bytes = {};  // as they go over the wire
  bool close = false;      // afterwards; with no bytes: the connection just drops
  bool hang = false;       // say nothing more until the server goes away
};

// "HTTP/1.1 <status> …" with a length and, unless empty, further header lines ending in CRLF.
Reply Answer(int status, const std::string& body, const std::string& headers = "");

class LoopbackServer {
 public:
  // `number` counts requests from 1, over all connections.
  using Handler = std::function<Reply(const std::string& request, std::size_t number)>;

  explicit LoopbackServer(Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::string Url(const std::string& path = "/") const;
  std::vector<std::string> Requests() const;
  std::size_t RequestCount() const { return request_count_; }
  std::size_t ConnectionCount() const { return connection_count_; }
  std::size_t DroppedCount() const { return dropped_count_; }
  // When the newest request had arrived whole.
  std::chrono::steady_clock::time_point LastArrival() const;

 private:
  void Accept();
  void Serve(int socket);
  bool ServeOne(int socket, std::string& buffered);

  Handler handler_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::vector<int> sockets_;
  std::vector<std::string> requests_;
  std::chrono::steady_clock::time_point last_arrival_;
  std::atomic<std::size_t> request_count_ = 0;
  std::atomic<std::size_t> connection_count_ = 0;
  std::atomic<std::size_t> dropped_count_ = 0;
  std::vector<std::jthread> threads_;
  std::jthread acceptor_;
};

// True when `buffered` starts with a whole request, whose length is then known.
bool IsWholeRequest(const std::string& buffered, std::size_t& length);

// A listening socket on 127.0.0.1 and its port.
int ListenOnLoopback(std::uint16_t& port);

}  // namespace twitter::testing
