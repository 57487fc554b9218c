// Articles over REST: their shape, notes and replies, previews, and how attachments are served.
#include <gtest/gtest.h>

#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/ingest_store.hpp"
#include "host_stub/web/time_text.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class Articles : public WebFixture {
 protected:
  Articles() : ticket(Deliver("1001", chp::Visibility::kPublic)) {}

  Seen List() { return Get("/api/v1/ticket_articles/by_ticket/" + std::to_string(ticket)); }
  // `members`: of the body beside ticket_id.
  Seen Create(const std::string& members) {
    return Post("/api/v1/ticket_articles",
                R"({"ticket_id":)" + std::to_string(ticket) + "," + members + "}");
  }

  const Id ticket;
};

TEST_F(Articles, ShowTheFieldsOfTheReference) {
  const Seen seen = List();
  ASSERT_EQ(seen.status, 200);
  const json::object& article = seen.json.as_array().at(0).as_object();
  EXPECT_EQ(article.at("type").as_string(), "toy post");
  EXPECT_EQ(article.at("sender").as_string(), "Customer");
  EXPECT_EQ(article.at("from").as_string(), "@Jo");
  EXPECT_EQ(article.at("to").as_string(), "@acme");
  EXPECT_EQ(article.at("body").as_string(), "my parcel is late");
  EXPECT_EQ(article.at("content_type").as_string(), "text/plain");
  EXPECT_EQ(article.at("message_id").as_string(), "1001");
  EXPECT_TRUE(article.at("in_reply_to").is_null());
  EXPECT_TRUE(article.at("cc").is_null());
  EXPECT_FALSE(article.at("internal").as_bool());
  EXPECT_EQ(article.at("preferences").at("toy").at("mention_ids").as_array().at(0).as_int64(), 42);
}

TEST_F(Articles, AnEditedOneTellsWhenAndWhatItSaidBefore) {
  EXPECT_TRUE(List().json.at(0).at("edited_at").is_null());
  EXPECT_TRUE(List().json.at(0).at("versions").as_array().empty());
  chp::Batch batch;
  chp::Update& edit = batch.updates.emplace_back();
  edit.kind = chp::UpdateKind::kEdited;
  edit.account_id = std::to_string(account_id);
  edit.external_id = "1001";
  edit.text = "my parcel came";
  edit.at_ms = now_ms + 60'000;
  ASSERT_TRUE(store->ingest().Deliver(connection_id, channels->manifest, batch));
  const Seen seen = List();
  const json::object& article = seen.json.as_array().at(0).as_object();
  EXPECT_EQ(article.at("body").as_string(), "my parcel came");
  EXPECT_EQ(article.at("edited_at").as_string(), IsoTime(edit.at_ms));
  const json::object& version = article.at("versions").as_array().at(0).as_object();
  EXPECT_EQ(version.at("body").as_string(), "my parcel is late");
  EXPECT_EQ(version.at("created_at").as_string(), IsoTime(now_ms));
}

TEST_F(Articles, OneThatTheOtherSideHasReadTellsWhen) {
  EXPECT_TRUE(List().json.at(0).at("read_at").is_null());
  chp::Batch batch;
  chp::Update& read = batch.updates.emplace_back();
  read.kind = chp::UpdateKind::kRead;
  read.account_id = std::to_string(account_id);
  read.external_id = "1001";
  read.at_ms = now_ms + 60'000;
  ASSERT_TRUE(store->ingest().Deliver(connection_id, channels->manifest, batch));
  EXPECT_EQ(List().json.at(0).at("read_at").as_string(), IsoTime(read.at_ms));
}

TEST_F(Articles, ANoteIsStoredAtOnce) {
  const Seen seen = Create(R"("body":"call her","internal":true)");
  ASSERT_EQ(seen.status, 201);
  EXPECT_EQ(seen.json.at("type").as_string(), "note");
  EXPECT_EQ(seen.json.at("sender").as_string(), "Agent");
  EXPECT_TRUE(seen.json.at("internal").as_bool());
  EXPECT_FALSE(seen.json.at("preferences").as_object().contains("delivery_status"));
}

TEST_F(Articles, AReplyIsQueued) {
  const Seen seen = Create(R"("type":"toy post","body":"Sorry!","options":{"initials":true})");
  ASSERT_EQ(seen.status, 201) << seen.body;
  EXPECT_EQ(seen.json.at("preferences").at("delivery_status").as_string(), "queued");
  EXPECT_EQ(seen.json.at("in_reply_to").as_string(), "1001");
  EXPECT_EQ(Get("/api/v1/jobs").json.as_array().size(), 1u);
}

TEST_F(Articles, APrivateReplyToAPublicTicketIsRefused) {
  EXPECT_EQ(Create(R"("type":"toy letter","body":"Sorry!","to":"@jo")").status, 422);
}

