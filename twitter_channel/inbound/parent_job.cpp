// One post becomes wanted.
#include "twitter_channel/inbound/parent_job.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <boost/json/serialize.hpp>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

std::optional<WantedPost> PostIn(std::string_view payload) {
  const std::optional<json::object> object = ParseOwnObject(payload);
  if (!object) return std::nullopt;
  WantedPost post{.id = OwnText(*object, "id")};
  if (!IsXId(post.id)) return std::nullopt;
  const std::int64_t depth = OwnNumber(*object, "depth");
  post.depth = static_cast<int>(std::clamp<std::int64_t>(depth, kToComplete, kDeepest));
  return post;
}

}  // namespace

chp::Job ParentJobFor(std::string_view account_id, const WantedPost& post) {
  chp::Job job;
  job.id = post.depth == kToComplete ? "complete/" : "parent/";
  job.id += std::string(account_id) + "/" + post.id;
  job.kind = kParentJob;
  job.account_id = account_id;
  job.lane = kParentsLane;
  chp::JsonText payload;
  payload.BeginObject().Name("id").Text(post.id).Name("depth").Number(post.depth).EndObject();
  job.payload_json = std::move(payload).Take();
  return job;
}

chp::Job AnnouncedJobFor(std::string_view account_id, std::string_view post_id) {
  chp::Job job = ParentJobFor(account_id, {std::string(post_id), 1});
  job.id = "announced/" + std::string(account_id) + "/" + std::string(post_id);
  return job;
}

chp::Job LookupJobFor(std::string_view account_id) {
  chp::Job job;
  job.id = "lookup/" + std::string(account_id);
  job.kind = kLookupJob;
  job.account_id = account_id;
  job.lane = kParentsLane;
  job.payload_json = "{}";
  return job;
}

chp::Result<void> ParentJob::Run(const Config& config, const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  if (account == nullptr) return {};
  const std::optional<WantedPost> post = PostIn(job.payload_json);
  if (!post) {
    return chp::Error{chp::Code::kInvalid, "job.payload",
                      "The payload of a job is not one this channel writes."};
  }
  const std::vector<std::string> id{post->id};
  const auto found = host_.ingest.Find(account->id, id);
  if (!found) return found.error();
  const bool is_stored = !found->empty() && found->front().stored && post->depth != kToComplete;
  if (is_stored || (!found->empty() && found->front().deleted)) return {};
  const auto listed = WantedPosts(host_.kv, WantedPrefix(account->id)).Add(*post);
  if (!listed) return listed.error();
  if (!*listed) {
    host_.log.Write(chp::LogLevel::kWarn,
                    "Too many posts wait to be looked up; the thread of one stays incomplete.",
                    json::serialize(json::object{{"account", account->id}, {"post", post->id}}));
  }
  return host_.jobs.Schedule(LookupJobFor(account->id));
}

}  // namespace twitter
