// The table of actions, their checks, and the job.
#include "twitter_channel/outbound/moderation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/outbound/send_ledger.hpp"
#include "twitter_channel/outbound/sender.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

enum class Deed { kDeletePost, kDeleteMessage, kHide, kUnhide };

struct DeedRow {
  std::string_view action;
  Deed deed;
  bool of_own;                 // it is done to our own messages; else to those of others
  std::string_view announced;  // while it is under way
  std::string_view done;       // a note in the ticket; empty: the message itself shows it
  std::string_view failed;
};
constexpr std::array kDeeds{
    DeedRow{"post.delete", Deed::kDeletePost, true, "The post is being deleted on X.", "",
            "The post could not be deleted on X. "},
    DeedRow{"message.delete", Deed::kDeleteMessage, true,
            "The message is being deleted from our side of the conversation.",
            "Deleted from our side of the conversation on X; the other person still has it.",
            "The message could not be deleted on X. "},
    DeedRow{"post.hide", Deed::kHide, false, "The post is being hidden on X.",
            "Hidden on X: readers see it only when they ask for hidden replies.",
            "The post could not be hidden on X. "},
    DeedRow{"post.unhide", Deed::kUnhide, false, "The post is being shown again on X.",
            "Shown again on X.", "The post could not be shown again on X. "}};

const DeedRow* FindDeed(std::string_view action) {
  const auto* row = std::find_if(kDeeds.begin(), kDeeds.end(),
                                 [&](const DeedRow& known) { return known.action == action; });
  return row == kDeeds.end() ? nullptr : row;
}

chp::Error Rejected(std::string_view reason, std::string_view message) {
  return {.code = chp::Code::kRejected,
          .reason = std::string(reason),
          .message = std::string(message),
          .http_status = 422};
}

// Somebody was faster, or an earlier run of the job was.
bool IsGone(const chp::Error& error) {
  return error.reason == reason::kNotFound || error.reason == reason::kPostGone;
}

}  // namespace

struct MessageModeration::Wish {
  const DeedRow& row;
  std::string account_id;
  std::string external_id;

  chp::Update Told(chp::UpdateKind kind, std::int64_t at_ms) const {
    chp::Update update;
    update.kind = kind;
    update.account_id = account_id;
    update.external_id = external_id;
    update.at_ms = at_ms;
    return update;
  }
  // A note about the message, and no file.
  chp::Update Note(std::string text, std::int64_t at_ms) const {
    chp::Update update = Told(chp::UpdateKind::kAttached, at_ms);
    update.text = std::move(text);
    return update;
  }
};

bool MessageModeration::Offers(std::string_view action) { return FindDeed(action) != nullptr; }

chp::Result<void> MessageModeration::Check(const Wish& wish) {
  const auto found = host_.ingest.Find(wish.account_id, std::span(&wish.external_id, 1));
  if (!found) return found.error();
  if (found->empty() || !found->front().stored) {
    return Rejected("reply.unknown_message", "There is no such message of this account on X.");
  }
  if (wish.row.of_own && !found->front().own) {
    return Rejected("reply.not_own", "Only what this account wrote can be deleted.");
  }
  if (!wish.row.of_own && found->front().own) {
    return Rejected("reply.own", "Only answers of others can be hidden; delete the post instead.");
  }
  return {};
}

chp::Result<std::string> MessageModeration::Begin(const chp::ActionInput& action,
                                                  const Config& config) {
  const auto account = SendingAccount(config, action.account_id);
  if (!account) return account.error();
  if (config.app.generation == Generation::kLegacy || moderation_ == nullptr) {
    return Rejected("account.needs_v2",
                    "X API v1.1 cannot do this: do it on X, or change the connection to X API v2.");
  }
  const DeedRow* row = FindDeed(action.id);
  if (row == nullptr) return Rejected("reply.unknown_message", "There is nothing like that to do.");
  const Wish wish{*row, std::string(action.account_id), std::string(action.external_id)};
  if (auto sound = Check(wish); !sound) return sound.error();
  chp::Job job;
  job.id = std::string(kModerationJob) + "/" + wish.account_id + "/" + wish.external_id;
  job.kind = kModerationJob;
  job.account_id = wish.account_id;
  job.lane = kModerationJob;
  job.payload_json =
      json::serialize(json::object{{"action", row->action}, {"external_id", wish.external_id}});
  if (auto scheduled = host_.jobs.Schedule(job); !scheduled) return scheduled.error();
  return json::serialize(json::object{{"message", row->announced}});
}

chp::Result<void> MessageModeration::Run(const chp::CallContext& call, const Config& config,
                                         const chp::Job& job) {
  const auto payload = ParseOwnObject(job.payload_json);
  const DeedRow* row = payload ? FindDeed(OwnText(*payload, "action")) : nullptr;
  const Account* account = config.ById(job.account_id);
  // Nobody is left to do it for.
  if (row == nullptr || account == nullptr || moderation_ == nullptr) return {};
  const Wish wish{*row, job.account_id, OwnText(*payload, "external_id")};
  const Credentials credentials = CredentialsOf(config, *account);
  const bool deletes = row->deed == Deed::kDeletePost || row->deed == Deed::kDeleteMessage;
  auto done = deletes ? Delete(wish, credentials, call)
                      : moderation_->SetHidden(credentials, wish.external_id,
                                               row->deed == Deed::kHide, call);
  if (!done && done.error().code != chp::Code::kRejected) return done;
  const std::int64_t now_ms = host_.clock.NowMs();
  if (!done) return Tell({wish.Note(std::string(row->failed) + done.error().message, now_ms)});
  if (row->done.empty()) return {};
  return Tell({wish.Note(std::string(row->done), now_ms)});
}

chp::Result<void> MessageModeration::Delete(const Wish& wish, const Credentials& credentials,
                                            const chp::CallContext& call) {
  if (wish.row.deed == Deed::kDeletePost) return DeletePosts(wish, credentials, call);
  auto deleted = moderation_->DeleteMessage(credentials, wish.external_id, call);
  if (!deleted && !IsGone(deleted.error())) return deleted;
  return {};
}

// A thread goes with all its parts, the last one first, so that none is left under a deleted one.
chp::Result<void> MessageModeration::DeletePosts(const Wish& wish, const Credentials& credentials,
                                                 const chp::CallContext& call) {
  auto parts = SendLedger(host_.kv).PartsWith(wish.account_id, wish.external_id);
  if (!parts) return parts.error();
  std::vector<chp::Update> updates;
  for (auto part = parts->rbegin(); part != parts->rend(); ++part) {
    auto deleted = moderation_->DeletePost(credentials, *part, call);
    if (!deleted && !IsGone(deleted.error())) return deleted;
    chp::Update update = wish.Told(chp::UpdateKind::kDeleted, host_.clock.NowMs());
    update.external_id = *part;
    updates.push_back(std::move(update));
  }
  return Tell(std::move(updates));
}

chp::Result<void> MessageModeration::Tell(std::vector<chp::Update> updates) {
  const auto told =
      host_.ingest.Deliver({.messages = {}, .updates = std::move(updates), .jobs = {}});
  if (!told) return told.error();
  return {};
}

}  // namespace twitter
