// The helpdesk's process and its host's queue during a week: what survives a death of the process
// is the host's, and the rest begins anew.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/fake_x_api.hpp"
#include "tests/unit/inbound/week_of_x.hpp"
#include "twitter_channel/admin/watch.hpp"
#include "twitter_channel/inbound/message_poll.hpp"
#include "twitter_channel/inbound/poll_plan.hpp"
#include "twitter_channel/inbound/poll_start.hpp"
#include "twitter_channel/inbound/timeline_poll.hpp"

namespace twitter::testing {

struct ProcessDies {};

inline constexpr std::string_view kDeskWebhook = "https://desk.example/webhook";

// @AcmeHelp on today's API, all sources collected.
inline std::shared_ptr<const Config> WeekConfig() {
  constexpr std::string_view kSync =
      R"({"mentions":{"group_id":"1"},"quotes":{"group_id":"3"},"direct_messages":{"group_id":"2"}})";
  const std::string json = boost::json::serialize(boost::json::object{
      {"host", {{"routes", {{"webhook", kDeskWebhook}}}}},
      {"app", {{"consumer_key", "key"}, {"generation", "current"}, {"webhook_id", "56"}}},
      {"accounts", boost::json::array{{{"id", kOurAccountId},
                                       {"external_id", kOurUserId},
                                       {"screen_name", "AcmeHelp"},
                                       {"active", true},
                                       {"settings", {{"sync", boost::json::parse(kSync)}}}}}}});
  const std::string secrets = boost::json::serialize(boost::json::object{
      {"app", {{"consumer_secret", kSecret}}},
      {"accounts",
       boost::json::array{
           {{"id", kOurAccountId}, {"oauth_token", "token"}, {"oauth_token_secret", "secret"}}}}});
  return ParseConfig({.json = json, .secrets_json = secrets}).value();
}

class WeekDesk {
 public:
  WeekDesk() {
    x.webhooks.registered = {{.id = "56", .url = std::string(kDeskWebhook), .valid = true}};
    // Small pages: an outage leaves more than one turn reads.
    x.posts.page_size = 2;
    x.search.page_size = 2;
    x.direct_messages.page_size = 2;
    Start();
  }

  bool up() const { return process_ != nullptr; }
  // As the channel does when it is configured.
  void Start() {
    process_ = std::make_unique<Process>(host, x);
    for (chp::Job& job : PollJobs(*config, account())) PutJob(std::move(job));
    chp::Job watch;
    watch.id = kWatchJob;
    watch.kind = kWatchJob;
    PutJob(std::move(watch));
  }
  void Die() { process_.reset(); }

  // Whether X got its 200.
  bool Receive(std::string_view body) {
    if (!up()) return false;
    const std::string signature = SignatureOf(body);
    chp::InboundRequest request;
    request.route = "webhook";
    request.method = "POST";
    request.public_url = kDeskWebhook;
    request.headers = {{"x-twitter-webhooks-signature", signature}};
    request.body = body;
    try {
      return StatusOf(process_->webhook.Handle(call_, request, *config)) == 200;
    } catch (const ProcessDies&) {
      Die();
      return false;
    }
  }

  // When the next job is due; no job runs without a process.
  std::optional<std::int64_t> NextJobMs() const {
    if (!up() || due_.empty()) return std::nullopt;
    return Earliest()->second.due_ms;
  }
  // The host takes a job away only after it ran.
  void RunNextJob() {
    const Waiting waiting = Earliest()->second;
    const std::string id = waiting.job.id;
    due_.at(id).again = false;
    chp::Error error;
    try {
      const auto done = process_->Run(call_, *config, waiting.job);
      error = done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
    } catch (const ProcessDies&) {
      Die();
      error = chp::Error{chp::Code::kTransient, "died", ""};
    }
    for (chp::Job& job : host.jobs.scheduled) PutJob(std::move(job));
    host.jobs.scheduled.clear();
    if (due_.at(id).again) return;
    if (error.code == chp::Code::kOk) {
      due_.erase(id);
      return;
    }
    constexpr std::int64_t kBackOffMs = 20 * kSecondMs;
    const bool told = error.code == chp::Code::kAgain;
    due_.at(id).due_ms = host.clock.NowMs() + (told ? error.retry_after_ms : kBackOffMs);
  }

  const Account& account() const { return *config->ById(kOurAccountId); }

  std::shared_ptr<const Config> config = WeekConfig();
  FakeHost host;
  FakeXApi x{host.clock};

 private:
  struct Process {
    Process(FakeHost& host, FakeXApi& x)
        : states(host.accounts),
          webhook(host.ports()),
          reconciler(host.ports(), x.ports(), states),
          watch(host.ports(), {x.webhooks, reconciler, states},
                [&host](const Config& now, const Account& account, std::int64_t since_ms) {
                  return PlanCatchUp(host.ports(), now, account, since_ms);
                }),
          timelines(host.ports(), x.posts, x.search),
          messages(host.ports(), x.direct_messages) {}

    chp::Result<void> Run(const chp::CallContext& call, const Config& now, const chp::Job& job) {
      if (job.kind == kWatchJob) return watch.Run(call, now);
      return FeedOfKind(job.kind) == Feed::kDirectMessages ? messages.Run(call, now, job)
                                                           : timelines.Run(call, now, job);
    }

    StateBoard states;
    WebhookRoute webhook;
    Reconciler reconciler;
    Watch watch;
    TimelinePoll timelines;
    MessagePoll messages;
  };
  struct Waiting {
    chp::Job job;
    std::int64_t due_ms = 0;
    bool again = false;  // was scheduled while it ran
  };

  void PutJob(chp::Job job) {
    const std::string id = job.id;
    due_[id] = {std::move(job), host.clock.NowMs(), true};
  }
  std::map<std::string, Waiting>::const_iterator Earliest() const {
    return std::min_element(due_.begin(), due_.end(), [](const auto& a, const auto& b) {
      return a.second.due_ms < b.second.due_ms;
    });
  }

  std::map<std::string, Waiting> due_;
  std::unique_ptr<Process> process_;
  FakeCall call_;
};

}  // namespace twitter::testing
