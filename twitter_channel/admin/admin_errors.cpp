// The texts for administrators that more than one action uses.
#include "twitter_channel/admin/admin_errors.hpp"

#include "twitter_channel/x_api/api_error.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {

chp::Error ConfigError(std::string_view reason, std::string message) {
  return {.code = chp::Code::kConfig, .reason = std::string(reason), .message = std::move(message)};
}

std::string WordsOf(const chp::Error& error) {
  const std::string_view sentence = SentenceOfX(error);
  return sentence.empty() ? error.message : std::string(sentence);
}

chp::Error RequestTokenError(const chp::Error& error) {
  if (error.reason == reason::kClock) return error;  // also a 401, but the keys may be right
  if (error.http_status == 401) {
    return ConfigError("app.keys_refused",
                       "401 Unauthorized (Invalid credentials may be to blame.)");
  }
  if (error.http_status == 403) {
    return ConfigError("app.callback_refused",
                       "403 Forbidden (Your app's callback URL configuration on "
                       "developer.twitter.com may be to blame.)");
  }
  return error;
}

}  // namespace twitter
