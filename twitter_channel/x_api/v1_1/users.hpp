// People with API v1.1: its events show everybody they name, so that nobody is ever asked for.
#pragma once

#include <string>

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {

// kUnsupported "x.not_in_this_api", always.
class V11Users : public Users {
 public:
  chp::Result<std::vector<User>> Lookup(const Credentials&, std::span<const std::string>,
                                        const chp::CallContext&) override {
    return NotOffered();
  }
  chp::Result<std::vector<User>> LookupByHandle(const Credentials&, std::span<const std::string>,
                                                const chp::CallContext&) override {
    return NotOffered();
  }

 private:
  static chp::Error NotOffered() {
    return {.code = chp::Code::kUnsupported,
            .reason = std::string(reason::kNotInThisApi),
            .message = "People are looked up with X API v2 only; move this connection to it."};
  }
};

}  // namespace twitter
