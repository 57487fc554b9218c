// The host's accounts service, with a memory: every state that is told to the host is kept for
// health checks.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/admin/spending.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// Threads: any number at once.
class StateBoard : public chp::Accounts {
 public:
  explicit StateBoard(chp::Accounts& accounts) : accounts_(accounts) {}
  StateBoard(const StateBoard&) = delete;
  StateBoard& operator=(const StateBoard&) = delete;

  chp::Result<std::string> Save(const chp::AccountSave& account) override;
  // Remembered even when the host could not store it. Of two that are told at once, the host is
  // told the later one last.
  chp::Result<void> SetState(const chp::AccountStatus& status) override;
  // For who looks at an account for a while: what somebody told since `times_told` was taken is
  // newer than what he saw, and stays.
  std::uint64_t TimesTold(std::string_view account_id) const;
  chp::Result<void> SetStateUnlessTold(const chp::AccountStatus& status, std::uint64_t times_told);
  chp::AccountStatus StateOf(std::string_view account_id) const;  // the last one told
  void SetWebhookValid(std::optional<bool> valid);

  // detail_json: {"connection": {"push", "state", "reason", "message", "webhook_valid"},
  //               "accounts": [{"id", "screen_name", "state", "reason", "message"}]}
  // With a budget or without credit, the connection's "spending": {"today_micro_dollars",
  // "budget_micro_dollars", "reason", "message"}.
  // The worst state of connection and active accounts decides. No secret is in it.
  chp::HealthReport Report(const Config& config, const Spending& spending = {}) const;

 private:
  struct Told {
    chp::AccountStatus status;
    std::uint64_t times = 0;
  };
  struct Known {
    std::map<std::string, Told, std::less<>> states;  // by account id
    std::optional<bool> webhook_valid;
  };
  Known Copy() const;
  Told ToldOf(std::string_view account_id) const;
  chp::Result<void> TellHost(const std::string& account_id);

  chp::Accounts& accounts_;
  mutable std::mutex mutex_;  // guards known_; the host is told outside of it
  Known known_;
};

}  // namespace twitter
