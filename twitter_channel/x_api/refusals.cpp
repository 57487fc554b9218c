// The rows: what each refusal means for the host, and the sentence for the person who has to act.
#include "twitter_channel/x_api/refusals.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

using chp::Code;
using chp::Scope;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

constexpr Refusal kRefusals[] = {
    // The answer itself.
    {reason::kBadAnswer, Code::kTransient, Scope::kDefault, 0,
     "X's answer cannot be read; this is tried again."},
    {reason::kRedirect, Code::kConfig, Scope::kDefault, 0,
     "X answered with a redirect, which is not followed; correct the API base URL."},
    // Credentials and permissions.
    {reason::kUnauthorized, Code::kAuth, Scope::kAccount, 0,
     "X does not accept these keys and tokens; check the API key and secret, then add the "
     "account again."},
    {reason::kInvalidToken, Code::kAuth, Scope::kAccount, 0,
     "The access token is invalid or was revoked; add the account again."},
    {reason::kBadAppKeys, Code::kConfig, Scope::kDefault, 0,
     "X does not accept the API key and secret; copy them again from the developer console."},
    {reason::kAuthMissing, Code::kConfig, Scope::kDefault, 0,
     "X found no usable credentials in the request; check the API key, secret and access "
     "token."},
    {reason::kWrongAuthKind, Code::kConfig, Scope::kDefault, 0,
     "X does not take this kind of credentials here; check the connection's authentication "
     "setting."},
    {reason::kClock, Code::kTransient, Scope::kDefault, 0,
     "X says our clock is wrong; set this machine's time (NTP)."},
    {reason::kNoWritePermission, Code::kConfig, Scope::kDefault, 0,
     "The app may only read; give it write permission in the developer console, then add the "
     "account again."},
    {reason::kNoDmPermission, Code::kConfig, Scope::kDefault, 0,
     "The app may not use direct messages; allow them in the developer console, then add the "
     "account again."},
    {reason::kAppPermissions, Code::kConfig, Scope::kDefault, 0,
     "The app lacks a permission this needs; set read, write and direct messages in the "
     "developer console."},
    {reason::kAccessLevel, Code::kConfig, Scope::kDefault, 0,
     "The app's plan at X does not include this; change the plan or use the X API v2 preset."},
    {reason::kCallbackNotApproved, Code::kConfig, Scope::kDefault, 0,
     "X does not know our callback URL; enter it in the app's settings in the developer "
     "console."},
    {reason::kAppSuspended, Code::kConfig, Scope::kDefault, 0,
     "X has suspended the app; see the developer console."},
    {reason::kOobNotAllowed, Code::kConfig, Scope::kDefault, 0,
     "The app does not allow PIN sign-in; enter our callback URL in the developer console."},
    {reason::kAccountSuspended, Code::kAuth, Scope::kAccount, 0,
     "X has suspended this account; its owner must appeal on X."},
    {reason::kAccountLocked, Code::kAuth, Scope::kAccount, 0,
     "X has locked this account; its owner must log in on X and unlock it."},
    {reason::kForbidden, Code::kRejected, Scope::kDefault, 0,
     "X does not permit this; check the app's permissions and whether the target is still "
     "visible."},
    // Limits and availability.
    {reason::kRateLimited, Code::kRateLimited, Scope::kLane, 15 * kMinute,
     "X's rate limit is reached; this continues when it resets."},
    {reason::kUsageCapped, Code::kRateLimited, Scope::kConnection, 24 * kHour,
     "The usage cap of the app's plan is reached; raise it in the developer console or wait "
     "for its reset."},
    {reason::kOutOfCredit, Code::kRateLimited, Scope::kConnection, kHour,
     "The app's credit at X is used up; buy credit in the developer console."},
    {reason::kDailyLimit, Code::kRateLimited, Scope::kAccount, 3 * kHour,
     "X's daily limit for posts of this account is reached; this continues in some hours."},
    {reason::kUnavailable, Code::kTransient, Scope::kDefault, 0,
     "X is over capacity or out of order; this is tried again."},
    // The message or its target.
    {reason::kBadRequest, Code::kRejected, Scope::kDefault, 0,
     "X found the request invalid; change the message."},
    {reason::kNotFound, Code::kRejected, Scope::kDefault, 0,
     "X does not find this; it may have been deleted."},
    {reason::kUserNotFound, Code::kRejected, Scope::kDefault, 0,
     "X knows no such user; the account may be gone."},
    {reason::kUserSuspended, Code::kRejected, Scope::kDefault, 0,
     "X has suspended this user; no message reaches them."},
    {reason::kPostGone, Code::kRejected, Scope::kDefault, 0,
     "The post was deleted or is not visible to this account."},
    {reason::kReplyToGone, Code::kRejected, Scope::kDefault, 0,
     "The post being answered was deleted or is not visible; answer another one."},
    {reason::kReplyNotAllowed, Code::kRejected, Scope::kDefault, 0,
     "X lets this app answer only posts whose author mentioned or quoted us; answer on X "
     "itself or by direct message."},
    {reason::kRepliesRestricted, Code::kRejected, Scope::kDefault, 0,
     "The author restricts who may reply; answer by direct message."},
    {reason::kTextTooLong, Code::kRejected, Scope::kDefault, 0,
     "The text is longer than X takes; shorten it."},
    {reason::kDuplicate, Code::kRejected, Scope::kDefault, 0,
     "X refuses a text this account posted just now; check whether it is there, or change the "
     "wording."},
    {reason::kAlreadyDone, Code::kRejected, Scope::kDefault, 0,
     "X says this has been done already."},
    {reason::kTooManyReports, Code::kRejected, Scope::kDefault, 0,
     "This account reported too much as spam; slow down."},
    {reason::kLooksAutomated, Code::kRejected, Scope::kDefault, 0,
     "X took this for spam; slow down, vary the text, and see whether the account needs "
     "attention on X."},
    {reason::kActionsDisabled, Code::kRejected, Scope::kDefault, 0,
     "X does not let this account do that at present; log in on X to see why."},
    {reason::kBlocked, Code::kRejected, Scope::kDefault, 0,
     "This user has blocked the account: X takes no answer to them. Use another way to reach "
     "them."},
    {reason::kDmForbidden, Code::kRejected, Scope::kDefault, 0,
     "This user does not take direct messages from this account; answer publicly."},
    {reason::kDmTextTooLong, Code::kRejected, Scope::kDefault, 0,
     "The direct message is longer than X takes; shorten it."},
    {reason::kMedia, Code::kRejected, Scope::kDefault, 0,
     "X does not take these attachments together; remove some."},
    {reason::kTooLarge, Code::kRejected, Scope::kDefault, 0,
     "The attachment is larger than X takes; send a smaller one."},
    // Webhooks and subscriptions.
    {reason::kConflict, Code::kConfig, Scope::kDefault, 0,
     "X says this conflicts with what is set up already; check the app in the developer "
     "console."},
    {reason::kSearchRules, Code::kConfig, Scope::kDefault, 0,
     "X refuses the search rules; correct the search terms."},
    {reason::kWebhookRefused, Code::kConfig, Scope::kDefault, 0,
     "X refuses the webhook; its URL must be public, https and answer at once, and the app "
     "must have a free place."},
    {reason::kSubscription, Code::kConfig, Scope::kDefault, 0,
     "X refuses the subscription of this account; check the environment and add the account "
     "again."},
};

}  // namespace

const Refusal& RefusalOf(std::string_view reason) {
  const auto* row = std::find_if(std::begin(kRefusals), std::end(kRefusals),
                                 [&](const Refusal& refusal) { return refusal.reason == reason; });
  if (row == std::end(kRefusals)) throw std::logic_error("a reason of X has no row in the table");
  return *row;
}

}  // namespace twitter
