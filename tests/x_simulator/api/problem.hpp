// Refusals of API v2 (x_api.md 5.1): {"title", "detail", "type", "status"}.
#pragma once

#include <string_view>

#include "host_stub/web/http_server.hpp"

namespace xsim {

// `type` is the last part of its address, or empty for "about:blank".
stub::HttpResponse ProblemAnswer(int status, std::string_view title, std::string_view detail,
                                 std::string_view type = {});
// 400: a request that is wrong in itself.
stub::HttpResponse InvalidRequest(std::string_view detail);
// The detail begins with X's word for what is wrong.
stub::HttpResponse InvalidRequest(std::string_view reason, std::string_view detail);
// A refusal in v1.1's shape as v2 tells it. Rate limits keep their list: X answers both ways.
stub::HttpResponse AsProblem(stub::HttpResponse refusal);

}  // namespace xsim
