// The document lives in one arena that is dropped after decoding; events own their text.
#include "twitter_channel/inbound/event_decoder.hpp"

#include <array>

#include <boost/json.hpp>

#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/inbound/activity_decoder.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kArenaPerByte = 4;  // what a parsed event takes, measured on X's samples
constexpr std::size_t kScratchBytes = 4096;

chp::Error NotJson() {
  return {.code = chp::Code::kRejected,
          .reason = "x.body_not_json",
          .message = "The body is not JSON of X, or is nested too deeply."};
}

chp::Error UnknownShape() {
  return {.code = chp::Code::kRejected,
          .reason = "x.body_unknown_shape",
          .message = "The body is JSON, but no event of X."};
}

}  // namespace

chp::Result<EventBody> DecodeEvents(std::string_view body) {
  json::monotonic_resource arena(body.size() * kArenaPerByte + kScratchBytes);
  std::array<unsigned char, kScratchBytes> scratch;
  json::parse_options options;
  options.max_depth = kDeepest;
  json::parser parser(json::storage_ptr(), options, scratch.data(), scratch.size());
  parser.reset(&arena);
  json::error_code error;
  parser.write(body.data(), body.size(), error);
  if (error) return NotJson();

  const json::value document = parser.release();
  const json::object* root = document.if_object();
  if (root == nullptr) return UnknownShape();
  return IsActivity(*root) ? DecodeActivity(*root) : DecodeAccountActivity(*root);
}

}  // namespace twitter
