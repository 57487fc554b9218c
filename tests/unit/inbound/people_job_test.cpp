// People known by id: asked for once, many at a time, and what a failure at any step does.
#include "twitter_channel/inbound/people_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter::testing {
namespace {

class PeopleTest : public ::testing::Test {
 protected:
  PeopleTest() { Configure(true); }

  void Configure(bool active) {
    const std::string json =
        R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","active":)" +
        std::string(active ? "true" : "false") + "}]}";
    chp::ConfigInput input;
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    config_ = *ParseConfig(input);
  }
  void Live(const std::string& id, const std::string& handle) {
    User person;
    person.id = id;
    person.screen_name = handle;
    person.name = "Name of " + handle;
    x_.users.people.push_back(person);
  }
  std::string Run(const chp::Job& job) {
    const auto done = PeopleJob(host_.ports(), x_.users).Run(call_, *config_, job);
    return done ? "" : done.error().reason;
  }
  std::string Note(const std::string& id) { return Run(PersonJobFor("7", id)); }
  std::string LookUp() {
    chp::Job job;
    job.kind = kPeopleJob;
    job.account_id = "7";
    return Run(job);
  }
  bool IsWanted(const std::string& id) const {
    return host_.kv.Peek(PeoplePrefix("7") + id).has_value();
  }
  std::vector<chp::Update> Told() const {
    std::vector<chp::Update> all;
    for (const chp::Batch& batch : host_.ingest.batches) {
      all.insert(all.end(), batch.updates.begin(), batch.updates.end());
    }
    return all;
  }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
  std::shared_ptr<const Config> config_;
};

TEST_F(PeopleTest, SomebodyIsNotedAndXIsNotAsked) {
  EXPECT_EQ(Note("12"), "");
  EXPECT_TRUE(IsWanted("12"));
  ASSERT_EQ(host_.jobs.scheduled.size(), 1U);
  EXPECT_EQ(host_.jobs.scheduled[0].id, "people/7");
  EXPECT_EQ(host_.jobs.scheduled[0].lane, "people");
  EXPECT_TRUE(x_.users.lookups.empty());
}

TEST_F(PeopleTest, TheHostIsToldWhatTheyAreCalled) {
  Live("12", "jo");
  ASSERT_EQ(Note("12"), "");
  EXPECT_EQ(LookUp(), "");
  ASSERT_EQ(Told().size(), 1U);
  EXPECT_EQ(Told()[0].kind, chp::UpdateKind::kPartyChanged);
  EXPECT_EQ(Told()[0].account_id, "7");
  ASSERT_TRUE(Told()[0].party.has_value());
  EXPECT_EQ(Told()[0].party->external_id, "12");
  EXPECT_EQ(Told()[0].party->handle, "jo");
  EXPECT_EQ(Told()[0].party->display_name, "Name of jo");
  EXPECT_FALSE(IsWanted("12"));
}

TEST_F(PeopleTest, ManyWaitForOneRequestAndAHundredAreAskedForAtOnce) {
  for (int id = 1'000; id < 1'150; ++id) {
    Live(std::to_string(id), "name" + std::to_string(id));
    ASSERT_EQ(Note(std::to_string(id)), "");
  }
  EXPECT_EQ(LookUp(), "lookup.more");
  EXPECT_EQ(LookUp(), "");
  ASSERT_EQ(x_.users.lookups.size(), 2U);
  EXPECT_EQ(x_.users.lookups[0].size(), 100U);
  EXPECT_EQ(x_.users.lookups[1].size(), 50U);
  EXPECT_EQ(Told().size(), 150U);
  EXPECT_EQ(LookUp(), "");
  EXPECT_EQ(x_.users.lookups.size(), 2U) << "nobody is left";
}

TEST_F(PeopleTest, WhomXDoesNotShowStaysKnownByIdAndIsNotAskedForAgain) {
  ASSERT_EQ(Note("12"), "");
  EXPECT_EQ(LookUp(), "");
  EXPECT_TRUE(Told().empty());
  EXPECT_FALSE(IsWanted("12"));
}

TEST_F(PeopleTest, AnXThatIsLimitedDelaysAndLosesNobody) {
  Live("12", "jo");
  ASSERT_EQ(Note("12"), "");
  x_.users.faults.FailAt(1, XError(chp::Code::kRateLimited, "x.rate_limited", 429));
  EXPECT_EQ(LookUp(), "x.rate_limited");
  EXPECT_TRUE(IsWanted("12"));
  EXPECT_EQ(LookUp(), "");
  EXPECT_EQ(Told().size(), 1U);
}

TEST_F(PeopleTest, AFailureAtAnyStepLosesNobody) {
  Live("12", "jo");
  for (FaultPlan* plan :
       {&host_.kv.faults, &host_.ingest.faults, &host_.jobs.faults, &x_.users.faults}) {
    bool reached = true;
    for (int step = 1; reached; ++step) {
      host_.ingest.batches.clear();
      const int before = plan->operations();
      plan->FailAt(step, StoreFailure());
      for (int run = 0; run < 2; ++run) (void)Note("12");
      for (int run = 0; run < 2; ++run) (void)LookUp();
      reached = plan->operations() - before >= step;
      plan->Clear();
      ASSERT_FALSE(Told().empty()) << step;
      ASSERT_FALSE(IsWanted("12")) << step;
    }
  }
}

TEST_F(PeopleTest, AnAccountThatIsGoneOrSwitchedOffAsksNothing) {
  ASSERT_EQ(Note("12"), "");
  Configure(false);
  EXPECT_EQ(LookUp(), "");
  config_ = std::make_shared<Config>();
  EXPECT_EQ(LookUp(), "");
  EXPECT_TRUE(x_.users.lookups.empty());
  EXPECT_TRUE(IsWanted("12"));
}

TEST_F(PeopleTest, APayloadThatIsNotOursIsRefused) {
  for (const char* payload : {"", "[]", "{}", R"({"id":"x"})"}) {
    chp::Job job = PersonJobFor("7", "12");
    job.payload_json = payload;
    EXPECT_EQ(Run(job), "job.payload");
  }
}

}  // namespace
}  // namespace twitter::testing
