#include "tests/x_simulator/send_command.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/http_client.hpp"

namespace xsim {
namespace {

constexpr std::chrono::seconds kTimeout{10};

std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return file.bad() ? std::nullopt : std::optional(std::move(text));
}

bool SendOne(const std::string& path, const SendOptions& options) {
  const auto body = ReadFile(path);
  if (!body) {
    std::cout << path << ": cannot be read\n";
    return false;
  }
  OutgoingRequest request;
  request.method = "POST";
  request.url = options.url;
  request.headers = {"content-type: application/json",
                     "x-twitter-webhooks-signature: " + WebhookSignature(options.secret, *body)};
  request.body = *body;
  request.timeout = kTimeout;
  const OutgoingResult result = Send(request);
  if (result.status == 0) {
    std::cout << path << ": no answer (" << result.error << ")\n";
  } else {
    std::cout << path << ": " << result.status << " " << result.body << "\n";
  }
  return result.Succeeded();
}

}  // namespace

int SendFiles(const SendOptions& options) {
  bool all_accepted = true;
  for (const std::string& path : options.files) {
    all_accepted = SendOne(path, options) && all_accepted;
  }
  return all_accepted ? 0 : 1;
}

}  // namespace xsim
