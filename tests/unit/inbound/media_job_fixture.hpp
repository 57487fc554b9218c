// A media job over a host and an X in memory.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_media.hpp"
#include "twitter_channel/inbound/media_job.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter::testing {

inline constexpr std::size_t kMegabyte = std::size_t{1} << 20;
inline const std::string kJpeg = "\xFF\xD8\xFF\xE0 a picture of a cat";
inline const std::string kPng = "\x89PNG\r\n\x1A\n another picture";
inline const std::string kMp4 = std::string("1234ftypisom a film");

class TimedCall : public FakeCall {
 public:
  using FakeCall::FakeCall;
  std::int64_t DeadlineMs() const override { return deadline_ms; }
  std::int64_t deadline_ms = 0;
};

class MediaJobTest : public ::testing::Test {
 protected:
  MediaJobTest() {
    config_ = std::make_shared<Config>();
    chp::ConfigInput input;
    input.json = R"({"accounts":[{"id":"7","external_id":"2001","screen_name":"acme"}]})";
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"token","oauth_token_secret":"secret"}]})";
    config_ = *ParseConfig(input);
    chp::Message message;
    message.account_id = "7";
    message.external_id = "12";
    host_.ingest.messages.emplace(std::pair("7", "12"), message);
  }

  // A file of the message that X gives.
  MediaFile& Add(const std::string& name, const std::string& bytes,
                 MediaType kind = MediaType::kPhoto) {
    MediaFile file;
    file.kind = kind;
    file.name = name;
    file.url = "https://x.test/" + name;
    file.page = "https://x.com/jo/status/12";
    file.alt_text = "alt of " + name;
    x_.files[file.url].bytes = bytes;
    order_.list.files.push_back(file);
    return order_.list.files.back();
  }
  FakeFile& At(const std::string& name) { return x_.files["https://x.test/" + name]; }

  chp::Error Run() {
    chp::Job job;
    job.account_id = "7";
    job.payload_json = WriteMediaOrder(order_);
    MediaJob media(host_.ports(), x_);
    const auto done = media.Run(call_, *config_, job);
    return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
  }
  // As a host does: again until it is done.
  int RunUntilDone(int most = 100) {
    for (int runs = 1; runs <= most; ++runs) {
      if (Run().code == chp::Code::kOk) return runs;
    }
    return 0;
  }

  // What the host would show: each file once, by name.
  std::map<std::string, chp::Attachment> Attached() const {
    std::map<std::string, chp::Attachment> attached;
    for (const chp::Batch& batch : host_.ingest.batches) {
      for (const chp::Update& update : batch.updates) {
        EXPECT_EQ(update.kind, chp::UpdateKind::kAttached);
        EXPECT_EQ(update.external_id, "12");
        for (const chp::Attachment& file : update.attachments)
          attached.emplace(file.filename, file);
      }
    }
    return attached;
  }
  std::set<std::string> Notes() const {
    std::set<std::string> notes;
    for (const chp::Batch& batch : host_.ingest.batches) {
      for (const chp::Update& update : batch.updates) {
        if (!update.text.empty()) notes.insert(update.text);
      }
    }
    return notes;
  }
  bool HasNote(std::string_view part) const {
    const auto notes = Notes();
    return notes.size() == 1 && notes.begin()->find(part) != std::string::npos;
  }
  bool HasProgress() const { return host_.kv.Peek(MediaProgressKey("7", "12")).has_value(); }

  FakeHost host_;
  FakeMediaFiles x_;
  TimedCall call_;
  MediaOrder order_{.message_id = "12", .list = {}};
  std::shared_ptr<const Config> config_;
};

}  // namespace twitter::testing
