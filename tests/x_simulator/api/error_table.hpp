// X's v1.1 errors: status and text per code, in one table (x_api.md 5.4), and the answers made of
// it.
#pragma once

#include <string>
#include <string_view>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/base/refusal.hpp"

namespace xsim {

// {"errors":[{"code":…,"message":"…"}]} with the status that belongs to the code.
stub::HttpResponse ErrorAnswer(const Refusal& refusal);
std::string ErrorText(const Refusal& refusal);
bool IsKnownError(int code);

}  // namespace xsim
