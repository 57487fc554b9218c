#include "twitter_channel/inbound/caught_up.hpp"

#include <string>

namespace twitter {

std::size_t MarkCaughtUp(chp::Batch& batch, std::int64_t now_ms, std::int64_t late_after_ms) {
  std::size_t late = 0;
  for (chp::Message& message : batch.messages) {
    const std::int64_t delay_ms = now_ms - message.sent_ms;
    const bool known = message.sent_ms > 0 && message.match_json.ends_with('}');
    if (!known || delay_ms <= late_after_ms) continue;
    // The reasons are an object of ours, never an empty one.
    message.match_json.pop_back();
    message.match_json += ",\"caught_up\":true,\"delay_ms\":" + std::to_string(delay_ms) + "}";
    ++late;
  }
  return late;
}

}  // namespace twitter
