// Somebody else's answer to the message that is being answered.
#pragma once

#include <optional>
#include <string>

#include "host_stub/model.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

struct AnsweringNow {
  Id user = 0;
  std::int64_t since_ms = 0;
};

// The newest one to `message_id` written since a time by anybody but `user`, in the helpdesk or on
// the remote side; those that failed do not count.
std::optional<Article> AnswerOfAnother(SqliteConnection& sql, Id ticket,
                                       const std::string& message_id, const AnsweringNow& now);

// kConflict "reply.answered_meanwhile"; the sentence names who answered.
chp::Error AnsweredMeanwhile(SqliteConnection& sql, const Article& other);

}  // namespace stub
