// Writing and listing direct messages (x_api.md 4.4).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V11DirectMessages : public DirectMessages {
 public:
  explicit V11DirectMessages(const V11Requests& requests) : requests_(requests) {}

  // kUncertain "x.no_message_in_answer" when X says yes but shows no message. When the message
  // shown has an id but cannot be read otherwise, only id, text and recipient id are set.
  chp::Result<DirectMessage> Create(const Credentials& credentials, const NewDirectMessage& message,
                                    const chp::CallContext& call) override;
  // Fifty at most. Events that are no messages are left out.
  chp::Result<std::vector<DirectMessage>> Recent(const Credentials& credentials,
                                                 const chp::CallContext& call) override;
  // v1.1 lists all conversations together.
  chp::Result<MessagePage> With(const Credentials& credentials, std::string_view person_id,
                                const chp::CallContext& call) override;
  chp::Result<MessagePage> ReadPage(const Credentials& credentials, const MessageQuery& query,
                                    const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
