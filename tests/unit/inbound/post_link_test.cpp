// Links to posts, in every form people copy them.
#include "twitter_channel/inbound/post_link.hpp"

#include <gtest/gtest.h>

namespace twitter::testing {
namespace {

TEST(PostLink, EveryFormLeadsToTheId) {
  for (const char* written :
       {"123", " 123\n", "https://x.com/jo/status/123", "https://twitter.com/jo/status/123?s=20",
        "http://www.twitter.com/jo/status/123/photo/1", "x.com/i/web/status/123",
        "https://mobile.twitter.com/jo/statuses/123#m", "HTTPS://X.COM/jo/status/123/",
        "https://x.com/i/status/123?t=a/status/9", "m.twitter.com/jo/status/123",
        "https://twitter.com/_/status/123"}) {
    EXPECT_EQ(PostIdIn(written), "123") << written;
  }
}

TEST(PostLink, WhatIsNoPostOfXIsNone) {
  for (const char* written :
       {"", " ", "x.com", "https://x.com/", "https://x.com/jo", "https://x.com/jo/status/",
        "https://x.com/jo/status/abc", "https://x.com/jo/status/12345678901234567890",
        "https://evil.example/jo/status/123", "https://x.com.evil.example/jo/status/123",
        "https://user@x.com/jo/status/123", "https://x.com:8080/jo/status/123", "-123",
        "ftp://x.com/jo/status/123", "https://x.com/jo/status/123abc", "jo/status/123",
        "https://t.co/AbCd"}) {
    EXPECT_EQ(PostIdIn(written), std::nullopt) << written;
  }
}

}  // namespace
}  // namespace twitter::testing
