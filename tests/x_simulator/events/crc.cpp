#include "tests/x_simulator/events/crc.hpp"

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/http_client.hpp"
#include "tests/x_simulator/base/json_input.hpp"

namespace xsim {
namespace {

Refusal Failed(const char* reason) { return {214, reason}; }

}  // namespace

std::optional<Refusal> CheckWebhook(const std::string& url, const std::string& secret,
                                    const std::string& header) {
  const std::string token = RandomText(48);
  const std::string query = "crc_token=" + token + "&nonce=" + RandomText(24);
  OutgoingRequest request;
  request.url = url + (url.find('?') == url.npos ? "?" : "&") + query;
  request.headers = {header + ": " + WebhookSignature(secret, query)};
  const OutgoingResult result = Send(request);
  if (result.timed_out) {
    return Failed(
        "High latency on CRC GET request. Your webhook should respond in less than 3 seconds.");
  }
  if (!result.Succeeded()) {
    return Failed("Non-200 response code during CRC GET request (i.e. 404, 500, etc).");
  }
  const auto body = ParseObject(result.body);
  const auto answer = TextMember(body ? &*body : nullptr, "response_token");
  if (!answer || !SameText(*answer, WebhookSignature(secret, token))) {
    return Failed(
        "Webhook URL does not meet the requirements. Invalid CRC token or json response "
        "format.");
  }
  return std::nullopt;
}

}  // namespace xsim
