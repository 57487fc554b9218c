// An account of today's API whose lists are polled, between a host and an X in memory.
#pragma once

#include <memory>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "twitter_channel/inbound/poll_plan.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;

class PollTest : public ::testing::Test {
 protected:
  PollTest() { Collect({}); }

  // How account 7, @acme, is set up; groups are empty where something is not collected.
  struct Setup {
    bool asks_only = true;  // X sends no events
    std::string generation = "current";
    std::string mentions = "1";
    std::string quotes = "";
    std::string messages = "2";
    std::string polling = "{}";
    bool active = true;
  };
  void Collect(const Setup& setup) {
    const auto group = [](const std::string& id) {
      return boost::json::object{{"group_id", boost::json::string(id)}};
    };
    const boost::json::object sync{{"mentions", group(setup.mentions)},
                                   {"quotes", group(setup.quotes)},
                                   {"direct_messages", group(setup.messages)},
                                   {"polling", boost::json::parse(setup.polling)}};
    boost::json::array accounts;
    accounts.push_back({{"id", "7"},
                        {"external_id", "2001"},
                        {"screen_name", "acme"},
                        {"active", setup.active},
                        {"settings", {{"sync", sync}}}});
    const std::string json = boost::json::serialize(boost::json::object{
        {"app",
         {{"generation", setup.generation}, {"asks_only", setup.asks_only}, {"webhook_id", "56"}}},
        {"accounts", accounts}});
    chp::ConfigInput input;
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"2001-token","oauth_token_secret":"secret"}]})";
    const auto parsed = ParseConfig(input);
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    config_ = *parsed;
  }
  FakeHost& host() const { return world_->host; }
  FakeXApi& x() const { return world_->x; }
  const Account& account() const { return *config_->ById("7"); }

  chp::Job JobOf(Feed feed, std::int64_t since_ms = 0) const {
    for (chp::Job& job : CatchUpJobs(*config_, account(), since_ms)) {
      if (FeedOfKind(job.kind) == feed) return job;
    }
    chp::Job none;
    none.account_id = "7";
    none.kind = feed == Feed::kDirectMessages ? "message_poll" : "poll_mentions";
    return none;
  }

  // A post of somebody, `age_ms` old; it stands in no list yet.
  Post PostOf(std::int64_t age_ms) {
    Post post;
    post.created_ms = host().clock.NowMs() - age_ms;
    post.id = LowestIdAt(post.created_ms);
    post.id.back() = static_cast<char>('1' + written_++ % 9);
    post.author.id = "12";
    post.author.screen_name = "jo";
    post.text = "@acme my parcel is late";
    post.entities.mentions = {
        {.user_id = "2001", .screen_name = "acme", .name = {}, .span = {0, 5}}};
    return post;
  }
  std::size_t Stored() const { return host().ingest.messages.size(); }
  // The ids in the order in which they were delivered.
  std::vector<std::string> Delivered() const {
    std::vector<std::string> ids;
    for (const chp::Batch& batch : host().ingest.batches) {
      for (const chp::Message& message : batch.messages) ids.push_back(message.external_id);
    }
    return ids;
  }

  // A host and an X that know nothing, for loops over crash points.
  void BeginAnew() { world_ = std::make_unique<World>(); }

  struct World {
    FakeHost host;
    FakeXApi x{host.clock};
  };
  std::unique_ptr<World> world_ = std::make_unique<World>();
  FakeCall call_;
  std::shared_ptr<const Config> config_;
  int written_ = 0;
};

inline chp::Error ErrorOf(const chp::Result<void>& done) {
  return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
}

}  // namespace twitter::testing
