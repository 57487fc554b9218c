// Path patterns and who may use which route.
#include "tests/x_simulator/api/route.hpp"

#include <gtest/gtest.h>

namespace xsim {
namespace {

TEST(MatchPattern, NamesEndAtSlashOrFixedEnding) {
  EXPECT_EQ(MatchPattern("/a/:x/b/:y.json", "/a/1/b/2.3.json"), (Fields{{"x", "1"}, {"y", "2.3"}}));
}

TEST(MatchPattern, NamesAreDecoded) {
  EXPECT_EQ(MatchPattern("/a/:x", "/a/b%20c"), (Fields{{"x", "b c"}}));
}

class NoMatch : public testing::TestWithParam<const char*> {};

TEST_P(NoMatch, IsRecognised) {
  EXPECT_EQ(MatchPattern("/a/:x/b/:y.json", GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Paths, NoMatch,
                         testing::Values("", "/", "/a", "/a/1/b/2", "/a/1/b/.json", "/a//b/2.json",
                                         "/a/1/b/2.json/", "/a/1/c/2.json", "/a/%/b/2.json",
                                         "/a/1/2/b/3.json"));

Caller UserWith(const char* permissions) {
  Caller caller;
  caller.user_id = "1";
  caller.permissions = permissions;
  return caller;
}

TEST(CheckAccess, WritingNeedsAWritingToken) {
  EXPECT_EQ(CheckAccess(Access::kWrite, UserWith("read")), (Refusal{261, {}}));
  EXPECT_EQ(CheckAccess(Access::kWrite, UserWith("read-write")), std::nullopt);
}

TEST(CheckAccess, DirectMessagesNeedTheirOwnLevel) {
  EXPECT_EQ(CheckAccess(Access::kDirectMessages, UserWith("read-write")), (Refusal{93, {}}));
  EXPECT_EQ(CheckAccess(Access::kWriteDirectMessages, UserWith("read-write")), (Refusal{93, {}}));
  EXPECT_EQ(CheckAccess(Access::kWriteDirectMessages, UserWith("read-write-directmessages")),
            std::nullopt);
}

TEST(CheckAccess, AppTokenIsNoUser) {
  Caller caller;
  caller.bearer = true;
  EXPECT_EQ(CheckAccess(Access::kUser, caller), (Refusal{220, {}}));
  EXPECT_EQ(CheckAccess(Access::kBearerOrUser, caller), std::nullopt);
}

TEST(CheckAccess, BearerRoutesRefuseUsers) {
  EXPECT_EQ(CheckAccess(Access::kBearer, UserWith("read")), (Refusal{99, {}}));
}

TEST(CheckAccess, RequestTokenIsNoUser) {
  Caller caller;
  caller.request_token = "pending";
  EXPECT_EQ(CheckAccess(Access::kUser, caller), (Refusal{89, {}}));
}

}  // namespace
}  // namespace xsim
