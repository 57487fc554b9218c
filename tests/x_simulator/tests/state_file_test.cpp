// The saved form of the world.
#include "tests/x_simulator/state_file.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/x_simulator/world/console.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

State LivedIn() {
  State state;
  state.now_ms = 1'750'000'000'000;
  User user;
  user.screen_name = "jo";
  const std::string jo = std::get<User>(SignUp(state, user)).id;
  BecomeDeveloper(state, "jo", "trying things");
  AppDraft app;
  app.name = "App";
  app.website = "https://app.example";
  const auto keys = std::get<AppKeys>(CreateApp(state, app));
  AddEnvironment(state, keys.app_id, "demo");
  state.grants.codes = {
      {"code", keys.app_id, jo, "https://a.example", {"tweet.read"}, "c", "S256", "", 7}};
  Grant grant;
  grant.app_id = keys.app_id;
  grant.user_id = jo;
  grant.scopes = {"tweet.read", "offline.access"};
  state.grants.Add(grant, state.now_ms);
  state.grants.Renew(state.grants.list.back(), state.now_ms);
  PostDraft draft;
  draft.user_id = jo;
  draft.text = "@jo #tag https://example.com é 👋";
  draft.media = {"photo", "photo"};
  draft.poll = {"yes", "no"};
  draft.point = {-1.5, 53.75};
  Publish(state, draft);
  SendMessage(state, {jo, jo, "note", "video", {}});
  state.webhooks.list = {{"1", keys.app_id, "demo", "https://a.example", false, 5}};
  state.webhooks.subscriptions = {{keys.app_id, "demo", jo}};
  Delivery delivery;
  delivery.body = "{\"exact\": \"bytes\\u00e9\"}";
  delivery.attempts = {{1, 500, 2, ""}};
  state.webhooks.deliveries = {delivery};
  return state;
}

TEST(StateFile, EverythingSurvives) {
  const SavedState before = LivedIn();
  EXPECT_EQ(ReadState(WriteState(before)), before);
}

TEST(StateFile, WhatIsNoStateIsRefused) {
  for (const char* bad : {"", "{", "[]", "{}", "{\"version\":3,\"state\":{}}",
                          "{\"version\":2,\"state\":{}}", "{\"version\":2,\"state\":[]}"}) {
    EXPECT_THROW(ReadState(bad), std::runtime_error) << bad;
  }
}

}  // namespace
}  // namespace xsim
