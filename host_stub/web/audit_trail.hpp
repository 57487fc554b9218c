// Writes down what was changed, after it was.
#pragma once

#include <string_view>

#include "host_stub/web/endpoint.hpp"

namespace stub {

// Does nothing for an answer that tells of a failure. Names of what was sent are kept, never
// values. An entry that cannot be stored is a line in the log: the change has happened.
void RecordChange(const Call& call, std::string_view action, const HttpResponse& answer);

}  // namespace stub
