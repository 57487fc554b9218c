// A TLS server on loopback, one thread per connection; what is spoken over it is the test's choice.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <openssl/ssl.h>

#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/test_certificate.hpp"

namespace twitter::testing {

class TlsServer {
 public:
  using Serve = std::function<void(SSL*)>;  // when it returns, the connection is dropped

  // `protocol` is what ALPN agrees on: "http/1.1" or "h2".
  TlsServer(const TestCertificate& certificate, const std::string& protocol, Serve serve);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string Url(const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + std::to_string(port_) + "/";
  }
  std::size_t ConnectionCount() const { return connection_count_; }
  std::size_t DroppedCount() const { return dropped_count_; }

 private:
  void Accept();
  void ServeOne(int socket);

  std::shared_ptr<SSL_CTX> context_;
  std::string protocols_;  // as ALPN writes it: with its length in front
  Serve serve_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::atomic<std::size_t> dropped_count_ = 0;
  std::vector<std::jthread> threads_;
  std::jthread acceptor_;
};

// Reads one SSL record; empty when the connection has ended.
std::string ReadSome(SSL* connection);
void WriteBytes(SSL* connection, const std::string& bytes);

// HTTP/1.1 for a TlsServer: `handler` decides, as for a LoopbackServer. Several connections may
// come at once, so a handler that counts uses an atomic.
TlsServer::Serve ServeHttp1(LoopbackServer::Handler handler);
inline TlsServer::Serve AlwaysOk() {
  return ServeHttp1([](auto&, auto) { return Answer(200, "ok"); });
}

}  // namespace twitter::testing
