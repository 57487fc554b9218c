// Wiring: who answers which call.
#include "twitter_channel/channel.hpp"

#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/admin/cost_report.hpp"
#include "twitter_channel/admin/developer_texts.hpp"
#include "twitter_channel/admin/removal.hpp"
#include "twitter_channel/admin/self_test.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/inbound/poll_prices.hpp"
#include "twitter_channel/inbound/poll_start.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/preview.hpp"

namespace twitter {
namespace {

constexpr std::size_t kNonceBytes = 24;
constexpr std::int64_t kContactsReachBackMs = std::int64_t{30} * 86'400'000;

chp::HostPorts WithOwn(const chp::HostPorts& host, chp::Accounts& accounts, chp::Ingest& ingest) {
  return {host.log, host.clock, host.kv, ingest, accounts, host.jobs, host.blobs};
}

chp::Error Unknown(std::string_view what, std::string_view name) {
  return {.code = chp::Code::kUnsupported,
          .reason = std::string(what) + ".unknown",
          .message = "This channel has no " + std::string(what) + " \"" +
                     std::string(name.substr(0, 64)) + "\"."};
}

chp::Result<std::string> Done(const chp::Result<void>& result) {
  if (!result) return result.error();
  return std::string("{}");
}

}  // namespace

TwitterChannel::TwitterChannel(const chp::HostPorts& host, std::shared_ptr<HttpClient> http)
    : http_(std::move(http)),
      states_(host.accounts),
      contacts_(host.ingest),
      host_(WithOwn(host, states_, contacts_)),
      guard_(host_.kv, host_.clock),
      api_(
          *http_, host_.clock, host_.kv, [] { return RandomToken(kNonceBytes); }, &guard_),
      webhook_(host_, &guard_.costs()),
      linking_(host_, api_.ports()),
      verification_(host_, api_.ports()),
      reconciler_(host_, api_.ports(), states_),
      watch_(host_, {api_.ports().webhooks, reconciler_, states_},
             [this](const Config& config, const Account& account, std::int64_t since_ms) {
               return PlanCatchUp(host_, config, account, since_ms);
             }),
      sender_(host_, api_.ports(), &contacts_),
      moderation_(host_, api_.ports().moderation),
      search_poll_(host_, api_.ports().search),
      timeline_poll_(host_, api_.ports().posts, api_.ports().search),
      message_poll_(host_, api_.ports().direct_messages),
      media_(host_, api_.ports().media_files),
      parents_(host_),
      lookup_(host_, api_.ports().posts),
      people_(host_, api_.ports().users),
      post_take_(host_, api_.ports().posts),
      rule_trial_(host_) {}

TwitterChannel::Snapshot TwitterChannel::Current() const {
  const std::lock_guard lock(config_mutex_);
  return config_;
}

TwitterChannel::Snapshot TwitterChannel::Replace(Snapshot fresh) {
  const std::lock_guard lock(config_mutex_);
  return std::exchange(config_, std::move(fresh));
}

chp::Result<void> TwitterChannel::Configure(const chp::CallContext& call,
                                            const chp::ConfigInput& input) {
  auto parsed = ParseConfig(input);
  if (!parsed) return parsed.error();
  const Snapshot fresh = *parsed;
  if (input.dry_run) {
    return fresh->app.configured() ? verification_.ProveKeys(call, *fresh) : chp::Result<void>();
  }
  const Snapshot before = Replace(fresh);
  LogUnknownMembers(*fresh);
  if (!fresh->app.configured()) return {};
  chp::Job reconcile;
  reconcile.id = kReconcileJob;
  reconcile.kind = kReconcileJob;
  auto scheduled = host_.jobs.Schedule(reconcile);
  if (!scheduled) Replace(before);
  return scheduled;
}

void TwitterChannel::LogUnknownMembers(const Config& config) {
  for (const std::string& name : config.unknown_app_members) {
    host_.log.Write(chp::LogLevel::kInfo, "A member of the app's configuration is not known.",
                    boost::json::serialize(boost::json::object{{"member", name}}));
  }
}

chp::Result<chp::InboundResponse> TwitterChannel::OnInbound(const chp::CallContext& call,
                                                            const chp::InboundRequest& request) {
  const Snapshot config = Current();
  if (request.route == "oauth_callback") return linking_.Finish(call, request, *config);
  if (request.route != "webhook") return Unknown("route", request.route);
  auto answer = webhook_.Handle(call, request, *config);
  webhook_answers_.Add(answer ? std::to_string(answer->status) : "503");
  return answer;
}

chp::Result<void> TwitterChannel::SendReply(const chp::CallContext& call, const chp::Reply& reply,
                                            chp::Receipt& receipt) {
  auto sent = sender_.Send(call, reply, *Current(), receipt);
  sends_.Add(VerdictName(sent ? chp::Code::kOk : sent.error().code));
  return sent;
}

chp::Result<void> TwitterChannel::RunJob(const chp::CallContext& call, const chp::Job& job) {
  const Snapshot config = Current();
  if (job.kind == kReconcileJob) {
    if (auto scheduled = SchedulePolls(*config); !scheduled) return scheduled;
    LearnContacts(*config);
    return reconciler_.Run(call, *config, [this] { return Current(); });
  }
  if (job.kind == kWatchJob) return watch_.Run(call, *config);
  if (job.kind == kPollJob) return search_poll_.Run(call, *config, job.account_id);
  if (const auto feed = FeedOfKind(job.kind)) {
    return *feed == Feed::kDirectMessages ? message_poll_.Run(call, *config, job)
                                          : timeline_poll_.Run(call, *config, job);
  }
  if (job.kind == kMediaJob) return media_.Run(call, *config, job);
  if (job.kind == kParentJob) return parents_.Run(*config, job);
  if (job.kind == kModerationJob) return moderation_.Run(call, *config, job);
  if (job.kind == kLookupJob) return lookup_.Run(call, *config, job);
  if (job.kind == kPersonJob || job.kind == kPeopleJob) return people_.Run(call, *config, job);
  return Unknown("job", job.kind);
}

chp::Result<void> TwitterChannel::SchedulePolls(const Config& config) {
  if (config.app.configured()) {
    chp::Job watch;
    watch.id = kWatchJob;
    watch.kind = kWatchJob;
    // A lane of its own: a pause of one account does not stop it.
    watch.lane = kWatchJob;
    if (auto done = host_.jobs.Schedule(watch); !done) return done;
  }
  for (const Account& account : config.accounts) {
    std::vector<chp::Job> jobs = PollJobs(config, account);
    if (IsPolled(config, account)) jobs.push_back(SearchPollJob(account));
    for (const chp::Job& job : jobs) {
      if (auto done = host_.jobs.Schedule(job); !done) return done;
    }
  }
  return {};
}

void TwitterChannel::LearnContacts(const Config& config) {
  if (!config.app.plan.gates_replies) return;
  for (const Account& account : config.accounts) {
    const auto learnt = contacts_.Learn(account.id, host_.clock.NowMs() - kContactsReachBackMs);
    if (learnt) continue;
    host_.log.Write(chp::LogLevel::kWarn,
                    "Who can be answered was not read: " + learnt.error().reason + ".", {});
  }
}

chp::Result<std::string> TwitterChannel::RunAction(const chp::CallContext& call,
                                                   const chp::ActionInput& action) {
  const Snapshot config = Current();
  const XApi api = api_.ports();
  if (action.id == "app.verify") return verification_.Run(call, *config);
  if (action.id == "app.self_test") return SelfTest(api, *config, call).Run();
  if (action.id == "costs.report") {
    return CostReport(*config, PollPricesOf(*config), guard_.costs());
  }
  if (action.id == "app.texts") return DeveloperTexts(*config);
  if (action.id == "account.link") return linking_.Begin(call, action.principal, *config);
  if (action.id == "account.remove") {
    return Done(RemoveAccount(api, *config, action.account_id, call));
  }
  if (action.id == "connection.remove") return Done(RemoveConnection(api, *config, call));
  if (action.id == "post.take") return post_take_.Run(call, action, *config);
  if (MessageModeration::Offers(action.id)) return moderation_.Begin(action, *config);
  if (action.id == "rules.dry_run") return rule_trial_.DryRun(call, action, *config);
  if (action.id == "rules.take") return rule_trial_.Take(call, action, *config);
  if (action.id == "quarantine.replay") return webhook_.Replay(action.input_json, *config);
  return Unknown("action", action.id);
}

chp::Result<chp::HealthReport> TwitterChannel::CheckHealth(const chp::CallContext&) {
  const Snapshot config = Current();
  return states_.Report(*config, SpendingOf(*config, guard_));
}

chp::Result<std::string> TwitterChannel::Metrics() {
  return OpenMetrics(
      {.events = webhook_.counters().Snapshot(),
       .webhook_answers = webhook_answers_.Snapshot(),
       .sends = sends_.Snapshot(),
       .billed = BilledByKind(guard_.costs().SinceStart()),
       .micro_dollars = CostsByKind(guard_.costs().SinceStart(), Current()->app.plan)});
}

chp::Result<std::string> TwitterChannel::Preview(const chp::Reply& reply) {
  const Snapshot config = Current();
  const auto account = SendingAccount(*config, reply.account_id);
  if (account) return PreviewJson(Compose(reply, *config, **account, &contacts_));
  Composition refused;
  refused.refusal = ComposeNote{account.error().reason, account.error().message};
  return PreviewJson(refused);
}

}  // namespace twitter
