// The table: one row per refusal. Tokens and verdicts are asserted, never sentences.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/api_error_answers.hpp"

namespace twitter::testing {
namespace {

using chp::Code;
using chp::Scope;

struct CodeCase {
  int code;
  int status;
  Code verdict;
  const char* reason;
  Scope scope = Scope::kDefault;
};
void PrintTo(const CodeCase& row, std::ostream* out) { *out << row.code; }

class V11Code : public ::testing::TestWithParam<CodeCase> {};
TEST_P(V11Code, HasItsRow) {
  const chp::Error error = ErrorOf(GetParam().status, V11Body(GetParam().code));
  EXPECT_EQ(error.code, GetParam().verdict);
  EXPECT_EQ(error.reason, GetParam().reason);
  EXPECT_EQ(error.scope, GetParam().scope);
  EXPECT_EQ(error.http_status, GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(
    ApiError, V11Code,
    ::testing::Values(CodeCase{17, 404, Code::kRejected, "x.user_not_found"},
                      CodeCase{32, 401, Code::kAuth, "x.unauthorized", Scope::kAccount},
                      CodeCase{34, 404, Code::kRejected, "x.not_found"},
                      CodeCase{36, 403, Code::kRejected, "x.bad_request"},
                      CodeCase{38, 403, Code::kRejected, "x.bad_request"},
                      CodeCase{44, 400, Code::kRejected, "x.bad_request"},
                      CodeCase{50, 404, Code::kRejected, "x.user_not_found"},
                      CodeCase{63, 403, Code::kRejected, "x.user_suspended"},
                      CodeCase{64, 403, Code::kAuth, "x.account_suspended", Scope::kAccount},
                      CodeCase{88, 429, Code::kRateLimited, "x.rate_limited", Scope::kLane},
                      CodeCase{89, 401, Code::kAuth, "x.invalid_token", Scope::kAccount},
                      CodeCase{93, 403, Code::kConfig, "x.no_dm_permission"},
                      CodeCase{99, 403, Code::kConfig, "x.bad_app_keys"},
                      CodeCase{130, 503, Code::kTransient, "x.unavailable"},
                      CodeCase{131, 500, Code::kTransient, "x.unavailable"},
                      CodeCase{135, 401, Code::kTransient, "x.clock"},
                      CodeCase{136, 403, Code::kRejected, "x.blocked"},
                      CodeCase{139, 403, Code::kRejected, "x.already_done"},
                      CodeCase{144, 404, Code::kRejected, "x.post_gone"},
                      CodeCase{150, 403, Code::kRejected, "x.dm_forbidden"},
                      CodeCase{151, 403, Code::kRejected, "x.dm_forbidden"},
                      CodeCase{160, 403, Code::kRejected, "x.already_done"},
                      CodeCase{161, 403, Code::kRejected, "x.actions_disabled"},
                      CodeCase{179, 403, Code::kRejected, "x.post_gone"},
                      CodeCase{185, 403, Code::kRateLimited, "x.daily_limit", Scope::kAccount},
                      CodeCase{186, 403, Code::kRejected, "x.text_too_long"},
                      CodeCase{187, 403, Code::kRejected, "x.duplicate"},
                      CodeCase{195, 403, Code::kRejected, "x.bad_request"},
                      CodeCase{200, 403, Code::kRejected, "x.forbidden"},
                      CodeCase{205, 403, Code::kRejected, "x.too_many_reports"},
                      CodeCase{214, 403, Code::kConfig, "x.webhook_refused"},
                      CodeCase{215, 400, Code::kConfig, "x.auth_missing"},
                      CodeCase{220, 403, Code::kConfig, "x.wrong_auth_kind"},
                      CodeCase{226, 403, Code::kRejected, "x.looks_automated"},
                      CodeCase{261, 403, Code::kConfig, "x.no_write_permission"},
                      CodeCase{271, 403, Code::kRejected, "x.bad_request"},
                      CodeCase{272, 403, Code::kRejected, "x.already_done"},
                      CodeCase{323, 403, Code::kRejected, "x.media"},
                      CodeCase{324, 400, Code::kRejected, "x.media"},
                      CodeCase{325, 400, Code::kRejected, "x.media"},
                      CodeCase{326, 403, Code::kAuth, "x.account_locked", Scope::kAccount},
                      CodeCase{327, 403, Code::kRejected, "x.already_done"},
                      CodeCase{348, 403, Code::kConfig, "x.subscription"},
                      CodeCase{349, 403, Code::kRejected, "x.dm_forbidden"},
                      CodeCase{354, 403, Code::kRejected, "x.dm_text_too_long"},
                      CodeCase{355, 409, Code::kConfig, "x.subscription"},
                      CodeCase{356, 400, Code::kConfig, "x.subscription"},
                      CodeCase{357, 400, Code::kConfig, "x.subscription"},
                      CodeCase{358, 400, Code::kConfig, "x.subscription"}));
INSTANTIATE_TEST_SUITE_P(
    ApiErrorFurther, V11Code,
    ::testing::Values(CodeCase{360, 400, Code::kConfig, "x.subscription"},
                      CodeCase{368, 400, Code::kConfig, "x.subscription"},
                      CodeCase{385, 403, Code::kRejected, "x.reply_to_gone"},
                      CodeCase{386, 403, Code::kRejected, "x.media"},
                      CodeCase{407, 403, Code::kRejected, "x.bad_request"},
                      CodeCase{415, 403, Code::kConfig, "x.callback_not_approved"},
                      CodeCase{416, 403, Code::kConfig, "x.app_suspended"},
                      CodeCase{417, 403, Code::kConfig, "x.oob_not_allowed"},
                      CodeCase{421, 403, Code::kRejected, "x.post_gone"},
                      CodeCase{422, 403, Code::kRejected, "x.post_gone"},
                      CodeCase{425, 403, Code::kRejected, "x.actions_disabled"},
                      CodeCase{433, 403, Code::kRejected, "x.replies_restricted"},
                      CodeCase{453, 403, Code::kConfig, "x.access_level"},
                      CodeCase{99999, 403, Code::kRejected, "x.forbidden"},  // unknown: by status
                      CodeCase{99999, 401, Code::kAuth, "x.unauthorized", Scope::kAccount}));

struct NamedCase {
  const char* name;
  int status;
  Code verdict;
  const char* reason;
};
void PrintTo(const NamedCase& row, std::ostream* out) { *out << row.name; }

class ProblemType : public ::testing::TestWithParam<NamedCase> {};
TEST_P(ProblemType, HasItsRow) {
  const chp::Error error = ErrorOf(
      GetParam().status, R"({"title":"T","detail":"words","type":"https://api.x.com/2/problems/)" +
                             std::string(GetParam().name) + R"("})");
  EXPECT_EQ(error.code, GetParam().verdict);
  EXPECT_EQ(error.reason, GetParam().reason);
}
INSTANTIATE_TEST_SUITE_P(
    ApiError, ProblemType,
    ::testing::Values(NamedCase{"invalid-request", 400, Code::kRejected, "x.bad_request"},
                      NamedCase{"resource-not-found", 404, Code::kRejected, "x.not_found"},
                      NamedCase{"not-authorized-for-resource", 403, Code::kRejected, "x.forbidden"},
                      NamedCase{"not-authorized-for-field", 403, Code::kConfig, "x.access_level"},
                      NamedCase{"disallowed-resource", 403, Code::kRejected, "x.forbidden"},
                      NamedCase{"resource-unavailable", 404, Code::kRejected, "x.post_gone"},
                      NamedCase{"field-unauthorized", 403, Code::kConfig, "x.access_level"},
                      NamedCase{"field-hydration-failure", 400, Code::kTransient, "x.unavailable"},
                      NamedCase{"internal-error", 500, Code::kTransient, "x.unavailable"},
                      NamedCase{"client-forbidden", 403, Code::kConfig, "x.access_level"},
                      NamedCase{"unsupported-authentication", 403, Code::kConfig,
                                "x.wrong_auth_kind"},
                      NamedCase{"oauth1-permissions", 403, Code::kConfig, "x.app_permissions"},
                      NamedCase{"usage-capped", 429, Code::kRateLimited, "x.usage_capped"},
                      NamedCase{"conflict", 409, Code::kConfig, "x.conflict"},
                      NamedCase{"streaming-connection", 429, Code::kTransient, "x.unavailable"},
                      NamedCase{"operational-disconnect", 400, Code::kTransient, "x.unavailable"},
                      NamedCase{"client-disconnected", 400, Code::kTransient, "x.unavailable"},
                      NamedCase{"rule-cap", 422, Code::kConfig, "x.search_rules"},
                      NamedCase{"invalid-rules", 422, Code::kConfig, "x.search_rules"},
                      NamedCase{"duplicate-rules", 422, Code::kConfig, "x.search_rules"},
                      NamedCase{"noncompliant-rules", 422, Code::kConfig, "x.search_rules"},
                      NamedCase{"rate-limit-exceeded", 429, Code::kRateLimited, "x.rate_limited"},
                      NamedCase{"credits", 403, Code::kRateLimited, "x.out_of_credit"},
                      NamedCase{"never-heard-of", 404, Code::kRejected, "x.not_found"}));

class Phrase : public ::testing::TestWithParam<NamedCase> {};
TEST_P(Phrase, HasItsRow) {
  const chp::Error error =
      ErrorOf(GetParam().status, R"({"title":"Forbidden","type":"about:blank","detail":")" +
                                     std::string(GetParam().name) + R"("})");
  EXPECT_EQ(error.code, GetParam().verdict);
  EXPECT_EQ(error.reason, GetParam().reason);
}
INSTANTIATE_TEST_SUITE_P(
    ApiError, Phrase,
    ::testing::Values(
        NamedCase{"You are not allowed to create a Tweet with duplicate content.", 403,
                  Code::kRejected, "x.duplicate"},
        NamedCase{"You can only reply to or quote posts where you are mentioned or are the author.",
                  403, Code::kRejected, "x.reply_not_allowed"},
        NamedCase{"Reply to this conversation is not allowed because you have not been mentioned",
                  403, Code::kRejected, "x.reply_not_allowed"},
        NamedCase{"Quoting this post is not allowed because you have not been mentioned", 403,
                  Code::kRejected, "x.reply_not_allowed"},
        NamedCase{"Your reply tweet ID is invalid", 400, Code::kRejected, "x.reply_to_gone"},
        NamedCase{"Your Tweet text is too long. Shorten it.", 400, Code::kRejected,
                  "x.text_too_long"},
        NamedCase{"You have been blocked from performing this action.", 403, Code::kRejected,
                  "x.blocked"},
        NamedCase{"You do not have permission to DM one or more participants.", 403,
                  Code::kRejected, "x.dm_forbidden"},
        NamedCase{"You are not permitted to perform this action.", 403, Code::kRejected,
                  "x.forbidden"}));

TEST(ApiError, TheReplyGateIsKnownByItsWordsBehindAGeneralType) {
  EXPECT_EQ(ErrorOf(403,
                    R"({"detail":"You can only reply to or quote posts where you are mentioned.",
                    "status":403,"type":"https://api.x.com/2/problems/not-authorized-for-resource"})",
                    Operation::kWritePost)
                .reason,
            "x.reply_not_allowed");
}

