// Actions, replies, jobs, removal, health and the end, through Channels.
#include "tests/unit/host_channels/channels_fixture.hpp"

namespace stub {
namespace {

using ::testing::HasSubstr;

class ChannelsWorkTest : public testing::ChannelsFixture {
 protected:
  ChannelsWorkTest() {
    connection_ = NewConnection("scripted");
    account_ = NewAccount(connection_, "42");
  }
  ActionRequest Greeting() const {
    ActionRequest request;
    request.slug = "scripted";
    request.action = "greet";
    return request;
  }
  // A ticket from a customer, and an agent's answer to it. The article.
  Id Reply(const std::string& text, std::vector<ArticleAttachment> files = {}) {
    EXPECT_EQ(Post("deliver " + std::to_string(account_) + " m1 hello").status, 200u);
    const auto tickets = store_->tickets().List({});
    NewArticle article;
    article.ticket_id = tickets->front().id;
    article.type = "open talk";
    article.body = text;
    article.attachments = std::move(files);
    const auto id = store_->tickets().CreateArticle(article, "open");
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : 0;
  }
  Article Load(Id article) { return store_->tickets().FindArticle(article)->value(); }
  bool ReachesDelivery(Id article, DeliveryState state) {
    return Eventually([&] { return Load(article).delivery == state; });
  }

  Id connection_ = 0;
  Id account_ = 0;
};

TEST_F(ChannelsWorkTest, AnActionRunsOnTheFirstConnection) {
  Start();
  const auto output = channels_->RunAction(Greeting());
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(*output, R"({"message":"hello"})");
}

TEST_F(ChannelsWorkTest, AnUnknownActionIsNotFound) {
  Start();
  ActionRequest request = Greeting();
  request.action = "dance";
  const auto output = channels_->RunAction(request);
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().http_status, 404);
}

TEST_F(ChannelsWorkTest, InputThatTheActionDoesNotKnowIsRefused) {
  Start();
  ActionRequest request = Greeting();
  request.input_json = R"({"name":"Jo"})";
  EXPECT_TRUE(channels_->RunAction(request));
  request.input_json = R"({"nam":"Jo"})";
  EXPECT_FALSE(channels_->RunAction(request));
  request.input_json = "[";
  EXPECT_FALSE(channels_->RunAction(request));
}

TEST_F(ChannelsWorkTest, AnActionOfAnotherPluginsConnectionIsRefused) {
  Start();
  ActionRequest request = Greeting();
  request.connection_id = 999;
  EXPECT_FALSE(channels_->RunAction(request));
  request = Greeting();
  request.account_id = 999;
  EXPECT_FALSE(channels_->RunAction(request));
}

TEST_F(ChannelsWorkTest, AReplyIsSentAndItsReceiptKept) {
  Start();
  const Id article = Reply("fine r1");
  ASSERT_TRUE(ReachesDelivery(article, DeliveryState::kSuccess));
  EXPECT_EQ(Load(article).message_id, "sent-r1");
  EXPECT_EQ(Load(article).from, "@us");
}

TEST_F(ChannelsWorkTest, APassingFailureIsTriedAgainWhenItIsDue) {
  Start();
  const Id article = Reply("once r1");
  const std::string job = "reply/" + std::to_string(article);
  ASSERT_TRUE(Eventually([&] { return JobNamed(job).attempts == 1; }));
  EXPECT_EQ(JobNamed(job).run_at_ms, clock_->NowMs() + 1000);
  AdvanceAndWake(1000);
  EXPECT_TRUE(ReachesDelivery(article, DeliveryState::kSuccess));
}

TEST_F(ChannelsWorkTest, ARefusedReplyFailsForGoodWithItsSentence) {
  Start();
  const Id article = Reply("rejected");
  ASSERT_TRUE(ReachesDelivery(article, DeliveryState::kFail));
  EXPECT_THAT(Load(article).delivery_message, HasSubstr("Not wanted."));
  EXPECT_TRUE(Eventually(
      [&] { return JobNamed("reply/" + std::to_string(article)).state == JobState::kFailed; }));
}

TEST_F(ChannelsWorkTest, AFileThatVanishedFailsTheReplyBeforeItLeaves) {
  Start();
  auto writer = store_->blobs().Create(connection_, {});
  ASSERT_TRUE((*writer)->Write("bytes"));
  const std::string blob = *(*writer)->Commit();
  ASSERT_TRUE(std::filesystem::remove(directory_.path() / "host.db.blobs" / blob));
  ArticleAttachment file;
  file.blob_id = blob;
  file.filename = "parcel.png";
  const Id article = Reply("fine r1", {file});
  ASSERT_TRUE(ReachesDelivery(article, DeliveryState::kFail));
  EXPECT_EQ(Load(article).delivery_reason, "reply.attachment_gone");
  EXPECT_THAT(Load(article).delivery_message, HasSubstr("parcel.png"));
  EXPECT_EQ(KvText(connection_, "sent/fine"), "");
}

TEST_F(ChannelsWorkTest, APartThatWasPostedIsKnownAlthoughTheReplyFailed) {
  Start();
  ASSERT_TRUE(ReachesDelivery(Reply("partly"), DeliveryState::kFail));
  const std::vector<std::string> ids = {"part-1"};
  const auto found = store_->ingest().Find(connection_, account_, ids);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->front().stored);
}

