// What a public message was written about: the posts above it that are nobody's article. They are
// shown beside the ticket, and kept as long as it. Source: plugin_abi.md A12.
#pragma once

#include <vector>

#include "host_stub/store/message_rows.hpp"

namespace stub {

// The known ancestors of a message that is shown will not expire any more.
void KeepAncestors(SqliteConnection& sql, Id message);
// The same for one that has just come and is shown nowhere, if somebody's answer to it is.
void KeepIfAnswered(SqliteConnection& sql, const MessageRow& arrived);

// What stands above the ticket's messages, by time; articles without ids.
std::vector<Article> LoadContext(SqliteConnection& sql, Id ticket);

}  // namespace stub
