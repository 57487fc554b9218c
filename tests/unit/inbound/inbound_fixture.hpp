// The connection that the bodies in tests/testdata/webhooks were sent to, and requests as X makes
// them: @AcmeHelp is ours, @jo_harper the customer, @SamOkafor a second account of ours where a
// test links it and a stranger elsewhere.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "plugin_api/cpp/channel.hpp"
#include "tests/support/fake_host.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/webhook.hpp"

namespace twitter::testing {

inline constexpr std::string_view kSecret = "DDD";
inline constexpr std::string_view kOurUserId = "1497182655123456789";
inline constexpr std::string_view kCustomerId = "2871234567";
inline constexpr std::string_view kSamId = "1388112233445566778";
inline constexpr std::string_view kOurAccountId = "7";

// Mentions go to group 1, direct messages to group 2.
inline constexpr std::string_view kUsualSync =
    R"({"mentions":{"group_id":"1"},"direct_messages":{"group_id":"2"}})";

struct Connection {
  std::string_view sync = kUsualSync;
  std::string_view secret = kSecret;  // empty: no app is configured
  bool active = true;
  bool sam_is_ours = false;
};
std::shared_ptr<const Config> ConfigOf(const Connection& connection);

// Ours, with these settings.
Account AccountOf(std::string_view sync);

// A file of tests/testdata/webhooks, without ".json".
std::string RecordedBody(std::string_view name);
// The only event of a recorded body.
Event RecordedEvent(std::string_view name);
Post RecordedPost(std::string_view name);
DirectMessage RecordedDirectMessage(std::string_view name);

std::string SignatureOf(std::string_view bytes, std::string_view secret = kSecret);

// One route with a host in memory behind it.
class WebhookBench {
 public:
  explicit WebhookBench(const Connection& connection = {}) : config_(ConfigOf(connection)) {}

  // Signed, as X sends it.
  chp::Result<chp::InboundResponse> Post(std::string_view body);
  void Accept(std::string_view body);  // the same, and the answer is 200
  chp::Result<chp::InboundResponse> PostWith(std::string_view body,
                                             std::vector<chp::HeaderView> headers);
  chp::Result<chp::InboundResponse> Get(std::string_view query,
                                        std::vector<chp::HeaderView> headers = {});
  chp::Result<chp::InboundResponse> Send(const chp::InboundRequest& request);

  // Posts a recorded body and returns what the host stored; the body brings one message.
  chp::Message Message(std::string_view name);

  FakeHost host;
  WebhookRoute route{host.ports()};

 private:
  std::shared_ptr<const Config> config_;
  FakeCall call_;
};

// The "error" of an answer's body.
std::string ErrorOf(const chp::Result<chp::InboundResponse>& answer);
std::uint32_t StatusOf(const chp::Result<chp::InboundResponse>& answer);  // 0: an error value

boost::json::value Json(std::string_view text);

}  // namespace twitter::testing
