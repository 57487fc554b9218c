#include "host_stub/channels/json_object.hpp"

#include <boost/json/parse.hpp>

namespace stub {

chp::Result<boost::json::object> ParseJsonObject(std::string_view text, std::string_view what) {
  if (text.empty()) return boost::json::object();
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse(text, failure);
  if (!failure && value.is_object()) return std::move(value.get_object());
  return chp::Error{.code = chp::Code::kInvalid,
                    .reason = "json.no_object",
                    .message = std::string(what) + " must be a JSON object."};
}

}  // namespace stub
