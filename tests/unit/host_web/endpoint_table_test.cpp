// From method and path to the endpoint and its arguments.
#include "host_stub/web/endpoint_table.hpp"

#include <gtest/gtest.h>

namespace stub {
namespace {

Answer Nothing(const Call&) { return HttpResponse{}; }

constexpr Endpoint kEndpoints[] = {
    {"GET", "/users/me", Access::kAnyone, &Nothing},
    {"GET", "/users/{id}", Access::kAnyone, &Nothing},
    {"PUT", "/users/{id}", Access::kAnyone, &Nothing},
    {"POST", "/channels_{slug}_enable", Access::kAnyone, &Nothing},
    {"GET", "/channels_{slug}", Access::kAnyone, &Nothing},
};

EndpointTable Table() {
  EndpointTable table;
  table.Add(kEndpoints);
  return table;
}

TEST(EndpointTable, FindsByMethodAndPath) {
  const auto match = Table().Find("PUT", "/users/7");
  ASSERT_TRUE(match && match->endpoint != nullptr);
  EXPECT_EQ(match->arguments, std::vector<std::string>{"7"});
}

TEST(EndpointTable, PrefersTheEarlierPattern) {
  const auto match = Table().Find("GET", "/users/me");
  ASSERT_TRUE(match);
  EXPECT_TRUE(match->arguments.empty());
}

TEST(EndpointTable, FindsAnArgumentInsideASegment) {
  const auto match = Table().Find("POST", "/channels_my_toy_enable");
  ASSERT_TRUE(match && match->endpoint != nullptr);
  EXPECT_EQ(match->arguments, std::vector<std::string>{"my_toy"});
}

TEST(EndpointTable, NamesTheMethodsOfAPath) {
  const auto match = Table().Find("DELETE", "/users/7");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->endpoint, nullptr);
  EXPECT_EQ(match->allowed, "GET, HEAD, PUT, OPTIONS");
}

TEST(EndpointTable, AnswersHeadByGet) {
  const auto match = Table().Find("HEAD", "/users/7");
  ASSERT_TRUE(match);
  EXPECT_NE(match->endpoint, nullptr);
}

TEST(EndpointTable, KnowsNoOtherPath) {
  for (const char* path : {"/", "/users", "/users/", "/users/7/", "/users/7/8", "//users/7",
                           "/channels_", "/users/%zz", "/Users/7"}) {
    EXPECT_FALSE(Table().Find("GET", path)) << path;
  }
}

TEST(EndpointTable, DecodesArguments) {
  const auto match = Table().Find("GET", "/users/a%2Fb");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->arguments, std::vector<std::string>{"a/b"});
}

}  // namespace
}  // namespace stub
