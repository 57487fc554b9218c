// Files: which addresses are asked, which see the account's signature, what answers mean.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

class V11MediaFilesTest : public V11Test {
 protected:
  chp::Result<MediaAnswer> Fetch(const std::string& url, bool is_signed = false) {
    const BodySink sink = [this](std::string_view bytes) {
      taken_ += bytes;
      return true;
    };
    return api_.ports().media_files.Fetch(
        Account(), {.url = url, .is_signed = is_signed, .limit = 1'000'000, .timeout_ms = 5'000},
        sink, call_);
  }
  bool ShowsAToken() const { return !http_.requests.back().headers.empty(); }

  std::string taken_;
};

TEST_F(V11MediaFilesTest, APublicFileIsFetchedWithoutASignature) {
  for (const char* host : {"pbs.twimg.com", "video.twimg.com", "abs.twimg.com"}) {
    for (const bool is_signed : {false, true}) {
      http_.WillAnswer(200, "bytes", {{"content-type", "Image/JPEG; q=1"}});
      const auto answer = Fetch("https://" + std::string(host) + "/media/a.jpg", is_signed);
      ASSERT_TRUE(answer.ok());
      EXPECT_EQ(answer->media_type, "image/jpeg");
      EXPECT_EQ(answer->size_bytes, 5u);
      EXPECT_FALSE(ShowsAToken()) << host;
    }
  }
  EXPECT_EQ(taken_.size(), 30u);
  EXPECT_EQ(Asked().response_limit, 1'000'000u);
  EXPECT_EQ(Asked().timeout_ms, 5'000);
}

TEST_F(V11MediaFilesTest, AFileOfADirectMessageIsFetchedWithTheAccountsSignature) {
  for (const char* host : {"ton.twitter.com", "ton.x.com", "api.twitter.com"}) {
    http_.WillAnswer(200, "bytes");
    ASSERT_TRUE(Fetch("https://" + std::string(host) + "/1.1/ton/data/dm/1/2/a.jpg", true).ok());
    EXPECT_TRUE(IsSignedBy(account_)) << host;
  }
}

TEST_F(V11MediaFilesTest, NoOtherAddressIsAsked) {
  for (const char* url :
       {"https://evil.test/a.jpg", "http://pbs.twimg.com/a.jpg",
        "https://pbs.twimg.com.evil.test/a", "https://pbs.twimg.com@evil.test/a",
        "https://pbs.twimg.com:8443/a", "https://evilpbs.twimg.com/a", "https://127.0.0.1/a",
        "http://127.0.0.1/a", "http://localhost/a", "https://169.254.169.254/a",
        "file:///etc/passwd", "https://pbs.twimg.com\\@evil.test/", "https://x.com/a", "",
        "pbs.twimg.com"}) {
    for (const bool is_signed : {false, true}) {
      const auto answer = Fetch(url, is_signed);
      ASSERT_FALSE(answer.ok()) << url;
      EXPECT_EQ(answer.error().code, chp::Code::kRejected);
      EXPECT_EQ(answer.error().reason, "x.media_address");
    }
  }
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V11MediaFilesTest, AFileOfAPostIsNeverFetchedWithASignature) {
  EXPECT_EQ(Fetch("https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg").error().reason,
            "x.media_address");
  EXPECT_EQ(Fetch("https://api.twitter.com/1.1/a.jpg").error().reason, "x.media_address");
}

TEST_F(V11MediaFilesTest, AnApiOnLoopbackMayServeBoth) {
  app_.api_base_url = "http://127.0.0.1:8080";
  http_.WillAnswer(200, "bytes");
  ASSERT_TRUE(Fetch("http://127.0.0.1:8080/media/a.jpg").ok());
  EXPECT_FALSE(ShowsAToken());
  http_.WillAnswer(200, "bytes");
  ASSERT_TRUE(Fetch("http://127.0.0.1:8080/dm/a.jpg", true).ok());
  EXPECT_TRUE(IsSignedBy(account_));
  EXPECT_EQ(Fetch("http://127.0.0.1:8081/a.jpg", true).error().reason, "x.media_address");
}

TEST_F(V11MediaFilesTest, WhatXDoesNotGiveIsRefusedForGood) {
  for (const int status : {400, 401, 402, 403, 404, 410, 416}) {
    http_.WillAnswer(status, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
    const auto answer = Fetch("https://pbs.twimg.com/media/a.jpg");
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, chp::Code::kRejected) << status;
    EXPECT_EQ(answer.error().reason, "x.media_gone");
    EXPECT_EQ(answer.error().http_status, status);
  }
}

TEST_F(V11MediaFilesTest, WhatMayGetBetterIsTriedAgain) {
  for (const int status : {408, 500, 502, 503, 504}) {
    http_.WillAnswer(status, "<html>");
    EXPECT_EQ(Fetch("https://pbs.twimg.com/media/a.jpg").error().code, chp::Code::kTransient);
  }
}

TEST_F(V11MediaFilesTest, ALimitIsWaitedFor) {
  http_.WillAnswer(429, "",
                   {{"x-rate-limit-remaining", "0"},
                    {"x-rate-limit-reset", std::to_string(clock_.NowMs() / 1000 + 90)}});
  const auto answer = Fetch("https://pbs.twimg.com/media/a.jpg");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kRateLimited);
  EXPECT_EQ(answer.error().retry_after_ms, 90'000);
}

TEST_F(V11MediaFilesTest, ATokenThatIsNotTakenForOneFileStopsNoAccount) {
  http_.WillAnswer(401, "");
  const auto answer = Fetch("https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg", true);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "x.unauthorized");
}

TEST_F(V11MediaFilesTest, ARedirectIsRefused) {
  http_.WillAnswer(302, "", {{"location", "https://evil.test/"}});
  EXPECT_EQ(Fetch("https://pbs.twimg.com/media/a.jpg").error().reason, "x.redirect");
  EXPECT_EQ(http_.requests.size(), 1u);
}

TEST_F(V11MediaFilesTest, AFileAboveTheLimitIsRefusedForGood) {
  http_.WillAnswer(200, std::string(1'000'001, 'x'));
  const auto answer = Fetch("https://video.twimg.com/a.mp4");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kRejected);
  EXPECT_EQ(answer.error().reason, "x.too_large");
}

}  // namespace
}  // namespace twitter::testing
