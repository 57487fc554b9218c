// Messages on their way into the store, rightly and wrongly.
#include "tests/unit/host_channels/services_fixture.hpp"

namespace stub {
namespace {

using testing::ServicesTest;

TEST_F(ServicesTest, ADeliveredMessageBecomesATicket) {
  const Id account = NewAccount(connection_, "42");
  auto result = chp::Zeroed<chp_delivery>();
  ASSERT_EQ(
      Deliver({.messages = {MessageOf(std::to_string(account), "m1")}, .updates = {}, .jobs = {}},
              &result),
      CHP_OK);
  EXPECT_EQ(result.status, CHP_OK);
  EXPECT_EQ(result.created, 1u);
  EXPECT_STRNE(result.message_ref, "");
  EXPECT_STRNE(result.ticket_ref, "");
}

TEST_F(ServicesTest, AMessageOfAnotherConnectionsAccountIsRefusedAlone) {
  const Id foreign = NewAccount(NewConnection("other"), "42");
  auto result = chp::Zeroed<chp_delivery>();
  EXPECT_EQ(
      Deliver({.messages = {MessageOf(std::to_string(foreign), "m1")}, .updates = {}, .jobs = {}},
              &result),
      CHP_OK);
  EXPECT_EQ(result.status, CHP_E_INVALID);
}

TEST_F(ServicesTest, DeliverWithoutPlaceForResultsStoresNothing) {
  const std::string account = std::to_string(NewAccount(connection_, "42"));
  const chp::Batch batch{.messages = {MessageOf(account, "m1")}, .updates = {}, .jobs = {}};
  EXPECT_EQ(Deliver(batch, nullptr), CHP_E_INVALID);
  const std::vector<std::string> ids = {"m1"};
  const auto found = store_->ingest().Find(connection_, std::stoll(account), ids);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->front().stored);
}

TEST_F(ServicesTest, FindTellsWhatIsStored) {
  const std::string account = std::to_string(NewAccount(connection_, "42"));
  auto delivery = chp::Zeroed<chp_delivery>();
  Deliver({.messages = {MessageOf(account, "m1")}, .updates = {}, .jobs = {}}, &delivery);
  const chp_str account_id = chp::Str(account);
  const chp_str known = chp::Str("m1");
  const chp_str unknown = chp::Str("m2");
  const chp_str* const ids[] = {&known, &unknown};
  auto first = chp::Zeroed<chp_found>();
  auto second = chp::Zeroed<chp_found>();
  chp_found* const results[] = {&first, &second};
  ASSERT_EQ(IngestService().find(ctx(), &account_id, ids, 2, results), CHP_OK);
  EXPECT_EQ(first.flags & CHP_FOUND_STORED, CHP_FOUND_STORED + 0u);
  EXPECT_EQ(second.flags, 0u);
}

TEST_F(ServicesTest, AnotherConnectionsAccountIsNotFound) {
  const std::string foreign = std::to_string(NewAccount(NewConnection("other"), "42"));
  const chp_str account = chp::Str(foreign);
  const chp_str text = chp::Str("x");
  EXPECT_EQ(IngestService().bind(ctx(), &account, &text, &text), CHP_E_NOT_FOUND);
  EXPECT_EQ(IngestService().find(ctx(), &account, nullptr, 0, nullptr), CHP_E_NOT_FOUND);
}

TEST_F(ServicesTest, AnAccountIdThatIsNoNumberIsInvalid) {
  const chp_str text = chp::Str("x");
  for (const char* id : {"", "abc", "-1", "0", "1 ", "99999999999999999999"}) {
    const chp_str account = chp::Str(id);
    EXPECT_EQ(IngestService().bind(ctx(), &account, &text, &text), CHP_E_INVALID) << id;
  }
}

TEST_F(ServicesTest, RecentGivesMessagesAndStopsWhenTold) {
  const std::string account = std::to_string(NewAccount(connection_, "42"));
  for (const char* id : {"m1", "m2"}) {
    auto delivery = chp::Zeroed<chp_delivery>();
    Deliver({.messages = {MessageOf(account, id)}, .updates = {}, .jobs = {}}, &delivery);
  }
  int seen = 0;
  const auto note = [](void* user, const chp_message* message) -> std::int32_t {
    EXPECT_EQ(message->struct_size, sizeof(chp_message));
    return ++*static_cast<int*>(user);
  };
  const chp_str account_id = chp::Str(account);
  EXPECT_EQ(IngestService().recent(ctx(), &account_id, 0, &seen, note), CHP_OK);
  EXPECT_EQ(seen, 1);
}

TEST_F(ServicesTest, QuarantineTakesBytes) {
  const chp_str bytes = chp::Str("{");
  const chp_str reason = chp::Str("not.json");
  EXPECT_EQ(IngestService().quarantine(ctx(), &bytes, &reason), CHP_OK);
  EXPECT_EQ(IngestService().quarantine(ctx(), nullptr, &reason), CHP_E_INVALID);
}
}  // namespace
}  // namespace stub
