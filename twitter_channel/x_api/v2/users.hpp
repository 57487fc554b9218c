// People, by id or by handle, with API v2 (x_api.md 3.2).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V2Users : public Users {
 public:
  explicit V2Users(const V11Requests& requests) : requests_(requests) {}

  chp::Result<std::vector<User>> Lookup(const Credentials& credentials,
                                        std::span<const std::string> ids,
                                        const chp::CallContext& call) override;
  chp::Result<std::vector<User>> LookupByHandle(const Credentials& credentials,
                                                std::span<const std::string> handles,
                                                const chp::CallContext& call) override;

 private:
  chp::Result<std::vector<User>> Ask(const Credentials& credentials, std::string path,
                                     std::string_view parameter,
                                     std::span<const std::string> values,
                                     const chp::CallContext& call);

  const V11Requests& requests_;
};

}  // namespace twitter
