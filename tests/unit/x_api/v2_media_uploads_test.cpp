// Uploads with API v2: what is asked, and answers in every documented shape.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

class V2MediaTest : public testing::V2Test {
 protected:
  MediaUploads& uploads() { return *api_.ports().media_uploads; }
  static std::string ContentType(const HttpRequest& request) {
    for (const HttpHeader& header : request.headers) {
      if (header.name == "Content-Type") return header.value;
    }
    return "";
  }
  MediaProcessing Told(const std::string& answer) {
    http_.WillAnswer(200, answer);
    return uploads().Status(Account(), "188", call_).value();
  }
};

TEST_F(V2MediaTest, AnUploadBeginsWithTypeSizeAndPurpose) {
  http_.WillAnswer(200, R"({"data":{"id":"188","media_key":"13_188","expires_after_secs":3600}})");
  const auto begun = uploads().Begin(
      Account(), {.media_type = "video/mp4", .category = "dm_video", .size_bytes = 1048576}, call_);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->media_id, "188");
  EXPECT_EQ(begun->lives_ms, 3'600'000);
  EXPECT_EQ(Asked().url, "https://api.x.com/2/media/upload/initialize");
  EXPECT_EQ(json::parse(Asked().body),
            json::parse(R"({"media_type":"video/mp4","media_category":"dm_video",
                            "total_bytes":1048576,"shared":false})"));
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2MediaTest, WhatIsUploadedLivesADayAtMost) {
  http_.WillAnswer(200, R"({"data":{"id":"188","expires_after_secs":1295999}})");
  EXPECT_EQ(uploads().Begin(Account(), {}, call_)->lives_ms, 86'400'000);
  http_.WillAnswer(200, R"({"data":{"id":188}})");
  EXPECT_EQ(uploads().Begin(Account(), {}, call_)->lives_ms, 86'400'000);
}

TEST_F(V2MediaTest, AnAnswerWithoutAnIdIsUnreadable) {
  for (const char* answer : {"", "[]", "{}", R"({"data":{}})", R"({"data":{"id":"../1"}})"}) {
    http_.WillAnswer(200, answer);
    EXPECT_EQ(uploads().Begin(Account(), {}, call_).error().reason, "x.bad_answer") << answer;
  }
}

TEST_F(V2MediaTest, APieceIsAFormThatIsNotSigned) {
  http_.WillAnswer(200, R"({"data":{"expires_at":1}})");
  const std::string bytes("a\0b\r\n--", 7);
  ASSERT_TRUE(
      uploads().Append(Account(), {.media_id = "188", .index = 3, .bytes = bytes}, call_).ok());
  EXPECT_EQ(Asked().url, "https://api.x.com/2/media/upload/188/append");
  const std::string type = ContentType(Asked());
  ASSERT_TRUE(type.starts_with("multipart/form-data; boundary="));
  const std::string boundary = "--" + type.substr(type.find('=') + 1);
  EXPECT_EQ(Asked().body,
            boundary + "\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n3\r\n" +
                boundary +
                "\r\nContent-Disposition: form-data; name=\"media\"; filename=\"piece\"\r\n"
                "Content-Type: application/octet-stream\r\n\r\n" +
                bytes + "\r\n" + boundary + "--\r\n");
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2MediaTest, TheEndIsAPostWithoutABody) {
  http_.WillAnswer(200, R"({"data":{"id":"188","size":9,
      "processing_info":{"state":"pending","check_after_secs":7}}})");
  const auto processing = uploads().Finish(Account(), "188", call_);
  ASSERT_TRUE(processing);
  EXPECT_EQ(processing->state, MediaProcessing::State::kGoesOn);
  EXPECT_EQ(processing->check_after_ms, 7'000);
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/media/upload/188/finalize");
  EXPECT_TRUE(Asked().body.empty());
}

TEST_F(V2MediaTest, TheStatusHasFourWords) {
  using State = MediaProcessing::State;
  EXPECT_EQ(Told(R"({"data":{"id":"188"}})").state, State::kReady);
  EXPECT_EQ(Told(R"({"data":{"processing_info":{"state":"succeeded"}}})").state, State::kReady);
  const auto goes_on = Told(R"({"data":{"processing_info":{"state":"in_progress"}}})");
  EXPECT_EQ(goes_on.state, State::kGoesOn);
  EXPECT_EQ(goes_on.check_after_ms, 1'000);
  const auto failed = Told(
      R"({"data":{"processing_info":{"state":"failed","error":{"code":1,"name":"InvalidMedia",
          "message":"Unsupported video format"}}}})");
  EXPECT_EQ(failed.state, State::kFailed);
  EXPECT_EQ(failed.problem, "Unsupported video format");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/media/upload?command=STATUS&media_id=188");
}

TEST_F(V2MediaTest, AltTextIsPutBesideTheFile) {
  http_.WillAnswer(200, R"({"data":{"id":"188"}})");
  ASSERT_TRUE(uploads().Describe(Account(), "188", "A \"dog\"", call_).ok());
  EXPECT_EQ(Asked().url, "https://api.x.com/2/media/metadata");
  EXPECT_EQ(json::parse(Asked().body),
            json::parse(R"({"id":"188","metadata":{"alt_text":{"text":"A \"dog\""}}})"));
}

TEST_F(V2MediaTest, ALostAnswerMayBeAskedForAgain) {
  http_.WillFail({chp::Code::kUncertain, "http.no_answer", "It is not known."});
  EXPECT_EQ(uploads().Finish(Account(), "188", call_).error().code, chp::Code::kTransient);
  EXPECT_FALSE(Asked().idempotent) << "a signature is good for one request";
}

TEST_F(V2MediaTest, AFailingServerIsOnlyThat) {
  http_.WillAnswer(503, "");
  EXPECT_EQ(uploads().Finish(Account(), "188", call_).error().code, chp::Code::kTransient);
  http_.WillAnswer(413, "");
  EXPECT_EQ(uploads().Begin(Account(), {}, call_).error().reason, "x.too_large");
}

TEST_F(V2MediaTest, APostAndAMessageNameTheirFiles) {
  http_.WillAnswer(201, R"({"data":{"id":"77","text":""}})");
  ASSERT_TRUE(api_.ports().posts.Create(
      Account(),
      {.text = "", .in_reply_to_post_id = {}, .exclude_user_ids = {}, .media_ids = {"188", "189"}},
      call_));
  EXPECT_EQ(json::parse(Asked().body), json::parse(R"({"media":{"media_ids":["188","189"]}})"));
  http_.WillAnswer(201, R"({"data":{"dm_event_id":"5","dm_conversation_id":"1-2"}})");
  ASSERT_TRUE(api_.ports().direct_messages.Create(
      Account(), {.recipient_id = "2", .text = "See", .media_id = "188"}, call_));
  EXPECT_EQ(json::parse(Asked(1).body),
            json::parse(R"({"text":"See","attachments":[{"media_id":"188"}]})"));
}

TEST_F(V2MediaTest, RefusedFilesAreSaidAsSuch) {
  http_.WillAnswer(400, R"({"title":"Invalid Request","detail":"Your media IDs are invalid.",
      "type":"https://api.x.com/2/problems/invalid-request","status":400})");
  EXPECT_EQ(api_.ports()
                .posts
                .Create(Account(),
                        {.text = "x",
                         .in_reply_to_post_id = {},
                         .exclude_user_ids = {},
                         .media_ids = {"188"}},
                        call_)
                .error()
                .reason,
            "x.media");
}

}  // namespace
}  // namespace twitter
