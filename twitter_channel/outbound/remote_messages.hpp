// Posts and direct messages seen as one thing by the sender: "write this" and "is it there?".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/receipt.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// Hash of what stays the same of a text on its way through X.
std::string TextHash(std::string_view text);

// One message on its way to X.
struct Outgoing {
  bool is_direct_message = false;
  std::string text;
  std::string in_reply_to;   // posts; empty: a new one
  std::string recipient_id;  // direct messages
  std::vector<std::string> exclude_user_ids;
  Charge charge = Charge::kPostWrite;       // what X bills for a post
  std::vector<chp::Attachment> files = {};  // that it shows
  std::vector<std::string> media_ids = {};  // X's, of the files, once they are uploaded
};

// What to look for on X.
struct Wanted {
  std::string text_hash;
  std::int64_t not_before_ms = 0;  // our clock; X's may differ by kClockToleranceMs
};

struct Look {
  std::vector<SentMessage> candidates;  // that may be ours, oldest first
  // True when everything since not_before_ms was seen, so that finding nothing means something.
  bool complete = false;
};

inline constexpr std::int64_t kClockToleranceMs = 120'000;

// Threads: any. Credentials are the account's.
class RemoteMessages {
 public:
  RemoteMessages(const XApi& api, const Config& config, const Account& account);

  const Credentials& credentials() const { return credentials_; }
  MediaUploads* media_uploads() const { return api_.media_uploads; }

  // The account's access is good now: Write is one request, unless X refuses it.
  chp::Result<void> Prepare(const chp::CallContext& call) {
    return api_.auth.Prepare(credentials_, call);
  }
  // Not idempotent: one remote write, never repeated here.
  chp::Result<SentMessage> Write(const Outgoing& message, const chp::CallContext& call);
  // Reads our recent posts (or the conversation) once.
  chp::Result<Look> LookFor(const Outgoing& message, const Wanted& wanted,
                            const chp::CallContext& call);

 private:
  chp::Result<Look> LookForPost(const Outgoing& message, const Wanted& wanted,
                                const chp::CallContext& call);
  chp::Result<Look> LookForDirectMessage(const Outgoing& message, const Wanted& wanted,
                                         const chp::CallContext& call);

  const XApi& api_;
  const Config& config_;
  const Account& account_;
  Credentials credentials_;
};

}  // namespace twitter
