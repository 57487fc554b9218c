// OpenSSL's server side, as little as the tests need.
#include "tests/unit/http/tls_server.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "tests/unit/http/loopback_server.hpp"

namespace twitter::testing {
namespace {

constexpr std::string_view kHttp2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr char kHeadersFrame = 1;
constexpr char kSettingsFrame = 4;
constexpr char kEndStream = 1;
constexpr char kAck = 1;
constexpr char kEndHeaders = 4;

void AddSubject(X509* certificate, const std::string& ip_address) {
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  const std::string alternative = "IP:" + ip_address;
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

bool ReadExactly(SSL* connection, char* to, std::size_t length) {
  std::size_t got = 0;
  while (got < length) {
    const int now = SSL_read(connection, to + got, static_cast<int>(length - got));
    if (now <= 0) return false;
    got += static_cast<std::size_t>(now);
  }
  return true;
}

void Write(SSL* connection, const std::string& bytes) {
  SSL_write(connection, bytes.data(), static_cast<int>(bytes.size()));
}

struct Frame {
  char type = 0;
  char flags = 0;
  std::array<char, 4> stream{};
  std::string payload;
};

bool ReadFrame(SSL* connection, Frame& frame) {
  std::array<unsigned char, 9> head{};
  if (!ReadExactly(connection, reinterpret_cast<char*>(head.data()), head.size())) return false;
  frame.payload.resize(static_cast<std::size_t>(head[0] << 16 | head[1] << 8 | head[2]));
  frame.type = static_cast<char>(head[3]);
  frame.flags = static_cast<char>(head[4]);
  for (std::size_t i = 0; i < 4; ++i) frame.stream[i] = static_cast<char>(head[5 + i]);
  return ReadExactly(connection, frame.payload.data(), frame.payload.size());
}

void WriteFrame(SSL* connection, const Frame& frame) {
  const std::size_t length = frame.payload.size();
  std::string bytes = {static_cast<char>(length >> 16), static_cast<char>(length >> 8),
                       static_cast<char>(length), frame.type, frame.flags};
  bytes.append(frame.stream.data(), frame.stream.size());
  Write(connection, bytes + frame.payload);
}

int ChooseProtocol(SSL*, const unsigned char** out, unsigned char* out_length,
                   const unsigned char* in, unsigned int in_length, void* wanted) {
  const auto& name = *static_cast<const std::string*>(wanted);
  const int found = SSL_select_next_proto(const_cast<unsigned char**>(out), out_length,
                                          reinterpret_cast<const unsigned char*>(name.data()),
                                          static_cast<unsigned int>(name.size()), in, in_length);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

TestCertificate::TestCertificate(std::shared_ptr<X509> certificate, std::shared_ptr<EVP_PKEY> key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {
  std::string path = "/tmp/twitter_http_test_XXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) throw std::runtime_error("cannot write the test certificate");
  std::FILE* stream = fdopen(file, "w");
  PEM_write_X509(stream, certificate_.get());
  std::fclose(stream);
  file_ = std::make_shared<const TemporaryFile>(path);
}

TestCertificate MakeCertificate(const std::string& ip_address) {
  const std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  AddSubject(certificate.get(), ip_address);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  return TestCertificate(certificate, key);
}

TlsServer::TlsServer(const TestCertificate& certificate, const char* protocol, Serve serve)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free),
      protocol_(protocol),
      serve_(std::move(serve)),
      listener_(ListenOnLoopback(port_)) {
  SSL_CTX_use_certificate(context_.get(), certificate.certificate());
  SSL_CTX_use_PrivateKey(context_.get(), certificate.key());
  SSL_CTX_set_alpn_select_cb(context_.get(), ChooseProtocol, &protocol_);
  thread_ = std::jthread([this] { Run(); });
}

TlsServer::~TlsServer() {
  shutdown(listener_, SHUT_RDWR);
  if (const int connection = connection_; connection >= 0) shutdown(connection, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

void TlsServer::Run() {
  // OpenSSL writes without MSG_NOSIGNAL. Only this thread is spared: the client must not need it.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  for (;;) {
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    connection_ = socket;
    const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(connection.get(), socket);
    if (SSL_accept(connection.get()) == 1) serve_(connection.get());
    connection_ = -1;
    close(socket);
  }
}

Http2Server::Http2Server(const TestCertificate& certificate)
    : server_(certificate, "\x02h2", [this](SSL* connection) { Serve(connection); }) {}

void Http2Server::Serve(SSL* connection) {
  std::string preface(kHttp2Preface.size(), '\0');
  if (!ReadExactly(connection, preface.data(), preface.size()) || preface != kHttp2Preface) return;
  WriteFrame(connection, {kSettingsFrame, 0, {}, ""});
  Frame frame;
  for (int on_this = 0; ReadFrame(connection, frame);) {
    if (frame.type == kSettingsFrame && frame.flags != kAck) {
      WriteFrame(connection, {kSettingsFrame, kAck, {}, ""});
    }
    const bool request_ends = frame.type <= kHeadersFrame && (frame.flags & kEndStream) != 0;
    if (!request_ends) continue;
    ++requests_;
    if (++on_this == 2) return;
    // HPACK: 0x88 is ":status: 200" of the static table.
    WriteFrame(connection, {kHeadersFrame, kEndStream | kEndHeaders, frame.stream, "\x88"});
  }
}

void ServeHttp1(SSL* connection) {
  std::array<char, 4096> request{};
  while (SSL_read(connection, request.data(), static_cast<int>(request.size())) > 0) {
    Write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  }
}

}  // namespace twitter::testing
