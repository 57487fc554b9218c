// The files that posts and direct messages show (x_api.md 4.2).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

// Public files: pbs, video and abs.twimg.com, unsigned. Files of direct messages: ton.twitter.com,
// ton.x.com and the API's own host, with the account's signature, and only when asked for as
// signed. All over https at its own port. When the API itself is on loopback (tests) that origin
// may have both.
class V11MediaFiles : public MediaFiles {
 public:
  explicit V11MediaFiles(const V11Requests& requests) : requests_(requests) {}

  chp::Result<MediaAnswer> Fetch(const Credentials& credentials, const MediaRequest& request,
                                 const BodySink& sink, const chp::CallContext& call) override;

 protected:
  // Whether the account's proof may be shown to the address.
  static bool MaySignTo(const MediaRequest& request, const App& app);

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
