// The power is cut at a random point of a burst of writes: what was acknowledged is there, once,
// and nothing is half there.
//
// STORE_DURABILITY_SEEDS=1000 tries more points; STORE_DURABILITY_FIRST=17 begins with that one.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "host_stub/store/sqlite_connection.hpp"
#include "tests/unit/host_store/disk_fixture.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"
#include "tests/unit/host_store/write_burst.hpp"

namespace stub {
namespace {

using Unsynced = SimulatedDisk::Unsynced;

constexpr int kWriters = 4;
constexpr int kOperationsEach = 6;
constexpr unsigned kStepsOfABurst = 600;

unsigned FromEnvironment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::stoul(text));
}

class PowerCut : public ReplyTest {
 protected:
  // The store of the fixture, closed, is what each burst starts from.
  PowerCut() {
    place_.connection = connection_;
    place_.manifest = manifest_;
    place_.message = Post("first", "jo");
    place_.reply = Draft(std::stoll(Deliver(place_.message).ticket_ref));
    store_.reset();
  }
  // Runs a burst until the power is cut at its n-th step, or else at its end.
  Acknowledged BurstCutAt(DiskStore& desk, int step) {
    EXPECT_TRUE(desk.Open());
    desk.disk.CutPowerAt(step);
    WriteBurst burst(*desk.store, place_, seed_);
    burst.Run(kWriters, kOperationsEach);
    desk.disk.CutPowerAt(1);
    return burst.acknowledged();
  }
  void Copy(const std::filesystem::path& to) const {
    std::filesystem::copy(directory_.path(), to, std::filesystem::copy_options::recursive);
  }
  int RandomStep() { return static_cast<int>(1 + random_() % kStepsOfABurst); }
  Unsynced RandomUnsynced() {
    return random_() % 2 == 0 ? Unsynced::kIsLost : Unsynced::kSurvivesInParts;
  }
  void CutAtRandom(unsigned seed);

  BurstPlace place_;
  unsigned seed_ = 0;
  std::mt19937 random_;
};

// The files after the power cut, read without the store.
class Remains {
 public:
  explicit Remains(const std::string& file)
      : blobs_(file + ".blobs/"), sql_(file, "", SqliteConnection::Access::kQueryOnly) {}

  void ExpectSound() {
    EXPECT_EQ(Text("PRAGMA integrity_check"), "ok");
    EXPECT_FALSE(sql_.Query("PRAGMA foreign_key_check").Step());
  }
  // An operation is whole or absent, acknowledged or not.
  void ExpectNothingHalf() {
    ExpectNone("articles that are there twice",
               "SELECT 1 FROM articles WHERE message_id<>'' GROUP BY message_id HAVING count(*)>1");
    ExpectNone("batches of which a part is there",
               "SELECT 1 FROM messages WHERE external_id LIKE '_.%' "
               "GROUP BY substr(external_id, 1, length(external_id)-1) HAVING count(*)<>2");
    ExpectNone("messages without their article",
               "SELECT 1 FROM messages WHERE own=0 AND NOT EXISTS (SELECT 1 FROM articles "
               "WHERE id=article_id AND ticket_id=messages.ticket_id AND message_id=external_id)");
    ExpectNone("messages without their job",
               "SELECT 1 FROM messages WHERE external_id LIKE '_.%' AND NOT EXISTS "
               "(SELECT 1 FROM jobs WHERE job_id='of-'||external_id)");
    ExpectNone("replies without their job",
               "SELECT 1 FROM articles WHERE sender='Agent' AND NOT EXISTS "
               "(SELECT 1 FROM jobs WHERE job_id='reply/'||articles.id)");
    ExpectNone("replies half sent",
               "SELECT 1 FROM articles WHERE sender='Agent' AND (delivery=2)<>EXISTS "
               "(SELECT 1 FROM messages WHERE article_id=articles.id)");
    Statement known = sql_.Query("SELECT id FROM blobs");
    while (known.Step()) EXPECT_NE(BlobBytes(known.Text(0)), "") << known.Text(0);
  }
  void ExpectKept(const Acknowledged& acknowledged) {
    for (const auto& id : acknowledged.messages) {
      EXPECT_EQ(sql_.Number("SELECT count(*) FROM articles WHERE message_id=?", id), 1) << id;
    }
    for (const auto& [key, number] : acknowledged.values) ExpectValue(key, number);
    for (const auto& id : acknowledged.jobs) {
      EXPECT_EQ(sql_.Number("SELECT count(*) FROM jobs WHERE job_id=?", id), 1) << id;
    }
    for (const Id id : acknowledged.replies) {
      EXPECT_EQ(sql_.Number("SELECT count(*) FROM articles WHERE id=?", id), 1) << id;
    }
    for (const Id id : acknowledged.sent) {
      EXPECT_EQ(sql_.Number("SELECT delivery FROM articles WHERE id=?", id),
                static_cast<std::int64_t>(DeliveryState::kSuccess));
    }
    for (const auto& [id, bytes] : acknowledged.blobs) {
      EXPECT_EQ(sql_.Number("SELECT count(*) FROM blobs WHERE id=?", id), 1) << id;
      EXPECT_TRUE(BlobBytes(id) == bytes) << id;
    }
  }
  // How many of the acknowledged messages are gone.
  std::size_t Lost(const Acknowledged& acknowledged) {
    std::size_t lost = 0;
    for (const auto& id : acknowledged.messages) {
      if (sql_.Number("SELECT count(*) FROM articles WHERE message_id=?", id) != 1) ++lost;
    }
    return lost;
  }

