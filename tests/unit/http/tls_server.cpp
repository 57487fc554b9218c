// OpenSSL's server side, as little as the tests need.
#include "tests/unit/http/tls_server.hpp"

#include <array>
#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace twitter::testing {
namespace {

int ChooseProtocol(SSL*, const unsigned char** out, unsigned char* out_length,
                   const unsigned char* in, unsigned int in_length, void* wanted) {
  const auto& name = *static_cast<const std::string*>(wanted);
  const int found = SSL_select_next_proto(const_cast<unsigned char**>(out), out_length,
                                          reinterpret_cast<const unsigned char*>(name.data()),
                                          static_cast<unsigned int>(name.size()), in, in_length);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

// OpenSSL writes without MSG_NOSIGNAL. Only the calling thread is spared: the client must not need
// it.
void BlockPipeSignal() {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

}  // namespace

std::string ReadSome(SSL* connection) {
  std::array<char, 4096> bytes{};
  const int got = SSL_read(connection, bytes.data(), static_cast<int>(bytes.size()));
  return {bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
}

void WriteBytes(SSL* connection, const std::string& bytes) {
  if (!bytes.empty()) SSL_write(connection, bytes.data(), static_cast<int>(bytes.size()));
}

TlsServer::TlsServer(const TestCertificate& certificate, const std::string& protocol, Serve serve)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free),
      protocols_(static_cast<char>(protocol.size()) + protocol),
      serve_(std::move(serve)),
      listener_(ListenOnLoopback(port_)) {
  SSL_CTX_use_certificate(context_.get(), certificate.certificate());
  SSL_CTX_use_PrivateKey(context_.get(), certificate.key());
  SSL_CTX_set_alpn_select_cb(context_.get(), ChooseProtocol, &protocols_);
  acceptor_ = std::jthread([this] { Accept(); });
}

TlsServer::~TlsServer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
  }
  threads_.clear();
  for (const int socket : sockets_) close(socket);
  close(listener_);
}

void TlsServer::Accept() {
  for (;;) {
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    const std::lock_guard lock(mutex_);
    sockets_.push_back(socket);
    ++connection_count_;
    threads_.emplace_back([this, socket] { ServeOne(socket); });
  }
}

void TlsServer::ServeOne(int socket) {
  BlockPipeSignal();
  const int at_once = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context_.get()), SSL_free);
  SSL_set_fd(connection.get(), socket);
  if (SSL_accept(connection.get()) == 1) serve_(connection.get());
  shutdown(socket, SHUT_RDWR);
  ++dropped_count_;
}

TlsServer::Serve ServeHttp1(LoopbackServer::Handler handler) {
  const auto count = std::make_shared<std::atomic<std::size_t>>(0);
  return [handler = std::move(handler), count](SSL* connection) {
    std::string buffered;
    for (;;) {
      std::size_t length = 0;
      while (!IsWholeRequest(buffered, length)) {
        const std::string more = ReadSome(connection);
        if (more.empty()) return;
        buffered += more;
      }
      const Reply reply = handler(buffered.substr(0, length), ++*count);
      buffered.erase(0, length);
      WriteBytes(connection, reply.bytes);
      if (reply.close) return;
    }
  };
}

}  // namespace twitter::testing
