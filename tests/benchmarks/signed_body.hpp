// The committed bodies of payloads/, signed as X signs them.
#pragma once

#include <string>
#include <string_view>

namespace bench {

inline constexpr std::string_view kConsumerSecret = "benchmark-consumer-secret";

struct SignedBody {
  std::string bytes;
  std::string signature;  // the header's value
};

// `name` without ".json"; throws when there is none.
SignedBody ReadSignedBody(std::string_view name);

}  // namespace bench