TEST_F(Articles, WrongInputIsRefusedAndStoresNothing) {
  for (const char* members :
       {R"("body":"")", R"("body":" \n")", R"("body":7)", R"("type":"toy post")",
        R"("body":"x","type":"odd")", R"("body":"x","internal":"maybe")",
        R"("body":"x","content_type":"text/html")", R"("body":"x","sender":"Customer")",
        R"("body":"x","cc":"y")", R"("body":"x","type":"toy post","options":{"odd":1})",
        R"("body":"x","type":"toy post","options":[])", R"("body":"x","options":{"initials":true})",
        R"("body":"x","type":"toy post","internal":true)", R"("body":"x","colour":"red")",
        R"("body":"x","type":"toy post","in_reply_to":"999")"}) {
    EXPECT_EQ(Create(members).status, 422) << members;
  }
  EXPECT_EQ(List().json.as_array().size(), 1u);
}

TEST_F(Articles, AnArticleOfNoTicketIsRefused) {
  EXPECT_EQ(Post("/api/v1/ticket_articles", R"({"ticket_id":999,"body":"x"})").status, 404);
  EXPECT_EQ(Post("/api/v1/ticket_articles", R"({"body":"x"})").Error(),
            "\"ticket_id\" is missing.");
}

TEST_F(Articles, APreviewStoresNothing) {
  channels->preview_answer = std::string(R"({"length":6})");
  const Seen seen = Post("/api/v1/reply_preview", R"({"ticket_id":)" + std::to_string(ticket) +
                                                      R"(,"type":"toy post","body":"Sorry!"})");
  EXPECT_EQ(seen.body, R"({"length":6})");
  EXPECT_EQ(List().json.as_array().size(), 1u);
}

TEST_F(Articles, APreviewNeedsNoTextAndASentReplyDoes) {
  channels->preview_answer = std::string(R"({"accepted":false})");
  const std::string reply =
      R"({"ticket_id":)" + std::to_string(ticket) + R"(,"type":"toy post","body":""})";
  EXPECT_EQ(Post("/api/v1/reply_preview", reply).body, R"({"accepted":false})");
  EXPECT_EQ(Post("/api/v1/ticket_articles", reply).status, 422);
}

TEST_F(Articles, ResendingANoteIsRefused) {
  const Seen note = Create(R"("body":"call her")");
  const std::string id = std::to_string(note.json.at("id").as_int64());
  EXPECT_EQ(Post("/api/v1/ticket_articles/" + id + "/retry", "{}").status, 404);
}

// A ticket with one file in its article.
class AttachedFile : public WebFixture {
 protected:
  Seen Show(const std::string& media_type, const std::string& filename) {
    LinkAccount();
    chp::Attachment meta{"", filename, media_type, "a parcel", 5};
    auto writer = store->blobs().Create(connection_id, meta);
    EXPECT_TRUE((*writer)->Write("bytes"));
    meta.blob_id = *(*writer)->Commit();
    chp::Message message;
    message.role = chp::Role::kOpen;
    message.account_id = std::to_string(account_id);
    message.external_id = "2001";
    message.surface = "post";
    message.subject = message.text = "see";
    message.sent_ms = now_ms;
    message.author = {"7", "Jo", "Jo Doe", "", "", false};
    message.attachments = {meta};
    chp::Batch batch;
    batch.messages = {message};
    const auto stored = store->ingest().Deliver(connection_id, channels->manifest, batch);
    const std::string ticket = stored->at(0).ticket_ref;
    const Seen articles = Get("/api/v1/ticket_articles/by_ticket/" + ticket);
    const json::value& article = articles.json.at(0);
    file = article.at("attachments").at(0);
    path = "/api/v1/ticket_attachment/" + ticket + "/" +
           std::to_string(article.at("id").as_int64()) + "/";
    return Get(path + std::to_string(file.at("id").as_int64()));
  }

  json::value file;
  std::string path;
};

TEST_F(AttachedFile, APictureIsShown) {
  const Seen seen = Show("image/png", "parcel.png");
  EXPECT_EQ(seen.body, "bytes");
  EXPECT_TRUE(seen.Header("content-disposition").starts_with("inline; filename=\"parcel.png\""));
  EXPECT_EQ(seen.Header("x-content-type-options"), "nosniff");
  EXPECT_EQ(file.at("preferences").at("alt").as_string(), "a parcel");
}

TEST_F(AttachedFile, APageIsADownload) {
  const Seen seen = Show("text/html", "x\"\r\n.html");
  EXPECT_TRUE(seen.Header("content-disposition").starts_with("attachment; filename=\"x___.html\""));
  EXPECT_NE(seen.Header("content-security-policy").find("sandbox"), std::string::npos);
}

TEST_F(AttachedFile, IsFoundOnlyInItsOwnArticle) {
  Show("image/png", "parcel.png");
  EXPECT_EQ(Get(path + "999").status, 404);
  EXPECT_EQ(Get("/api/v1/ticket_attachment/1/999/1").status, 404);
}

}  // namespace
}  // namespace stub
