// A connection goes from the I/O thread to a worker and back while clients, time and the end of the
// server pull at it.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/beast/http/error.hpp>
#include <gtest/gtest.h>

#include "host_stub/web/http_server.hpp"
#include "tests/unit/http_server/echo_service.hpp"
#include "tests/unit/http_server/raw_client.hpp"

namespace stub {
namespace {

namespace http = boost::beast::http;

constexpr int kClients = 4;
constexpr const char* kRequest = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr const char* kAnswer = "GET|/a||127.0.0.1|";

HttpServer::Options TwoLanes() {
  HttpServer::Options options;
  options.lane_threads = {kClients, 1};
  return options;
}

class RunningServer {
 public:
  explicit RunningServer(const HttpServer::Options& options = TwoLanes())
      : server_(service_, options) {
    server_.Start();
  }
  HttpServer* operator->() { return &server_; }

 private:
  EchoService service_;
  HttpServer server_;
};

// What clients saw that ask again and again until they are not answered any more.
struct Seen {
  std::atomic<int> answers = 0;
  std::atomic<int> wrong = 0;   // answers
  std::atomic<int> halves = 0;  // answers that broke off
};

// False: the server has closed the connection.
bool AskOnce(RawClient& client, Seen& seen) {
  try {
    const auto answer = client.Ask(kRequest);
    ++seen.answers;
    if (answer.result_int() != 200 || answer.body() != kAnswer) ++seen.wrong;
    return true;
  } catch (const boost::system::system_error& closed) {
    if (closed.code() == http::error::partial_message) ++seen.halves;
    return false;
  }
}

class Clients {
 public:
  explicit Clients(std::uint16_t port) {
    for (int i = 0; i < kClients; ++i) {
      threads_.emplace_back([this, port] {
        RawClient client(port);
        while (AskOnce(client, seen_)) continue;
      });
    }
    while (seen_.answers < 20 * kClients) std::this_thread::yield();
  }
  const Seen& WaitUntilClosed() {
    for (std::thread& thread : threads_) thread.join();
    return seen_;
  }

 private:
  Seen seen_;
  std::vector<std::thread> threads_;
};

TEST(HttpServerHandOver, StopUnderLoadLeavesNoAnswerHalfWritten) {
  RunningServer server;
  Clients clients(server->port());
  server->Stop(std::chrono::seconds(10));
  const Seen& seen = clients.WaitUntilClosed();
  EXPECT_EQ(seen.wrong, 0);
  EXPECT_EQ(seen.halves, 0);
}

TEST(HttpServerHandOver, ServerDestroyedUnderLoadClosesEveryConnection) {
  auto server = std::make_unique<RunningServer>();
  Clients clients((*server)->port());
  server.reset();
  EXPECT_EQ(clients.WaitUntilClosed().wrong, 0);
}

// Looks at late clients come every few milliseconds and meet connections in every state.
TEST(HttpServerHandOver, IdleTimeoutNeverBreaksAnAnswerOff) {
  HttpServer::Options options = TwoLanes();
  options.idle_timeout = std::chrono::milliseconds(1);
  RunningServer server(options);
  Seen seen;
  std::vector<std::thread> threads;
  for (int i = 0; i < kClients; ++i) {
    threads.emplace_back([&] {
      for (int opened = 0; opened < 20; ++opened) {
        RawClient client(server->port());
        for (int asked = 0; asked < 20 && AskOnce(client, seen); ++asked) continue;
        client.IsClosed();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(seen.answers, 0);
  EXPECT_EQ(seen.wrong, 0);
  EXPECT_EQ(seen.halves, 0);
}

TEST(HttpServerHandOver, AnAnsweredConnectionIsClosedAfterTheIdleTimeout) {
  HttpServer::Options options = TwoLanes();
  options.idle_timeout = std::chrono::milliseconds(20);
  RunningServer server(options);
  RawClient client(server->port());
  Seen seen;
  while (AskOnce(client, seen) && seen.answers < 2) continue;
  EXPECT_TRUE(client.IsClosed());
}

TEST(HttpServerHandOver, ASecondRequestMayNotTakeLongerThanTheReadTimeout) {
  HttpServer::Options options = TwoLanes();
  options.read_timeout = std::chrono::milliseconds(20);
  RunningServer server(options);
  RawClient client(server->port());
  EXPECT_EQ(client.Ask(kRequest).body(), kAnswer);
  client.Send("GET / HT");
  EXPECT_TRUE(client.IsClosed());
}

}  // namespace
}  // namespace stub
