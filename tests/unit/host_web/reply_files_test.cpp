// Files on replies over REST: inline as other helpdesks take them, or uploaded in pieces before.
#include <gtest/gtest.h>

#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/upload_store.hpp"
#include "host_stub/web/base64.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

namespace json = boost::json;

class ReplyFiles : public WebFixture {
 protected:
  ReplyFiles() : ticket(Deliver("1001", chp::Visibility::kPublic)) {}

  Seen Reply(const std::string& attachments, const std::string& more = R"("body":"See.")") {
    return Post("/api/v1/ticket_articles", R"({"ticket_id":)" + std::to_string(ticket) +
                                               R"(,"type":"toy post",)" + more +
                                               R"(,"attachments":)" + attachments + "}");
  }
  std::string Begin(const std::string& body) {
    const Seen begun = Post("/api/v1/uploads", body);
    EXPECT_EQ(begun.status, 201) << begun.body;
    return std::string(begun.json.at("id").as_string());
  }
  Seen Piece(const std::string& upload, int offset, const std::string& bytes) {
    auto headers = AsAdmin();
    headers.push_back({"content-type", "application/octet-stream"});
    return Send("PUT", "/api/v1/uploads/" + upload + "?offset=" + std::to_string(offset), bytes,
                headers);
  }
  const json::object& FirstFile(const Seen& article) {
    return article.json.at("attachments").as_array().at(0).as_object();
  }

  const Id ticket;
};

TEST_F(ReplyFiles, AnInlineFileIsShownInTheConversation) {
  const Seen seen = Reply(
      R"([{"filename":"parcel.png","mime-type":"image/png","data":"Ynl0ZXM=","alt_text":"A parcel"}])");
  ASSERT_EQ(seen.status, 201) << seen.body;
  const json::object& file = FirstFile(seen);
  EXPECT_EQ(file.at("filename").as_string(), "parcel.png");
  EXPECT_EQ(file.at("size").as_string(), "5");
  EXPECT_EQ(file.at("preferences").at("alt").as_string(), "A parcel");
  EXPECT_EQ(file.at("preferences").at("Content-Type").as_string(), "image/png");
  EXPECT_EQ(Get("/api/v1/ticket_attachment/" + std::to_string(ticket) + "/" +
                std::to_string(seen.json.at("id").as_int64()) + "/" +
                std::to_string(file.at("id").as_int64()))
                .body,
            "bytes");
}

TEST_F(ReplyFiles, AFileAloneIsAReply) {
  EXPECT_EQ(Reply(R"([{"filename":"a.png","data":"Ynl0ZXM="}])", R"("body":"")").status, 201);
}

TEST_F(ReplyFiles, ANoteMayCarryOne) {
  const Seen note =
      Post("/api/v1/ticket_articles", R"({"ticket_id":)" + std::to_string(ticket) +
                                          R"(,"body":"see","internal":true,"attachments":)"
                                          R"([{"filename":"a.txt","data":"Ynl0ZXM="}]})");
  EXPECT_EQ(note.status, 201) << note.body;
}

TEST_F(ReplyFiles, AnUploadGrowsPieceByPieceAndIsAttached) {
  const std::string id =
      Begin(R"({"filename":"c:\\films\\holiday.mp4","mime-type":"video/mp4","size":10})");
  EXPECT_EQ(Piece(id, 0, "abcd").json.at("received").as_int64(), 4);
  EXPECT_EQ(Reply(R"([{"upload_id":")" + id + R"("}])").json.at("reason").as_string(),
            "upload.incomplete");
  EXPECT_EQ(Piece(id, 9, "x").status, 409);
  EXPECT_EQ(Get("/api/v1/uploads/" + id).json.at("received").as_int64(), 4);
  EXPECT_TRUE(Piece(id, 4, "efghij").json.at("complete").as_bool());
  const Seen seen = Reply(R"([{"upload_id":")" + id + R"(","alt_text":"The sea"}])");
  ASSERT_EQ(seen.status, 201) << seen.body;
  EXPECT_EQ(FirstFile(seen).at("filename").as_string(), "holiday.mp4");
  EXPECT_EQ(Get("/api/v1/uploads/" + id).status, 404);
  EXPECT_EQ(Reply(R"([{"upload_id":")" + id + R"("}])").status, 404);
}

TEST_F(ReplyFiles, AnUploadIsRemoved) {
  const std::string id = Begin(R"({"filename":"a.png","size":4})");
  EXPECT_EQ(Send("DELETE", "/api/v1/uploads/" + id, "", AsAdmin()).status, 200);
  EXPECT_EQ(Get("/api/v1/uploads/" + id).status, 404);
}

