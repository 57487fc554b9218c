// What one answer of X costs.
#include "twitter_channel/x_api/billing.hpp"

#include "tests/unit/x_api/guard_fixture.hpp"

namespace twitter {
namespace {

class BillingTest : public testing::GuardTest {
 protected:
  Bill BillFor(const V11Request& request, std::string body, bool owns_app = false) const {
    Credentials credentials = As("7");
    credentials.owns_app = owns_app;
    return BillOf(credentials, request, Answer(200, std::move(body)));
  }
  std::int64_t CostFor(const V11Request& request, std::string body, bool owns_app = false) const {
    return CostOf(BillFor(request, std::move(body), owns_app), app_.plan);
  }
};

TEST_F(BillingTest, PostsReadAndTheirAuthorsAreBilledEach) {
  EXPECT_EQ(CostFor(Read("/2/tweets/search/recent"),
                    R"({"data":[{"id":"1"},{"id":"2"}],"includes":{"users":[{"id":"3"}]}})"),
            2 * 5'000 + 10'000);
}

TEST_F(BillingTest, PostsThatAreIncludedAreBilledInEitherDialect) {
  EXPECT_EQ(
      CostFor(Read("/2/tweets"), R"({"data":[{"id":"1"}],"includes":{"posts":[{"id":"2"}]}})"),
      10'000);
}

TEST_F(BillingTest, AnEmptyAnswerIsFree) {
  EXPECT_TRUE(BillFor(Read("/2/users/2001/mentions"), R"({"meta":{"result_count":0}})").empty());
}

TEST_F(BillingTest, TheAppsOwnerReadsItsOwnForLess) {
  const std::string body = R"({"data":[{"id":"1"}]})";
  EXPECT_EQ(CostFor(Read("/2/users/2001/mentions"), body), 5'000);
  EXPECT_EQ(CostFor(Read("/2/users/2001/mentions"), body, true), 1'000);
  EXPECT_EQ(CostFor(Read("/2/tweets/search/recent"), body, true), 5'000);
}

TEST_F(BillingTest, MessagesReadAndOneselfAreBilled) {
  EXPECT_EQ(CostFor(Read("/2/dm_events"), R"({"data":[{"id":"1"}]})"), 10'000);
  EXPECT_EQ(CostFor(Read("/2/users/me"), R"({"data":{"id":"1"}})"), 10'000);
}

TEST_F(BillingTest, WritesAreBilledByTheirKind) {
  EXPECT_EQ(CostFor(Post(), "{}"), 10'000);
  EXPECT_EQ(CostFor(Message(), "{}"), 15'000);
  V11Request linked = Post();
  linked.charge = Charge::kPostWriteLink;
  EXPECT_EQ(CostFor(linked, "{}"), 200'000);
}

TEST_F(BillingTest, WhatIsNoJsonAndWhatIsOfV11CostsNothing) {
  EXPECT_TRUE(BillFor(Read("/2/tweets"), "<html>").empty());
  EXPECT_TRUE(BillFor(Read("/1.1/search/tweets.json"), R"({"data":[{"id":"1"}]})").empty());
}

TEST(BillOfDelivery, KnowsWhatIsFree) {
  EXPECT_EQ(BillOfDelivery("post.mention.create").Of(Charge::kPostDelivery), 1);
  EXPECT_EQ(BillOfDelivery("post.delete").Of(Charge::kPostDeleteDelivery), 1);
  EXPECT_EQ(BillOfDelivery("dm.received").Of(Charge::kDmDelivery), 1);
  EXPECT_EQ(BillOfDelivery("chat.received").Of(Charge::kChatDelivery), 1);
  EXPECT_TRUE(BillOfDelivery("dm.sent").empty());
}

}  // namespace
}  // namespace twitter
