// What a host checks about a plugin's messages and result structs.
#include <algorithm>
#include <array>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"

namespace chp {
namespace {

constexpr std::size_t kLongestId = 63;

Result<void> Refuse(const char* reason, const char* message) {
  return Error{.code = Code::kInvalid, .reason = reason, .message = message};
}

bool IsId(std::string_view id) { return !id.empty() && id.size() <= kLongestId; }

bool IsObjectOrAbsent(std::string_view text) {
  if (text.empty()) return true;
  boost::system::error_code failed;
  const auto value = boost::json::parse(text, failed);
  return !failed && value.is_object();
}

bool TextIsUtf8(const Message& message) {
  const std::array<std::string_view, 6> texts{message.conversation_id, message.in_reply_to,
                                              message.subject,         message.text,
                                              message.permalink,       message.context_json};
  return std::all_of(texts.begin(), texts.end(), IsUtf8);
}

bool PartyIsSound(const Party& party) {
  return IsId(party.external_id) && IsUtf8(party.external_id) && IsUtf8(party.handle) &&
         IsUtf8(party.display_name) && IsUtf8(party.avatar_url) &&
         IsObjectOrAbsent(party.extra_json);
}

bool PartiesAreSound(const Message& message) {
  return PartyIsSound(message.author) && (!message.customer || PartyIsSound(*message.customer)) &&
         std::all_of(message.recipients.begin(), message.recipients.end(), PartyIsSound);
}

template <class Raw>
Result<void> CheckResults(Raw* const* results, std::size_t count, const char* what) {
  if (count > 0 && results == nullptr) return NullArgument(what);
  for (std::size_t i = 0; i < count; ++i) {
    if (auto writable = CheckResult(results[i], what); !writable) return writable;
  }
  return {};
}

}  // namespace

Result<void> CheckMessage(const Message& message) {
  if (!IsId(message.account_id)) {
    return Refuse("message.account_id", "The message names no account; the channel must.");
  }
  if (!IsId(message.external_id) || !IsUtf8(message.external_id)) {
    return Refuse("message.external_id", "The message has no usable id of 1 to 63 bytes.");
  }
  if (!TextIsUtf8(message)) {
    return Refuse("message.not_utf8", "The message holds text that is not UTF-8.");
  }
  if (!PartiesAreSound(message)) {
    return Refuse("message.party", "A person of the message has no usable id, name or details.");
  }
  if (!message.permalink.empty() && !message.permalink.starts_with("https://")) {
    return Refuse("message.permalink", "The message's link is not an https URL.");
  }
  if (!IsObjectOrAbsent(message.attributes_json) || !IsObjectOrAbsent(message.match_json)) {
    return Refuse("message.json", "The message's attributes or match are not a JSON object.");
  }
  return {};
}

void WriteDelivery(const Delivery& delivery, chp_delivery* out) noexcept {
  out->created = delivery.created ? 1 : 0;
  out->status = static_cast<std::int32_t>(delivery.status);
  CopyBounded(delivery.message_ref, out->message_ref);
  CopyBounded(delivery.ticket_ref, out->ticket_ref);
  CopyBounded(delivery.reason, out->reason);
}

void WriteFound(const Found& found, chp_found* out) noexcept {
  const auto flag = [](bool set, std::uint32_t bit) { return set ? bit : 0U; };
  out->flags = flag(found.stored, CHP_FOUND_STORED) | flag(found.own, CHP_FOUND_OWN) |
               flag(found.deleted, CHP_FOUND_DELETED);
  CopyBounded(found.message_ref, out->message_ref);
  CopyBounded(found.ticket_ref, out->ticket_ref);
}

Result<void> CheckDeliveries(chp_delivery* const* results, std::size_t count) {
  return CheckResults(results, count, "chp_delivery");
}

Result<void> CheckFound(chp_found* const* results, std::size_t count) {
  return CheckResults(results, count, "chp_found");
}

}  // namespace chp
