// Every reason token that comes from X, listed once. They are stable: hosts, tests and panels
// compare them; sentences may change.
#pragma once

#include <string_view>

namespace twitter::reason {

// The answer itself.
inline constexpr std::string_view kMalformedObject = "x.object_malformed";
inline constexpr std::string_view kBadAnswer = "x.bad_answer";
inline constexpr std::string_view kRedirect = "x.redirect";
inline constexpr std::string_view kNoPostInAnswer = "x.no_post_in_answer";
inline constexpr std::string_view kNoTimeline = "x.no_timeline";
inline constexpr std::string_view kNoReplay = "x.no_replay";
inline constexpr std::string_view kNoMessageInAnswer = "x.no_message_in_answer";
inline constexpr std::string_view kCallbackNotConfirmed = "x.callback_not_confirmed";

// Credentials and permissions.
inline constexpr std::string_view kUnauthorized = "x.unauthorized";
inline constexpr std::string_view kInvalidToken = "x.invalid_token";
inline constexpr std::string_view kTokenRenewed = "x.token_renewed";
inline constexpr std::string_view kCodeRefused = "x.code_refused";
inline constexpr std::string_view kClientRefused = "x.client_refused";
inline constexpr std::string_view kBadAppKeys = "x.bad_app_keys";
inline constexpr std::string_view kAuthMissing = "x.auth_missing";
inline constexpr std::string_view kWrongAuthKind = "x.wrong_auth_kind";
inline constexpr std::string_view kClock = "x.clock";
inline constexpr std::string_view kNoWritePermission = "x.no_write_permission";
inline constexpr std::string_view kNoDmPermission = "x.no_dm_permission";
inline constexpr std::string_view kAppPermissions = "x.app_permissions";
inline constexpr std::string_view kAccessLevel = "x.access_level";
inline constexpr std::string_view kCallbackNotApproved = "x.callback_not_approved";
inline constexpr std::string_view kAppSuspended = "x.app_suspended";
inline constexpr std::string_view kOobNotAllowed = "x.oob_not_allowed";
inline constexpr std::string_view kAccountSuspended = "x.account_suspended";
inline constexpr std::string_view kAccountLocked = "x.account_locked";
inline constexpr std::string_view kForbidden = "x.forbidden";
inline constexpr std::string_view kNotInThisApi = "x.not_in_this_api";

// Limits and availability.
inline constexpr std::string_view kRateLimited = "x.rate_limited";
inline constexpr std::string_view kUsageCapped = "x.usage_capped";
inline constexpr std::string_view kOutOfCredit = "x.out_of_credit";
inline constexpr std::string_view kDailyLimit = "x.daily_limit";
inline constexpr std::string_view kUnavailable = "x.unavailable";

// The message or its target.
inline constexpr std::string_view kBadRequest = "x.bad_request";
inline constexpr std::string_view kNotFound = "x.not_found";
inline constexpr std::string_view kUserNotFound = "x.user_not_found";
inline constexpr std::string_view kUserSuspended = "x.user_suspended";
inline constexpr std::string_view kPostGone = "x.post_gone";
inline constexpr std::string_view kReplyToGone = "x.reply_to_gone";
inline constexpr std::string_view kReplyNotAllowed = "x.reply_not_allowed";
inline constexpr std::string_view kRepliesRestricted = "x.replies_restricted";
inline constexpr std::string_view kTextTooLong = "x.text_too_long";
inline constexpr std::string_view kDuplicate = "x.duplicate";
inline constexpr std::string_view kAlreadyDone = "x.already_done";
inline constexpr std::string_view kTooManyReports = "x.too_many_reports";
inline constexpr std::string_view kLooksAutomated = "x.looks_automated";
inline constexpr std::string_view kActionsDisabled = "x.actions_disabled";
inline constexpr std::string_view kBlocked = "x.blocked";
inline constexpr std::string_view kDmForbidden = "x.dm_forbidden";
inline constexpr std::string_view kDmTextTooLong = "x.dm_text_too_long";
inline constexpr std::string_view kMedia = "x.media";
inline constexpr std::string_view kTooLarge = "x.too_large";
inline constexpr std::string_view kMediaAddress = "x.media_address";
inline constexpr std::string_view kMediaGone = "x.media_gone";

// Webhooks and subscriptions.
inline constexpr std::string_view kConflict = "x.conflict";
inline constexpr std::string_view kSearchRules = "x.search_rules";
inline constexpr std::string_view kWebhookRefused = "x.webhook_refused";
inline constexpr std::string_view kSubscription = "x.subscription";

}  // namespace twitter::reason
