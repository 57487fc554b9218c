// Jobs are named after what they fetch, so that the same work is never waiting twice.
#include "twitter_channel/inbound/follow_up.hpp"

#include <string>
#include <utility>

#include "twitter_channel/inbound/media_job.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/inbound/people_job.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

bool IsShown(const Routing& routing) {
  return routing.disposition == Disposition::kOpen || routing.disposition == Disposition::kJoin;
}

std::string WriteIfAny(const std::string& message_id, MediaFileList list) {
  if (list.files.empty()) return {};
  return WriteMediaOrder({message_id, std::move(list)});
}

// One account's jobs of one message.
class Jobs {
 public:
  explicit Jobs(const std::string& account_id, std::string own_id = {})
      : account_id_(account_id), own_id_(std::move(own_id)) {}

  Jobs& Media(const std::string& message_id, std::string order) {
    if (order.empty()) return *this;
    chp::Job job;
    job.id = "media/" + account_id_ + "/" + message_id;
    job.kind = kMediaJob;
    job.account_id = account_id_;
    job.lane = kMediaJob;
    job.payload_json = std::move(order);
    jobs_.push_back(std::move(job));
    return *this;
  }
  // What it answers, and what it quotes when X did not send that along.
  Jobs& Parents(const std::string& answered, const std::string& quoted, bool has_quoted) {
    Parent(answered);
    if (!has_quoted && quoted != answered) Parent(quoted);
    return *this;
  }
  // What X named and did not show.
  Jobs& Completion(const std::string& post_id) {
    jobs_.push_back(ParentJobFor(account_id_, {post_id, kToComplete}));
    return *this;
  }
  // Somebody X named by id only.
  Jobs& Person(const User& user) {
    const bool is_known = !user.screen_name.empty() || user.id == own_id_;
    if (!is_known && IsXId(user.id)) jobs_.push_back(PersonJobFor(account_id_, user.id));
    return *this;
  }
  std::vector<chp::Job> Take() && { return std::move(jobs_); }

 private:
  void Parent(const std::string& post_id) {
    if (IsXId(post_id)) jobs_.push_back(ParentJobFor(account_id_, {post_id, 1}));
  }

  const std::string& account_id_;
  std::string own_id_;
  std::vector<chp::Job> jobs_;
};

}  // namespace

std::vector<chp::Job> FollowUpJobs(const Post& post, const Routing& routing,
                                   const Account& account) {
  Jobs jobs(account.id, account.external_id);
  // Also of one that is not shown: what it quotes may be ours.
  if (post.incomplete) jobs.Completion(post.id);
  if (!IsShown(routing)) return std::move(jobs).Take();
  if (!post.withheld.any()) jobs.Media(post.id, WriteIfAny(post.id, FilesOf(post)));
  jobs.Person(post.author);
  if (post.reposted_post_id.empty()) {
    const bool has_quoted = post.quoted != nullptr || post.incomplete;  // it is shown with the post
    jobs.Parents(post.in_reply_to_post_id, post.quoted_post_id, has_quoted);
  }
  return std::move(jobs).Take();
}

std::vector<chp::Job> FollowUpJobs(const DirectMessage& message, const Routing& routing,
                                   const Account& account) {
  if (!IsShown(routing)) return {};
  Jobs jobs(account.id, account.external_id);
  jobs.Media(message.id, WriteIfAny(message.id, FilesOf(message)));
  jobs.Person(message.sender).Person(message.recipient);
  return std::move(jobs).Take();
}

std::string MediaOrderOf(const Post& post, const Routing& routing) {
  if (IsShown(routing) || post.withheld.any()) return {};
  return WriteIfAny(post.id, FilesOf(post));
}

std::string MediaOrderOf(const DirectMessage& message, const Routing& routing) {
  return IsShown(routing) ? std::string() : WriteIfAny(message.id, FilesOf(message));
}

std::vector<chp::Job> FollowUpJobs(const chp::Message& kept, const ReplyContext& context) {
  const RoutingFacts& facts = context.facts;
  Jobs jobs(kept.account_id);
  jobs.Media(kept.external_id, facts.media_order);
  const bool is_post = context.kind == ReplyContext::Kind::kPost;
  if (is_post && facts.reposted_id.empty()) {
    jobs.Parents(kept.in_reply_to, facts.quoted_id, !facts.quoted_user_id.empty());
  }
  return std::move(jobs).Take();
}

}  // namespace twitter
