// A webhook body -> a JSON document without the members that nothing here reads. X sends dozens of
// them (the colours of a profile); building and looking through them was a third of an event's
// cost.
#pragma once

#include <optional>
#include <string_view>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>

namespace twitter {

// Nothing when `body` is not JSON or nested more than 32 levels deep; what is left out is checked
// like the rest. The document lives in `memory`, and its destruction costs nothing.
std::optional<boost::json::value> ParseBody(std::string_view body,
                                            boost::json::monotonic_resource& memory);

}  // namespace twitter
