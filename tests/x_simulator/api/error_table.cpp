#include "tests/x_simulator/api/error_table.hpp"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

namespace xsim {
namespace {

struct KnownError {
  int code;
  int status;
  std::string_view text;
};

constexpr std::array kErrors = {
    KnownError{17, 404, "No user matches for specified terms."},
    KnownError{18, 403, "Too many terms specified in query."},
    KnownError{32, 401, "Could not authenticate you."},
    KnownError{34, 404, "Sorry, that page does not exist."},
    KnownError{36, 403, "You cannot report yourself for spam."},
    KnownError{38, 403, "A required parameter is missing."},
    KnownError{44, 400, "A parameter is invalid."},
    KnownError{50, 404, "User not found."},
    KnownError{63, 403, "User has been suspended."},
    KnownError{64, 403, "Your account is suspended and is not permitted to access this feature."},
    KnownError{88, 429, "Rate limit exceeded"},
    KnownError{89, 401, "Invalid or expired token."},
    KnownError{93, 403,
               "This application is not allowed to access or delete your direct messages."},
    KnownError{99, 403, "Unable to verify your credentials"},
    KnownError{130, 503, "Over capacity"},
    KnownError{131, 500, "Internal error"},
    KnownError{135, 401, "Timestamp out of bounds."},
    KnownError{139, 403, "You have already favorited this status."},
    KnownError{144, 404, "No status found with that ID."},
    KnownError{150, 403, "You cannot send messages to users who are not following you."},
    KnownError{151, 403, "There was an error sending your message."},
    KnownError{160, 403, "You've already requested to follow this user."},
    KnownError{161, 403, "You are unable to follow more people at this time."},
    KnownError{179, 403, "Sorry, you are not authorized to see this status."},
    KnownError{185, 403, "User is over daily status update limit."},
    KnownError{186, 403, "Tweet needs to be a bit shorter."},
    KnownError{187, 403, "Status is a duplicate."},
    KnownError{195, 403, "Missing or invalid url parameter."},
    KnownError{200, 403, "Forbidden."},
    KnownError{205, 403, "You are over the limit for spam reports."},
    KnownError{214, 403, "Webhook URL does not meet the requirements."},
    KnownError{215, 400, "Bad Authentication data."},
    KnownError{220, 403, "Your credentials do not allow access to this resource."},
    KnownError{226, 403,
               "This request looks like it might be automated. To protect our users from spam and "
               "other malicious activity, we can't complete this action right now."},
    KnownError{261, 403, "Application cannot perform write actions."},
    KnownError{271, 403, "You can't mute yourself."},
    KnownError{272, 403, "You are not muting the specified user."},
    KnownError{323, 400, "Animated GIFs are not allowed when uploading multiple images."},
    KnownError{324, 400, "The validation of media ids failed."},
    KnownError{325, 400, "A media id was not found."},
    KnownError{326, 403,
               "To protect our users from spam and other malicious activity, this account is "
               "temporarily locked. Please log in to https://twitter.com to unlock your account."},
    KnownError{327, 403, "You have already retweeted this Tweet."},
    KnownError{348, 403,
               "Client application is not permitted to access this user's webhook subscriptions."},
    KnownError{349, 403, "You cannot send messages to this user."},
    KnownError{354, 403, "The text of your direct message is over the max character limit."},
    KnownError{355, 409, "Subscription already exists."},
    KnownError{385, 403,
               "You attempted to reply to a Tweet that is deleted or not visible to you."},
    KnownError{386, 403, "The Tweet exceeds the number of allowed attachment types."},
    KnownError{407, 400, "The given URL is invalid."},
    KnownError{415, 403, "Callback URL not approved for this client application."},
    KnownError{416, 401, "Invalid / suspended application."},
    KnownError{417, 403, "Desktop applications only support the oauth_callback value 'oob'."},
    KnownError{421, 404, "This Tweet is no longer available."},
    KnownError{422, 404,
               "This Tweet is no longer available because it violated the Twitter Rules."},
    KnownError{425, 403, "Some actions on this user's Tweet have been disabled by Twitter."},
    KnownError{433, 403, "The original Tweet author restricted who can reply to this Tweet."},
    KnownError{453, 403,
               "You currently have access to a subset of X API V2 endpoints and limited v1.1 "
               "endpoints (e.g. media post, oauth) only."},
};

const KnownError* Find(int code) {
  const auto* found = std::find_if(kErrors.begin(), kErrors.end(),
                                   [code](const KnownError& row) { return row.code == code; });
  return found == kErrors.end() ? nullptr : found;
}

}  // namespace

bool IsKnownError(int code) { return Find(code) != nullptr; }

std::string ErrorText(const Refusal& refusal) {
  if (!refusal.message.empty()) return refusal.message;
  const KnownError* row = Find(refusal.code);
  return row == nullptr ? "Unknown error." : std::string(row->text);
}

stub::HttpResponse ErrorAnswer(const Refusal& refusal) {
  const KnownError* row = Find(refusal.code);
  stub::HttpResponse answer;
  answer.status = row == nullptr ? 403 : row->status;
  const boost::json::value body = {
      {"errors", {{{"code", refusal.code}, {"message", ErrorText(refusal)}}}}};
  answer.body = boost::json::serialize(body);
  return answer;
}

}  // namespace xsim
