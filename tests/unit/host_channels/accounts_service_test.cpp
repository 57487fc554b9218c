// Accounts and their state, as a plugin reports them.
#include "tests/unit/host_channels/services_fixture.hpp"

namespace stub {
namespace {

using testing::ServicesTest;

class AccountsServiceTest : public ServicesTest {
 protected:
  chp_status Save(std::string_view account, std::string_view secrets, std::uint64_t revision,
                  std::string* id) {
    auto save = chp::Zeroed<chp_account_save>();
    save.account_json = chp::Str(account);
    save.secrets_json = chp::Str(secrets);
    save.expected_revision = revision;
    chp::StringSink sink(*id);
    const chp_sink table = sink.Table();
    return AccountsService().save(ctx(), &save, &table);
  }
  chp_status SetState(std::string_view account, std::uint32_t state) {
    auto raw = chp::Zeroed<chp_account_state>();
    raw.account_id = chp::Str(account);
    raw.state = state;
    raw.reason = chp::Str("test.reason");
    raw.message = chp::Str("A sentence.");
    return AccountsService().set_state(ctx(), &raw);
  }
};

TEST_F(AccountsServiceTest, ASavedAccountGivesItsIdAndAsksForANewConfiguration) {
  std::string id;
  ASSERT_EQ(Save(R"({"external_id":"7","screen_name":"us","name":"Us"})", R"({"t":"1"})", 0, &id),
            CHP_OK);
  EXPECT_FALSE(id.empty());
  EXPECT_EQ(config_changes_, 1);
}

TEST_F(AccountsServiceTest, SavingAgainGivesTheSameId) {
  std::string first;
  std::string second;
  Save(R"({"external_id":"7"})", "{}", 0, &first);
  Save(R"({"external_id":"7"})", "{}", 0, &second);
  EXPECT_EQ(first, second);
}

TEST_F(AccountsServiceTest, AnOldRevisionIsAConflict) {
  std::string id;
  Save(R"({"external_id":"7"})", "{}", 0, &id);
  EXPECT_EQ(Save(R"({"external_id":"8"})", "{}", 1, &id), CHP_E_CONFLICT);
}

TEST_F(AccountsServiceTest, BrokenAccountsAreInvalid) {
  std::string id;
  for (const char* account :
       {"", "[]", "{", "{}", R"({"external_id":7})", R"({"external_id":""})",
        R"({"external_id":"7","profile":"gold"})", R"({"external_id":"7","profile":{"a":1}})"}) {
    EXPECT_EQ(Save(account, "{}", 0, &id), CHP_E_INVALID) << account;
  }
  EXPECT_EQ(Save(R"({"external_id":"7"})", "[]", 0, &id), CHP_E_INVALID);
  EXPECT_EQ(config_changes_, 0);
}

TEST_F(AccountsServiceTest, AStateIsStored) {
  const Id account = NewAccount(connection_, "7");
  ASSERT_EQ(SetState(std::to_string(account), CHP_ACCOUNT_DEGRADED), CHP_OK);
  const auto stored = store_->connections().FindAccount(account);
  ASSERT_TRUE(stored && *stored);
  EXPECT_EQ((*stored)->state, chp::AccountState::kDegraded);
}

TEST_F(AccountsServiceTest, TheStateOfAForeignAccountIsNotFound) {
  const Id foreign = NewAccount(NewConnection("other"), "7");
  EXPECT_EQ(SetState(std::to_string(foreign), CHP_ACCOUNT_UP), CHP_E_NOT_FOUND);
}

TEST_F(AccountsServiceTest, AnUnknownStateIsUnsupported) {
  EXPECT_EQ(SetState("", 9), CHP_E_UNSUPPORTED);
}

TEST_F(AccountsServiceTest, RepliesOfAnAccountThatIsDownWaitUntilItIsUp) {
  const Id account = NewAccount(connection_, "7");
  ASSERT_EQ(SetState(std::to_string(account), CHP_ACCOUNT_DOWN), CHP_OK);
  QueuedJob reply;
  reply.connection_id = connection_;
  reply.account_id = account;
  reply.type = JobType::kSendReply;
  reply.job_id = "reply/1";
  reply.kind = "reply";
  reply.lane = "open";
  ASSERT_TRUE(store_->jobs().Enqueue(reply));
  EXPECT_TRUE(store_->jobs().Claim(clock_->NowMs(), 9)->empty());
  ASSERT_EQ(SetState(std::to_string(account), CHP_ACCOUNT_UP), CHP_OK);
  EXPECT_EQ(store_->jobs().Claim(clock_->NowMs(), 9)->size(), 1u);
}
}  // namespace
}  // namespace stub
