// The keys under which the channel keeps its own state in the host's key-value store.
// Keys of an account begin with "account/<id>/" and are dropped with it (plugin_abi.md A1).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "twitter_channel/auth/crypto.hpp"

namespace twitter {

// The consumer secret of an app that is being verified: answers X's challenge before the app is
// saved. Written by admin/app_verification, read by inbound. SECRET.
inline constexpr std::string_view kPendingCrcSecretKey = "crc/pending";

// When X last reached the connection; see admin/watch.hpp.
inline constexpr std::string_view kWatchKey = "watch";

// X users that were subscribed; see admin/subscribed_users.hpp. Not the accounts' own: they outlive
// them.
inline constexpr std::string_view kSubscribedPrefix = "subscribed/";

inline std::string HashedKey(std::string_view text) {
  const Sha256Digest digest = Sha256(text);
  return Hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// The request token of a linking that one session began. SECRET.
inline std::string LinkKey(std::string_view principal) { return "link/" + HashedKey(principal); }

// What is known about one reply, by its idempotency key or the hash of that.
inline std::string HashedSendKey(std::string_view account_id, std::string_view hashed_key) {
  return "account/" + std::string(account_id) + "/out/" + std::string(hashed_key);
}
inline std::string SendKey(std::string_view account_id, std::string_view idempotency_key) {
  return HashedSendKey(account_id, HashedKey(idempotency_key));
}

// How far one file of a reply has come; see outbound/upload_record.hpp.
inline std::string UploadKey(std::string_view account_id, std::string_view idempotency_key,
                             std::size_t number) {
  return "account/" + std::string(account_id) + "/upload/" + HashedKey(idempotency_key) + "/" +
         std::to_string(number);
}

// Which reply a remote message belongs to, so that two replies never claim the same one.
inline std::string ClaimKey(std::string_view account_id, std::string_view external_id) {
  return "account/" + std::string(account_id) + "/sent/" + std::string(external_id);
}

// How far an account's search has been read; see inbound/search_cursor.hpp.
inline std::string SearchCursorKey(std::string_view account_id) {
  return "account/" + std::string(account_id) + "/poll/search";
}

// How far a list of X has been read, "mentions" and the like; see inbound/poll_place.hpp.
inline std::string PollPlaceKey(std::string_view account_id, std::string_view list) {
  return "account/" + std::string(account_id) + "/poll/" + std::string(list);
}

// What a media job has fetched; see inbound/media_progress.hpp.
inline std::string MediaProgressKey(std::string_view account_id, std::string_view external_id) {
  return "account/" + std::string(account_id) + "/media/" + std::string(external_id);
}

// Posts that are to be looked up, by id; see inbound/wanted_posts.hpp.
inline std::string WantedPrefix(std::string_view account_id) {
  return "account/" + std::string(account_id) + "/wanted/";
}

// People that are to be looked up, by id; see inbound/people_job.hpp.
inline std::string PeoplePrefix(std::string_view account_id) {
  return "account/" + std::string(account_id) + "/people/";
}

// Which threads are busy; see inbound/flood_guard.hpp.
inline std::string FloodKey(std::string_view account_id) {
  return "account/" + std::string(account_id) + "/flood";
}

// What X billed, by UTC day and account; see x_api/cost_meter.hpp. Not the account's own: what was
// spent stays spent when it is removed.
inline constexpr std::string_view kCostsPrefix = "costs/";
inline std::string CostsPrefix(std::string_view day) {
  return std::string(kCostsPrefix) + std::string(day) + "/";
}
inline std::string CostsKey(std::string_view day, std::string_view account_id) {
  return CostsPrefix(day) + std::string(account_id);
}

}  // namespace twitter
