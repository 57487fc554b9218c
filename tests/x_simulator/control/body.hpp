// Bodies of the control API: one JSON object whose members all are known and of the right type, so
// that a slip of the pen is told and never silently ignored.
#pragma once

#include <initializer_list>
#include <string_view>

#include <boost/json.hpp>

#include "tests/x_simulator/api/route.hpp"
#include "tests/x_simulator/world/console.hpp"

namespace xsim {

enum class MemberType { kText, kId, kNumber, kBool, kTexts };

struct Member {
  std::string_view name;
  MemberType type = MemberType::kText;
};

// The body, or 400 with a sentence that names the wrong member. Every member may be absent.
OrProblem<boost::json::object> ReadBody(const Call& call, std::initializer_list<Member> members);

}  // namespace xsim
