// A history whose every call of the disk fails once, and one with power cuts: the remote side tells
// again what was not acknowledged, and the tickets are those of the undisturbed run.
#include <array>

#include <sqlite3.h>

#include "tests/unit/host_store/disk_fixture.hpp"
#include "tests/unit/host_store/history.hpp"
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

constexpr int kMessages = 10;
constexpr unsigned kHistories = 4;
constexpr int kMostCalls = 5000;  // of the disk, in one delivery
constexpr unsigned kLongestStride = 3;

class HistoryFaults : public IngestTest {
 protected:
  HistoryFaults() {
    for (AccountIds& accounts : accounts_) {
      for (Id& id : accounts) {
        id = MakeAccount(connection_, "account " + std::to_string(++made_), "acme");
      }
    }
    store_.reset();
  }
  bool DeliverTo(DiskStore& desk, const chp::Batch& batch) {
    return desk.store->ingest().Deliver(connection_, manifest_, batch).ok();
  }
  // Each batch as `deliver` does it; the tickets afterwards.
  template <class Deliver>
  std::string ShapeAfter(DiskStore& desk, const History& history, const Deliver& deliver) {
    const AccountIds& accounts = accounts_.at(used_++);
    for (auto begin = history.begin(); begin != history.end();) {
      const auto end = begin + std::min<std::ptrdiff_t>(3, history.end() - begin);
      deliver(BatchOf(begin, end, accounts));
      begin = end;
    }
    std::string shape;
    for (const Id account : accounts) shape += ShapeOf(*desk.store, account) + "--\n";
    return shape;
  }
  std::string Undisturbed(DiskStore& desk, const History& history) {
    return ShapeAfter(desk, history,
                      [&](const chp::Batch& batch) { ASSERT_TRUE(DeliverTo(desk, batch)); });
  }
  // While one of its calls fails, then a later one, until none is left; which ones, differs from
  // batch to batch.
  void DeliverWithFaults(DiskStore& desk, const chp::Batch& batch, std::mt19937& random) {
    constexpr std::array<int, 3> kCodes = {SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_IOERR_FSYNC};
    bool delivered = false;
    for (int call = 1; !delivered; call += static_cast<int>(1 + random() % kLongestStride)) {
      desk.vfs.FailAt(call, 1, kCodes.at(random() % kCodes.size()));
      delivered = DeliverTo(desk, batch);
      desk.vfs.Heal();
      ASSERT_LT(call, kMostCalls) << "a delivery never ends";
    }
  }
  // The power fails later each time, so that there is an end.
  void DeliverWithPowerCuts(DiskStore& desk, const chp::Batch& batch, std::mt19937& random) {
    bool delivered = false;
    for (int step = 1; !delivered; step += static_cast<int>(1 + random() % 200)) {
      desk.disk.CutPowerAt(step);
      delivered = DeliverTo(desk, batch);
      desk.disk.CutPowerAt(1);
      desk.Restore(random() % 2 == 0 ? SimulatedDisk::Unsynced::kIsLost
                                     : SimulatedDisk::Unsynced::kSurvivesInParts,
                   random);
      ASSERT_TRUE(desk.Open());
    }
  }

  std::array<AccountIds, 2 * kHistories> accounts_{};
  int made_ = 0;
  std::size_t used_ = 0;
};

TEST_F(HistoryFaults, FailingCallsChangeNothing) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  for (unsigned seed = 0; seed < kHistories; ++seed) {
    std::mt19937 random(seed);
    const History history = HistoryWriter(seed).Write(kMessages);
    const std::string expected = Undisturbed(desk, history);
    const auto disturbed = [&](const chp::Batch& batch) { DeliverWithFaults(desk, batch, random); };
    EXPECT_EQ(ShapeAfter(desk, history, disturbed), expected) << "seed " << seed;
  }
}

TEST_F(HistoryFaults, PowerCutsChangeNothing) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  for (unsigned seed = 100; seed < 100 + kHistories; ++seed) {
    std::mt19937 random(seed);
    const History history = HistoryWriter(seed).Write(kMessages);
    const std::string expected = Undisturbed(desk, history);
    const auto disturbed = [&](const chp::Batch& batch) {
      DeliverWithPowerCuts(desk, batch, random);
    };
    EXPECT_EQ(ShapeAfter(desk, history, disturbed), expected) << "seed " << seed;
  }
}

}  // namespace
}  // namespace stub
