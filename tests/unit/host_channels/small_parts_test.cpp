// Routes, answers, metrics and log lines: the pure parts of the plugin side.
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host_stub/channels/inbound_answer.hpp"
#include "host_stub/channels/log_text.hpp"
#include "host_stub/channels/metrics_merge.hpp"
#include "host_stub/channels/registry.hpp"
#include "host_stub/channels/route_table.hpp"
#include "tests/unit/host_channels/temporary_directory.hpp"

namespace stub {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

class RouteTable : public ::testing::Test {
 protected:
  RouteTable() : manifest_(*ParseManifest(testing::ReadFile(SCRIPTED_MANIFEST))) {}
  std::optional<RouteMatch> Find(std::string_view method, std::string_view path) {
    return FindRoute({&manifest_}, method, path);
  }
  Manifest manifest_;
};

TEST_F(RouteTable, TheBarePathIsTheFirstConnections) {
  const auto match = Find("POST", "/api/v1/channels_scripted_hook");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->route_id, "hook");
  EXPECT_EQ(match->connection_key, "");
  EXPECT_TRUE(match->is_public);
  EXPECT_TRUE(match->method_allowed);
  EXPECT_EQ(match->body_limit, 2048u);
}

TEST_F(RouteTable, TheKeyStandsBehindThePath) {
  const auto match = Find("GET", "/api/v1/channels_scripted_hook/secret-key");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->connection_key, "secret-key");
}

TEST_F(RouteTable, AnotherMethodIsMatchedButNotAllowed) {
  const auto match = Find("DELETE", "/api/v1/channels_scripted_hook");
  ASSERT_TRUE(match);
  EXPECT_FALSE(match->method_allowed);
}

TEST_F(RouteTable, OtherPathsAreNotMatched) {
  for (const char* path : {"", "/", "/api/v1/channels_scripted_hook/",
                           "/api/v1/channels_scripted_hook/a/b", "/api/v1/channels_scripted_hookx",
                           "/api/v1/channels_scripted", "/api/v1/channels_scripted_hoo"}) {
    EXPECT_FALSE(Find("GET", path)) << path;
  }
}

TEST_F(RouteTable, AdminRoutesAreNotPublic) {
  const auto match = Find("GET", "/api/v1/external_credentials/scripted/callback");
  ASSERT_TRUE(match);
  EXPECT_FALSE(match->is_public);
}

struct StatusRow {
  chp::Code code;
  std::uint32_t status;
  bool retry_after;
};

void PrintTo(const StatusRow& row, std::ostream* out) { *out << static_cast<int>(row.code); }

class InboundVerdict : public ::testing::TestWithParam<StatusRow> {};

TEST_P(InboundVerdict, HasOneStatus) {
  chp::Error error;
  error.code = GetParam().code;
  error.message = "A sentence.";
  error.retry_after_ms = 1500;
  const auto answer = AnswerOf(error);
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_EQ(answer.body, R"({"error":"A sentence."})");
  EXPECT_EQ(!answer.headers.empty(), GetParam().retry_after);
}

using chp::Code;
INSTANTIATE_TEST_SUITE_P(
    Rows, InboundVerdict,
    ::testing::Values(StatusRow{Code::kAgain, 503, true}, StatusRow{Code::kRateLimited, 503, true},
                      StatusRow{Code::kTransient, 503, true},
                      StatusRow{Code::kUncertain, 503, true},
                      StatusRow{Code::kCancelled, 503, true}, StatusRow{Code::kConflict, 503, true},
                      StatusRow{Code::kRejected, 200, false}, StatusRow{Code::kAuth, 503, false},
                      StatusRow{Code::kConfig, 503, false}, StatusRow{Code::kInvalid, 500, false},
                      StatusRow{Code::kUnsupported, 500, false},
                      StatusRow{Code::kNotFound, 500, false},
                      StatusRow{Code::kInternal, 500, false}));

TEST(InboundAnswer, RetryAfterIsInWholeSecondsRoundedUp) {
  chp::Error error;
  error.code = chp::Code::kTransient;
  error.retry_after_ms = 1001;
  EXPECT_THAT(AnswerOf(error).headers, Contains(Pair("retry-after", "2")));
  error.retry_after_ms = INT64_MAX;
  EXPECT_THAT(AnswerOf(error).headers, Contains(Pair("retry-after", "86400")));
}

TEST(InboundAnswer, HeadersOfTheHostCannotBeSet) {
  chp::InboundResponse response;
  response.headers = {{"Content-Length", "1"},
                      {"transfer-encoding", "chunked"},
                      {"Set-Cookie", "session=x"},
                      {"bad name", "x"},
                      {"Location", "https://x"}};
  const auto cleaned = Cleaned(response);
  EXPECT_THAT(cleaned.headers, ::testing::ElementsAre(Pair("location", "https://x")));
}

TEST(InboundAnswer, AnInterimStatusIsNoAnswer) {
  chp::InboundResponse response;
  response.status = 100;
  EXPECT_EQ(Cleaned(response).status, 500u);
}

TEST(MetricsMerge, FamiliesOfTwoConnectionsStandTogether) {
  MetricsMerge merge;
  const char* text = "# TYPE calls counter\ncalls_total 1\ncalls_total{kind=\"a\"} 2\n# EOF\n";
  merge.Add(text, "1");
  merge.Add(text, "2");
  EXPECT_EQ(merge.Text(),
            "# TYPE calls counter\n"
            "calls_total{connection=\"1\"} 1\n"
            "calls_total{connection=\"1\",kind=\"a\"} 2\n"
            "calls_total{connection=\"2\"} 1\n"
            "calls_total{connection=\"2\",kind=\"a\"} 2\n"
            "# EOF\n");
}

TEST(MetricsMerge, BrokenLinesAreDropped) {
  MetricsMerge merge;
  merge.Add("\n{x} 1\nbad-name 1\nhalf{a=\"b\" 1\n# NONSENSE x\n# \nword\n= 1", "1");
  EXPECT_EQ(merge.Text(), "# EOF\n");
}

TEST(LogText, NothingStartsAnotherLine) {
  EXPECT_EQ(LogText("a\nb\x1b[31m\x7f", 100), "a\\x0ab\\x1b[31m\\x7f");
}

TEST(LogText, BrokenUtf8IsEscaped) { EXPECT_EQ(LogText("\xff\xfe", 100), "\\xff\\xfe"); }

TEST(LogText, LongTextIsCutBetweenCharacters) { EXPECT_EQ(LogText("ab\xc3\xa9z", 3), "ab [cut]"); }

TEST(ConstantTime, ComparesWholeTexts) {
  EXPECT_TRUE(EqualInConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abd"));
  EXPECT_FALSE(EqualInConstantTime("abc", "ab"));
}

}  // namespace
}  // namespace stub
