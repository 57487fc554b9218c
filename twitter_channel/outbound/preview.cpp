// Composition -> JSON for the person who writes the reply.
#include "twitter_channel/outbound/preview.hpp"

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

json::object ToJson(const ComposeNote& note) {
  return json::object{{"reason", note.reason}, {"message", note.message}};
}

}  // namespace

std::string PreviewJson(const Composition& composition) {
  json::array warnings;
  for (const ComposeNote& warning : composition.warnings) warnings.push_back(ToJson(warning));
  const json::object preview{
      {"length", composition.length},
      {"limit", composition.limit},
      {"parts", json::array{composition.text}},
      {"mentions", json::array(composition.mentions.begin(), composition.mentions.end())},
      {"accepted", !composition.refusal.has_value()},
      {"refusal", composition.refusal ? json::value(ToJson(*composition.refusal)) : json::value()},
      {"alternatives", json::array()},
      {"price", nullptr},
      {"warnings", std::move(warnings)},
      {"confirmations", json::array()}};
  return json::serialize(preview);
}

}  // namespace twitter
