// Jobs are named after what they fetch, so that the same work is never waiting twice.
#include "twitter_channel/inbound/follow_up.hpp"

#include <string>
#include <utility>

#include "twitter_channel/inbound/media_job.hpp"
#include "twitter_channel/inbound/media_order.hpp"
#include "twitter_channel/inbound/parent_job.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

bool IsShown(const Routing& routing) {
  return routing.disposition == Disposition::kOpen || routing.disposition == Disposition::kJoin;
}

void AddMedia(const std::string& message_id, MediaFileList list, const Account& account,
              std::vector<chp::Job>& jobs) {
  if (list.files.empty()) return;
  chp::Job job;
  job.id = "media/" + account.id + "/" + message_id;
  job.kind = kMediaJob;
  job.account_id = account.id;
  job.lane = kMediaJob;
  job.payload_json = WriteMediaOrder({message_id, std::move(list)});
  jobs.push_back(std::move(job));
}

void AddParent(const std::string& post_id, const Account& account, std::vector<chp::Job>& jobs) {
  if (IsXId(post_id)) jobs.push_back(ParentJobFor(account.id, {post_id, 1}));
}

}  // namespace

std::vector<chp::Job> FollowUpJobs(const Post& post, const Routing& routing,
                                   const Account& account) {
  std::vector<chp::Job> jobs;
  if (!IsShown(routing)) return jobs;
  AddMedia(post.id, FilesOf(post), account, jobs);
  if (!post.reposted_post_id.empty()) return jobs;
  AddParent(post.in_reply_to_post_id, account, jobs);
  const bool quotes_another = post.quoted_post_id != post.in_reply_to_post_id;
  if (!post.quoted && quotes_another) AddParent(post.quoted_post_id, account, jobs);
  return jobs;
}

std::vector<chp::Job> FollowUpJobs(const DirectMessage& message, const Routing& routing,
                                   const Account& account) {
  std::vector<chp::Job> jobs;
  if (IsShown(routing)) AddMedia(message.id, FilesOf(message), account, jobs);
  return jobs;
}

}  // namespace twitter
