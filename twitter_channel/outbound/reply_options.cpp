// options_json and agent_json of a reply.
#include "twitter_channel/outbound/reply_options.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "twitter_channel/field_reader.hpp"

namespace twitter {
namespace {

std::string FirstLetters(std::string_view name, std::int32_t count) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  icu::UnicodeString letters;
  for (std::int32_t at = 0; at < wide.length() && count > 0; at = wide.moveIndex32(at, 1)) {
    letters.append(u_toupper(wide.char32At(at)));
    --count;
  }
  std::string text;
  letters.toUTF8String(text);
  return text;
}

// [{"handle": "@jo"}, ...] -> "@jo", ...: the column `column` of the table `list`.
std::vector<std::string> Column(const FieldReader& fields, std::string_view list,
                                std::string_view column, FieldErrors& errors) {
  std::vector<std::string> values;
  const boost::json::array* rows = fields.Array(list);
  for (std::size_t index = 0; rows != nullptr && index < rows->size(); ++index) {
    const boost::json::object* row = (*rows)[index].if_object();
    if (row == nullptr) {
      errors.Add(list, "Each row of \"" + std::string(list) + "\" must have a " +
                           std::string(column) + ".");
      break;
    }
    std::string value = FieldReader(*row, std::string(list) + "[]", errors).Text(column);
    if (!value.empty()) values.push_back(std::move(value));
  }
  return values;
}

std::vector<std::string> Handles(const FieldReader& fields, FieldErrors& errors) {
  std::vector<std::string> handles = Column(fields, "exclude_mentions", "handle", errors);
  for (std::string& handle : handles) {
    if (handle.starts_with('@')) handle.erase(0, 1);
  }
  return handles;
}

LongText ReadLongText(const FieldReader& fields, FieldErrors& errors) {
  const std::string value = fields.Text("long_text");
  if (value == "thread") return LongText::kThread;
  if (value == "long") return LongText::kLong;
  if (!value.empty() && value != "none") {
    errors.Add("long_text", "\"long_text\" must be \"none\", \"thread\" or \"long\".");
  }
  return LongText::kRefuse;
}

}  // namespace

chp::Result<ReplyOptions> ParseReplyOptions(std::string_view options_json) {
  FieldErrors errors("options");
  ReplyOptions options;
  const auto object = ParseObject(options_json, "options of the reply");
  if (object) {
    const FieldReader fields(*object, "", errors);
    options.initials = fields.Flag("initials", false);
    options.exclude_mentions = Handles(fields, errors);
    options.long_text = ReadLongText(fields, errors);
    options.message_button = fields.Flag("message_button", false);
    options.confirmed = Column(fields, "confirmed", "what", errors);
  } else {
    errors.Add("json", object.error().message);
  }
  if (!errors.first()) return options;
  chp::Error error = *errors.first();
  error.code = chp::Code::kInvalid;
  return error;
}

std::string Initials(std::string_view agent_json) {
  const auto agent = ParseObject(agent_json, "agent");
  if (!agent) return "??";
  FieldErrors ignored("agent");
  const FieldReader fields(*agent, "", ignored);
  const std::string first = fields.Text("first_name");
  const std::string last = fields.Text("last_name");
  if (!first.empty() && !last.empty()) return FirstLetters(first, 1) + FirstLetters(last, 1);
  for (const std::string& name : {first, last, fields.Text("email")}) {
    if (!name.empty()) return FirstLetters(name, 2);
  }
  return "??";
}

}  // namespace twitter
