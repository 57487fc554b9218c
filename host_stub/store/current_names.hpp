// How people are called now whom an article could only call by their id when it was made. A handle
// that stood there already is part of what was said, and stays.
#pragma once

#include "host_stub/model.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

void CallByCurrentNames(SqliteConnection& sql, Article& article);

}  // namespace stub