TEST_F(ReplyFiles, AnotherAgentsUploadIsUnknown) {
  const std::string id = Begin(R"({"filename":"a.png","size":4})");
  EXPECT_EQ(Send("GET", "/api/v1/uploads/" + id, "", AsAgent()).status, 404);
}

TEST_F(ReplyFiles, WrongUploadsAreRefused) {
  for (const char* body : {"{}", R"({"filename":"a"})", R"({"filename":"a","size":0})",
                           R"({"filename":"a","size":-1})", R"({"filename":"a/","size":1})",
                           R"({"filename":"..","size":1})", R"({"filename":"a","size":"x"})",
                           R"({"filename":"a","size":1,"colour":"red"})"}) {
    EXPECT_EQ(Post("/api/v1/uploads", body).status, 422) << body;
  }
}

TEST_F(ReplyFiles, WrongAttachmentsAreRefusedAndKeepNothing) {
  for (
      const char* files :
      {"7", R"([7])", R"([{"filename":"a","data":"not base64!"}])", R"([{"filename":"a"}])",
       R"([{"data":"Ynl0ZXM="}])", R"([{"filename":"a","data":""}])",
       R"([{"filename":"a","data":"Ynl0ZXM=","odd":1}])",
       R"([{"filename":"a","data":"YQ=="},{"filename":"b","data":"YQ=="},{"filename":"c","data":"YQ=="},{"filename":"d","data":"YQ=="},{"filename":"e","data":"YQ=="}])"}) {
    EXPECT_EQ(Reply(files).status, 422) << files;
  }
  EXPECT_EQ(Reply(R"([{"filename":"a","data":"YQ=="},{"upload_id":"unknown"}])").status, 404);
  EXPECT_EQ(
      Reply(R"([{"filename":"a","data":"YQ=="}])", R"("body":"x","in_reply_to":"999")").status,
      422);
  EXPECT_TRUE(std::filesystem::is_empty(directory / "host.sqlite3.blobs"));
}

TEST_F(ReplyFiles, APreviewIsToldOfFilesThatAreStillUnderWay) {
  const std::string id = Begin(R"({"filename":"holiday.mp4","mime-type":"video/mp4","size":10})");
  const Seen seen = Post(
      "/api/v1/reply_preview",
      R"({"ticket_id":)" + std::to_string(ticket) +
          R"(,"type":"toy post","body":"See.","attachments":[{"upload_id":")" + id +
          R"(","alt_text":"The sea"},{"filename":"a.png","mime-type":"image/png","size":7}]})");
  ASSERT_EQ(seen.status, 200) << seen.body;
  ASSERT_EQ(channels->previewed.attachments.size(), 2u);
  EXPECT_EQ(channels->previewed.attachments[0].media_type, "video/mp4");
  EXPECT_EQ(channels->previewed.attachments[0].alt_text, "The sea");
  EXPECT_EQ(channels->previewed.attachments[0].size_bytes, 10u);
  EXPECT_EQ(channels->previewed.attachments[1].size_bytes, 7u);
}

TEST_F(ReplyFiles, ALargeFileIsReadAsItIsSent) {
  const std::string whole(std::size_t{5} << 20, 'v');
  const std::string id = Begin(R"({"filename":"v.mp4","mime-type":"video/mp4","size":5242880})");
  Piece(id, 0, whole);
  const Seen reply = Reply(R"([{"upload_id":")" + id + R"("}])");
  const std::string path = "/api/v1/ticket_attachment/" + std::to_string(ticket) + "/" +
                           std::to_string(reply.json.at("id").as_int64()) + "/" +
                           std::to_string(FirstFile(reply).at("id").as_int64());
  HttpRequest request;
  request.method = "GET";
  request.target = path;
  request.path = request.target;
  request.headers = AsAdmin();
  const HttpResponse answer = service->Handle(request);
  ASSERT_TRUE(answer.paced);
  EXPECT_EQ(answer.paced->announced, whole.size());
  std::size_t size = 0;
  std::size_t largest = 0;
  for (std::string piece = answer.paced->next(); !piece.empty(); piece = answer.paced->next()) {
    size += piece.size();
    largest = std::max(largest, piece.size());
  }
  EXPECT_EQ(size, whole.size());
  EXPECT_LE(largest, std::size_t{64} << 10);
}

TEST(Base64, GoesThereAndBack) {
  for (const char* text : {"", "a", "ab", "abc", "abcd", "\xff\xfe\x00\x01"}) {
    EXPECT_EQ(FromBase64(Base64(text)), text);
  }
  EXPECT_EQ(FromBase64("Ynl0\r\nZXM="), "bytes");
  for (const char* wrong : {"a", "ab", "abc", "a===", "YQ=a", "YQ", "Y Q=", "=", "===="}) {
    EXPECT_EQ(FromBase64(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace stub
