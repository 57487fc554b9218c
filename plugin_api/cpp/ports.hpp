// What a channel's logic sees of its host: abstract ports in C++ values, so that logic is tested
// with fakes and never touches a C table. host_ports.hpp implements them over chp_host.
//
// Threads: every port is called from any thread that is inside a plugin call (R4).
// Errors: kInternal also when the host reports a success without its evidence (R3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"

namespace chp {

// ---- values -------------------------------------------------------------------------------

struct Attachment {
  std::string blob_id;
  std::string filename;
  std::string media_type;
  std::string alt_text;
  std::uint64_t size_bytes = 0;
  bool operator==(const Attachment&) const = default;
};

struct Party {
  std::string external_id;
  std::string handle;  // without "@"
  std::string display_name;
  std::string avatar_url;
  std::string extra_json;  // empty: absent
  bool own = false;
  bool operator==(const Party&) const = default;
};

struct Job {
  std::string id;
  std::string kind;
  std::string account_id;
  std::string lane;
  std::string payload_json;
  std::int64_t run_at_ms = 0;
  std::int32_t priority = 0;
  bool operator==(const Job&) const = default;
};

enum class Role : std::uint32_t {
  kOpen = CHP_ROLE_OPEN,
  kJoin = CHP_ROLE_JOIN,
  kContext = CHP_ROLE_CONTEXT,
};
enum class Visibility : std::uint32_t {
  kPublic = CHP_VISIBILITY_PUBLIC,
  kPrivate = CHP_VISIBILITY_PRIVATE,
};

// chp_message; empty strings are absent.
struct Message {
  Role role = Role::kContext;
  Visibility visibility = Visibility::kPublic;
  bool own = false;
  std::string account_id;
  std::string external_id;
  std::string conversation_id;
  std::string surface;
  std::string source;
  std::string group_id;
  std::string in_reply_to;
  std::string subject;
  std::string text;
  std::string permalink;
  std::int64_t sent_ms = 0;
  Party author;
  std::optional<Party> customer;
  std::vector<Party> recipients;
  std::vector<std::string> parent_ids;
  std::vector<Attachment> attachments;
  std::vector<Job> jobs;
  std::string attributes_json;
  std::string match_json;
  std::string context_json;
  bool operator==(const Message&) const = default;
};

enum class UpdateKind : std::uint32_t {
  kEdited = CHP_UPDATE_EDITED,
  kDeleted = CHP_UPDATE_DELETED,
  kAttached = CHP_UPDATE_ATTACHED,
  kDelivered = CHP_UPDATE_DELIVERED,
  kRead = CHP_UPDATE_READ,
  kPartyChanged = CHP_UPDATE_PARTY_CHANGED,
};

struct Update {
  UpdateKind kind = UpdateKind::kEdited;
  std::string account_id;
  std::string external_id;
  std::string new_external_id;
  std::string text;
  std::int64_t at_ms = 0;
  std::optional<Party> party;
  std::vector<Attachment> attachments;
  bool operator==(const Update&) const = default;
};

struct Batch {
  std::vector<Message> messages;
  std::vector<Update> updates;
  std::vector<Job> jobs;
};

struct Delivery {
  bool created = false;
  Code status = Code::kOk;
  std::string message_ref;
  std::string ticket_ref;
  std::string reason;
};

struct Found {
  bool stored = false;
  bool own = false;
  bool deleted = false;
  std::string message_ref;
  std::string ticket_ref;
};

struct KvValue {
  std::string value;
  std::uint64_t version = 0;
};

// What a value's version must be for it to be written, besides a version last read.
inline constexpr std::uint64_t kWhateverVersion = UINT64_MAX;  // CHP_KV_ANY
inline constexpr std::uint64_t kOnlyIfAbsent = 0;              // CHP_KV_ABSENT

struct KvPut {
  std::string_view key;
  std::string_view value;
  std::uint64_t expected_version = kWhateverVersion;
  std::int64_t ttl_ms = 0;
  bool secret = false;
};

struct AccountSave {
  std::string account_json;
  std::string secrets_json;
  std::uint64_t expected_revision = 0;
};

enum class AccountState : std::uint32_t { kConnecting = 0, kUp = 1, kDegraded = 2, kDown = 3 };

struct AccountStatus {
  AccountState state = AccountState::kConnecting;
  std::string account_id;  // empty: the connection
  std::string reason;
  std::string message;
};

enum class LogLevel : std::int32_t {
  kDebug = 0,
  kInfo = 1,
  kWarn = 2,
  kError = 3,
  kHostMisbehaving = 4,
};

// ---- ports --------------------------------------------------------------------------------

class Log {
 public:
  virtual ~Log() = default;
  // fields_json: an object or empty. Never a secret, never the text of a message.
  virtual void Write(LogLevel level, std::string_view text, std::string_view fields_json) = 0;
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t NowMs() const = 0;   // UTC
  virtual std::int64_t MonoMs() const = 0;  // never goes back
};

class Kv {
 public:
  virtual ~Kv() = default;
  virtual Result<std::optional<KvValue>> Get(std::string_view key) = 0;
  // The new version; kConflict when expected_version does not hold.
  virtual Result<std::uint64_t> Put(const KvPut& put) = 0;
  // Success also when there is nothing; kConflict when `expected` does not hold.
  virtual Result<void> Erase(std::string_view key, std::uint64_t expected = kWhateverVersion) = 0;
  virtual Result<std::vector<std::string>> Scan(std::string_view prefix) = 0;
};

class Ingest {
 public:
  virtual ~Ingest() = default;
  // One result per message, in order.
  virtual Result<std::vector<Delivery>> Deliver(const Batch& batch) = 0;
  virtual Result<std::vector<Found>> Find(std::string_view account_id,
                                          std::span<const std::string> external_ids) = 0;
  virtual Result<void> Bind(std::string_view account_id, std::string_view idempotency_key,
                            std::string_view external_id) = 0;
  // Stored messages of an account since a time, those that no ticket took included, oldest first;
  // `each` returns false to stop, and may use other ports. kUnsupported when the host is too old.
  virtual Result<void> Recent(std::string_view account_id, std::int64_t since_ms,
                              const std::function<bool(Message)>& each) = 0;
  virtual Result<void> Quarantine(std::string_view bytes, std::string_view reason) = 0;
};

class Accounts {
 public:
  virtual ~Accounts() = default;
  virtual Result<std::string> Save(const AccountSave& account) = 0;  // the account id
  virtual Result<void> SetState(const AccountStatus& status) = 0;
};

class Blobs {
 public:
  virtual ~Blobs() = default;
  // `produce` is given a writer that returns false once the host refuses; the blob id, or an error.
  using Writer = std::function<bool(std::string_view bytes)>;
  virtual Result<std::string> Store(const Attachment& meta,
                                    const std::function<Result<void>(const Writer&)>& produce) = 0;
  virtual Result<void> Read(std::string_view blob_id, const Writer& consume) = 0;
};

class Jobs {
 public:
  virtual ~Jobs() = default;
  virtual Result<void> Schedule(const Job& job) = 0;
  virtual Result<void> Cancel(std::string_view id) = 0;
};

// The context of one call: attempt, deadline and cancellation (chp_call).
class CallContext {
 public:
  virtual ~CallContext() = default;
  virtual std::uint32_t Attempt() const = 0;
  virtual std::int64_t DeadlineMs() const = 0;  // monotonic; 0: none
  virtual bool IsCancelled() const = 0;         // cheap; true also once the deadline has passed
  virtual std::string_view TraceId() const = 0;
};

struct HostPorts {
  Log& log;
  Clock& clock;
  Kv& kv;
  Ingest& ingest;
  Accounts& accounts;
  Jobs& jobs;
  Blobs* blobs;  // null when the host offers none
};

}  // namespace chp
