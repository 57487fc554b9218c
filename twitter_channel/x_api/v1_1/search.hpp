// search/tweets of X API v1.1: the last seven days (behaviour.md 7).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V11Search : public Search {
 public:
  explicit V11Search(const V11Requests& requests) : requests_(requests) {}

  chp::Result<SearchPage> Recent(const Credentials& credentials, const SearchQuery& query,
                                 const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
