// Keeps the people of the remote side as users with an identity.
#pragma once

#include "host_stub/store/ingest_context.hpp"

namespace stub {

// The user of this person: made if unknown, else brought up to date. `at_ms`: when their profile
// was as `party` says.
Id KeepCustomer(const IngestContext& context, const chp::Party& party, std::int64_t at_ms);
// Brings a known person up to date; unknown ones are left alone. at_ms 0: now.
void RefreshCustomer(const IngestContext& context, const chp::Party& party, std::int64_t at_ms);
// "@handle" as last seen; empty when unknown.
std::string HandleOf(SqliteConnection& sql, std::string_view provider, std::string_view uid);

}  // namespace stub
