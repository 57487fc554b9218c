// What a helpdesk keeps: groups, people, tickets, articles, connections, accounts, jobs. Values
// only. Ids are the store's row numbers; ids of the remote side are strings. Times are UTC
// milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace stub {

using Id = std::int64_t;  // > 0; 0 = none

inline constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

struct Group {
  Id id = 0;
  std::string name;
  bool active = true;
};

// Provider = slug of the plugin; uid = the remote side's id of the person.
struct Identity {
  std::string provider;
  std::string uid;
  std::string username;
  std::string verified_type = {};  // as the channel last told; empty: not verified
  std::string followers = {};      // digits; empty: not told
};

struct User {
  Id id = 0;
  std::string login;
  std::string firstname;
  std::string lastname;
  std::string email;
  std::string web;
  std::string note;
  std::string address;
  std::string image_source;        // shown as a link, never fetched by the host
  std::vector<std::string> roles;  // "Admin", "Agent", "Customer"
  bool active = true;
  bool may_reply_publicly = true;  // staff only
  bool may_reply_privately = true;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  std::vector<Identity> identities;

  bool HasRole(std::string_view role) const;
};

// What an admin, agent or API token may do; the opaque id is what plugins see as `principal`.
struct Principal {
  std::string opaque_id;
  User user;
  std::string csrf_token;  // sessions only
  bool is_session = false;
};

enum class TicketState { kNew, kOpen, kPendingReminder, kPendingClose, kClosed, kMerged };
std::string_view TicketStateName(TicketState state);  // "new", "open", "pending reminder", ...

struct Ticket {
  Id id = 0;
  std::string number;
  std::string title;
  Id group_id = 0;
  Id customer_id = 0;
  Id owner_id = 0;
  TicketState state = TicketState::kNew;
  std::string priority = "2 normal";
  chp::Visibility visibility = chp::Visibility::kPublic;
  Id connection_id = 0;
  Id account_id = 0;
  std::string account_screen_name;
  std::string create_article_type;
  Id merged_into = 0;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  std::int64_t article_count = 0;
  std::string group_note;  // why it is in the default group, if the channel named an unknown one
};

struct ArticleAttachment {
  Id id = 0;
  std::string blob_id;
  std::string filename;
  std::string media_type;
  std::string alt_text;
  std::uint64_t size_bytes = 0;
};

struct ArticleLink {
  std::string url;
  std::string name;
  std::string target;
};

enum class DeliveryState { kNone, kQueued, kSuccess, kFail, kUncertain };
std::string_view DeliveryStateName(DeliveryState state);  // "", "queued", "success", "fail", ...

// Why a reply has not left yet, and when it will.
struct Waiting {
  std::int64_t until_ms = 0;  // 0: it does not wait; INT64_MAX: until somebody acts
  std::string reason;
  std::string message;
};

// What a message said before it was edited.
struct ArticleVersion {
  std::string body;
  std::int64_t written_ms = 0;  // when it began to say so
};

struct Article {
  Id id = 0;
  Id ticket_id = 0;
  std::string type;    // "note", or a surface's article_type
  std::string sender;  // "Customer", "Agent", "System"
  std::string from;
  std::string to;
  bool to_is_null = false;  // nobody was named
  std::string subject;
  std::string body;  // plain text
  std::string message_id;
  std::string in_reply_to;
  bool internal = false;
  Id created_by_id = 0;
  std::int64_t created_ms = 0;  // the message's own time
  std::int64_t updated_ms = 0;
  std::string attributes_json = "{}";  // preferences.<slug>
  std::string match_json;              // why the channel took the message; empty: not told
  std::vector<ArticleLink> links;
  DeliveryState delivery = DeliveryState::kNone;
  std::string delivery_message;
  std::string delivery_reason;
  std::int64_t delivery_ms = 0;
  std::int32_t delivery_retry = 0;
  Waiting waiting;
  Id delivery_article_id_related = 0;  // of a note about a failed delivery
  std::vector<ArticleAttachment> attachments;
  std::int64_t delivered_ms = 0;         // the remote side says: it arrived
  std::int64_t read_ms = 0;              // the remote side says: it was read
  std::int64_t edited_ms = 0;            // its latest edit on the remote side; 0: none
  std::vector<ArticleVersion> versions;  // earlier texts, the latest first, only the last few
};

// One remote app = one plugin instance. Secrets are stored apart, encrypted.
struct Connection {
  Id id = 0;
  std::string slug;      // of the plugin
  std::string key;       // unguessable part of this connection's own route paths
  std::string app_json;  // values of connection_schema and attributes, no secrets
  bool verified = false;
  std::uint64_t revision = 1;
  std::int64_t created_ms = 0;
  chp::AccountState state = chp::AccountState::kConnecting;
  std::string state_reason;
  std::string state_message;
};

struct Account {
  Id id = 0;
  Id connection_id = 0;
  std::string external_id;
  std::string screen_name;
  std::string name;
  std::string settings_json = "{}";  // values of account_schema, nested by dots
  std::string profile_json = "{}";   // strings: what the remote side says of the account
  bool active = true;
  bool removing = false;
  chp::AccountState state = chp::AccountState::kConnecting;
  std::string state_reason;
  std::string state_message;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  std::int64_t last_message_ms = 0;  // of the newest message; only in lists. 0: none
};

enum class JobState { kWaiting, kRunning, kDone, kFailed, kStopped };
std::string_view JobStateName(JobState state);

// Work of the queue: a plugin's job, a reply to send, or a lifecycle action.
enum class JobType { kPlugin, kSendReply, kAction };
struct QueuedJob {
  Id id = 0;
  Id connection_id = 0;
  Id account_id = 0;  // 0: the connection itself
  Id message_id = 0;  // the message it came with, and only with that one; 0: none
  JobType type = JobType::kPlugin;
  std::string job_id;  // unique per connection
  std::string kind;
  std::string lane;
  std::string payload_json;
  std::int32_t priority = 0;
  JobState state = JobState::kWaiting;
  std::int64_t run_at_ms = 0;
  std::int32_t attempts = 0;
  std::int64_t first_run_ms = 0;
  std::int64_t last_run_ms = 0;  // when its last try ended; 0: not tried
  std::string last_reason;
  std::string last_message;
};

}  // namespace stub
