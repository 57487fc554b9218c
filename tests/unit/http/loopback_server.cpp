// One thread per connection over plain sockets.
#include "tests/unit/http/loopback_server.hpp"

#include <arpa/inet.h>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace twitter::testing {
namespace {

std::size_t ContentLength(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

void WriteAll(int socket, const std::string& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t now = send(socket, bytes.data() + written, bytes.size() - written, MSG_NOSIGNAL);
    if (now <= 0) return;  // the client has gone: some tests want that
    written += static_cast<std::size_t>(now);
  }
}

}  // namespace

bool IsWholeRequest(const std::string& buffered, std::size_t& length) {
  const std::size_t head_end = buffered.find("\r\n\r\n");
  if (head_end == std::string::npos) return false;
  length = head_end + 4 + ContentLength(buffered.substr(0, head_end + 2));
  return buffered.size() >= length;
}

Reply Answer(int status, const std::string& body, const std::string& headers) {
  return {"HTTP/1.1 " + std::to_string(status) + " Text\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body};
}

int ListenOnLoopback(std::uint16_t& port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || bind(listener, generic, length) != 0 || listen(listener, 16) != 0 ||
      getsockname(listener, generic, &length) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port = ntohs(address.sin_port);
  return listener;
}

LoopbackServer::LoopbackServer(Handler handler)
    : handler_(std::move(handler)), listener_(ListenOnLoopback(port_)) {
  acceptor_ = std::jthread([this] { Accept(); });
}

LoopbackServer::~LoopbackServer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
  }
  stopped_.notify_all();
  threads_.clear();
  for (const int socket : sockets_) close(socket);
  close(listener_);
}

std::string LoopbackServer::Url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<std::string> LoopbackServer::Requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::chrono::steady_clock::time_point LoopbackServer::LastArrival() const {
  const std::lock_guard lock(mutex_);
  return last_arrival_;
}

void LoopbackServer::Accept() {
  for (;;) {
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    const std::lock_guard lock(mutex_);
    sockets_.push_back(socket);
    ++connection_count_;
    threads_.emplace_back([this, socket] { Serve(socket); });
  }
}

void LoopbackServer::Serve(int socket) {
  std::string buffered;
  while (ServeOne(socket, buffered)) {
  }
  shutdown(socket, SHUT_RDWR);
  ++dropped_count_;
}

bool LoopbackServer::ServeOne(int socket, std::string& buffered) {
  std::size_t length = 0;
  while (!IsWholeRequest(buffered, length)) {
    char chunk[4096];
    const ssize_t got = recv(socket, chunk, sizeof chunk, 0);
    if (got <= 0) return false;
    buffered.append(chunk, static_cast<std::size_t>(got));
  }
  const std::string request = buffered.substr(0, length);
  buffered.erase(0, length);
  std::size_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    last_arrival_ = std::chrono::steady_clock::now();
    number = ++request_count_;
  }
  const Reply reply = handler_(request, number);
  WriteAll(socket, reply.bytes);
  if (reply.hang) {
    std::unique_lock lock(mutex_);
    stopped_.wait(lock, [this] { return stopping_; });
  }
  return !reply.close && !reply.hang;
}

}  // namespace twitter::testing
