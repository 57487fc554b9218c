// /2/media/upload/initialize, /:id/append, /:id/finalize, GET /2/media/upload, /2/media/metadata
// (x_api.md 4.3). The older form with command=INIT on one path was withdrawn.
#include "twitter_channel/x_api/v2/media_uploads.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/durations.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/repeatable.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// What is assumed where X does not say (x_api.md 4.3).
constexpr std::int64_t kShortestWaitMs = 1'000;
constexpr std::size_t kBoundaryBytes = 18;
constexpr std::size_t kLongestProblem = 200;

// X takes each signature once, so it is not the transport that may repeat a request.
V11Request Writing(std::string path) {
  V11Request request;
  request.idempotent = false;
  request.repeatable = true;
  request.method = "POST";
  request.path = std::move(path);
  return request;
}

std::string PathOf(std::string_view media_id, std::string_view step) {
  return "/2/media/upload/" + std::string(media_id) + "/" + std::string(step);
}

// The boundary is random, so that no file can be made to hold it.
void FillForm(const MediaPiece& piece, V11Request& request) {
  const std::string boundary = "piece-" + RandomToken(kBoundaryBytes);
  const std::string head =
      "--" + boundary + "\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n" +
      std::to_string(piece.index) + "\r\n--" + boundary +
      "\r\nContent-Disposition: form-data; name=\"media\"; filename=\"piece\"\r\n"
      "Content-Type: application/octet-stream\r\n\r\n";
  const std::string tail = "\r\n--" + boundary + "--\r\n";
  request.bytes.reserve(head.size() + piece.bytes.size() + tail.size());
  request.bytes.append(head).append(piece.bytes).append(tail);
  request.bytes_type = "multipart/form-data; boundary=" + boundary;
}

MediaProcessing ProcessingIn(const JsonNode& data, JsonProblem& problem) {
  MediaProcessing processing;
  const JsonFields fields(data, problem);
  const JsonNode* info = fields.Object("processing_info");
  if (info == nullptr) return processing;
  const JsonFields told(fields, "processing_info", *info);
  const std::string state = told.Text("state");
  if (state == "succeeded") return processing;
  processing.state =
      state == "failed" ? MediaProcessing::State::kFailed : MediaProcessing::State::kGoesOn;
  processing.check_after_ms = std::max(told.Number("check_after_secs") * 1000, kShortestWaitMs);
  const JsonNode* error = told.Object("error");
  if (error == nullptr) return processing;
  const JsonFields words(told, "error", *error);
  processing.problem = words.Text("message", kLongestProblem);
  if (processing.problem.empty()) processing.problem = words.Text("name", kLongestProblem);
  return processing;
}

chp::Result<MediaProcessing> ProcessingOf(const JsonDocument& answer) {
  const JsonNode* data = answer.root().is_object() ? ObjectMember(answer.root(), "data") : nullptr;
  if (data == nullptr) return BadAnswer("It tells nothing of the file.");
  JsonProblem problem;
  MediaProcessing processing = ProcessingIn(*data, problem);
  if (problem) return BadAnswer(problem->message);
  return processing;
}

}  // namespace

chp::Result<BegunUpload> V2MediaUploads::Begin(const Credentials& credentials,
                                               const NewMedia& media,
                                               const chp::CallContext& call) {
  V11Request request = Writing("/2/media/upload/initialize");
  request.json = json::serialize(json::object{{"media_type", media.media_type},
                                              {"media_category", media.category},
                                              {"total_bytes", media.size_bytes},
                                              {"shared", false}});
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return Repeatable(answer.error());
  const JsonNode* data =
      answer->root().is_object() ? ObjectMember(answer->root(), "data") : nullptr;
  if (data == nullptr) return BadAnswer("It names no upload.");
  JsonProblem problem;
  const JsonFields fields(*data, problem);
  BegunUpload begun{.media_id = fields.Id("id", "id"),
                    .lives_ms = fields.Number("expires_after_secs") * 1000};
  if (problem || !IsXId(begun.media_id)) return BadAnswer("It names no upload.");
  // The session lives longer than what was uploaded may be used.
  begun.lives_ms = begun.lives_ms <= 0 ? kDayMs : std::min(begun.lives_ms, kDayMs);
  return begun;
}

chp::Result<void> V2MediaUploads::Append(const Credentials& credentials, const MediaPiece& piece,
                                         const chp::CallContext& call) {
  V11Request request = Writing(PathOf(piece.media_id, "append"));
  FillForm(piece, request);
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return Repeatable(answer.error());
  return {};
}

chp::Result<MediaProcessing> V2MediaUploads::Finish(const Credentials& credentials,
                                                    std::string_view media_id,
                                                    const chp::CallContext& call) {
  const auto answer = requests_.AskJson(credentials, Writing(PathOf(media_id, "finalize")), call);
  if (!answer) return Repeatable(answer.error());
  return ProcessingOf(*answer);
}

chp::Result<MediaProcessing> V2MediaUploads::Status(const Credentials& credentials,
                                                    std::string_view media_id,
                                                    const chp::CallContext& call) {
  V11Request request;
  request.path = "/2/media/upload";
  request.query = {{"command", "STATUS"}, {"media_id", std::string(media_id)}};
  const auto answer = requests_.AskJson(credentials, request, call);
  if (!answer) return Repeatable(answer.error());
  return ProcessingOf(*answer);
}

chp::Result<void> V2MediaUploads::Describe(const Credentials& credentials,
                                           std::string_view media_id, std::string_view alt_text,
                                           const chp::CallContext& call) {
  V11Request request = Writing("/2/media/metadata");
  request.json = json::serialize(
      json::object{{"id", media_id},
                   {"metadata", json::object{{"alt_text", json::object{{"text", alt_text}}}}}});
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return Repeatable(answer.error());
  return {};
}

}  // namespace twitter
