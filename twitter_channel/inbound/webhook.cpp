// The order of the checks and their sentences are behaviour.md 2.4. What is signed but cannot be
// read goes to quarantine, so that nothing X sent is lost (plugin_abi.md A18).
#include "twitter_channel/inbound/webhook.hpp"

#include <string>
#include <utility>
#include <variant>

#include <boost/json.hpp>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/field_reader.hpp"
#include "twitter_channel/inbound/answer.hpp"
#include "twitter_channel/inbound/caught_up.hpp"
#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/inbound/event_bill.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"
#include "twitter_channel/inbound/signature.hpp"

namespace twitter {
namespace {

// The manifest's limit, which the host enforces; kept here too because we parse what passes.
constexpr std::size_t kLargestBody = std::size_t{1} << 20;
// No id of X is longer; anything else is not repeated in full.
constexpr std::size_t kLongestShownId = 20;

chp::InboundResponse MethodNotAllowed() {
  chp::InboundResponse response = Refused(405, "This address answers GET and POST only.");
  response.headers.emplace_back("Allow", "GET, POST");
  return response;
}

std::string UnknownAccountSentence(std::string_view user_id) {
  const bool shown = user_id.size() <= kLongestShownId;
  return "Could not find channel for user id '" +
         (shown ? std::string(user_id) : std::string("(not an id of X)")) + "'!";
}

std::string LogFields(std::string_view where, std::string_view reason) {
  return boost::json::serialize(boost::json::object{{"where", where}, {"reason", reason}});
}

chp::Error Rejected(std::string_view reason, std::string message) {
  return {
      .code = chp::Code::kRejected, .reason = std::string(reason), .message = std::move(message)};
}

chp::Error StillUnreadable(const BadItem& item) {
  return Rejected("x.item_unreadable",
                  "It still cannot be read: " + item.where + ": " + item.reason);
}
chp::Error NotLinked() {
  return Rejected("account.unknown", "The account it was sent for is not linked here.");
}
chp::Error StillRefused() {
  return Rejected("host.item_refused", "The helpdesk still refuses a message of it.");
}

// The bytes in {"body_base64": "…"}.
chp::Result<std::string> BytesIn(std::string_view input_json) {
  const auto input = ParseObject(input_json, "input");
  if (!input) return input.error();
  FieldErrors errors("replay");
  const std::string encoded = FieldReader(*input, "", errors).Text("body_base64");
  if (errors.first()) return *errors.first();
  auto bytes = Base64Decode(encoded);
  if (!bytes || bytes->empty()) {
    return Rejected("replay.body_base64", "The event to be read again is not base64.");
  }
  return *std::move(bytes);
}

}  // namespace

chp::Result<chp::InboundResponse> WebhookRoute::Handle(const chp::CallContext&,
                                                       const chp::InboundRequest& request,
                                                       const Config& config) {
  if (request.method == "GET") return challenges_.Answer(request, config);
  if (request.method == "POST") return Receive(request, config);
  return MethodNotAllowed();
}

chp::Result<chp::InboundResponse> WebhookRoute::Receive(const chp::InboundRequest& request,
                                                        const Config& config) {
  if (request.body.size() > kLargestBody) return Refused(413, "The body is larger than 1 MiB.");
  // Whoever signs as the client is held to it: there is no second try with the other secret.
  const bool as_client = config.client_hmac && HasSignature(request, SignedBy::kClient);
  if (!as_client && !HasSignature(request)) {
    return Refused(422, "Missing 'x-twitter-webhooks-signature' header");
  }
  if (!config.consumer_hmac) return Refused(422, "Could not find external_credential 'twitter'!");
  const bool is_signed =
      as_client ? IsSigned(request, *config.client_hmac, request.body, SignedBy::kClient)
                : IsSigned(request, *config.consumer_hmac, request.body);
  if (!is_signed) {
    counters_.Add("wrong_signature");
    return Refused(401, "Not authorized");
  }

  auto body = DecodeEvents(request.body);
  if (!body) return RefuseUnreadable(request.body, body.error());
  Note(*body);
  if (auto marked = MarkRevoked(*body, config); !marked) return std::move(marked).error();
  if (body->for_user_id.empty()) return AcceptForNobody(*body, request.body);

  const Account* account = config.ByUserId(body->for_user_id);
  if (account == nullptr) return Refused(422, UnknownAccountSentence(body->for_user_id));
  if (costs_ != nullptr && config.app.push() == Push::kActivity) {
    costs_->CountDelivery(account->id, BillOfEvents(*body, *account));
  }
  if (!account->active) return Accepted();
  if (auto stored = Store(std::move(*body), request.body, *account, config); !stored) {
    return std::move(stored).error();
  }
  return Accepted();
}

chp::Result<std::string> WebhookRoute::Replay(std::string_view input_json, const Config& config) {
  const auto bytes = BytesIn(input_json);
  if (!bytes) return bytes.error();
  auto body = DecodeEvents(*bytes);
  if (!body) return std::move(body).error();
  if (!body->bad.empty()) return StillUnreadable(body->bad.front());
  if (auto marked = MarkRevoked(*body, config); !marked) return std::move(marked).error();
  if (body->for_user_id.empty()) return std::string("{}");
  const Account* account = config.ByUserId(body->for_user_id);
  if (account == nullptr) return NotLinked();
  const auto complete = Deliver(BatchOf(std::move(body->events), *account, config));
  if (!complete) return complete.error();
  return *complete ? chp::Result<std::string>("{}") : chp::Result<std::string>(StillRefused());
}

chp::Result<chp::InboundResponse> WebhookRoute::RefuseUnreadable(std::string_view body,
                                                                 const chp::Error& error) {
  counters_.Add("unreadable_body");
  host_.log.Write(chp::LogLevel::kWarn, "A signed body could not be read.",
                  LogFields("body", error.reason));
  if (auto kept = Quarantine(body, error.reason); !kept) return std::move(kept).error();
  return Refused(422, error.message);
}

// A withdrawn permission or the end of a replay.
chp::Result<chp::InboundResponse> WebhookRoute::AcceptForNobody(const EventBody& body,
                                                                std::string_view bytes) {
  if (body.bad.empty()) return Accepted();
  if (auto kept = Quarantine(bytes, "x.item_unreadable"); !kept) return std::move(kept).error();
  return Accepted();
}

void WebhookRoute::Note(const EventBody& body) {
  for (const Event& event : body.events) counters_.Add(KindOf(event), CountOf(event));
  if (!body.bad.empty()) counters_.Add("unreadable_item", body.bad.size() + body.further_bad);
  for (const BadItem& item : body.bad) {
    host_.log.Write(chp::LogLevel::kWarn, "An event could not be read and went to quarantine.",
                    LogFields(item.where, item.reason));
  }
}

chp::Result<void> WebhookRoute::MarkRevoked(const EventBody& body, const Config& config) {
  for (const Event& event : body.events) {
    const auto* revoked = std::get_if<AccessRevoked>(&event);
    if (revoked == nullptr) continue;
    const Account* account = config.ByUserId(revoked->user_id);
    if (account == nullptr) continue;
    auto marked = host_.accounts.SetState(
        {.state = chp::AccountState::kDown,
         .account_id = account->id,
         .reason = "x.access_revoked",
         .message = "@" + account->screen_name +
                    " has withdrawn this app's permission on X. Add the account again."});
    if (!marked) return marked;
  }
  return {};
}

chp::Result<void> WebhookRoute::Store(EventBody body, std::string_view bytes,
                                      const Account& account, const Config& config) {
  auto complete = Deliver(BatchOf(std::move(body.events), account, config));
  if (!complete) return std::move(complete).error();
  if (!body.bad.empty()) return Quarantine(bytes, "x.item_unreadable");
  if (!*complete) return Quarantine(bytes, "host.item_refused");
  return {};
}

// Whether the host took every message; one that it refuses for its content does not spoil the rest.
chp::Result<bool> WebhookRoute::Deliver(chp::Batch batch) {
  if (batch.messages.empty() && batch.updates.empty() && batch.jobs.empty()) return true;
  MarkCaughtUp(batch, host_.clock.NowMs());
  auto deliveries = host_.ingest.Deliver(batch);
  if (!deliveries) return std::move(deliveries).error();
  bool complete = true;
  for (const chp::Delivery& delivery : *deliveries) {
    if (delivery.status == chp::Code::kOk) continue;
    complete = false;
    counters_.Add("refused_item");
    host_.log.Write(chp::LogLevel::kWarn, "The host refused a message; it went to quarantine.",
                    LogFields("message", delivery.reason));
  }
  return complete;
}

chp::Result<void> WebhookRoute::Quarantine(std::string_view bytes, std::string_view reason) {
  if (host_.ingest.Quarantine(bytes, reason).ok()) return {};
  return chp::Error{.code = chp::Code::kTransient,
                    .reason = "ingest.quarantine",
                    .message =
                        "A body that could not be read could not be kept either. X is asked "
                        "to send it again; check the helpdesk's database."};
}

}  // namespace twitter
