// The one HTTP client of a process.
#include "twitter_channel/runtime.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(Runtime, ConnectionsShareOneClient) { EXPECT_EQ(SharedHttpClient(), SharedHttpClient()); }

TEST(Runtime, TheClientGoesWithItsLastOwner) {
  std::weak_ptr<HttpClient> client = SharedHttpClient();
  EXPECT_TRUE(client.expired());
}

}  // namespace
}  // namespace twitter
