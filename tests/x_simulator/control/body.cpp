#include "tests/x_simulator/control/body.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

bool HasType(const boost::json::object& body, const Member& member) {
  switch (member.type) {
    case MemberType::kText:
      return TextMember(&body, member.name).has_value();
    case MemberType::kId:
      return IdMember(&body, member.name).has_value();
    case MemberType::kNumber:
      return NumberMember(&body, member.name).has_value();
    case MemberType::kBool:
      return BoolMember(&body, member.name).has_value();
    case MemberType::kTexts:
      return TextsMember(&body, member.name).has_value();
  }
  return false;
}

std::string_view TypeName(MemberType type) {
  switch (type) {
    case MemberType::kText:
      return "a text";
    case MemberType::kId:
      return "an id, as text";
    case MemberType::kNumber:
      return "a whole number";
    case MemberType::kBool:
      return "true or false";
    case MemberType::kTexts:
      return "a list of texts";
  }
  return "";
}

}  // namespace

OrProblem<boost::json::object> ReadBody(const Call& call, std::initializer_list<Member> members) {
  auto body = IsValidUtf8(call.request.body) ? ParseObject(call.request.body) : std::nullopt;
  if (!body) return Problem{400, "The body must be one JSON object in UTF-8."};
  for (const auto& given : *body) {
    const auto* known = std::find_if(members.begin(), members.end(), [&](const Member& member) {
      return member.name == std::string_view(given.key());
    });
    if (known == members.end()) {
      return Problem{400, "The body has a member this address does not know: " +
                              std::string(given.key()) + "."};
    }
    if (!HasType(*body, *known)) {
      return Problem{
          400, std::string(known->name) + " must be " + std::string(TypeName(known->type)) + "."};
    }
  }
  return std::move(*body);
}

}  // namespace xsim
