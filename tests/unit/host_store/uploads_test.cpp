// Files on their way into an article: sent in pieces, resumed, taken, given back, forgotten.
#include <filesystem>
#include <fstream>

#include "host_stub/store/upload_store.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

class Uploads : public ReplyTest {
 protected:
  UploadStore& uploads() { return store_->uploads(); }
  std::string Begin(std::uint64_t size) {
    return uploads().Begin({agent_, "a.png", "image/png", size})->id;
  }
  std::string Whole(const std::string& bytes) {
    const std::string id = Begin(bytes.size());
    EXPECT_TRUE(uploads().Append(agent_, id, 0, bytes)->complete());
    return id;
  }
  NewArticle Carrying(const std::string& upload) {
    NewArticle article = Draft(TicketOf(Deliver(Post("1", "jo"))).id);
    article.attachments = {{.blob_id = upload,
                            .filename = "a.png",
                            .media_type = "image/png",
                            .alt_text = "A parcel",
                            .size_bytes = 5}};
    return article;
  }
  std::filesystem::path FileOf(const std::string& id) const {
    return directory_.path() / "desk.db.blobs" / id;
  }
  std::string Read(Id connection, const std::string& blob) {
    const auto reader = store_->blobs().Open(connection, blob);
    if (!reader) return reader.error().reason;
    char buffer[64];
    const std::size_t count = (*reader)->Read(buffer, sizeof buffer).value();
    return {buffer, count};
  }
};

TEST_F(Uploads, ComeInPieces) {
  const std::string id = Begin(10);
  EXPECT_EQ(uploads().Append(agent_, id, 0, "abcd")->received_bytes, 4u);
  EXPECT_EQ(uploads().Append(agent_, id, 4, "efgh")->received_bytes, 8u);
  EXPECT_TRUE(uploads().Append(agent_, id, 8, "ij")->complete());
  EXPECT_EQ(Read(0, id), "abcdefghij");
}

TEST_F(Uploads, GoOnWhereTheyBrokeOffAfterARestart) {
  const std::string id = Begin(10);
  ASSERT_TRUE(uploads().Append(agent_, id, 0, "abcd"));
  Reopen();
  EXPECT_EQ(uploads().Find(agent_, id)->received_bytes, 4u);
  EXPECT_TRUE(uploads().Append(agent_, id, 4, "efghij")->complete());
  EXPECT_EQ(Read(0, id), "abcdefghij");
}

TEST_F(Uploads, APieceThatComesTwiceIsWrittenOnce) {
  const std::string id = Begin(10);
  ASSERT_TRUE(uploads().Append(agent_, id, 0, "abcd"));
  EXPECT_EQ(uploads().Append(agent_, id, 0, "abcd")->received_bytes, 4u);
  ASSERT_TRUE(uploads().Append(agent_, id, 4, "efghij"));
  EXPECT_TRUE(uploads().Append(agent_, id, 4, "efghij")->complete());
  EXPECT_EQ(Read(0, id), "abcdefghij");
}

TEST_F(Uploads, AHoleIsRefused) {
  const std::string id = Begin(10);
  ASSERT_TRUE(uploads().Append(agent_, id, 0, "ab"));
  const auto refused = uploads().Append(agent_, id, 4, "ef");
  EXPECT_EQ(refused.error().code, chp::Code::kConflict);
  EXPECT_EQ(refused.error().reason, "upload.offset");
}

TEST_F(Uploads, MoreThanWasSaidIsRefused) {
  const std::string id = Begin(3);
  EXPECT_EQ(uploads().Append(agent_, id, 0, "abcd").error().reason, "upload.too_long");
  EXPECT_EQ(uploads().Append(agent_, id, 0, "ab")->received_bytes, 2u);
  EXPECT_EQ(uploads().Append(agent_, id, 2, "cd").error().reason, "upload.too_long");
}

TEST_F(Uploads, NothingAndTooMuchAreRefused) {
  for (const std::uint64_t size : {std::uint64_t{0}, (std::uint64_t{2} << 30) + 1}) {
    EXPECT_EQ(uploads().Begin({agent_, "a", "b/c", size}).error().reason, "upload.size");
  }
}

TEST_F(Uploads, OneUserCannotFillTheDisk) {
  for (int i = 0; i < 100; ++i) Begin(1);
  EXPECT_EQ(uploads().Begin({agent_, "a", "b/c", 1}).error().reason, "upload.too_many");
}

TEST_F(Uploads, AreTheirOwnersOnly) {
  const std::string id = Begin(4);
  EXPECT_EQ(uploads().Find(agent_ + 1, id).error().reason, "upload.unknown");
  EXPECT_EQ(uploads().Append(agent_ + 1, id, 0, "abcd").error().reason, "upload.unknown");
  EXPECT_EQ(uploads().Discard(agent_ + 1, id).error().reason, "upload.unknown");
}

TEST_F(Uploads, DiscardedOnesLeaveNothing) {
  const std::string half = Begin(4);
  ASSERT_TRUE(uploads().Append(agent_, half, 0, "ab"));
  const std::string whole = Whole("bytes");
  ASSERT_TRUE(uploads().Discard(agent_, half));
  ASSERT_TRUE(uploads().Discard(agent_, whole));
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path() / "desk.db.blobs"));
  EXPECT_EQ(uploads().Find(agent_, whole).error().reason, "upload.unknown");
}

TEST_F(Uploads, AnArticleTakesThem) {
  const std::string id = Whole("bytes");
  const Id article = tickets().CreateArticle(Carrying(id), "post").value();
  EXPECT_EQ(Load(article).attachments.at(0).alt_text, "A parcel");
  EXPECT_EQ(uploads().Find(agent_, id).error().reason, "upload.unknown");
  const auto reply = tickets().LoadReply(article).value();
  EXPECT_EQ(reply.attachments.at(0).blob_id, id);
  EXPECT_EQ(Read(reply.connection_id, id), "bytes");
}

TEST_F(Uploads, ALostOneIsNotTakenAndTheReplyIsRefusedWhole) {
  const auto refused = tickets().CreateArticle(Carrying("gone"), "post");
  EXPECT_EQ(refused.error().reason, "reply.attachment_gone");
  EXPECT_EQ(ArticleCount(), 1u);
  EXPECT_TRUE(store_->jobs().List(10)->empty());
}

TEST_F(Uploads, LiveAsLongAsTheirArticle) {
  const std::string id = Whole("bytes");
  const Id article = tickets().CreateArticle(Carrying(id), "post").value();
  now_ms_ += 40 * kDayMs;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_TRUE(std::filesystem::exists(FileOf(id)));
  ASSERT_TRUE(tickets().ReplySent(article, {.parts = {{"50", ""}}, .article_json = {}}));
  Delete("50");
  EXPECT_FALSE(std::filesystem::exists(FileOf(id)));
}

TEST_F(Uploads, ThatNobodyTakesAreForgottenAfterTwoDays) {
  const std::string whole = Whole("bytes");
  now_ms_ += 2 * kDayMs - 1;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_TRUE(std::filesystem::exists(FileOf(whole)));
  now_ms_ += 1;
  ASSERT_TRUE(store_->PurgeExpired(now_ms_));
  EXPECT_FALSE(std::filesystem::exists(FileOf(whole)));
  EXPECT_EQ(uploads().Find(agent_, whole).error().reason, "upload.unknown");
}

TEST_F(Uploads, AFileThatLeftTheDiskIsSaidToBeGone) {
  const std::string id = Whole("bytes");
  std::filesystem::remove(FileOf(id));
  EXPECT_EQ(Read(0, id), "blob.gone");
}

}  // namespace
}  // namespace stub
