// X's uploads in memory, as strict as X: pieces in order, nothing before it is begun, nothing after
// it is finished.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_x_messages.hpp"
#include "twitter_channel/x_api/current_ports.hpp"

namespace twitter::testing {

struct FakeUpload {
  NewMedia media;
  std::map<int, std::size_t> pieces;  // sizes
  std::string start;                  // of the first piece
  bool finished = false;
  std::string alt_text;
};

inline constexpr std::int64_t kFirstMediaId = 1'880'028'106'020'515'840;

class FakeMediaUploads : public MediaUploads {
 public:
  chp::Result<BegunUpload> Begin(const Credentials&, const NewMedia& media,
                                 const chp::CallContext&) override {
    asked.emplace_back("begin");
    const WritePlan plan = plans.Next();
    const std::string id =
        std::to_string(kFirstMediaId + static_cast<std::int64_t>(uploads.size()));
    if (plan.arrives) uploads[id].media = media;
    if (plan.answer) return AsRepeatable(*plan.answer);
    return BegunUpload{.media_id = id, .lives_ms = lives_ms};
  }

  chp::Result<void> Append(const Credentials&, const MediaPiece& piece,
                           const chp::CallContext&) override {
    asked.push_back("append " + std::to_string(piece.index));
    const WritePlan plan = plans.Next();
    FakeUpload* upload = Find(piece.media_id);
    if (on_append) on_append();
    if (upload == nullptr || upload->finished)
      return XError(chp::Code::kRejected, "x.not_found", 404);
    largest_piece = std::max(largest_piece, piece.bytes.size());
    if (plan.arrives) upload->pieces[piece.index] = piece.bytes.size();
    if (plan.arrives && piece.index == 0) upload->start = piece.bytes.substr(0, 16);
    if (plan.answer) return AsRepeatable(*plan.answer);
    return {};
  }

  chp::Result<MediaProcessing> Finish(const Credentials&, std::string_view media_id,
                                      const chp::CallContext&) override {
    asked.emplace_back("finish");
    const WritePlan plan = plans.Next();
    FakeUpload* upload = Find(media_id);
    if (upload == nullptr || upload->finished || !IsWhole(*upload)) {
      return XError(chp::Code::kRejected, "x.bad_request", 400);
    }
    if (plan.arrives) upload->finished = true;
    if (plan.answer) return AsRepeatable(*plan.answer);
    return Processing();
  }

  chp::Result<MediaProcessing> Status(const Credentials&, std::string_view media_id,
                                      const chp::CallContext&) override {
    asked.emplace_back("status");
    const WritePlan plan = plans.Next();
    if (plan.answer) return AsRepeatable(*plan.answer);
    const FakeUpload* upload = Find(media_id);
    if (upload == nullptr || !upload->finished) {
      return XError(chp::Code::kRejected, "x.bad_request", 400);
    }
    return Processing();
  }

  chp::Result<void> Describe(const Credentials&, std::string_view media_id,
                             std::string_view alt_text, const chp::CallContext&) override {
    asked.emplace_back("describe");
    const WritePlan plan = plans.Next();
    FakeUpload* upload = Find(media_id);
    if (upload == nullptr) return XError(chp::Code::kRejected, "x.not_found", 404);
    if (plan.arrives) upload->alt_text = alt_text;
    if (plan.answer) return AsRepeatable(*plan.answer);
    return {};
  }

  WritePlans plans;
  std::function<void()> on_append;
  std::map<std::string, FakeUpload, std::less<>> uploads;  // by media id
  std::vector<std::string> asked;
  std::size_t largest_piece = 0;
  std::int64_t lives_ms = std::int64_t{24} * 3'600'000;
  int goes_on = 0;  // so many times X is still working
  bool fails = false;

 private:
  FakeUpload* Find(std::string_view media_id) {
    const auto found = uploads.find(media_id);
    return found == uploads.end() ? nullptr : &found->second;
  }
  static bool IsWhole(const FakeUpload& upload) {
    std::size_t size = 0;
    int next = 0;
    for (const auto& [index, bytes] : upload.pieces) {
      if (index != next++) return false;
      size += bytes;
    }
    return size == upload.media.size_bytes;
  }
  MediaProcessing Processing() {
    using State = MediaProcessing::State;
    if (goes_on > 0) {
      --goes_on;
      return {.state = State::kGoesOn, .check_after_ms = 2'000, .problem = {}};
    }
    if (fails)
      return {.state = State::kFailed, .check_after_ms = 0, .problem = "Unsupported video."};
    return {};
  }
  // As the adapter maps it: what may be repeated is never uncertain.
  static chp::Error AsRepeatable(chp::Error error) {
    if (error.code == chp::Code::kUncertain) error.code = chp::Code::kTransient;
    return error;
  }
};

}  // namespace twitter::testing
