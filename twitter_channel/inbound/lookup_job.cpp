// Ask, deliver, forget: in this order, so that a run that is killed in between is repeated whole.
#include "twitter_channel/inbound/lookup_job.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/inbound/media_job.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostAtOnce = 100;

chp::Error MorePostsLater() {
  return {.code = chp::Code::kAgain,
          .reason = "lookup.more",
          .message = "There are more posts to look up; it goes on at once.",
          .retry_after_ms = 1};
}

// A thread is followed up from here, but not for ever.
void WantParent(chp::Message& message, int depth) {
  std::erase_if(message.jobs, [](const chp::Job& job) { return job.kind == kParentJob; });
  if (message.in_reply_to.empty() || depth >= kDeepest) return;
  message.jobs.push_back(ParentJobFor(message.account_id, {message.in_reply_to, depth + 1}));
}

// Its text as X shows it now, and its files: jobs that come with a message are scheduled only when
// it is new, or taken from now on.
void Complete(chp::Message& message, chp::Batch& batch) {
  chp::Update update;
  update.kind = chp::UpdateKind::kEdited;
  update.account_id = message.account_id;
  update.external_id = message.external_id;
  update.text = message.text;
  update.at_ms = message.sent_ms;
  batch.updates.push_back(std::move(update));
  for (const chp::Job& job : message.jobs) {
    if (job.kind == kMediaJob) batch.jobs.push_back(job);
  }
}

}  // namespace

chp::Result<void> LookupJob::Run(const chp::CallContext& call, const Config& config,
                                 const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  if (account == nullptr || !account->active || !account->has_credentials()) return {};
  WantedPosts wanted(host_.kv, WantedPrefix(account->id));
  auto ids = wanted.Ids(kMostAtOnce + 1);
  if (!ids) return ids.error();
  const bool more = ids->size() > kMostAtOnce;
  if (more) ids->pop_back();
  const auto unknown = Unknown(*account, *ids);
  if (!unknown) return unknown.error();
  if (!unknown->empty()) {
    auto posts = posts_.Lookup(CredentialsOf(config, *account), *unknown, call);
    if (!posts) return posts.error();
    const auto batch = BatchFrom(*std::move(posts), *account, config);
    if (!batch) return batch.error();
    if (auto delivered = Deliver(*account, *batch); !delivered) return delivered;
  }
  for (const std::string& id : *ids) {
    if (auto erased = wanted.Erase(id); !erased) return erased;
  }
  if (more) return MorePostsLater();
  return {};
}

chp::Result<std::vector<std::string>> LookupJob::Unknown(const Account& account,
                                                         const std::vector<std::string>& ids) {
  if (ids.empty()) return ids;
  const auto found = host_.ingest.Find(account.id, ids);
  if (!found) return found.error();
  WantedPosts wanted(host_.kv, WantedPrefix(account.id));
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < ids.size() && i < found->size(); ++i) {
    if ((*found)[i].deleted) continue;
    if ((*found)[i].stored) {
      const auto depth = wanted.DepthOf(ids[i]);
      if (!depth) return depth.error();
      if (*depth != kToComplete) continue;
    }
    unknown.push_back(ids[i]);
  }
  return unknown;
}

chp::Result<chp::Batch> LookupJob::BatchFrom(std::vector<Post> posts, const Account& account,
                                             const Config& config) {
  std::vector<Event> events;
  events.reserve(posts.size());
  for (Post& post : posts) events.emplace_back(PostCreated{std::move(post)});
  chp::Batch batch = BatchOf(std::move(events), account, config);
  WantedPosts wanted(host_.kv, WantedPrefix(account.id));
  for (chp::Message& message : batch.messages) {
    const auto depth = wanted.DepthOf(message.external_id);
    if (!depth) return depth.error();
    if (*depth == kToComplete) {
      Complete(message, batch);
    } else {
      WantParent(message, *depth);
    }
  }
  return batch;
}

chp::Result<void> LookupJob::Deliver(const Account& account, const chp::Batch& batch) {
  if (batch.messages.empty() && batch.updates.empty() && batch.jobs.empty()) return {};
  const auto delivered = host_.ingest.Deliver(batch);
  if (!delivered) return delivered.error();
  for (const chp::Delivery& delivery : *delivered) {
    if (delivery.status == chp::Code::kOk) continue;
    host_.log.Write(chp::LogLevel::kWarn, "The host refused a post that was looked up.",
                    boost::json::serialize(
                        boost::json::object{{"account", account.id}, {"reason", delivery.reason}}));
  }
  return {};
}

}  // namespace twitter
