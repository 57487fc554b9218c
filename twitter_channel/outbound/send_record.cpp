// SendRecord <-> JSON.
#include "twitter_channel/outbound/send_record.hpp"

#include <array>
#include <utility>

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<SendRecord::State, std::string_view>, 4> kStates = {
    {{SendRecord::State::kIntent, "intent"},
     {SendRecord::State::kUncertain, "uncertain"},
     {SendRecord::State::kBetween, "between"},
     {SendRecord::State::kSent, "sent"}}};

std::string_view StateName(SendRecord::State state) {
  for (const auto& [known, name] : kStates) {
    if (known == state) return name;
  }
  return {};
}

std::optional<SendRecord::State> StateFrom(std::string_view name) {
  for (const auto& [state, known] : kStates) {
    if (known == name) return state;
  }
  return std::nullopt;
}

json::array Strings(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::array FilesJson(const std::vector<chp::Attachment>& files) {
  json::array list;
  for (const chp::Attachment& file : files) {
    list.push_back(json::object{{"blob_id", file.blob_id},
                                {"filename", file.filename},
                                {"media_type", file.media_type},
                                {"alt_text", file.alt_text},
                                {"size", static_cast<std::int64_t>(file.size_bytes)}});
  }
  return list;
}

json::object PlanJson(const SendPlan& plan) {
  return json::object{{"is_direct_message", plan.is_direct_message},
                      {"sender_id", plan.sender_id},
                      {"texts", Strings(plan.texts)},
                      {"in_reply_to", plan.in_reply_to},
                      {"recipient_id", plan.recipient_id},
                      {"exclude_user_ids", Strings(plan.exclude_user_ids)},
                      {"files", FilesJson(plan.files)}};
}

json::array PartsJson(const std::vector<chp::ReceiptPart>& parts) {
  json::array list;
  for (const chp::ReceiptPart& part : parts) {
    list.push_back(json::object{{"external_id", part.external_id}, {"url", part.url}});
  }
  return list;
}

// Members of the wrong type make the whole unreadable; absent ones are empty.
class Reader {
 public:
  Reader(const json::object& object, bool& damaged) : object_(object), damaged_(damaged) {}

  std::string Word(std::string_view name) const {
    const json::value* member = Member(name, json::kind::string);
    return member == nullptr ? std::string() : std::string(member->get_string());
  }
  std::int64_t Number(std::string_view name) const {
    const json::value* member = Member(name, json::kind::int64);
    return member == nullptr ? 0 : member->get_int64();
  }
  bool Flag(std::string_view name) const {
    const json::value* member = Member(name, json::kind::bool_);
    return member != nullptr && member->get_bool();
  }
  std::vector<std::string> Words(std::string_view name) const {
    std::vector<std::string> words;
    const json::value* member = Member(name, json::kind::array);
    if (member == nullptr) return words;
    for (const json::value& item : member->get_array()) {
      damaged_ = damaged_ || !item.is_string();
      if (item.is_string()) words.emplace_back(item.get_string());
    }
    return words;
  }
  template <class Each>
  void ForEach(std::string_view name, const Each& each) const {
    const json::value* member = Member(name, json::kind::array);
    if (member == nullptr) return;
    for (const json::value& item : member->get_array()) {
      damaged_ = damaged_ || !item.is_object();
      if (item.is_object()) each(Reader(item.get_object(), damaged_));
    }
  }
  std::optional<Reader> Object(std::string_view name) const {
    const json::value* member = Member(name, json::kind::object);
    if (member == nullptr) return std::nullopt;
    return Reader(member->get_object(), damaged_);
  }

 private:
  const json::value* Member(std::string_view name, json::kind kind) const {
    const json::value* member = object_.if_contains(name);
    if (member == nullptr) return nullptr;
    damaged_ = damaged_ || member->kind() != kind;
    return member->kind() == kind ? member : nullptr;
  }

  const json::object& object_;
  bool& damaged_;
};

SendPlan PlanFrom(const Reader& fields) {
  std::vector<chp::Attachment> files;
  fields.ForEach("files", [&](const Reader& file) {
    files.push_back({.blob_id = file.Word("blob_id"),
                     .filename = file.Word("filename"),
                     .media_type = file.Word("media_type"),
                     .alt_text = file.Word("alt_text"),
                     .size_bytes = static_cast<std::uint64_t>(file.Number("size"))});
  });
  return {.is_direct_message = fields.Flag("is_direct_message"),
          .sender_id = fields.Word("sender_id"),
          .texts = fields.Words("texts"),
          .in_reply_to = fields.Word("in_reply_to"),
          .recipient_id = fields.Word("recipient_id"),
          .exclude_user_ids = fields.Words("exclude_user_ids"),
          .files = std::move(files)};
}

// What is sent has an id; what is not says what it is.
bool IsWhole(const SendRecord& record) {
  return record.state == SendRecord::State::kSent ? !record.parts.empty()
                                                  : !record.plan.texts.empty();
}

}  // namespace

std::string ToJson(const SendRecord& record) {
  return json::serialize(json::object{{"state", StateName(record.state)},
                                      {"plan", PlanJson(record.plan)},
                                      {"parts", PartsJson(record.parts)},
                                      {"article_json", record.article_json},
                                      {"first_attempt_ms", record.first_attempt_ms},
                                      {"attempt_ms", record.attempt_ms},
                                      {"text_hash", record.text_hash},
                                      {"looks", record.looks},
                                      {"next_look_ms", record.next_look_ms},
                                      {"was_absent", record.was_absent}});
}

std::optional<SendRecord> SendRecordFrom(std::string_view text) {
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  if (failure || !value.is_object()) return std::nullopt;
  bool damaged = false;
  const Reader fields(value.get_object(), damaged);
  const auto state = StateFrom(fields.Word("state"));
  if (!state) return std::nullopt;
  SendRecord record;
  record.state = *state;
  if (const auto plan = fields.Object("plan")) record.plan = PlanFrom(*plan);
  fields.ForEach("parts", [&](const Reader& part) {
    record.parts.push_back({part.Word("external_id"), part.Word("url")});
  });
  record.article_json = fields.Word("article_json");
  record.first_attempt_ms = fields.Number("first_attempt_ms");
  record.attempt_ms = fields.Number("attempt_ms");
  record.text_hash = fields.Word("text_hash");
  record.looks = static_cast<int>(fields.Number("looks"));
  record.next_look_ms = fields.Number("next_look_ms");
  record.was_absent = fields.Flag("was_absent");
  if (damaged || !IsWhole(record)) return std::nullopt;
  return record;
}

}  // namespace twitter
