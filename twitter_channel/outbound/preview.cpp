// Composition -> JSON for the person who writes the reply.
#include "twitter_channel/outbound/preview.hpp"

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

json::object ToJson(const ComposeNote& note) {
  return json::object{{"reason", note.reason}, {"message", note.message}};
}

json::object ToJson(const Alternative& alternative) {
  return json::object{{"reason", alternative.reason},
                      {"message", alternative.message},
                      {"surface", alternative.surface},
                      {"in_reply_to", alternative.in_reply_to},
                      {"url", alternative.url}};
}

json::object ToJson(const Price& price) {
  return json::object{{"micro_dollars", price.micro_dollars}, {"message", price.message}};
}

template <class Item>
json::array ToJson(const std::vector<Item>& items) {
  json::array list;
  for (const Item& item : items) list.push_back(ToJson(item));
  return list;
}

}  // namespace

std::string PreviewJson(const Composition& composition) {
  const json::object preview{
      {"length", composition.length},
      {"limit", composition.limit},
      {"parts", json::array(composition.parts.begin(), composition.parts.end())},
      {"part_lengths", json::array(composition.lengths.begin(), composition.lengths.end())},
      {"mentions", json::array(composition.mentions.begin(), composition.mentions.end())},
      {"accepted", !composition.refusal.has_value()},
      {"refusal", composition.refusal ? json::value(ToJson(*composition.refusal)) : json::value()},
      {"alternatives", ToJson(composition.alternatives)},
      {"price", composition.price ? json::value(ToJson(*composition.price)) : json::value()},
      {"warnings", ToJson(composition.warnings)},
      {"confirmations", ToJson(composition.confirmations)}};
  return json::serialize(preview);
}

}  // namespace twitter
