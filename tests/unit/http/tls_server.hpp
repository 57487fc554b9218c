// TLS servers on loopback with a certificate made for the test: one that speaks HTTP/1.1, one that
// speaks just enough HTTP/2 to keep a connection and then drop it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <openssl/ssl.h>

namespace twitter::testing {

// Removes the file at its end.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  const std::string path_;
};

// A self-signed certificate with its key, also written to a file that is removed with it.
class TestCertificate {
 public:
  TestCertificate(std::shared_ptr<X509> certificate, std::shared_ptr<EVP_PKEY> key);

  const std::string& path() const { return file_->path(); }
  X509* certificate() const { return certificate_.get(); }
  EVP_PKEY* key() const { return key_.get(); }

 private:
  std::shared_ptr<X509> certificate_;
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<const TemporaryFile> file_;
};

TestCertificate MakeCertificate(const std::string& ip_address);

// Accepts one connection after the other and hands each to `serve`.
class TlsServer {
 public:
  using Serve = std::function<void(SSL*)>;

  TlsServer(const TestCertificate& certificate, const char* protocol, Serve serve);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string Url() const { return "https://127.0.0.1:" + std::to_string(port_) + "/"; }

 private:
  void Run();

  std::shared_ptr<SSL_CTX> context_;
  std::string protocol_;  // ALPN, with its length in front
  Serve serve_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  std::atomic<int> connection_ = -1;
  std::jthread thread_;
};

// Answers 200 to the first request of a connection and drops it at the second.
class Http2Server {
 public:
  explicit Http2Server(const TestCertificate& certificate);

  std::string Url() const { return server_.Url(); }
  std::size_t RequestCount() const { return requests_; }

 private:
  void Serve(SSL* connection);

  std::atomic<std::size_t> requests_ = 0;
  TlsServer server_;
};

// Answers every request of a connection with 200 and "ok".
void ServeHttp1(SSL* connection);

}  // namespace twitter::testing
