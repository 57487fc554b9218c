// The ways that lead to a row: X's codes, problem types, phrases and statuses.
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/refusals.hpp"

namespace twitter {
namespace {

struct CodeRow {
  int code;
  std::string_view reason;
};
constexpr CodeRow kCodes[] = {
    {17, reason::kUserNotFound},
    {32, reason::kUnauthorized},
    {34, reason::kNotFound},
    {36, reason::kBadRequest},
    {38, reason::kBadRequest},
    {44, reason::kBadRequest},
    {50, reason::kUserNotFound},
    {63, reason::kUserSuspended},
    {64, reason::kAccountSuspended},
    {88, reason::kRateLimited},
    {89, reason::kInvalidToken},
    {93, reason::kNoDmPermission},
    {99, reason::kBadAppKeys},
    {130, reason::kUnavailable},
    {131, reason::kUnavailable},
    {135, reason::kClock},
    {136, reason::kBlocked},
    {139, reason::kAlreadyDone},
    {144, reason::kPostGone},
    {150, reason::kDmForbidden},
    {151, reason::kDmForbidden},
    {160, reason::kAlreadyDone},
    {161, reason::kActionsDisabled},
    {179, reason::kPostGone},
    {185, reason::kDailyLimit},
    {186, reason::kTextTooLong},
    {187, reason::kDuplicate},
    {195, reason::kBadRequest},
    {200, reason::kForbidden},
    {205, reason::kTooManyReports},
    {214, reason::kWebhookRefused},
    {215, reason::kAuthMissing},
    {220, reason::kWrongAuthKind},
    {226, reason::kLooksAutomated},
    {261, reason::kNoWritePermission},
    {271, reason::kBadRequest},
    {272, reason::kAlreadyDone},
    {323, reason::kMedia},
    {324, reason::kMedia},
    {325, reason::kMedia},
    {326, reason::kAccountLocked},
    {327, reason::kAlreadyDone},
    {348, reason::kSubscription},
    {349, reason::kDmForbidden},
    {354, reason::kDmTextTooLong},
    {355, reason::kSubscription},
    {356, reason::kSubscription},
    {357, reason::kSubscription},
    {358, reason::kSubscription},
    {360, reason::kSubscription},
    {368, reason::kSubscription},
    {385, reason::kReplyToGone},
    {386, reason::kMedia},
    {407, reason::kBadRequest},
    {415, reason::kCallbackNotApproved},
    {416, reason::kAppSuspended},
    {417, reason::kOobNotAllowed},
    {421, reason::kPostGone},
    {422, reason::kPostGone},
    {425, reason::kActionsDisabled},
    {433, reason::kRepliesRestricted},
    {453, reason::kAccessLevel},
};

struct NameRow {
  std::string_view name;
  std::string_view reason;
};
constexpr NameRow kProblems[] = {
    {"invalid-request", reason::kBadRequest},
    {"resource-not-found", reason::kNotFound},
    {"not-authorized-for-resource", reason::kForbidden},
    {"not-authorized-for-field", reason::kAccessLevel},
    {"disallowed-resource", reason::kForbidden},
    {"resource-unavailable", reason::kPostGone},
    {"field-unauthorized", reason::kAccessLevel},
    {"field-hydration-failure", reason::kUnavailable},
    {"internal-error", reason::kUnavailable},
    {"client-forbidden", reason::kAccessLevel},
    {"unsupported-authentication", reason::kWrongAuthKind},
    {"oauth1-permissions", reason::kAppPermissions},
    {"usage-capped", reason::kUsageCapped},
    {"conflict", reason::kConflict},
    {"streaming-connection", reason::kUnavailable},
    {"operational-disconnect", reason::kUnavailable},
    {"client-disconnected", reason::kUnavailable},
    {"rule-cap", reason::kSearchRules},
    {"invalid-rules", reason::kSearchRules},
    {"duplicate-rules", reason::kSearchRules},
    {"noncompliant-rules", reason::kSearchRules},
    {"rate-limit-exceeded", reason::kRateLimited},
    {"credits", reason::kOutOfCredit},
    {"invalid_grant", reason::kInvalidToken},
};

// v2 says these only in words (x_api.md 4.1, 4.2, 5.3), often those of v1.1.
constexpr NameRow kPhrases[] = {
    {"duplicate content", reason::kDuplicate},
    {"You can only reply to or quote posts", reason::kReplyNotAllowed},
    {"Reply to this conversation is not allowed", reason::kReplyNotAllowed},
    {"Quoting this post is not allowed", reason::kReplyNotAllowed},
    {"reply tweet ID is invalid", reason::kReplyToGone},
    {"text is too long", reason::kTextTooLong},
    {"media IDs are invalid", reason::kMedia},
    {"media ids failed", reason::kMedia},
    {"deleted or not visible to you", reason::kReplyToGone},
    {"restricted who can reply", reason::kRepliesRestricted},
    {"account is suspended", reason::kAccountSuspended},
    {"account is temporarily locked", reason::kAccountLocked},
    {"do not have permission to DM", reason::kDmForbidden},
    {"have been blocked", reason::kBlocked},
    {"Value passed for the token was invalid", reason::kInvalidToken},
};

constexpr CodeRow kStatuses[] = {
    {400, reason::kBadRequest},  {401, reason::kUnauthorized}, {402, reason::kOutOfCredit},
    {403, reason::kForbidden},   {404, reason::kNotFound},     {408, reason::kUnavailable},
    {409, reason::kConflict},    {410, reason::kAccessLevel},  {413, reason::kTooLarge},
    {420, reason::kRateLimited}, {429, reason::kRateLimited},
};

}  // namespace

const Refusal* RefusalOfCode(int code) {
  for (const CodeRow& row : kCodes) {
    if (row.code == code) return &RefusalOf(row.reason);
  }
  return nullptr;
}

const Refusal* RefusalOfProblem(std::string_view type) {
  for (const NameRow& row : kProblems) {
    if (row.name == type) return &RefusalOf(row.reason);
  }
  return nullptr;
}

const Refusal* RefusalOfText(std::string_view text) {
  for (const NameRow& row : kPhrases) {
    if (text.find(row.name) != std::string_view::npos) return &RefusalOf(row.reason);
  }
  return nullptr;
}

const Refusal& RefusalOfStatus(int status) {
  for (const CodeRow& row : kStatuses) {
    if (row.code == status) return RefusalOf(row.reason);
  }
  if (status >= 500) return RefusalOf(reason::kUnavailable);
  if (status >= 400) return RefusalOf(reason::kBadRequest);
  if (status >= 300) return RefusalOf(reason::kRedirect);
  return RefusalOf(reason::kBadAnswer);
}

}  // namespace twitter
