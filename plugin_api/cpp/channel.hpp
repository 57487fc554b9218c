// The class a C++ channel author writes: one virtual per call of the contract, in C++ values.
// plugin.hpp turns it into the C table; nothing thrown here ever crosses the boundary.
//
// Every std::string_view is valid during the call only (R1). Thread tags as in channel_plugin.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace chp {

struct ConfigInput {
  bool dry_run = false;
  std::uint64_t revision = 0;
  std::string_view json;
  std::string_view secrets_json;
};

struct HeaderView {
  std::string_view name;  // lower case
  std::string_view value;
};

struct InboundRequest {
  std::int64_t received_ms = 0;
  std::string_view route;
  std::string_view principal;
  std::string_view base_url;
  std::string_view method;
  std::string_view public_url;
  std::string_view remote_addr;
  std::vector<HeaderView> headers;
  std::string_view body;
};

struct InboundResponse {
  std::uint32_t status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct Reply {
  bool force = false;
  std::string_view idempotency_key;
  std::string_view account_id;
  std::string_view conversation_id;
  std::string_view surface;
  std::string_view in_reply_to;
  std::string_view recipient_id;
  std::string_view text;
  std::vector<Attachment> attachments;
  std::string_view context_json;
  std::string_view options_json;
  std::string_view agent_json;
  std::int64_t created_ms = 0;
};

struct ReceiptPart {
  std::string external_id;
  std::string url;
  bool operator==(const ReceiptPart&) const = default;
};

// What is known to be on the remote side; filled on failure too when a part was sent.
struct Receipt {
  std::vector<ReceiptPart> parts;  // the first one is the article's id and link
  std::string article_json;        // {"from","to","attributes","links"}
};

struct ActionInput {
  std::string_view id;
  std::string_view account_id;
  std::string_view external_id;
  std::string_view principal;
  std::string_view base_url;
  std::string_view input_json;
  std::string_view secrets_json;
};

enum class Health : std::uint32_t { kUp = 0, kDegraded = 1, kDown = 2 };
struct HealthReport {
  Health state = Health::kUp;
  std::string detail_json = "{}";
};

// One connection. Owned by the glue; destroyed only when no call is inside. [see channel_plugin.h]
class Channel {
 public:
  virtual ~Channel() = default;
  virtual Result<void> Configure(const CallContext& call, const ConfigInput& config) = 0;
  virtual Result<InboundResponse> OnInbound(const CallContext& call,
                                            const InboundRequest& request) = 0;
  virtual Result<void> SendReply(const CallContext& call, const Reply& reply, Receipt& receipt) = 0;

  // Extensions. The glue answers kUnsupported for those the manifest does not name.
  virtual Result<void> RunJob(const CallContext& call, const Job& job) = 0;
  virtual Result<std::string> RunAction(const CallContext& call, const ActionInput& action) = 0;
  virtual Result<HealthReport> CheckHealth(const CallContext& call) = 0;
  virtual Result<std::string> Metrics() = 0;                    // OpenMetrics text [any]
  virtual Result<std::string> Preview(const Reply& reply) = 0;  // JSON, chp.compose [any]
};

}  // namespace chp
