// Reading an answer's headers.
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

std::string_view HttpResponse::Header(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

}  // namespace twitter
