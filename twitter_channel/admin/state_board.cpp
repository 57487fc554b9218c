// States in memory and in the host.
#include "twitter_channel/admin/state_board.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace twitter {
namespace {

std::string_view PushName(Push push) {
  if (push == Push::kActivity) return "activity";
  return push == Push::kNone ? "none" : "aaa_env";
}

namespace json = boost::json;

std::string_view Name(chp::AccountState state) {
  switch (state) {
    case chp::AccountState::kConnecting:
      return "connecting";
    case chp::AccountState::kUp:
      return "up";
    case chp::AccountState::kDegraded:
      return "degraded";
    case chp::AccountState::kDown:
      return "down";
  }
  return "down";
}

// Connecting is not an outage: the first reconcile has not run yet.
chp::Health HealthOf(chp::AccountState state) {
  if (state == chp::AccountState::kDown) return chp::Health::kDown;
  if (state == chp::AccountState::kDegraded) return chp::Health::kDegraded;
  return chp::Health::kUp;
}

json::object ToJson(const chp::AccountStatus& status) {
  return json::object{
      {"state", Name(status.state)}, {"reason", status.reason}, {"message", status.message}};
}

}  // namespace

chp::Result<std::string> StateBoard::Save(const chp::AccountSave& account) {
  return accounts_.Save(account);
}

chp::Result<void> StateBoard::SetState(const chp::AccountStatus& status) {
  {
    const std::lock_guard lock(mutex_);
    Told& told = known_.states[status.account_id];
    told = {.status = status, .times = told.times + 1};
  }
  return TellHost(status.account_id);
}

chp::Result<void> StateBoard::SetStateUnlessTold(const chp::AccountStatus& status,
                                                 std::uint64_t times_told) {
  {
    const std::lock_guard lock(mutex_);
    Told& told = known_.states[status.account_id];
    if (told.times != times_told) return {};
    told = {.status = status, .times = told.times + 1};
  }
  return TellHost(status.account_id);
}

// Another may be on his way with an older state: whoever arrives last looks once more.
chp::Result<void> StateBoard::TellHost(const std::string& account_id) {
  while (true) {
    const Told told = ToldOf(account_id);
    auto stored = accounts_.SetState(told.status);
    if (TimesTold(account_id) == told.times) return stored;
  }
}

StateBoard::Told StateBoard::ToldOf(std::string_view account_id) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.states.find(account_id);
  return found == known_.states.end() ? Told() : found->second;
}

chp::AccountStatus StateBoard::StateOf(std::string_view account_id) const {
  return ToldOf(account_id).status;
}

std::uint64_t StateBoard::TimesTold(std::string_view account_id) const {
  return ToldOf(account_id).times;
}

void StateBoard::SetWebhookValid(std::optional<bool> valid) {
  const std::lock_guard lock(mutex_);
  known_.webhook_valid = valid;
}

StateBoard::Known StateBoard::Copy() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

chp::HealthReport StateBoard::Report(const Config& config, const Spending& spending) const {
  const Known known = Copy();
  const auto status_of = [&](std::string_view id) {
    const auto found = known.states.find(id);
    return found == known.states.end() ? chp::AccountStatus() : found->second.status;
  };
  const chp::AccountStatus connection = status_of("");
  chp::Health worst = HealthOf(connection.state);
  json::array accounts;
  for (const Account& account : config.accounts) {
    const chp::AccountStatus status = status_of(account.id);
    json::object entry = ToJson(status);
    entry["id"] = account.id;
    entry["screen_name"] = account.screen_name;
    entry["active"] = account.active;
    accounts.push_back(std::move(entry));
    if (account.active) worst = std::max(worst, HealthOf(status.state));
  }
  json::object detail = ToJson(connection);
  detail["push"] = PushName(config.app.push());
  detail["configured"] = config.app.configured();
  detail["webhook_valid"] = known.webhook_valid ? json::value(*known.webhook_valid) : json::value();
  if (!spending.reason.empty()) worst = std::max(worst, chp::Health::kDegraded);
  if (spending.budget_micros > 0 || !spending.reason.empty()) {
    detail["spending"] = json::object{{"today_micro_dollars", spending.today_micros},
                                      {"budget_micro_dollars", spending.budget_micros},
                                      {"reason", spending.reason},
                                      {"message", spending.message}};
  }
  return {.state = worst,
          .detail_json = json::serialize(
              json::object{{"connection", std::move(detail)}, {"accounts", std::move(accounts)}})};
}

}  // namespace twitter
