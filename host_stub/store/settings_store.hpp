// What an admin sets for the whole helpdesk.
#pragma once

#include <cstdint>
#include <optional>

#include "plugin_api/cpp/error.hpp"

namespace stub {

struct ReplySettings {
  // How long a public reply waits before it leaves, so that it can be taken back; 0: not at all.
  std::int64_t undo_seconds = 0;
  // How long after somebody's answer a second one to the same message is asked about; 0: never.
  std::int64_t second_answer_seconds = 300;
};

inline constexpr std::int64_t kLongestUndoSeconds = 3'600;
inline constexpr std::int64_t kLongestSecondAnswerSeconds = 86'400;

class SettingsStore {
 public:
  virtual ~SettingsStore() = default;
  virtual chp::Result<ReplySettings> Replies() = 0;
  // kInvalid "settings.range".
  virtual chp::Result<void> SetReplies(const ReplySettings& settings) = 0;
};

}  // namespace stub
