// Job watch: while the channel runs, looks every five minutes whether X can reach it. A webhook
// that X holds for invalid is validated again. After an outage, the webhook's or our own, what came
// meanwhile is sent again by X, where it does that, two hours at a time, and is read from X's
// lists, in bounded turns (inbound/poll_plan.hpp): whichever comes first, each message is stored
// once. An account that hears nothing for longer than its admin expects becomes a state with a
// sentence.
//
// When X was last known to reach us is kept in the host's key-value store, so that a restart, a
// crash or another node knows how long the outage was. It moves on only after the catching up was
// handed to the host: what is handed over twice does no harm.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/admin/reconcile.hpp"
#include "twitter_channel/admin/state_board.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

inline constexpr std::string_view kWatchJob = "watch";  // id and kind

class Watch {
 public:
  // Has what an account's lists got since a time read by jobs.
  using CatchUp =
      std::function<chp::Result<void>(const Config&, const Account&, std::int64_t since_ms)>;

  struct Parts {
    Webhooks& webhooks;
    Reconciler& reconciler;
    StateBoard& states;
  };
  Watch(const chp::HostPorts& host, const Parts& parts, CatchUp catch_up)
      : host_(host),
        webhooks_(parts.webhooks),
        reconciler_(parts.reconciler),
        states_(parts.states),
        catch_up_(std::move(catch_up)) {}

  // kAgain with the time of the next look; success when no app is configured.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config);

 private:
  // {"seen_ms":…,"replay_from_ms":…,"replay_to_ms":…,"listening":{"<account id>":since_ms}}
  struct Memory {
    std::int64_t seen_ms = 0;  // X reached us; 0: not known yet
    // What X is still to send again; both 0: nothing.
    std::int64_t replay_from_ms = 0;
    std::int64_t replay_to_ms = 0;
    std::map<std::string, std::int64_t, std::less<>> listening;
    std::uint64_t version = 0;
  };
  chp::Result<Memory> Read();
  chp::Result<void> Write(const Memory& memory);
  chp::Result<void> Look(const chp::CallContext& call, const Config& config);
  chp::Result<void> FillHole(const Config& config, Memory& memory);
  void Replay(const chp::CallContext& call, const Config& config, Memory& memory);
  chp::Result<void> Listen(const Account& account, Memory& memory);
  chp::Result<bool> HeardSince(const Account& account, std::int64_t since_ms);

  chp::HostPorts host_;
  Webhooks& webhooks_;
  Reconciler& reconciler_;
  StateBoard& states_;
  CatchUp catch_up_;
};

}  // namespace twitter
