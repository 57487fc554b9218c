// Direct messages with API v2 (x_api.md 3.2, 4.2): the unencrypted ones.
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V2DirectMessages : public DirectMessages {
 public:
  explicit V2DirectMessages(const V11Requests& requests) : requests_(requests) {}

  // Of the result only ids and text are set: X answers no more.
  chp::Result<DirectMessage> Create(const Credentials& credentials, const NewDirectMessage& message,
                                    const chp::CallContext& call) override;
  // Of people only ids are set where X does not tell more.
  chp::Result<std::vector<DirectMessage>> Recent(const Credentials& credentials,
                                                 const chp::CallContext& call) override;
  chp::Result<MessagePage> With(const Credentials& credentials, std::string_view person_id,
                                const chp::CallContext& call) override;
  chp::Result<MessagePage> ReadPage(const Credentials& credentials, const MessageQuery& query,
                                    const chp::CallContext& call) override;

 private:
  chp::Result<MessagePage> List(const Credentials& credentials, std::string path,
                                const MessageQuery& query, const chp::CallContext& call) const;

  const V11Requests& requests_;
};

}  // namespace twitter
