// Every error shape of X, and bodies that are none.
#include "twitter_channel/x_api/api_error_body.hpp"

#include <string>

#include <gtest/gtest.h>

#include "twitter_channel/x_api/api_error.hpp"

namespace twitter {
namespace {

TEST(ReadErrorBody, ReadsTheListOfV11) {
  const ErrorBody body =
      ReadErrorBody(R"({"errors":[{"code":88,"message":"Rate limit exceeded"},{"code":1}]})");
  EXPECT_EQ(body.code, 88);
  EXPECT_EQ(body.text, "Rate limit exceeded");
  EXPECT_EQ(body.problem_type, "");
}

TEST(ReadErrorBody, ReadsAProblem) {
  const ErrorBody body = ReadErrorBody(R"({"title":"UsageCapExceeded","detail":"Usage cap exceeded",
      "type":"https://api.x.com/2/problems/usage-capped","period":"Monthly"})");
  EXPECT_EQ(body.code, 0);
  EXPECT_EQ(body.problem_type, "usage-capped");
  EXPECT_EQ(body.text, "Usage cap exceeded");
}

TEST(ReadErrorBody, ReadsProblemsOfOlderHosts) {
  EXPECT_EQ(ReadErrorBody(R"({"type":"https://api.twitter.com/2/problems/credits"})").problem_type,
            "credits");
  EXPECT_EQ(ReadErrorBody(R"({"type":"https://developer.x.com/en/support#conflict"})").problem_type,
            "conflict");
}

TEST(ReadErrorBody, ABlankTypeIsNone) {
  EXPECT_EQ(ReadErrorBody(R"({"type":"about:blank","detail":"Forbidden"})").problem_type, "");
}

TEST(ReadErrorBody, ReadsAProblemWithAList) {
  const ErrorBody body =
      ReadErrorBody(R"({"errors":[{"parameters":{"query":["x"]},"message":"bad"}],
      "title":"Invalid Request","detail":"One or more","type":"https://api.x.com/2/problems/invalid-request"})");
  EXPECT_EQ(body.problem_type, "invalid-request");
  EXPECT_EQ(body.text, "bad");
}

TEST(ReadErrorBody, ReadsOAuth2) {
  const ErrorBody body =
      ReadErrorBody(R"({"error":"invalid_grant","error_description":"Value passed was invalid."})");
  EXPECT_EQ(body.problem_type, "invalid_grant");
  EXPECT_EQ(body.text, "Value passed was invalid.");
}

TEST(ReadErrorBody, ReadsASingleText) {
  EXPECT_EQ(FirstErrorText(R"({"error":"Not authorized."})"), "Not authorized.");
  EXPECT_EQ(FirstErrorText(R"({"errors":"Sorry"})"), "Sorry");
}

class OddBody : public testing::TestWithParam<std::string> {};
TEST_P(OddBody, SaysNothing) {
  EXPECT_EQ(FirstErrorCode(GetParam()), 0);
  EXPECT_EQ(FirstErrorText(GetParam()), "");
}
INSTANTIATE_TEST_SUITE_P(
    ReadErrorBody, OddBody,
    testing::Values("", "null", "17", "[]", "{}", "<html><h1>502</h1></html>",
                    "{\"errors\":", R"({"errors":[]})", R"({"errors":{}})", R"({"errors":[17]})",
                    R"({"errors":[{"code":"88","message":["a"]}]})",
                    R"({"errors":[{"code":-5,"message":null}]})",
                    R"({"errors":[{"code":99999999999}]})", R"({"errors":[{"code":8.8}]})",
                    R"({"detail":17,"error":{}})", std::string(60'000, '['),
                    R"({"errors":)" + std::string(60'000, '['), std::string("{\0}", 3),
                    R"({"detail":")" + std::string(70'000, 'x') + "\"}"));

}  // namespace
}  // namespace twitter
