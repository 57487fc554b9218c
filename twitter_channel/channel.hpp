// One connection to X: the composition root. Every call of the contract takes the configuration
// snapshot of its beginning and hands it to the part that does the work.
//
//   on_inbound  webhook -> WebhookRoute          oauth_callback -> AccountLinking
//   send_reply  Sender                           preview -> Compose
//   actions     app.verify -> AppVerification    account.link -> AccountLinking
//               account.remove, connection.remove -> removal
//               post.take -> PostTake
//               post.delete, post.hide, … -> MessageModeration
//               rules.dry_run, rules.take -> RuleTrial      quarantine.replay -> WebhookRoute
//   jobs        reconcile -> Reconciler          watch -> Watch      poll -> SearchPoll
//               poll_mentions, poll_quotes, poll_own_posts -> TimelinePoll
//               message_poll -> MessagePoll
//               media -> MediaJob                parent -> ParentJob, lookup -> LookupJob
//               person, people -> PeopleJob, moderation -> MessageModeration
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/admin/account_linking.hpp"
#include "twitter_channel/admin/app_verification.hpp"
#include "twitter_channel/admin/metrics.hpp"
#include "twitter_channel/admin/reconcile.hpp"
#include "twitter_channel/admin/state_board.hpp"
#include "twitter_channel/admin/watch.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/inbound/lookup_job.hpp"
#include "twitter_channel/inbound/media_job.hpp"
#include "twitter_channel/inbound/message_poll.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/inbound/people_job.hpp"
#include "twitter_channel/inbound/post_take.hpp"
#include "twitter_channel/inbound/rule_trial.hpp"
#include "twitter_channel/inbound/search_poll.hpp"
#include "twitter_channel/inbound/timeline_poll.hpp"
#include "twitter_channel/inbound/webhook.hpp"
#include "twitter_channel/outbound/contact_book.hpp"
#include "twitter_channel/outbound/moderation.hpp"
#include "twitter_channel/outbound/sender.hpp"
#include "twitter_channel/x_api/by_generation.hpp"
#include "twitter_channel/x_api/request_guard.hpp"

namespace twitter {

class TwitterChannel : public chp::Channel {
 public:
  TwitterChannel(const chp::HostPorts& host, std::shared_ptr<HttpClient> http);

  chp::Result<void> Configure(const chp::CallContext& call, const chp::ConfigInput& input) override;
  chp::Result<chp::InboundResponse> OnInbound(const chp::CallContext& call,
                                              const chp::InboundRequest& request) override;
  chp::Result<void> SendReply(const chp::CallContext& call, const chp::Reply& reply,
                              chp::Receipt& receipt) override;
  chp::Result<void> RunJob(const chp::CallContext& call, const chp::Job& job) override;
  chp::Result<std::string> RunAction(const chp::CallContext& call,
                                     const chp::ActionInput& action) override;
  chp::Result<chp::HealthReport> CheckHealth(const chp::CallContext& call) override;
  chp::Result<std::string> Metrics() override;
  chp::Result<std::string> Preview(const chp::Reply& reply) override;

 private:
  using Snapshot = std::shared_ptr<const Config>;

  Snapshot Current() const;
  Snapshot Replace(Snapshot fresh);  // the one before
  void LogUnknownMembers(const Config& config);
  chp::Result<void> SchedulePolls(const Config& config);
  void LearnContacts(const Config& config);

  std::shared_ptr<HttpClient> http_;
  StateBoard states_;
  ContactBook contacts_;
  chp::HostPorts host_;  // with states_ as its accounts and contacts_ as its ingest
  RequestGuard guard_;
  ApiByGeneration api_;
  WebhookRoute webhook_;
  AccountLinking linking_;
  AppVerification verification_;
  Reconciler reconciler_;
  Watch watch_;
  Sender sender_;
  MessageModeration moderation_;
  SearchPoll search_poll_;
  TimelinePoll timeline_poll_;
  MessagePoll message_poll_;
  MediaJob media_;
  ParentJob parents_;
  LookupJob lookup_;
  PeopleJob people_;
  PostTake post_take_;
  RuleTrial rule_trial_;
  Tally webhook_answers_;
  Tally sends_;

  mutable std::mutex config_mutex_;  // guards config_; held for copying the pointer only
  Snapshot config_ = std::make_shared<const Config>();
};

}  // namespace twitter
