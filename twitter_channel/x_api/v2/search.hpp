// Recent search with API v2 (x_api.md 3.2): posts of the last seven days.
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V2Search : public Search {
 public:
  explicit V2Search(const V11Requests& requests) : requests_(requests) {}
  chp::Result<SearchPage> Recent(const Credentials& credentials, const SearchQuery& query,
                                 const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
