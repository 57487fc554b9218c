// After a deletion on the remote side its text is nowhere: not in what agents see, and not in any
// file of the store once it has been cleaned up.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "host_stub/store/job_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

constexpr const char* kCanary = "canary";

class Erasure : public ReplyTest {
 protected:
  // Names of the files that hold the word, below the store's directory.
  std::vector<std::string> FilesWithCanary() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (bytes.find(kCanary) != std::string::npos) found.push_back(entry.path().filename());
    }
    return found;
  }
  void ExpectNoCanary() {
    ASSERT_TRUE(store_->PurgeExpired(now_ms_));
    EXPECT_EQ(FilesWithCanary(), std::vector<std::string>{});
  }
  // Every text of it is the word.
  chp::Message Telling(chp::Message message, std::size_t length = 10) {
    while (message.text.size() < length) message.text += kCanary;
    message.subject = std::string("Title ") + kCanary;
    message.permalink = std::string("https://toy.example/") + kCanary;
    message.attributes_json = message.match_json = message.context_json = R"({"a":"canary"})";
    return message;
  }
  static chp::Job JobWithText(const std::string& id) {
    chp::Job job;
    job.id = job.kind = job.lane = id;
    job.payload_json = R"({"alt":"canary"})";
    return job;
  }
  chp::Update Edit(const std::string& id) {
    chp::Update update;
    update.kind = chp::UpdateKind::kEdited;
    update.external_id = id;
    update.text = kCanary;
    update.at_ms = ++now_ms_;
    return update;
  }
  chp::Update Attach(const std::string& id) {
    chp::Update update;
    update.kind = chp::UpdateKind::kAttached;
    update.external_id = id;
    update.text = "The file canary.png could not be had.";
    update.attachments = {{.blob_id = MakeBlob(kCanary),
                           .filename = "canary.png",
                           .media_type = {},
                           .alt_text = kCanary}};
    update.at_ms = ++now_ms_;
    return update;
  }
  std::vector<QueuedJob> Jobs() { return store_->jobs().List(9).value(); }
};

TEST_F(Erasure, LeavesNoTextOfManyMessagesInAnyFile) {
  constexpr int kMessagesToErase = 300;
  for (int number = 0; number < kMessagesToErase; ++number) {
    const std::string id = std::to_string(1000 + number);
    const bool tells = number % 3 != 0;
    chp::Message message =
        number % 5 == 0 ? Reply(id, "ann", std::to_string(999 + number)) : Post(id, "jo");
    if (number % 7 == 0) message.role = chp::Role::kJoin;
    if (tells) message = Telling(message, static_cast<std::size_t>(number * 37 % 9000));
    if (tells && number % 10 == 1) message.jobs = {JobWithText("media/" + id)};
    Deliver(message);
    if (tells && number % 4 == 0) Update(Edit(id));
    if (tells && number % 10 == 2) Update(Attach(id));
  }
  ASSERT_FALSE(FilesWithCanary().empty());
  for (int number = kMessagesToErase - 1; number >= 0; --number) {
    if (number % 3 != 0) Delete(std::to_string(1000 + number));
  }
  ExpectNoCanary();
}

TEST_F(Erasure, TakesTheTitleOfATicketThatWasMerged) {
  const chp::Message first = Telling(Post("1", "jo"));
  chp::Message bridge = Reply("2", "jo", "1");
  const Ticket other = TicketOf(Deliver(Reply("3", "jo", "2")));
  Deliver(first);
  Deliver(bridge);
  ASSERT_EQ(TicketById(other.id).state, TicketState::kMerged);
  ASSERT_EQ(TicketById(other.id).title, "Title canary");
  Delete("1");
  EXPECT_EQ(TicketById(other.id).title, "[This message was deleted on the remote side.]");
  ExpectNoCanary();
}

