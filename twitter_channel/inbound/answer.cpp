// Kept apart so that every answer has the same shape.
#include "twitter_channel/inbound/answer.hpp"

#include <boost/json.hpp>

namespace twitter {

chp::InboundResponse Accepted() {
  chp::InboundResponse response;
  response.body = "{}";
  return response;
}

chp::InboundResponse Refused(std::uint32_t status, std::string_view sentence) {
  chp::InboundResponse response;
  response.status = status;
  response.body = boost::json::serialize(boost::json::object{{"error", sentence}});
  return response;
}

}  // namespace twitter
