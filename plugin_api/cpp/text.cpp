// Text across the boundary: sinks, bounded copies, the check that bytes are UTF-8.
#include "plugin_api/cpp/text.hpp"

#include <algorithm>
#include <cstring>

#include "plugin_api/cpp/barrier.hpp"

namespace chp {
namespace {

bool Continues(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// What the first byte of a UTF-8 sequence promises. The table of RFC 3629 section 4: only the
// second byte's range depends on the first.
struct Lead {
  std::size_t length = 0;  // 0: no sequence starts so
  unsigned char second_from = 0x80;
  unsigned char second_to = 0xBF;
};

Lead LeadOf(unsigned char byte) noexcept {
  if (byte < 0x80) return {.length = 1};
  if (byte < 0xC2 || byte > 0xF4) return {};
  if (byte < 0xE0) return {.length = 2};
  if (byte == 0xE0) return {.length = 3, .second_from = 0xA0};
  if (byte == 0xED) return {.length = 3, .second_to = 0x9F};
  if (byte < 0xF0) return {.length = 3};
  if (byte == 0xF0) return {.length = 4, .second_from = 0x90};
  if (byte == 0xF4) return {.length = 4, .second_to = 0x8F};
  return {.length = 4};
}

// Eight letters of ASCII: what most texts consist of.
bool StartsWithAsciiWord(std::string_view text) noexcept {
  constexpr std::uint64_t kBeyondAscii = 0x8080808080808080;
  std::uint64_t word = 0;
  if (text.size() < sizeof word) return false;
  std::memcpy(&word, text.data(), sizeof word);
  return (word & kBeyondAscii) == 0;
}

// Bytes of the well-formed sequence `text` starts with; 0 if there is none.
std::size_t SequenceLength(std::string_view text) noexcept {
  const Lead lead = LeadOf(static_cast<unsigned char>(text.front()));
  if (lead.length < 2) return lead.length;
  if (lead.length > text.size()) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  if (second < lead.second_from || second > lead.second_to) return 0;
  const std::string_view rest = text.substr(2, lead.length - 2);
  return std::all_of(rest.begin(), rest.end(), Continues) ? lead.length : 0;
}

}  // namespace

std::int32_t CHP_CALL StringSink::Write(void* context, const void* bytes,
                                        std::size_t length) noexcept {
  return Barrier(nullptr, [&]() -> chp_status {
    auto* self = static_cast<StringSink*>(context);
    if (self == nullptr || (bytes == nullptr && length > 0)) return CHP_E_INVALID;
    if (self->target_.size() > self->limit_) return CHP_E_INVALID;
    if (length > self->limit_ - self->target_.size()) return CHP_E_INVALID;
    if (length > 0) self->target_.append(static_cast<const char*>(bytes), length);
    return CHP_OK;
  });
}

bool IsUtf8(std::string_view text) noexcept {
  while (!text.empty()) {
    if (StartsWithAsciiWord(text)) {
      text.remove_prefix(sizeof(std::uint64_t));
      continue;
    }
    const std::size_t length = SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view Shortened(std::string_view text, std::size_t most) noexcept {
  if (text.size() <= most) return text;
  while (most > 0 && Continues(text[most])) --most;
  return text.substr(0, most);
}

void CopyBounded(std::string_view from, char* to, std::size_t capacity) noexcept {
  if (capacity == 0) return;
  from = Shortened(from, capacity - 1);
  if (!from.empty()) std::memcpy(to, from.data(), from.size());
  to[from.size()] = '\0';
}

}  // namespace chp
