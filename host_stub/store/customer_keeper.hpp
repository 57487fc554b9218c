// Keeps the people of the remote side as users with an identity.
#pragma once

#include "host_stub/store/ingest_context.hpp"

namespace stub {

// The user of this person: made if unknown, else brought up to date.
Id KeepCustomer(const IngestContext& context, const chp::Party& party);
// Brings a known person up to date; unknown ones are left alone.
void RefreshCustomer(const IngestContext& context, const chp::Party& party);
// "@handle" as last seen; empty when unknown.
std::string HandleOf(SqliteConnection& sql, std::string_view provider, std::string_view uid);

}  // namespace stub
