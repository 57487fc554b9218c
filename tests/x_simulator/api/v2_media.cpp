// /2/media/upload and /2/media/metadata: files in segments, processing, alt text (x_api.md 4.3).
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/multipart.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::size_t kLargestSegment = 5u << 20;
constexpr std::int64_t kKeptBytes = 64 << 20;
constexpr int kMostSegments = 1000;
constexpr std::size_t kLongestAltText = 1000;
constexpr std::int64_t kSessionSeconds = 1'295'999;
constexpr std::int64_t kFinalizedSeconds = 86'400;
constexpr std::string_view kUploadMembers[] = {"media_type", "media_category", "total_bytes",
                                               "shared", "additional_owners"};

stub::HttpResponse TooLarge(std::string_view detail) {
  return ProblemAnswer(413, "Payload Too Large", detail);
}

stub::HttpResponse NoSuchUpload() {
  return ProblemAnswer(404, "Not Found Error", "Could not find media of this id.",
                       "resource-not-found");
}

// 13_ is a film, 16_ a GIF, 3_ a photo.
std::string MediaKey(const Upload& upload) {
  const bool video = upload.Type() == "video";
  return (video ? "13_" : upload.is_film() ? "16_" : "3_") + upload.id;
}

json::object Shown(const Upload& upload, std::int64_t expires_after) {
  return {
      {"id", upload.id}, {"media_key", MediaKey(upload)}, {"expires_after_secs", expires_after}};
}

json::object ProcessingInfo(const Upload& upload, std::int64_t now_ms) {
  if (now_ms < upload.ready_ms) {
    return {{"state", "in_progress"}, {"check_after_secs", 1}, {"progress_percent", 50}};
  }
  if (!upload.fails) return {{"state", "succeeded"}, {"progress_percent", 100}};
  return {{"state", "failed"},
          {"error",
           {{"code", 1},
            {"name", "InvalidMedia"},
            {"message", "Unsupported video format or resolution"}}}};
}

stub::HttpResponse Initialize(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const bool closed = body && std::all_of(body->begin(), body->end(), [](const auto& member) {
                        return std::find(std::begin(kUploadMembers), std::end(kUploadMembers),
                                         member.key()) != std::end(kUploadMembers);
                      });
  if (!closed) return InvalidRequest("One or more parameters to your request was invalid.");
  Upload upload;
  upload.user_id = call.caller.user_id;
  upload.media_type = TextMember(&*body, "media_type").value_or("");
  upload.category = TextMember(&*body, "media_category").value_or("");
  upload.total_bytes = NumberMember(&*body, "total_bytes").value_or(0);
  const std::int64_t largest = LargestUpload(upload.media_type, upload.category);
  if (largest == 0) return InvalidRequest("The media_type does not fit the media_category.");
  if (upload.total_bytes < 1) return InvalidRequest("total_bytes must be the size of the file.");
  if (upload.total_bytes > largest) return TooLarge("The file is larger than is allowed.");
  const auto state = context.world.Lock();
  upload.id = state->NextId();
  upload.begun_ms = state->now_ms;
  state->uploads.list.push_back(upload);
  return JsonAnswer({{"data", Shown(upload, kSessionSeconds)}});
}

struct Segment {
  int index = -1;
  std::string_view bytes;
};

Segment ReadSegment(const Call& call) {
  Segment segment;
  const auto parts = ParseMultipart(call.request.Header("content-type"), call.request.body);
  for (const FormPart& part : parts.value_or(std::vector<FormPart>())) {
    if (part.name == "media") segment.bytes = part.bytes;
    if (part.name != "segment_index") continue;
    const char* end = part.bytes.data() + part.bytes.size();
    if (std::from_chars(part.bytes.data(), end, segment.index).ptr != end) segment.index = -1;
  }
  return segment;
}

stub::HttpResponse AppendSegment(Context& context, const Call& call) {
  const Segment segment = ReadSegment(call);
  if (segment.bytes.empty() || segment.index < 0 || segment.index >= kMostSegments) {
    return InvalidRequest("A form with media and segment_index is needed.");
  }
  if (segment.bytes.size() > kLargestSegment) return TooLarge("The segment is too large.");
  const auto state = context.world.Lock();
  Upload* upload = state->uploads.Find(call.Path("id"), call.caller.user_id);
  if (upload == nullptr) return NoSuchUpload();
  if (upload->finalized) return InvalidRequest("The upload is finalized.");
  ++upload->appends;
  upload->segments[segment.index] = segment.bytes.size();
  const bool kept = upload->total_bytes <= kKeptBytes || segment.index == 0;
  if (kept) upload->bytes[segment.index] = segment.bytes;
  return JsonAnswer({{"data", {{"expires_at", state->now_ms / 1000 + kSessionSeconds}}}});
}

