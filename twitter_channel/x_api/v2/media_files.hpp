// The files that posts and direct messages show, for accounts of today's API (x_api.md 4.2).
#pragma once

#include "twitter_channel/x_api/v1_1/media_files.hpp"

namespace twitter {

// As V11MediaFiles. An OAuth 2.0 token does not open the old addresses of private files: those of
// an account with a grant are fetched from /2/dm_conversations/media/ instead, whose three ids are
// the old address's last segments.
class V2MediaFiles : public V11MediaFiles {
 public:
  explicit V2MediaFiles(const V11Requests& requests) : V11MediaFiles(requests) {}

  chp::Result<MediaAnswer> Fetch(const Credentials& credentials, const MediaRequest& request,
                                 const BodySink& sink, const chp::CallContext& call) override;
};

}  // namespace twitter
