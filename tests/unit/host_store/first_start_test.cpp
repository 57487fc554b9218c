// The power is cut at every step of the first start: what is left starts again.
#include <sqlite3.h>

#include "tests/unit/host_store/disk_fixture.hpp"

namespace stub {
namespace {

using Unsynced = SimulatedDisk::Unsynced;

class FirstStart : public testing::TestWithParam<Unsynced> {
 protected:
  // True: the start was over before the power was cut.
  bool StartCutAt(int step) {
    TemporaryDirectory directory;
    DiskStore desk(directory.path());
    desk.disk.CutPowerAt(step);
    const auto opened = desk.Open();
    const bool whole = desk.disk.has_power();
    desk.Restore(GetParam(), random_);
    const auto again = desk.Open();
    EXPECT_TRUE(again) << "cut at step " << step << ": " << again.error().message;
    if (again) ExpectUsable(*desk.store);
    return whole && opened;
  }
  static void ExpectUsable(Store& store) {
    EXPECT_TRUE(store.Probe());
    EXPECT_EQ(store.directory().Groups()->size(), 1u);
  }

  std::mt19937 random_{7};
};

TEST_P(FirstStart, CanBeRepeatedWhereverItWasInterrupted) {
  // What is lost is tried at every step, what may survive at a random part of them.
  const unsigned longest = GetParam() == Unsynced::kIsLost ? 1 : 4;
  int step = 1;
  while (!HasFailure() && !StartCutAt(step)) step += static_cast<int>(1 + random_() % longest);
  EXPECT_GT(step, 20);
}

INSTANTIATE_TEST_SUITE_P(Disk, FirstStart,
                         testing::Values(Unsynced::kIsLost, Unsynced::kSurvivesInParts));

TEST(FirstStartOnAFullDisk, SaysSoAndCanBeRepeated) {
  bool opened = false;
  for (int call = 1; !opened; call += 7) {
    TemporaryDirectory directory;
    DiskStore desk(directory.path());
    desk.vfs.FailAt(call, 1000, SQLITE_FULL);
    const auto refused = desk.Open();
    opened = refused.ok();
    desk.vfs.Heal();
    desk.store.reset();
    EXPECT_EQ(opened ? "store.disk_full" : refused.error().reason, "store.disk_full");
    ASSERT_TRUE(desk.Open()) << "after call " << call;
    EXPECT_TRUE(desk.store->Probe());
  }
}

// After a start that was acknowledged, whatever is stored later must be found under its name.
TEST(StartedStore, IsThereAfterAPowerCut) {
  std::mt19937 random{1};
  TemporaryDirectory directory;
  DiskStore desk(directory.path());
  ASSERT_TRUE(desk.Open());
  desk.disk.CutPowerAt(1);
  desk.Restore(Unsynced::kIsLost, random);
  for (const char* name : {"desk.db", "desk.db.key", "desk.db.blobs"}) {
    EXPECT_TRUE(std::filesystem::exists(directory.path() / name)) << name;
  }
}

// A directory that was removed by hand while the key file stayed.
TEST(StartedStore, KeepsANewBlobDirectoryAfterAPowerCut) {
  std::mt19937 random{1};
  TemporaryDirectory directory;
  {
    DiskStore first(directory.path());
    ASSERT_TRUE(first.Open());
  }
  std::filesystem::remove(directory.path() / "desk.db.blobs");
  DiskStore desk(directory.path());
  ASSERT_TRUE(desk.Open());
  desk.disk.CutPowerAt(1);
  desk.Restore(Unsynced::kIsLost, random);
  EXPECT_TRUE(std::filesystem::exists(directory.path() / "desk.db.blobs"));
}

}  // namespace
}  // namespace stub
