// Files of articles.
#include <filesystem>

#include "host_stub/store/blob_store.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class Blobs : public StoreTest {
 protected:
  std::unique_ptr<BlobWriter> Create() {
    return std::move(store_->blobs().Create(connection_, {})).value();
  }
  std::string ReadAll(const std::string& id) {
    const auto reader = std::move(store_->blobs().Open(connection_, id)).value();
    std::string bytes;
    char buffer[7];
    for (;;) {
      const std::size_t count = reader->Read(buffer, sizeof buffer).value();
      if (count == 0) return bytes;
      bytes.append(buffer, count);
    }
  }
  std::size_t FileCount() {
    const std::filesystem::directory_iterator files(directory_.path() / "desk.db.blobs");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }
  const Id connection_ = MakeConnection();
};

TEST_F(Blobs, AreReadAsTheyWereWritten) {
  auto writer = Create();
  ASSERT_TRUE(writer->Write("some bytes, "));
  ASSERT_TRUE(writer->Write(std::string_view("\0 and more", 10)));
  const std::string id = *writer->Commit();
  Reopen();
  EXPECT_EQ(ReadAll(id), std::string("some bytes, ") + std::string("\0 and more", 10));
}

TEST_F(Blobs, LeaveNothingWithoutCommit) {
  {
    auto writer = Create();
    ASSERT_TRUE(writer->Write("half"));
    EXPECT_EQ(FileCount(), 1u);
  }
  EXPECT_EQ(FileCount(), 0u);
}

TEST_F(Blobs, OfAnotherConnectionAreNotFound) {
  const std::string id = *Create()->Commit();
  EXPECT_EQ(store_->blobs().Open(MakeConnection(), id).error().code, chp::Code::kNotFound);
}

TEST_F(Blobs, CannotBeReachedByAPath) {
  for (const char* id : {"", ".", "..", "../desk.db", "../desk.db.key", "nothing"}) {
    EXPECT_EQ(store_->blobs().Open(connection_, id).error().code, chp::Code::kNotFound) << id;
  }
}

TEST_F(Blobs, StrayFilesAreRemovedAfterADay) {
  const auto stray = directory_.path() / "desk.db.blobs" / "stray.part";
  {
    std::FILE* file = std::fopen(stray.c_str(), "w");
    std::fclose(file);
  }
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(
      std::chrono::file_clock::to_sys(std::filesystem::last_write_time(stray)));
  now_ms_ = now.time_since_epoch().count();  // the disk's clock is not the test's
  const std::string kept = *Create()->Commit();
  ASSERT_TRUE(store_->PurgeExpired(now.time_since_epoch().count()));
  EXPECT_EQ(FileCount(), 2u);
  ASSERT_TRUE(store_->PurgeExpired(now.time_since_epoch().count() + 25LL * 3600 * 1000));
  EXPECT_EQ(FileCount(), 1u);
  EXPECT_EQ(ReadAll(kept), "");
}

}  // namespace
}  // namespace stub