TEST_F(ChannelsWorkTest, AReplyThatIsNeverFinishedFailsAfterADay) {
  Start();
  const Id article = Reply("again");
  ASSERT_TRUE(Eventually([&] { return KvText(connection_, "sent/again") == "1"; }));
  AdvanceAndWake(86'400'000);
  ASSERT_TRUE(ReachesDelivery(article, DeliveryState::kFail));
  EXPECT_THAT(Load(article).delivery_message, HasSubstr("not finished within 24 hours"));
}

TEST_F(ChannelsWorkTest, ASuccessWithoutEvidenceIsAFailure) {
  Start();
  const Id article = Reply("nothing");
  ASSERT_TRUE(ReachesDelivery(article, DeliveryState::kFail));
  EXPECT_EQ(KvText(connection_, "sent/nothing"), "1");
}

TEST_F(ChannelsWorkTest, DeadCredentialsStopTheAccountUntilItIsLinkedAgain) {
  Start();
  const Id first = Reply("auth");
  ASSERT_TRUE(Eventually([&] {
    return (*store_->connections().FindAccount(account_))->state == chp::AccountState::kDown;
  }));
  EXPECT_EQ(JobNamed("reply/" + std::to_string(first)).state, JobState::kWaiting);
  Post("link 42");
  EXPECT_TRUE(Eventually([&] { return KvText(connection_, "sent/auth") == "2"; }));
}

TEST_F(ChannelsWorkTest, CredentialsThatWereReplacedMeanwhileStopNothing) {
  Start();
  EXPECT_TRUE(ReachesDelivery(Reply("relinked r1"), DeliveryState::kSuccess));
}

TEST_F(ChannelsWorkTest, AScheduledJobRuns) {
  Start();
  ASSERT_EQ(Post("job work-1 count").status, 200u);
  EXPECT_TRUE(Eventually([&] { return JobNamed("work-1").state == JobState::kDone; }));
  EXPECT_EQ(KvText(connection_, "ran/work-1"), "1");
}

TEST_F(ChannelsWorkTest, AJobWithABugFailsAndIsNotRepeated) {
  Start();
  ASSERT_EQ(Post("job work-1 bug").status, 200u);
  EXPECT_TRUE(Eventually([&] { return JobNamed("work-1").state == JobState::kFailed; }));
  EXPECT_EQ(KvText(connection_, "ran/work-1"), "1");
}

