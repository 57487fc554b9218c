// Reads a body and computes what stands in X's signature header.
#include "tests/benchmarks/signed_body.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "twitter_channel/auth/crypto.hpp"

namespace bench {

SignedBody ReadSignedBody(std::string_view name) {
  const std::string path = std::string(BENCHMARK_PAYLOADS) + "/" + std::string(name) + ".json";
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  SignedBody body{.bytes = {std::istreambuf_iterator<char>(file), {}}, .signature = {}};
  body.signature = "sha256=" + twitter::HmacSha256(kConsumerSecret).Base64Of(body.bytes);
  return body;
}

}  // namespace bench
