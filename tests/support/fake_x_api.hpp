// All of X in memory, as the channel's ports. The linked account is @acme, user 2001.
#pragma once

#include "tests/support/fake_x_media.hpp"
#include "tests/support/fake_x_messages.hpp"
#include "tests/support/fake_x_moderation.hpp"
#include "tests/support/fake_x_search.hpp"
#include "tests/support/fake_x_setup.hpp"
#include "tests/support/fake_x_uploads.hpp"
#include "tests/support/fake_x_users.hpp"

namespace twitter::testing {

inline User AcmeUser() {
  User user;
  user.id = "2001";
  user.screen_name = "acme";
  user.name = "Acme Support";
  return user;
}

class FakeXApi {
 public:
  explicit FakeXApi(const chp::Clock& clock)
      : posts(clock, AcmeUser()), direct_messages(clock, AcmeUser()) {
    auth.user = AcmeUser();
  }
  FakeXApi(const FakeXApi&) = delete;
  FakeXApi& operator=(const FakeXApi&) = delete;

  XApi ports() {
    return {auth,   webhooks,    subscriptions, posts,    direct_messages,
            search, media_files, users,         &uploads, &moderation};
  }

  Calls calls;
  FakeAuth auth{calls};
  FakeWebhooks webhooks{calls};
  FakeSubscriptions subscriptions{calls};
  FakePosts posts;
  FakeDirectMessages direct_messages;
  FakeSearch search;
  FakeMediaFiles media_files;
  FakeUsers users;
  FakeMediaUploads uploads;
  FakeModeration moderation{posts, direct_messages};
};

}  // namespace twitter::testing
