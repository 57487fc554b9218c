#include "tests/x_simulator/world/faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace xsim {
namespace {

enum class Value { kNone, kOptional, kNeeded };

struct KnownFault {
  std::string_view name;
  Value value;
  std::string_view meaning;
};

constexpr std::array kKnownFaults = {
    KnownFault{"drop_deliveries", Value::kNone, "events are recorded but never sent"},
    KnownFault{"duplicate_deliveries", Value::kNone, "every event is sent twice"},
    KnownFault{"repeat_deliveries", Value::kNeeded, "every event is sent N times"},
    KnownFault{"delay_deliveries_ms", Value::kNeeded, "events wait N ms before they are sent"},
    KnownFault{"parallel_deliveries", Value::kNone, "all events that are due leave at once"},
    KnownFault{"reverse_deliveries", Value::kOptional,
               "events wait until N (2) are there, then leave newest first"},
    KnownFault{"invalid_signature", Value::kNone, "events are signed with a wrong secret"},
    KnownFault{"wrong_crc_secret", Value::kNone, "a CRC answer is checked with a wrong secret"},
    KnownFault{"api_503", Value::kNone, "the API answers 503, over capacity"},
    KnownFault{"api_429", Value::kOptional, "the API answers 429; the limit resets in N (900) s"},
    KnownFault{"api_delay_ms", Value::kNeeded, "the API waits N ms before it answers"},
    KnownFault{"html_502", Value::kNone, "the API answers 502 with a page of HTML"},
    KnownFault{"api_500_after_accept", Value::kNone, "a write is done, then answered with 500"},
    KnownFault{"drop_after_accept", Value::kNone, "a write is done, then the connection closes"},
    KnownFault{"dm_events_lag", Value::kNone, "API v2's list of all messages shows none of them"},
    KnownFault{"drop_token_answer", Value::kNone,
               "OAuth 2.0 tokens are given, then the connection closes"},
    KnownFault{"hold_token_answer_ms", Value::kNeeded,
               "OAuth 2.0 tokens are given, the answer comes N ms later"},
    KnownFault{"refuse_refresh", Value::kNone, "the OAuth 2.0 token endpoint refuses what it gets"},
    KnownFault{"media_processing_s", Value::kNeeded, "an uploaded file is processed N seconds"},
    KnownFault{"media_processing_fails", Value::kNone, "an uploaded file cannot be processed"},
    KnownFault{"error", Value::kNeeded, "a write is refused with X's error code N"},
};

const KnownFault* FindKnown(std::string_view name) {
  const auto* found = std::find_if(kKnownFaults.begin(), kKnownFaults.end(),
                                   [&](const KnownFault& known) { return known.name == name; });
  return found == kKnownFaults.end() ? nullptr : found;
}

}  // namespace

std::optional<Fault> Faults::Use(std::string_view name, std::string_view path) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Fault& fault) {
    return fault.name == name && path.find(fault.path) != path.npos;
  });
  if (found == list.end()) return std::nullopt;
  const Fault used = *found;
  if (found->count > 0 && --found->count == 0) list.erase(found);
  return used;
}

const Fault* Faults::Find(std::string_view name) const {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Fault& fault) { return fault.name == name; });
  return found == list.end() ? nullptr : &*found;
}

void Faults::Set(const Fault& fault) {
  std::erase_if(list,
                [&](const Fault& old) { return old.name == fault.name && old.path == fault.path; });
  list.push_back(fault);
}

std::optional<Fault> ParseFault(std::string_view text) {
  constexpr int kLargest = 1'000'000;
  const std::size_t equals = text.find('=');
  const KnownFault* known = FindKnown(text.substr(0, equals));
  if (known == nullptr) return std::nullopt;
  Fault fault{std::string(known->name), 0, 0};
  if (equals == text.npos) {
    if (known->value == Value::kNeeded) return std::nullopt;
    return fault;
  }
  const std::string_view digits = text.substr(equals + 1);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), fault.value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (known->value == Value::kNone || !whole || fault.value < 1 || fault.value > kLargest) {
    return std::nullopt;
  }
  return fault;
}

std::string ListOfFaults() {
  std::string text;
  for (const KnownFault& known : kKnownFaults) {
    std::string name(known.name);
    if (known.value != Value::kNone) name += known.value == Value::kNeeded ? "=N" : "[=N]";
    name.resize(std::max<std::size_t>(name.size(), 24), ' ');
    text += "  " + name + std::string(known.meaning) + "\n";
  }
  return text;
}

}  // namespace xsim