TEST_F(Erasure, TakesTheJobsOfTheMessageWhateverTheirState) {
  chp::Message message = Telling(Post("1", "jo"));
  message.jobs = {JobWithText("waiting"), JobWithText("running"), JobWithText("done")};
  chp::Message other = Post("2", "ann");
  other.jobs = {JobWithText("other")};
  other.jobs[0].payload_json = "{}";
  Deliver(message);
  Deliver(other);
  const auto claimed = store_->jobs().Claim(now_ms_, 9).value();
  for (const QueuedJob& job : claimed) {
    if (job.job_id == "done") {
      ASSERT_TRUE(store_->jobs().Finish(job.id, JobState::kDone, nullptr));
    }
    if (job.job_id == "waiting") {
      ASSERT_TRUE(store_->jobs().RetryAt(job.id, now_ms_ + 1, {}, true));
    }
  }
  Delete("1");
  std::vector<std::string> left;
  for (const QueuedJob& job : Jobs()) left.push_back(job.job_id);
  std::sort(left.begin(), left.end());
  EXPECT_EQ(left, (std::vector<std::string>{"done", "other", "running"}));
  ExpectNoCanary();
}

TEST_F(Erasure, DoesNotRepeatAJobThatRunsMeanwhile) {
  chp::Message message = Post("1", "jo");
  message.jobs = {JobWithText("running")};
  Deliver(message);
  const auto claimed = store_->jobs().Claim(now_ms_, 9).value();
  Delete("1");
  const chp::Error again{.code = chp::Code::kTransient, .reason = "test.again", .message = "No."};
  ASSERT_TRUE(store_->jobs().RetryAt(claimed.at(0).id, now_ms_, again, true));
  EXPECT_TRUE(Jobs().empty());
}

TEST_F(Erasure, TakesFilesAndTheNotesAboutThem) {
  const Ticket ticket = TicketOf(Deliver(Telling(Post("1", "jo"))));
  Update(Attach("1"));
  ASSERT_EQ(Articles(ticket.id).size(), 2u);
  Delete("1");
  EXPECT_EQ(Bodies(ticket.id),
            std::vector<std::string>{"[This message was deleted on the remote side.]"});
  ExpectNoCanary();
}

TEST_F(Erasure, TakesAFileThatComesAfterIt) {
  Deliver(Telling(Post("1", "jo")));
  Delete("1");
  Update(Attach("1"));
  ExpectNoCanary();
}

TEST_F(Erasure, TakesWhatWaitedForItsMessage) {
  Update(Edit("1"));
  Update(Attach("1"));
  Delete("1");
  ExpectNoCanary();
}

TEST_F(Erasure, TakesTheTextOfOurReplyAndItsOptions) {
  const Ticket ticket = TicketOf(Deliver(Post("1", "jo")));
  NewArticle draft = Draft(ticket.id);
  draft.body = kCanary;
  draft.options_json = R"({"quote":"canary"})";
  const Id reply = tickets().CreateArticle(draft, "post").value();
  Bind(reply, "50");
  Delete("50");
  EXPECT_EQ(Load(reply).body, "[This message was deleted on the remote side.]");
  ExpectNoCanary();
}

TEST_F(Erasure, LeavesNothingOfItForThePluginToAnswer) {
  const Ticket ticket = TicketOf(Deliver(Telling(Post("1", "jo"))));
  Deliver(Reply("2", "jo", "1"));
  const Id reply = tickets().CreateArticle(Draft(ticket.id, "1"), "post").value();
  Delete("1");
  EXPECT_EQ(tickets().LoadReply(reply)->context_json, "");
  ExpectNoCanary();
}

TEST_F(Erasure, FilesThatNobodyEverAttachedAreRemovedInTime) {
  (void)MakeBlob(kCanary);
  ASSERT_TRUE(store_->PurgeExpired(now_ms_ + 20 * kDayMs));
  EXPECT_EQ(FilesWithCanary().size(), 1u);
  ASSERT_TRUE(store_->PurgeExpired(now_ms_ + 40 * kDayMs));
  EXPECT_TRUE(FilesWithCanary().empty());
}

}  // namespace
}  // namespace stub
