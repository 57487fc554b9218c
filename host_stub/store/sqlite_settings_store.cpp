#include "host_stub/store/sqlite_settings_store.hpp"

#include <string_view>

namespace stub {
namespace {

constexpr std::string_view kUndo = "undo_seconds";
constexpr std::string_view kSecondAnswer = "second_answer_seconds";

std::int64_t ValueOf(SqliteConnection& sql, std::string_view name, std::int64_t otherwise) {
  return sql.Number("SELECT value FROM settings WHERE name=?", name).value_or(otherwise);
}

void Set(SqliteConnection& sql, std::string_view name, std::int64_t value) {
  sql.Run(
      "INSERT INTO settings(name, value) VALUES(?,?) ON CONFLICT DO UPDATE SET "
      "value=excluded.value",
      name, value);
}

}  // namespace

ReplySettings LoadReplySettings(SqliteConnection& sql) {
  const ReplySettings usual;
  return {.undo_seconds = ValueOf(sql, kUndo, usual.undo_seconds),
          .second_answer_seconds = ValueOf(sql, kSecondAnswer, usual.second_answer_seconds)};
}

chp::Result<ReplySettings> SqliteSettingsStore::Replies() {
  return context_.database.Read<ReplySettings>(
      [](SqliteConnection& sql) -> chp::Result<ReplySettings> { return LoadReplySettings(sql); });
}

chp::Result<void> SqliteSettingsStore::SetReplies(const ReplySettings& settings) {
  const bool sound = settings.undo_seconds >= 0 && settings.undo_seconds <= kLongestUndoSeconds &&
                     settings.second_answer_seconds >= 0 &&
                     settings.second_answer_seconds <= kLongestSecondAnswerSeconds;
  if (!sound) {
    return InvalidError("settings.range",
                        "Taking back can be allowed for up to an hour, and a second answer be "
                        "asked about for up to a day.");
  }
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    Set(transaction.sql, kUndo, settings.undo_seconds);
    Set(transaction.sql, kSecondAnswer, settings.second_answer_seconds);
    return {};
  });
}

}  // namespace stub
