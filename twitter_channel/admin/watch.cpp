// First the webhook, then the hole, then the silence.
#include "twitter_channel/admin/watch.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kBetweenLooksMs = std::int64_t{5} * 60'000;
// Longer than X goes on trying to deliver (x_api.md 2.4).
constexpr std::int64_t kOutageMs = std::int64_t{15} * 60'000;
// X's rules of a replay (x_api.md 2.4), a minute less where its clock may differ.
constexpr std::int64_t kReplayReachMs = std::int64_t{24 * 60 - 1} * 60'000;
constexpr std::int64_t kReplayBeginMs = std::int64_t{32} * 60'000;
constexpr std::int64_t kReplayEndMs = std::int64_t{11} * 60'000;
constexpr std::int64_t kReplayPartMs = std::int64_t{120} * 60'000;
constexpr std::string_view kSilent = "account.silent";

std::int64_t NumberOr0(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains({name.data(), name.size()});
  return member != nullptr && member->is_int64() ? member->get_int64() : 0;
}

chp::Error NextLook() {
  return {.code = chp::Code::kAgain,
          .reason = "watch.next_look",
          .message = "X reaches this helpdesk; it is looked at again later.",
          .retry_after_ms = kBetweenLooksMs};
}

}  // namespace

chp::Result<void> Watch::Run(const chp::CallContext& call, const Config& config) {
  if (!config.app.configured()) return {};
  auto looked = Look(call, config);
  if (!looked && looked.error().code == chp::Code::kCancelled) return looked;
  if (looked) return NextLook();
  // A look that failed is made again in its time: a watch never ends by a failure.
  host_.log.Write(chp::LogLevel::kWarn,
                  "It could not be seen whether X reaches us: " + looked.error().message,
                  json::serialize(json::object{{"reason", looked.error().reason}}));
  return NextLook();
}

chp::Result<void> Watch::Look(const chp::CallContext& call, const Config& config) {
  const auto webhook = reconciler_.RepairWebhook(call, config);
  if (!webhook) return webhook.error();
  if (*webhook == WebhookFound::kDown) return {};
  auto memory = Read();
  if (!memory) return memory.error();
  const std::int64_t now_ms = host_.clock.NowMs();
  const bool was_down = *webhook == WebhookFound::kRepaired || now_ms - memory->seen_ms > kOutageMs;
  if (was_down && memory->seen_ms > 0) {
    if (auto filled = FillHole(config, *memory); !filled) return filled;
  }
  memory->seen_ms = now_ms;
  Replay(call, config, *memory);
  for (const Account& account : config.accounts) {
    if (auto heard = Listen(account, *memory); !heard) return heard;
  }
  return Write(*memory);
}

chp::Result<void> Watch::FillHole(const Config& config, Memory& memory) {
  host_.log.Write(chp::LogLevel::kInfo, "X could not reach us for a time; that is read up.",
                  json::serialize(json::object{{"since_ms", memory.seen_ms}}));
  for (const Account& account : config.accounts) {
    if (auto planned = catch_up_(config, account, memory.seen_ms); !planned) return planned;
  }
  if (config.app.push() == Push::kActivity) {
    if (memory.replay_from_ms == 0) memory.replay_from_ms = memory.seen_ms;
    memory.replay_to_ms = host_.clock.NowMs();
  }
  // Our own silence is nobody's.
  memory.listening.clear();
  return {};
}

// One part at a look, the next after it: X does one at a time, and what it refuses now is asked for
// again until it is too old.
void Watch::Replay(const chp::CallContext& call, const Config& config, Memory& memory) {
  if (memory.replay_to_ms == 0) return;
  const std::int64_t now_ms = host_.clock.NowMs();
  const std::int64_t from_ms = std::max(memory.replay_from_ms, now_ms - kReplayReachMs);
  const std::int64_t to_ms =
      std::min({memory.replay_to_ms, from_ms + kReplayPartMs, now_ms - kReplayEndMs});
  if (from_ms >= memory.replay_to_ms) memory.replay_from_ms = memory.replay_to_ms = 0;
  if (from_ms > now_ms - kReplayBeginMs || to_ms <= from_ms) return;
  const auto begun = webhooks_.Replay(
      config.app, {.webhook_id = config.app.webhook_id, .from_ms = from_ms, .to_ms = to_ms}, call);
  if (!begun) {
    host_.log.Write(chp::LogLevel::kInfo,
                    "X does not send again what we missed: " + begun.error().message,
                    json::serialize(json::object{{"reason", begun.error().reason}}));
    return;
  }
  memory.replay_from_ms = to_ms;
  if (to_ms >= memory.replay_to_ms) memory.replay_from_ms = memory.replay_to_ms = 0;
}