TEST(ApiError, AnInvalidGrantIsADeadToken) {
  EXPECT_EQ(ErrorOf(400, R"({"error":"invalid_grant","error_description":"expired"})").reason,
            "x.invalid_token");
  EXPECT_EQ(ErrorOf(400, R"({"error":"invalid_request",
      "error_description":"Value passed for the token was invalid."})")
                .reason,
            "x.invalid_token");
}

struct StatusCase {
  int status;
  Code verdict;
  const char* reason;
};
void PrintTo(const StatusCase& row, std::ostream* out) { *out << row.status; }

class Status : public ::testing::TestWithParam<StatusCase> {};
TEST_P(Status, DecidesWhenTheBodyIsEmpty) {
  const chp::Error error = ErrorOf(GetParam().status, "");
  EXPECT_EQ(error.code, GetParam().verdict);
  EXPECT_EQ(error.reason, GetParam().reason);
}
TEST_P(Status, DecidesWhenTheBodyIsHtml) {
  EXPECT_EQ(ErrorOf(GetParam().status, "<html><body>edge</body></html>").reason, GetParam().reason);
}
INSTANTIATE_TEST_SUITE_P(ApiError, Status,
                         ::testing::Values(StatusCase{301, Code::kConfig, "x.redirect"},
                                           StatusCase{400, Code::kRejected, "x.bad_request"},
                                           StatusCase{401, Code::kAuth, "x.unauthorized"},
                                           StatusCase{402, Code::kRateLimited, "x.out_of_credit"},
                                           StatusCase{403, Code::kRejected, "x.forbidden"},
                                           StatusCase{404, Code::kRejected, "x.not_found"},
                                           StatusCase{406, Code::kRejected, "x.bad_request"},
                                           StatusCase{408, Code::kTransient, "x.unavailable"},
                                           StatusCase{409, Code::kConfig, "x.conflict"},
                                           StatusCase{410, Code::kConfig, "x.access_level"},
                                           StatusCase{413, Code::kRejected, "x.too_large"},
                                           StatusCase{420, Code::kRateLimited, "x.rate_limited"},
                                           StatusCase{422, Code::kRejected, "x.bad_request"},
                                           StatusCase{429, Code::kRateLimited, "x.rate_limited"},
                                           StatusCase{500, Code::kTransient, "x.unavailable"},
                                           StatusCase{502, Code::kTransient, "x.unavailable"},
                                           StatusCase{503, Code::kTransient, "x.unavailable"},
                                           StatusCase{504, Code::kTransient, "x.unavailable"},
                                           StatusCase{599, Code::kTransient, "x.unavailable"}));

}  // namespace
}  // namespace twitter::testing
