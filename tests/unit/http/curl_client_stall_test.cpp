// Wherever a transfer may stand still, the host's cancellation is looked for often enough and the
// request ends soon after: together within a second.
#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <functional>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/within_a_second.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/name_lookup.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

using Clock = std::chrono::steady_clock;

// Cancelled at the third look; measures the time between two looks.
class WatchedCall : public chp::CallContext {
 public:
  std::uint32_t Attempt() const override { return 1; }
  std::int64_t DeadlineMs() const override { return 0; }
  std::string_view TraceId() const override { return {}; }
  bool IsCancelled() const override {
    const Clock::time_point now = Clock::now();
    longest_gap_ = std::max(longest_gap_, now - last_look_);
    last_look_ = now;
    return ++looks_ >= 3;
  }
  // From the worst moment of cancellation until now.
  Clock::duration LongestDelay() const { return longest_gap_ + (Clock::now() - last_look_); }

 private:
  mutable Clock::time_point last_look_ = Clock::now();
  mutable Clock::duration longest_gap_{};
  mutable int looks_ = 0;
};

// A listening socket whose owner never says a word.
class SilentServer {
 public:
  SilentServer() : listener_(ListenOnLoopback(port_)) {}
  ~SilentServer() {
    for (const int socket : waiting_) close(socket);
    close(listener_);
  }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  // So many connections wait that the next one is not even taken by the system.
  void Fill() {
    listen(listener_, 0);
    for (int i = 0; i < 4; ++i) {
      const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      address.sin_port = htons(port_);
      (void)connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address);
      waiting_.push_back(client);
    }
  }
  std::string Url(const std::string& scheme) const {
    return scheme + "://127.0.0.1:" + std::to_string(port_) + "/";
  }

 private:
  std::uint16_t port_ = 0;
  int listener_;
  std::vector<int> waiting_;
};

HttpRequest Post(const std::string& url, std::size_t body_size = 3) {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.body.assign(body_size, 'x');
  return request;
}

// Sends and expects the end of it in time.
void ExpectCancelled(const HttpRequest& request) {
  CurlClient client({});
  const WatchedCall call;
  const auto answer = client.Send(request, call);
  EXPECT_LT(call.LongestDelay(), kWithinASecond);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
}

TEST(CurlClientStall, LookingUpTheName) {
  const SlowResolver resolver;
  ExpectCancelled(Post(std::string("https://") + SlowResolver::kHost + "/"));
}

TEST(CurlClientStall, Connecting) {
  SilentServer server;
  server.Fill();
  ExpectCancelled(Post(server.Url("http")));
}

TEST(CurlClientStall, ShakingHands) {
  const SilentServer server;
  ExpectCancelled(Post(server.Url("https")));
}

TEST(CurlClientStall, SendingTheBody) {
  const SilentServer server;
  ExpectCancelled(Post(server.Url("http"), std::size_t{32} << 20));
}

TEST(CurlClientStall, WaitingForTheHeaders) {
  const SilentServer server;
  ExpectCancelled(Post(server.Url("http")));
}

TEST(CurlClientStall, ReadingTheBody) {
  const LoopbackServer server([](auto&, auto) {
    return Reply{.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", .hang = true};
  });
  ExpectCancelled(Post(server.Url()));
}

}  // namespace
}  // namespace twitter::testing
