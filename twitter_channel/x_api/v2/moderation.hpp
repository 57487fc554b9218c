// Moderation over API v2.
#pragma once

#include "twitter_channel/x_api/current_ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

// `requests` must outlive it.
class V2Moderation : public Moderation {
 public:
  explicit V2Moderation(const V11Requests& requests) : requests_(requests) {}

  chp::Result<void> DeletePost(const Credentials& credentials, std::string_view post_id,
                               const chp::CallContext& call) override;
  chp::Result<void> DeleteMessage(const Credentials& credentials, std::string_view message_id,
                                  const chp::CallContext& call) override;
  chp::Result<void> SetHidden(const Credentials& credentials, std::string_view post_id, bool hidden,
                              const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
