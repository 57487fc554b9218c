// The document lives in one arena that is dropped after decoding; events own their text.
#include "twitter_channel/inbound/event_decoder.hpp"

#include <array>

#include <boost/json/monotonic_resource.hpp>

#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/inbound/activity_decoder.hpp"
#include "twitter_channel/inbound/surrogates.hpp"
#include "twitter_channel/x_api/json_document.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kFirstBlock = 32768;  // one event; bodies with more go on to the heap

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

chp::Result<EventBody> Decode(const JsonNode& document) {
  if (!document.is_object()) return UnknownShape();
  return IsActivity(document) ? DecodeActivity(document) : DecodeAccountActivity(document);
}

}  // namespace

chp::Result<EventBody> DecodeEvents(std::string_view body) {
  std::array<unsigned char, kFirstBlock> block;
  json::monotonic_resource memory(block.data(), block.size());
  if (const JsonNode* document = ParseJson(body, memory)) return Decode(*document);
  const auto repaired = WithoutLoneSurrogates(body);
  const JsonNode* document = repaired ? ParseJson(*repaired, memory) : nullptr;
  return document != nullptr ? Decode(*document) : NotJson();
}

}  // namespace twitter
