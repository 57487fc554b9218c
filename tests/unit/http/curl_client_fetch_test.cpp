// Fetch: what a sink is given, and every way in which a body may not end well.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/support/within_a_second.hpp"
#include "tests/unit/http/requests.hpp"
#include "tests/unit/http/tls_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

struct Taken {
  chp::Result<HttpResponse> answer = HttpResponse();
  std::string bytes;
  std::size_t largest_piece = 0;

  std::string Reason() const { return answer ? "" : answer.error().reason; }
};

HttpRequest GetUpTo(std::size_t limit, const std::string& url) {
  HttpRequest request = Get(url);
  request.response_limit = limit;
  return request;
}

Taken Fetch(const HttpRequest& request, const FakeCall& call = FakeCall(),
            const CurlOptions& options = {}) {
  Taken taken;
  CurlClient client(options);
  const BodySink sink = [&taken](std::string_view piece) {
    taken.bytes += piece;
    taken.largest_piece = std::max(taken.largest_piece, piece.size());
    return true;
  };
  taken.answer = client.Fetch(request, sink, call);
  return taken;
}

TEST(CurlClientFetch, TheBodyGoesToTheSinkInPiecesAndIsNotKept) {
  const std::string body(3 * kMegabyte, 'x');
  LoopbackServer server([&](auto&, auto) { return Answer(200, body, "Content-Type: a/b\r\n"); });
  const Taken taken = Fetch(GetUpTo(3 * kMegabyte, server.Url()));
  ASSERT_TRUE(taken.answer.ok()) << taken.answer.error().message;
  EXPECT_EQ(taken.answer->Header("content-type"), "a/b");
  EXPECT_EQ(taken.answer->body, "");
  EXPECT_EQ(taken.bytes, body);
  EXPECT_LE(taken.largest_piece, kMegabyte / 8);
}

TEST(CurlClientFetch, AnotherAnswerThanASuccessKeepsItsBody) {
  for (const int status : {302, 404, 503}) {
    LoopbackServer server([&](auto&, auto) { return Answer(status, "sorry"); });
    const Taken taken = Fetch(GetUpTo(2, server.Url()));
    ASSERT_TRUE(taken.answer.ok());
    EXPECT_EQ(taken.answer->status, status);
    EXPECT_EQ(taken.answer->body, "sorry");
    EXPECT_EQ(taken.bytes, "");
  }
}

TEST(CurlClientFetch, ARefusalWithoutEndIsBoundedToo) {
  LoopbackServer server([&](auto&, auto) { return Answer(404, std::string(5 * kMegabyte, 'x')); });
  EXPECT_EQ(Fetch(GetUpTo(kMegabyte, server.Url())).Reason(), "http.answer_too_large");
}

TEST(CurlClientFetch, ARedirectIsNotFollowed) {
  LoopbackServer elsewhere([](auto&, auto) { return Answer(200, "taken"); });
  LoopbackServer server(
      [&](auto&, auto) { return Answer(302, "", "Location: " + elsewhere.Url() + "\r\n"); });
  EXPECT_EQ(Fetch(GetUpTo(kMegabyte, server.Url())).bytes, "");
  EXPECT_EQ(elsewhere.ConnectionCount(), 0u);
}

TEST(CurlClientFetch, AnAnnouncedLengthAboveTheLimitLetsNothingThrough) {
  LoopbackServer server([](auto&, auto) { return Answer(200, std::string(1001, 'x')); });
  const Taken taken = Fetch(GetUpTo(1000, server.Url()));
  EXPECT_EQ(taken.Reason(), "http.answer_too_large");
  EXPECT_EQ(taken.bytes, "");
}

TEST(CurlClientFetch, ExactlyTheLimitIsLetThrough) {
  LoopbackServer server([](auto&, auto) { return Answer(200, std::string(1000, 'x')); });
  EXPECT_EQ(Fetch(GetUpTo(1000, server.Url())).bytes.size(), 1000u);
}

TEST(CurlClientFetch, AnEndlessBodyEndsAtTheLimit) {
  LoopbackServer server([](auto&, auto) {
    return Reply{"HTTP/1.1 200 OK\r\n\r\n" + std::string(4 * kMegabyte, 'x'), true};
  });
  const Taken taken = Fetch(GetUpTo(kMegabyte, server.Url()));
  EXPECT_EQ(taken.Reason(), "http.answer_too_large");
  EXPECT_LE(taken.bytes.size(), kMegabyte);
}

TEST(CurlClientFetch, ATruncatedBodyIsNoSuccess) {
  LoopbackServer server([](auto&, auto) {
    return Reply{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", true};
  });
  const Taken taken = Fetch(GetUpTo(kMegabyte, server.Url()));
  EXPECT_EQ(taken.Reason(), "http.no_answer");
  EXPECT_EQ(taken.answer.error().code, chp::Code::kTransient);
}

TEST(CurlClientFetch, ASinkThatRefusesEndsTheTransfer) {
  LoopbackServer server([](auto&, auto) {
    return Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\n<html>", .close = false, .hang = true};
  });
  CurlClient client({});
  int pieces = 0;
  const auto refuse = [&](std::string_view) { return ++pieces == 0; };
  const auto answer = client.Fetch(GetUpTo(kMegabyte, server.Url()), refuse, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.sink_refused");
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(pieces, 1);
}

TEST(CurlClientFetch, AnAnswerThatStopsEndsAfterTheTotalTime) {
  LoopbackServer server([](auto&, auto) {
    return Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\nsome", .close = false, .hang = true};
  });
  HttpRequest request = GetUpTo(kMegabyte, server.Url());
  request.timeout_ms = 200;
  EXPECT_EQ(Fetch(request).Reason(), "http.timeout");
}

TEST(CurlClientFetch, AnAnswerThatTricklesWithoutPauseEndsAfterTheTotalTime) {
  const TestCertificate certificate = MakeCertificate();
  TlsServer server(certificate, "http/1.1", [](SSL* connection) {
    ReadSome(connection);
    WriteBytes(connection, "HTTP/1.1 200 OK\r\n\r\n");
    while (SSL_write(connection, "x", 1) > 0) {
    }
  });
  HttpRequest request = GetUpTo(std::size_t{1} << 40, server.Url());
  request.timeout_ms = 300;
  CurlOptions options;
  options.ca_file = certificate.path();
  const Taken taken = Fetch(request, FakeCall(), options);
  EXPECT_EQ(taken.Reason(), "http.timeout");
  EXPECT_GT(taken.bytes.size(), 0u);
}

TEST(CurlClientFetch, CancellationIsSeenWithinASecond) {
  LoopbackServer server([](auto&, auto) {
    return Reply{.bytes = "HTTP/1.1 200 OK\r\n\r\nsome", .close = false, .hang = true};
  });
  const FakeCall call([&] { return server.RequestCount() > 0; });
  const Taken taken = Fetch(GetUpTo(kMegabyte, server.Url()), call);
  EXPECT_LT(std::chrono::steady_clock::now() - server.LastArrival(), kWithinASecond);
  EXPECT_EQ(taken.answer.error().code, chp::Code::kCancelled);
}

TEST(CurlClientFetch, AnAddressThatIsNotAllowedIsNotAsked) {
  EXPECT_EQ(Fetch(GetUpTo(kMegabyte, "http://pbs.twimg.com/media/a.jpg")).Reason(),
            "http.url_not_allowed");
}

}  // namespace
}  // namespace twitter::testing
