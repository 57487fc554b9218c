// /sim/v1/media_faults and /sim/v1/media_base: what happens to files, and where their URLs point.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/url.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

bool HasLineBreak(const std::string& text) { return text.find_first_of("\r\n") != text.npos; }

OrProblem<MediaFault> ReadFault(const json::object& body) {
  MediaFault fault;
  fault.file = TextMember(&body, "file").value_or("");
  fault.redirect = TextMember(&body, "redirect").value_or("");
  fault.content_type = TextMember(&body, "content_type").value_or("");
  fault.empty = BoolMember(&body, "empty").value_or(false);
  fault.truncated = BoolMember(&body, "truncated").value_or(false);
  fault.endless = BoolMember(&body, "endless").value_or(false);
  fault.content_length = NumberMember(&body, "content_length");
  fault.size = NumberMember(&body, "size");
  fault.bytes_per_second = NumberMember(&body, "bytes_per_second").value_or(0);
  fault.count = NumberMember(&body, "count").value_or(0);
  const auto status = NumberMember(&body, "status").value_or(0);
  if (status != 0 && (status < 400 || status > 599)) {
    return Problem{400, "status is that of a refusal, 400 to 599."};
  }
  fault.status = static_cast<int>(status);
  if (fault.content_length.value_or(0) < 0 || fault.size.value_or(0) < 0 ||
      fault.bytes_per_second < 0 || fault.count < 0) {
    return Problem{400, "Lengths, speeds and counts are not negative."};
  }
  if (HasLineBreak(fault.redirect) || HasLineBreak(fault.content_type)) {
    return Problem{400, "A header has no line breaks."};
  }
  return fault;
}

stub::HttpResponse SwitchOnMediaFault(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"file"},
                                    {"redirect"},
                                    {"content_type"},
                                    {"status", MemberType::kNumber},
                                    {"empty", MemberType::kBool},
                                    {"truncated", MemberType::kBool},
                                    {"endless", MemberType::kBool},
                                    {"content_length", MemberType::kNumber},
                                    {"size", MemberType::kNumber},
                                    {"bytes_per_second", MemberType::kNumber},
                                    {"count", MemberType::kNumber}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto fault = ReadFault(std::get<json::object>(read));
  if (const auto* problem = std::get_if<Problem>(&fault)) return ControlError(*problem);
  const auto state = context.world.Lock();
  state->media_faults.list.push_back(std::get<MediaFault>(fault));
  return JsonAnswer({{"media_faults", state->media_faults.list.size()}}, 201);
}

stub::HttpResponse SwitchOffMediaFaults(Context& context, const Call&) {
  context.world.Lock()->media_faults.list.clear();
  return NoContent();
}

stub::HttpResponse SetBase(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"url"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const std::string url = TextMember(&std::get<json::object>(read), "url").value_or("");
  if (!url.empty() && (!ParseUrl(url) || url.ends_with('/'))) {
    return ControlError(Problem{400, "url is an http or https URL without a slash at its end."});
  }
  context.world.Lock()->media_base = url;
  return JsonAnswer({{"url", url}});
}

}  // namespace

std::vector<Route> MediaControlRoutes() {
  return {{"POST", "/sim/v1/media_faults", Access::kOpen, &SwitchOnMediaFault},
          {"DELETE", "/sim/v1/media_faults", Access::kOpen, &SwitchOffMediaFaults},
          {"PUT", "/sim/v1/media_base", Access::kOpen, &SetBase}};
}

}  // namespace xsim
