// Composition -> JSON for the person who writes the reply.
#include "twitter_channel/outbound/preview.hpp"

#include <utility>

#include "plugin_api/cpp/json_text.hpp"

namespace twitter {
namespace {

void Write(std::string_view text, chp::JsonText& json) { json.Text(text); }

void Write(std::size_t number, chp::JsonText& json) {
  json.Number(static_cast<std::int64_t>(number));
}

void Write(const ComposeNote& note, chp::JsonText& json) {
  json.BeginObject().Name("reason").Text(note.reason).Name("message").Text(note.message);
  json.EndObject();
}

void Write(const Alternative& alternative, chp::JsonText& json) {
  json.BeginObject();
  json.Name("reason").Text(alternative.reason).Name("message").Text(alternative.message);
  json.Name("surface").Text(alternative.surface);
  json.Name("in_reply_to").Text(alternative.in_reply_to).Name("url").Text(alternative.url);
  json.EndObject();
}

void Write(const Price& price, chp::JsonText& json) {
  json.BeginObject().Name("micro_dollars").Number(price.micro_dollars);
  json.Name("message").Text(price.message).EndObject();
}

template <class Item>
void Write(const std::vector<Item>& items, chp::JsonText& json) {
  json.BeginArray();
  for (const Item& item : items) Write(item, json);
  json.EndArray();
}

template <class Item>
void Write(const std::optional<Item>& item, chp::JsonText& json) {
  if (item) return Write(*item, json);
  json.Raw("null");
}

}  // namespace

std::string PreviewJson(const Composition& composition) {
  chp::JsonText json;
  json.BeginObject();
  Write(composition.length, json.Name("length"));
  Write(composition.limit, json.Name("limit"));
  Write(composition.parts, json.Name("parts"));
  Write(composition.lengths, json.Name("part_lengths"));
  Write(composition.mentions, json.Name("mentions"));
  json.Name("accepted").Flag(!composition.refusal.has_value());
  Write(composition.refusal, json.Name("refusal"));
  Write(composition.alternatives, json.Name("alternatives"));
  Write(composition.price, json.Name("price"));
  Write(composition.warnings, json.Name("warnings"));
  Write(composition.confirmations, json.Name("confirmations"));
  return std::move(json.EndObject()).Take();
}

}  // namespace twitter
