// An answer of X as an error, at a known moment.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "twitter_channel/x_api/api_error.hpp"

namespace twitter::testing {

inline chp::Error ErrorOf(int status, const std::string& body,
                          Operation operation = Operation::kRead,
                          std::vector<HttpHeader> headers = {}) {
  return ErrorFromAnswer({status, std::move(headers), body}, operation, 1'750'000'000'000);
}

inline std::string V11Body(int code) {
  return R"({"errors":[{"code":)" + std::to_string(code) + R"(,"message":"words of X"}]})";
}

}  // namespace twitter::testing
