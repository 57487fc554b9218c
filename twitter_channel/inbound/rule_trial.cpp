// The real router over what the host has kept.
#include "twitter_channel/inbound/rule_trial.hpp"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/inbound/attributes.hpp"
#include "twitter_channel/inbound/stored_message.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostChanges = 200;
constexpr std::size_t kBatch = 100;

// What is asked, checked.
struct Trial {
  Account account;
  std::int64_t since_ms = 0;
};

chp::Result<Trial> ReadTrial(const chp::ActionInput& action, const Config& config,
                             std::int64_t now_ms) {
  const Account* account = config.ById(action.account_id);
  if (account == nullptr) {
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "account.unknown",
                      .message = "This account is not linked here any more."};
  }
  const auto input = ParseObject(action.input_json, "input");
  if (!input) return input.error();
  FieldErrors errors("rules");
  const FieldReader fields(*input, "", errors);
  Trial trial{.account = *account, .since_ms = now_ms - kDayMs * fields.Number("days", 7, 1, 365)};
  const std::string settings = fields.Text("settings");
  if (errors.first()) return *errors.first();
  if (settings.empty()) return trial;
  const auto edited = ParseObject(settings, "edited settings");
  if (!edited) return edited.error();
  FieldErrors problems("config");
  trial.account.settings =
      ReadAccountSettings(FieldReader(*edited, "settings", problems), problems);
  if (problems.first()) return *problems.first();
  return trial;
}

chp::Error Interrupted() {
  return {.code = chp::Code::kCancelled,
          .reason = "rules.interrupted",
          .message = "Trying the rules took too long; try fewer days."};
}

std::string_view Word(bool opens) { return opens ? "ticket" : "context"; }

json::object ChangeOf(const chp::Message& message, const Routing& routing) {
  return {{"id", message.external_id},
          {"title", message.subject},
          {"author", message.author.handle},
          {"sent_ms", message.sent_ms},
          {"before", Word(message.role == chp::Role::kOpen)},
          {"after", Word(routing.disposition == Disposition::kOpen)},
          {"group_id", routing.group_id},
          {"why", json::parse(MatchJson(routing))}};
}

// What somebody made a ticket of stays one, whatever the rules say.
bool IsTried(const chp::Message& message) {
  return !message.own && message.source != SourceName(Source::kByHand);
}

using Visit = std::function<chp::Result<void>(chp::Message, const Routing&)>;

// visit() for every kept message of others, with what the router says of it now.
chp::Result<void> ForEachKept(chp::Ingest& ingest, const Trial& trial, const chp::CallContext& call,
                              const Visit& visit) {
  chp::Result<void> visited;
  const auto each = [&](chp::Message message) {
    if (call.IsCancelled()) visited = Interrupted();
    if (!visited) return false;
    const auto routing = IsTried(message) ? RouteStored(message, trial.account) : std::nullopt;
    if (routing) visited = visit(std::move(message), *routing);
    return visited.ok();
  };
  auto listed = ingest.Recent(trial.account.id, trial.since_ms, each);
  return visited ? std::move(listed) : std::move(visited);
}

}  // namespace

chp::Result<std::string> RuleTrial::DryRun(const chp::CallContext& call,
                                           const chp::ActionInput& action, const Config& config) {
  const auto trial = ReadTrial(action, config, host_.clock.NowMs());
  if (!trial) return trial.error();
  std::size_t looked_at = 0;
  std::size_t taken = 0;
  std::size_t left = 0;
  std::deque<json::object> changes;  // newest first
  const auto visit = [&](const chp::Message& message, const Routing& routing) -> chp::Result<void> {
    ++looked_at;
    const bool was_open = message.role == chp::Role::kOpen;
    const bool opens = routing.disposition == Disposition::kOpen;
    if (was_open == opens) return {};
    ++(opens ? taken : left);
    changes.push_front(ChangeOf(message, routing));
    if (changes.size() > kMostChanges) changes.pop_back();
    return {};
  };
  if (auto done = ForEachKept(host_.ingest, *trial, call, visit); !done) return done.error();
  json::array listed;
  for (json::object& change : changes) listed.push_back(std::move(change));
  return json::serialize(json::object{
      {"looked_at", looked_at}, {"taken", taken}, {"left", left}, {"changes", std::move(listed)}});
}

chp::Result<std::string> RuleTrial::Take(const chp::CallContext& call,
                                         const chp::ActionInput& action, const Config& config) {
  const auto trial = ReadTrial(action, config, host_.clock.NowMs());
  if (!trial) return trial.error();
  std::size_t taken = 0;
  chp::Batch batch;
  const auto deliver = [&]() -> chp::Result<void> {
    if (batch.messages.empty()) return {};
    const auto delivered = host_.ingest.Deliver(std::exchange(batch, {}));
    if (!delivered) return delivered.error();
    for (const chp::Delivery& each : *delivered) taken += each.status == chp::Code::kOk ? 1U : 0U;
    return {};
  };
  const auto visit = [&](chp::Message message, const Routing& routing) -> chp::Result<void> {
    const bool opens = routing.disposition == Disposition::kOpen;
    if (!opens || message.role == chp::Role::kOpen) return {};
    batch.messages.push_back(Rerouted(std::move(message), routing));
    return batch.messages.size() < kBatch ? chp::Result<void>() : deliver();
  };
  if (auto done = ForEachKept(host_.ingest, *trial, call, visit); !done) return done.error();
  if (auto done = deliver(); !done) return done.error();
  return json::serialize(json::object{{"taken", taken}});
}

}  // namespace twitter
