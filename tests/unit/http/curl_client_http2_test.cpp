// Requests over HTTP/2 end in good order, as servers that defend themselves expect it.
#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/http2_server.hpp"
#include "tests/unit/http/requests.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

HttpRequest Believing(HttpRequest request, const TestCertificate& certificate) {
  request.way.ca_file = certificate.path();
  return request;
}

// libcurl 7.88 resets each stream whose end comes in a frame of its own.
TEST(CurlClientHttp2, NoConnectionLivesUntilTheServerTakesItsResetsForAnAttack) {
  constexpr int kRequests = 1100;
  const TestCertificate certificate = MakeCertificate();
  Http2Server server(certificate, [](std::size_t) { return Http2Reaction::kAnswerEndingLater; });
  CurlClient client({});
  for (int number = 0; number < kRequests; ++number) {
    const auto answer = client.Send(Believing(Write(server.Url()), certificate), FakeCall());
    ASSERT_TRUE(answer.ok()) << number << ": " << answer.error().message;
    EXPECT_EQ(answer->body, "done");
  }
  EXPECT_EQ(server.RequestCount(), static_cast<std::size_t>(kRequests));
  EXPECT_EQ(server.ConnectionCount(), 3u);
}

TEST(CurlClientHttp2, AnAnswerShorterThanAnnouncedIsNone) {
  const TestCertificate certificate = MakeCertificate();
  Http2Server server(certificate, [](std::size_t) { return Http2Reaction::kAnswerTooShort; });
  CurlClient client({});
  const auto answer = client.Send(Believing(Write(server.Url()), certificate), FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
  EXPECT_EQ(answer.error().reason, "http.no_answer");
}

}  // namespace
}  // namespace twitter::testing
