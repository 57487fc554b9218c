// An account is removed while the reconcile job subscribes it: nobody stays subscribed.
#include <array>
#include <memory>
#include <vector>

#include "tests/unit/admin/admin_fixture.hpp"
#include "twitter_channel/admin/reconcile.hpp"
#include "twitter_channel/admin/removal.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

using testing::kWebhookUrl;
using testing::XError;

struct ProcessDied {};

// When, counted in steps of the reconcile job, the host does what removing an account takes, in
// this order; beyond the last step: after the job. And when the process dies; 0: it does not.
struct Interleaving {
  int marked;        // the account is not active any more
  int unsubscribed;  // the account's action ran
  int gone;          // the account is in no configuration
  int dies;
};

class RemovalRaceTest : public testing::AdminTest {
 protected:
  // The three configurations of a removal: account 7 active, not active, gone. Account 8 stays.
  static std::array<std::shared_ptr<const Config>, 3> Configurations(
      const std::string& generation) {
    const auto with = [&](int state) {
      Form form;
      form.generation = generation;
      form.webhook_id = "56";
      if (state < 2) AddAccount(form, "7", "2001", "2001-token", state == 0);
      AddAccount(form, "8", "2002", "2002-token");
      return ConfigOf(form);
    };
    return {with(0), with(1), with(2)};
  }
};

// A host, an X and the job in between.
class Removal {
 public:
  Removal(std::array<std::shared_ptr<const Config>, 3> configurations, Interleaving when)
      : configurations_(std::move(configurations)), newest_(configurations_[0]), when_(when) {
    x_.webhooks.registered = {{.id = "56", .url = std::string(kWebhookUrl), .valid = true}};
    host_.kv.faults.on_operation = [this]() -> std::optional<chp::Error> {
      Step();
      return std::nullopt;
    };
    x_.subscriptions.on_request = [this] { Step(); };
    x_.subscriptions.on_answer = [this] { Step(); };
  }

  // The number of steps there were.
  int Play() {
    Reconcile();
    while (!removed()) DoNext();
    when_.dies = 0;
    Reconcile();  // the host's, after the last change of its configuration
    return step_;
  }
  const std::set<std::string>& subscribed() const { return x_.subscriptions.users; }
  std::size_t remembered() const {
    std::size_t users = 0;
    for (const auto& [key, value] : host_.kv.entries) {
      users += key.starts_with(kSubscribedPrefix) ? 1u : 0u;
    }
    return users;
  }

 private:
  bool removed() const { return done_ == 3; }
  void Step() {
    ++step_;
    const std::array<int, 3> at{when_.marked, when_.unsubscribed, when_.gone};
    while (!removed() && at.at(static_cast<std::size_t>(done_)) == step_) DoNext();
    if (step_ == when_.dies) throw ProcessDied();
  }
  void DoNext() {
    ++done_;
    if (done_ == 1) newest_ = configurations_[1];
    if (done_ == 2) (void)RemoveAccount(x_.ports(), *newest_, "7", call_);
    if (done_ == 3) newest_ = configurations_[2];
  }
  void Reconcile() {
    StateBoard states(host_.accounts);
    Reconciler reconciler(host_.ports(), x_.ports(), states);
    const auto began_with = newest_;
    try {
      (void)reconciler.Run(call_, *began_with, [this] { return newest_; });
    } catch (const ProcessDied&) {
    }
  }

  std::array<std::shared_ptr<const Config>, 3> configurations_;
  std::shared_ptr<const Config> newest_;
  Interleaving when_;
  int step_ = 0;
  int done_ = 0;
  testing::FakeHost host_;
  testing::FakeXApi x_{host_.clock};
  testing::FakeCall call_;
};

TEST_F(RemovalRaceTest, WhateverHappensFirstOnlyWhoHasAnAccountStaysSubscribed) {
  for (const char* generation : {"legacy", "current"}) {
    const auto configurations = Configurations(generation);
    constexpr int kLast = 12;  // more than a run has
    for (int marked = 1; marked <= kLast; ++marked) {
      for (int unsubscribed = marked; unsubscribed <= kLast; ++unsubscribed) {
        for (int gone = unsubscribed; gone <= kLast; ++gone) {
          for (int dies = 0; dies < kLast; ++dies) {
            Removal run(configurations, {marked, unsubscribed, gone, dies});
            run.Play();
            const auto told = [&] {
              return std::string(generation) + ": marked at " + std::to_string(marked) +
                     ", unsubscribed at " + std::to_string(unsubscribed) + ", gone at " +
                     std::to_string(gone) + ", dead at " + std::to_string(dies);
            };
            ASSERT_EQ(run.subscribed(), std::set<std::string>{"2002"}) << told();
            ASSERT_EQ(run.remembered(), 1u) << told();
          }
        }
      }
    }
  }
}

TEST_F(RemovalRaceTest, ItIsNotLeftToTheNextRun) {
  const auto configurations = Configurations("current");
  auto newest = configurations[0];
  StateBoard states(host_.accounts);
  x_.subscriptions.on_request = [&] {
    (void)RemoveAccount(x_.ports(), *newest, "7", call_);
    newest = configurations[2];
    x_.subscriptions.on_request = nullptr;
  };
  (void)Reconciler(host_.ports(), x_.ports(), states).Run(call_, *configurations[0], [&] {
    return newest;
  });
  EXPECT_EQ(x_.subscriptions.users, std::set<std::string>{"2002"});
}

TEST_F(RemovalRaceTest, WhatXDoesNotTakeNowIsToldAndTriedAgain) {
  const auto configurations = Configurations("current");
  const auto run = [&](const std::shared_ptr<const Config>& config) {
    StateBoard states(host_.accounts);
    return Reconciler(host_.ports(), x_.ports(), states).Run(call_, *config, [&] {
      return config;
    });
  };
  x_.webhooks.registered = {{.id = "56", .url = std::string(kWebhookUrl), .valid = true}};
  ASSERT_TRUE(run(configurations[0]).ok());
  x_.subscriptions.error = XError(chp::Code::kTransient, "x.unavailable", 503);
  EXPECT_EQ(run(configurations[2]).error().reason, "x.unavailable");
  x_.subscriptions.error = XError(chp::Code::kConfig, "x.subscription", 403);
  EXPECT_TRUE(run(configurations[2]).ok());
  EXPECT_EQ(x_.subscriptions.users.count("2001"), 1u);
  x_.subscriptions.error.reset();
  ASSERT_TRUE(run(configurations[2]).ok());
  EXPECT_EQ(x_.subscriptions.users, std::set<std::string>{"2002"});
}

}  // namespace
}  // namespace twitter
