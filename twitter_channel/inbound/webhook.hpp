// The public webhook route: challenges (GET) and events (POST). behaviour.md 2.3 and 2.4.
#pragma once

#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/challenge.hpp"
#include "twitter_channel/inbound/event_counters.hpp"
#include "twitter_channel/x_api/cost_meter.hpp"

namespace twitter {

// No network I/O: verify, decode, route, deliver, answer (plugin_abi.md A8). Everything a body
// brings is delivered in one transaction, and 200 is answered only after it.
// A value is an answer for X, refusals included. An Error means that the host could not store; it
// answers 503 and X sends the event again.
// Threads: any number at once.
class WebhookRoute {
 public:
  // `costs` is told what X bills for its events and must outlive it; null: nobody is.
  explicit WebhookRoute(const chp::HostPorts& host, CostMeter* costs = nullptr)
      : host_(host), costs_(costs), challenges_(host) {}

  chp::Result<chp::InboundResponse> Handle(const chp::CallContext& call,
                                           const chp::InboundRequest& request,
                                           const Config& config);
  // A body that was kept because it could not be read or stored, once more: {"body_base64": "…"}.
  // It was authenticated when it came. "{}", or why it still cannot be taken.
  chp::Result<std::string> Replay(std::string_view input_json, const Config& config);
  const EventCounters& counters() const { return counters_; }

 private:
  chp::Result<chp::InboundResponse> Receive(const chp::InboundRequest& request,
                                            const Config& config);
  chp::Result<chp::InboundResponse> RefuseUnreadable(std::string_view body,
                                                     const chp::Error& error);
  chp::Result<chp::InboundResponse> AcceptForNobody(const EventBody& body, std::string_view bytes);
  void Note(const EventBody& body);
  chp::Result<void> MarkRevoked(const EventBody& body, const Config& config);
  chp::Result<void> Store(EventBody body, std::string_view bytes, const Account& account,
                          const Config& config);
  chp::Result<bool> Deliver(chp::Batch batch);
  chp::Result<void> Quarantine(std::string_view bytes, std::string_view reason);

  chp::HostPorts host_;
  CostMeter* costs_;
  ChallengeResponder challenges_;
  EventCounters counters_;
};

}  // namespace twitter
