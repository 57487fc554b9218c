// The checks are in the order a person would look: is it there, is it the right kind, is it
// allowed.
#include "host_stub/channels/strict_object.hpp"

#include <algorithm>

#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kMostTexts = 100;

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

}  // namespace

std::string JoinAlternatives(const std::vector<std::string_view>& words) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? " or " : ", ";
    joined += words[i];
  }
  return joined;
}

void FirstMistake::Report(std::string_view path, std::string_view sentence) {
  if (error_) return;
  error_ = chp::Error{.code = chp::Code::kConfig,
                      .reason = "manifest.invalid",
                      .message = std::string(path) + " " + std::string(sentence)};
}

StrictObject::StrictObject(const boost::json::value& value, std::string path, FirstMistake& mistake)
    : path_(std::move(path)), mistake_(mistake) {
  if (value.is_object()) {
    object_ = value.get_object();
  } else {
    mistake_.Report(path_.empty() ? "the manifest" : path_, "must be an object");
  }
}

std::string StrictObject::PathOf(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

std::string StrictObject::PathOf(std::string_view name, std::size_t index) const {
  return PathOf(name) + "[" + std::to_string(index) + "]";
}

void StrictObject::Report(std::string_view name, std::string_view sentence) {
  mistake_.Report(PathOf(name), sentence);
}

const boost::json::value* StrictObject::Member(std::string_view name, bool required) {
  if (mistake_.found()) return nullptr;
  const boost::json::value* value = object_.if_contains(name);
  if (value == nullptr && required) Report(name, "is missing");
  return value;
}

bool StrictObject::CheckText(std::string_view path, const boost::json::value& value,
                             const TextRule& rule) {
  if (!value.is_string()) {
    mistake_.Report(path, "must be a string");
    return false;
  }
  const std::string_view text = value.get_string();
  if (text.empty()) {
    mistake_.Report(path, "must not be empty");
    return false;
  }
  if (text.size() > rule.longest) {
    mistake_.Report(path, "must be at most " + std::to_string(rule.longest) + " bytes long");
    return false;
  }
  if (HasControlCharacter(text)) {
    mistake_.Report(path, "must not contain control characters");
    return false;
  }
  if (rule.accepts != nullptr && !rule.accepts(text)) {
    mistake_.Report(path, "must be " + std::string(rule.allowed));
    return false;
  }
  return true;
}

std::string StrictObject::Text(std::string_view name, const TextRule& rule) {
  const boost::json::value* value = Member(name, true);
  if (value == nullptr || !CheckText(PathOf(name), *value, rule)) return {};
  return std::string(value->get_string());
}

std::string StrictObject::OptionalText(std::string_view name, const TextRule& rule) {
  return Has(name) ? Text(name, rule) : std::string();
}

std::string StrictObject::OneOf(std::string_view name,
                                std::initializer_list<std::string_view> allowed) {
  const boost::json::value* value = Member(name, true);
  if (value == nullptr) return {};
  if (value->is_string()) {
    const std::string_view text = value->get_string();
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return std::string(text);
  }
  Report(name, "must be " + JoinAlternatives(allowed));
  return {};
}

bool StrictObject::BoolOr(std::string_view name, bool fallback) {
  const boost::json::value* value = Member(name, false);
  if (value == nullptr) return fallback;
  if (value->is_bool()) return value->get_bool();
  Report(name, "must be true or false");
  return fallback;
}

std::int64_t StrictObject::IntegerOr(std::string_view name, std::int64_t fallback,
                                     IntegerRule rule) {
  const boost::json::value* value = Member(name, false);
  if (value == nullptr) return fallback;
  if (value->is_int64() && value->get_int64() >= rule.least && value->get_int64() <= rule.most) {
    return value->get_int64();
  }
  Report(name, "must be a whole number from " + std::to_string(rule.least) + " to " +
                   std::to_string(rule.most));
  return fallback;
}

const boost::json::array* StrictObject::Array(std::string_view name, bool required,
                                              std::size_t most) {
  const boost::json::value* value = Member(name, required);
  if (value == nullptr) return nullptr;
  if (value->is_array() && value->get_array().size() <= most) return &value->get_array();
  Report(name, "must be a list of at most " + std::to_string(most) + " items");
  return nullptr;
}

std::vector<std::string> StrictObject::Texts(std::string_view name, bool required,
                                             const TextRule& rule) {
  std::vector<std::string> texts;
  const boost::json::array* items = Array(name, required, kMostTexts);
  if (items == nullptr) return texts;
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (!CheckText(PathOf(name, i), (*items)[i], rule)) return {};
    std::string text((*items)[i].get_string());
    if (std::find(texts.begin(), texts.end(), text) != texts.end()) {
      mistake_.Report(PathOf(name, i), "repeats an earlier item");
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

void StrictObject::AllowOnly(std::initializer_list<std::string_view> allowed) {
  for (const auto& member : object_) {
    const std::string_view name = member.key();
    if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) continue;
    Report(chp::Shortened(name, 64), "is not known; allowed here: " + JoinAlternatives(allowed));
  }
}

}  // namespace stub