chp::Result<void> Watch::Listen(const Account& account, Memory& memory) {
  const std::int64_t allowed_ms = account.settings.silence_hours * kHourMs;
  if (!account.active || allowed_ms == 0) {
    memory.listening.erase(account.id);
    return {};
  }
  const std::int64_t now_ms = host_.clock.NowMs();
  const std::int64_t since_ms = memory.listening.emplace(account.id, now_ms).first->second;
  const chp::AccountStatus state = states_.StateOf(account.id);
  const bool alarmed = state.reason == kSilent;
  if (state.state != chp::AccountState::kUp && !alarmed) return {};  // a worse state is told
  const auto heard = HeardSince(account, now_ms - allowed_ms);
  if (!heard) return heard.error();
  chp::AccountStatus told;
  told.account_id = account.id;
  told.state = chp::AccountState::kUp;
  if (*heard) return alarmed ? states_.SetState(told) : chp::Result<void>();
  if (alarmed || now_ms - since_ms < allowed_ms) return {};
  told.state = chp::AccountState::kDegraded;
  told.reason = kSilent;
  told.message = "Nothing came for @" + account.screen_name + " in " +
                 std::to_string(account.settings.silence_hours) +
                 " hours. Write to it on X from another account; if that does not arrive, check "
                 "the app's keys again.";
  return states_.SetState(told);
}

chp::Result<bool> Watch::HeardSince(const Account& account, std::int64_t since_ms) {
  bool heard = false;
  const auto read = host_.ingest.Recent(account.id, since_ms, [&](const chp::Message& message) {
    heard = !message.own;
    return !heard;
  });
  if (read) return heard;
  // A host that cannot tell is never silent.
  if (read.error().code == chp::Code::kUnsupported) return true;
  return read.error();
}

chp::Result<Watch::Memory> Watch::Read() {
  auto stored = host_.kv.Get(kWatchKey);
  if (!stored) return stored.error();
  Memory memory;
  if (!stored->has_value()) return memory;
  memory.version = (*stored)->version;
  boost::system::error_code failed;
  const json::value value = json::parse((*stored)->value, failed);
  if (failed || !value.is_object()) return memory;  // damaged: as if nothing was seen yet
  memory.seen_ms = NumberOr0(value.get_object(), "seen_ms");
  memory.replay_from_ms = NumberOr0(value.get_object(), "replay_from_ms");
  memory.replay_to_ms = NumberOr0(value.get_object(), "replay_to_ms");
  const json::value* listening = value.get_object().if_contains("listening");
  if (listening == nullptr || !listening->is_object()) return memory;
  for (const auto& [id, since_ms] : listening->get_object()) {
    if (since_ms.is_int64()) memory.listening.emplace(id, since_ms.get_int64());
  }
  return memory;
}

chp::Result<void> Watch::Write(const Memory& memory) {
  json::object listening;
  for (const auto& [id, since_ms] : memory.listening) listening[id] = since_ms;
  const std::string value = json::serialize(json::object{{"seen_ms", memory.seen_ms},
                                                         {"replay_from_ms", memory.replay_from_ms},
                                                         {"replay_to_ms", memory.replay_to_ms},
                                                         {"listening", listening}});
  const auto put = host_.kv.Put(
      {.key = std::string(kWatchKey), .value = value, .expected_version = memory.version});
  if (!put) return put.error();
  return {};
}

}  // namespace twitter