 private:
  std::string Text(const std::string& query) {
    Statement row = sql_.Query(query);
    return row.Step() ? row.Text(0) : std::string();
  }
  void ExpectNone(const char* what, const std::string& query) {
    EXPECT_FALSE(sql_.Query(query).Step()) << what;
  }
  // The last acknowledged one, or the one that was being put.
  void ExpectValue(const std::string& key, int number) {
    const std::string found = Text("SELECT value FROM kv WHERE key='value-" + key + "'");
    if (number == 0 && found.empty()) return;
    EXPECT_TRUE(found == std::to_string(number) || found == std::to_string(number + 1))
        << key << " is " << found << " and not " << number;
  }
  std::string BlobBytes(const std::string& id) const {
    std::ifstream content(blobs_ + id, std::ios::binary);
    return {std::istreambuf_iterator<char>(content), {}};
  }

  const std::string blobs_;
  SqliteConnection sql_;
};

void PowerCut::CutAtRandom(unsigned seed) {
  SCOPED_TRACE("STORE_DURABILITY_FIRST=" + std::to_string(seed));
  seed_ = seed;
  random_.seed(seed);
  TemporaryDirectory directory;
  Copy(directory.path() / "desk");
  DiskStore desk(directory.path() / "desk");
  const Acknowledged acknowledged = BurstCutAt(desk, RandomStep());
  desk.Restore(RandomUnsynced(), random_);
  if (random_() % 4 == 0) {  // and again while it starts
    desk.disk.CutPowerAt(static_cast<int>(1 + random_() % 30));
    (void)desk.Open();
    desk.disk.CutPowerAt(1);
    desk.Restore(RandomUnsynced(), random_);
  }
  const auto opened = desk.Open();
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(desk.store->Probe());
  desk.store.reset();
  Remains remains(desk.file);
  remains.ExpectSound();
  remains.ExpectNothingHalf();
  remains.ExpectKept(acknowledged);
}

TEST_F(PowerCut, LosesNothingThatWasAcknowledged) {
  const unsigned first = FromEnvironment("STORE_DURABILITY_FIRST", 1);
  const unsigned seeds = FromEnvironment("STORE_DURABILITY_SEEDS", 200);
  for (unsigned seed = first; seed < first + seeds && !HasFailure(); ++seed) CutAtRandom(seed);
}

// Without it the test above would prove nothing.
TEST_F(PowerCut, LosesAcknowledgedMessagesOnADiskThatDoesNotSync) {
  std::size_t lost = 0;
  for (seed_ = 1; seed_ <= 5; ++seed_) {
    TemporaryDirectory directory;
    Copy(directory.path() / "desk");
    DiskStore desk(directory.path() / "desk");
    desk.disk.IgnoreSyncs();
    const Acknowledged acknowledged = BurstCutAt(desk, 500);
    EXPECT_FALSE(acknowledged.messages.empty());
    desk.Restore(Unsynced::kIsLost, random_);
    lost += Remains(desk.file).Lost(acknowledged);
  }
  EXPECT_GT(lost, 0u);
}

}  // namespace
}  // namespace stub