TEST_F(ChannelsWorkTest, AReplyOfASwitchedOffPluginWaitsAndIsSentLater) {
  Start();
  ASSERT_EQ(Post("deliver " + std::to_string(account_) + " m1 hello").status, 200u);
  ASSERT_TRUE(channels_->SetEnabled("scripted", false));
  NewArticle article;
  article.ticket_id = store_->tickets().List({})->front().id;
  article.type = "open talk";
  article.body = "fine r1";
  const auto id = store_->tickets().CreateArticle(article, "open");
  ASSERT_TRUE(id);
  const std::string job = "reply/" + std::to_string(*id);
  ASSERT_TRUE(Eventually([&] { return JobNamed(job).last_reason == "plugin.unavailable"; }));
  ASSERT_TRUE(channels_->SetEnabled("scripted", true));
  AdvanceAndWake(30'000);
  EXPECT_TRUE(ReachesDelivery(*id, DeliveryState::kSuccess));
}

TEST_F(ChannelsWorkTest, AnAccountIsDroppedAfterThePluginHasEndedIt) {
  Start();
  ASSERT_TRUE(channels_->RemoveAccount(account_, false));
  EXPECT_TRUE(
      Eventually([&] { return !store_->connections().FindAccount(account_)->has_value(); }));
  EXPECT_EQ(KvText(connection_, "removed/" + std::to_string(account_)), "1");
}

TEST_F(ChannelsWorkTest, AnAccountThatIsBeingRemovedIsNotActive) {
  Start();
  ASSERT_TRUE(store_->connections().MarkRemoving(account_));
  ASSERT_TRUE(channels_->Reconfigure(connection_));
  EXPECT_THAT(Post("config").body, HasSubstr(R"("active":false)"));
}

TEST_F(ChannelsWorkTest, AForcedRemovalAsksNobody) {
  Start();
  ASSERT_TRUE(channels_->RemoveAccount(account_, true));
  EXPECT_FALSE(store_->connections().FindAccount(account_)->has_value());
  EXPECT_EQ(KvText(connection_, "removed/" + std::to_string(account_)), "");
}

TEST_F(ChannelsWorkTest, AnAccountThatThePluginCannotEndStaysAndSaysWhy) {
  ASSERT_TRUE(store_->kv().Put(connection_, {.key = "refuse-removal", .value = "1"}));
  Start();
  ASSERT_TRUE(channels_->RemoveAccount(account_, false));
  ASSERT_TRUE(Eventually([&] {
    return (*store_->connections().FindAccount(account_))->state == chp::AccountState::kDown;
  }));
  const auto account = store_->connections().FindAccount(account_);
  EXPECT_TRUE((*account)->removing);
  EXPECT_EQ((*account)->state_message, "It stays.");
}

TEST_F(ChannelsWorkTest, TheRemovalWaitsForASwitchedOffPlugin) {
  Start();
  ASSERT_TRUE(channels_->SetEnabled("scripted", false));
  ASSERT_TRUE(channels_->RemoveAccount(account_, false));
  const std::string job = "remove/" + std::to_string(account_);
  EXPECT_TRUE(Eventually([&] { return JobNamed(job).last_reason == "plugin.unavailable"; }));
  EXPECT_TRUE((*store_->connections().FindAccount(account_))->removing);
}

TEST_F(ChannelsWorkTest, AnAccountOfAPluginThatIsGoneIsRemovedByForceOnly) {
  const Id orphan = NewAccount(NewConnection("vanished"), "7");
  Start();
  EXPECT_FALSE(channels_->RemoveAccount(orphan, false));
  EXPECT_TRUE(channels_->RemoveAccount(orphan, true));
}

TEST_F(ChannelsWorkTest, AnUnknownAccountCannotBeRemoved) {
  Start();
  EXPECT_FALSE(channels_->RemoveAccount(999, true));
}

TEST_F(ChannelsWorkTest, APreviewIsThePlugins) {
  Start();
  PendingReply reply;
  reply.connection_id = connection_;
  reply.account_id = account_;
  reply.text = "four";
  const auto preview = channels_->Preview(reply);
  ASSERT_TRUE(preview);
  EXPECT_EQ(*preview, R"({"length":4})");
}

TEST_F(ChannelsWorkTest, HealthNamesEachConnection) {
  Start();
  EXPECT_EQ(channels_->HealthJson(), R"({"connections":[{"id":1,"slug":"scripted",)"
                                     R"("state":"degraded","detail":{"why":"script"}}]})");
}

TEST_F(ChannelsWorkTest, MetricsCarryTheConnection) {
  Start();
  EXPECT_EQ(channels_->MetricsText(),
            "# TYPE scripted_calls counter\n"
            "scripted_calls_total{connection=\"1\"} 3\n# EOF\n");
}

TEST_F(ChannelsWorkTest, AfterTheStopCallsAreAskedToComeAgain) {
  Start();
  channels_->Stop(std::chrono::milliseconds(100));
  EXPECT_EQ(Post("config").status, 503u);
  EXPECT_FALSE(channels_->RunAction(Greeting()));
}

TEST_F(ChannelsWorkTest, AJobThatWasRunningWhenTheProcessDiedRunsAgain) {
  QueuedJob job;
  job.connection_id = connection_;
  job.job_id = "work-1";
  job.kind = "count";
  job.lane = "work";
  job.payload_json = "{}";
  ASSERT_TRUE(store_->jobs().Enqueue(job));
  ASSERT_EQ(store_->jobs().Claim(clock_->NowMs(), 9)->size(), 1u);
  Start();
  EXPECT_TRUE(Eventually([&] { return KvText(connection_, "ran/work-1") == "1"; }));
}

}  // namespace
}  // namespace stub