bool IsWhole(const Upload& upload) {
  std::int64_t size = 0;
  int next = 0;
  for (const auto& [index, bytes] : upload.segments) {
    if (index != next++) return false;
    size += static_cast<std::int64_t>(bytes);
  }
  return size == upload.total_bytes;
}

// How long processing takes, and whether it works out.
void Process(State& state, Upload& upload) {
  if (upload.total_bytes <= kKeptBytes) {
    std::string whole;
    for (const auto& [index, bytes] : upload.bytes) whole += bytes;
    upload.digest = Sha256Hex(whole);
  }
  upload.bytes.clear();
  upload.finalized = true;
  const auto slow = state.faults.Use("media_processing_s");
  const std::int64_t seconds = slow ? slow->value : upload.is_film() ? 1 : 0;
  upload.ready_ms = state.now_ms + seconds * 1000;
  upload.fails = state.faults.Use("media_processing_fails").has_value();
}

stub::HttpResponse Finalize(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  Upload* upload = state->uploads.Find(call.Path("id"), call.caller.user_id);
  if (upload == nullptr) return NoSuchUpload();
  if (upload->finalized) return InvalidRequest("The upload is finalized.");
  if (!IsWhole(*upload)) {
    return InvalidRequest("Segments do not add up to provided total file size.");
  }
  if (!BeginsAs(upload->media_type, upload->bytes[0])) {
    return InvalidRequest("The media is not of the media_type that was given.");
  }
  Process(*state, *upload);
  json::object shown = Shown(*upload, kFinalizedSeconds);
  shown["size"] = upload->total_bytes;
  if (upload->is_film() || upload->ready_ms > state->now_ms || upload->fails) {
    shown["processing_info"] = json::object{{"state", "pending"}, {"check_after_secs", 1}};
  }
  return JsonAnswer({{"data", shown}});
}

stub::HttpResponse Status(Context& context, const Call& call) {
  const std::string id = call.Parameter("media_id").value_or("");
  if (call.Parameter("command").value_or("STATUS") != "STATUS") {
    return InvalidRequest("Unknown command.");
  }
  const auto state = context.world.Lock();
  Upload* upload = state->uploads.Find(id, call.caller.user_id);
  if (upload == nullptr) return NoSuchUpload();
  if (!upload->finalized) return InvalidRequest("The upload is not finalized.");
  json::object shown = Shown(*upload, kFinalizedSeconds);
  shown["size"] = upload->total_bytes;
  shown["processing_info"] = ProcessingInfo(*upload, state->now_ms);
  return JsonAnswer({{"data", shown}});
}

stub::HttpResponse Describe(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto id = IdMember(body ? &*body : nullptr, "id");
  const auto text = TextMember(
      ObjectMember(ObjectMember(body ? &*body : nullptr, "metadata"), "alt_text"), "text");
  const auto points = DecodeUtf8(text.value_or(""));
  if (!id || !text || !points || points->size() > kLongestAltText) {
    return InvalidRequest("An id and a text of at most 1000 characters are needed.");
  }
  const auto state = context.world.Lock();
  Upload* upload = state->uploads.Find(*id, call.caller.user_id);
  if (upload == nullptr || !upload->finalized) return NoSuchUpload();
  upload->alt_text = *text;
  const json::object described{{"alt_text", json::object{{"text", *text}}}};
  return JsonAnswer({{"data", {{"id", *id}, {"associated_metadata", described}}}});
}

}  // namespace

std::vector<Route> V2MediaRoutes() {
  return {{"POST", "/2/media/upload/initialize", Access::kWrite, &Initialize},
          {"POST", "/2/media/upload/:id/append", Access::kWrite, &AppendSegment},
          {"POST", "/2/media/upload/:id/finalize", Access::kWrite, &Finalize},
          {"GET", "/2/media/upload", Access::kUser, &Status},
          {"POST", "/2/media/metadata", Access::kWrite, &Describe}};
}

}  // namespace xsim
