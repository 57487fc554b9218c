// The checks of the callback stand in the order of behaviour.md 3, for both ways.
#include "twitter_channel/admin/account_linking.hpp"

#include <boost/json.hpp>

#include "twitter_channel/admin/access_level.hpp"
#include "twitter_channel/admin/account_json.hpp"
#include "twitter_channel/admin/admin_errors.hpp"
#include "twitter_channel/admin/refusal_page.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::uint32_t kUnprocessable = 422;
constexpr std::uint32_t kBadGateway = 502;
constexpr std::string_view kNoApp = "No Twitter app configured!";
constexpr std::string_view kNoRequestToken = "No request_token for session found!";
constexpr std::string_view kNoLinking =
    "This link was used already or is older than ten minutes. Click Add account again.";
constexpr std::string_view kCancelled = "access_denied";  // RFC 6749, 4.1.2.1
constexpr std::string_view kWrongToken = "Invalid oauth_token given!";

chp::InboundResponse ErrorAnswer(std::uint32_t status, std::string_view sentence) {
  chp::InboundResponse answer;
  answer.status = status;
  answer.body = json::serialize(json::object{{"error", sentence}});
  return answer;
}

chp::InboundResponse Redirect(std::string url) {
  chp::InboundResponse answer;
  answer.status = 302;
  answer.headers = {{"location", std::move(url)}};
  return answer;
}

std::string PanelUrl(const chp::InboundRequest& request, const Config& config) {
  const std::string base(request.base_url.empty() ? std::string_view(config.host.base_url)
                                                  : request.base_url);
  return base + "/#channels/twitter";
}

using Query = std::vector<std::pair<std::string, std::string>>;

// A name that stands there twice is nobody's honest redirect: it counts as absent.
std::string ValueOf(const Query& query, std::string_view name) {
  std::string value;
  int count = 0;
  for (const auto& [key, text] : query) {
    if (key != name) continue;
    value = text;
    ++count;
  }
  return count == 1 ? value : std::string();
}

}  // namespace

struct AccountLinking::Return {
  std::string_view principal;
  const LinkSessions::Session& session;
  Query query;
  std::string panel_url;
};

chp::Result<std::string> AccountLinking::Begin(const chp::CallContext& call,
                                               std::string_view principal, const Config& config) {
  if (!config.app.configured()) {
    chp::Error error = ConfigError("app.missing", std::string(kNoApp));
    error.http_status = kUnprocessable;
    return error;
  }
  if (principal.empty()) {
    return chp::Error{.code = chp::Code::kInvalid,
                      .reason = "link.no_principal",
                      .message = "Adding an account needs a signed-in admin."};
  }
  const auto url = ConsentUrl(call, principal, config);
  if (!url) return url.error();
  return json::serialize(json::object{{"redirect_url", *url}});
}

chp::Result<std::string> AccountLinking::ConsentUrl(const chp::CallContext& call,
                                                    std::string_view principal,
                                                    const Config& config) {
  if (config.app.auth == Auth::kOAuth2) {
    auto url = oauth2_.Begin(principal, config);
    if (url || url.error().code != chp::Code::kConfig) return url;
    chp::Error error = url.error();
    error.http_status = kUnprocessable;
    return error;
  }
  const auto token = api_.auth.RequestTokenFor(config.app, config.host.oauth_callback_url, call);
  if (!token) {
    chp::Error error = RequestTokenError(token.error());
    error.http_status = 500;
    return error;
  }
  const auto stored = sessions_.Begin(principal, {token->token, token->secret});
  if (!stored) return stored.error();
  return token->authorize_url;
}

chp::Result<chp::InboundResponse> AccountLinking::Finish(const chp::CallContext& call,
                                                         const chp::InboundRequest& request,
                                                         const Config& config) {
  const std::string_view no_session =
      config.app.auth == Auth::kOAuth2 ? kNoLinking : kNoRequestToken;
  if (!config.app.configured()) return ErrorAnswer(kUnprocessable, kNoApp);
  if (request.principal.empty()) return ErrorAnswer(kUnprocessable, no_session);
  const auto found = sessions_.Find(request.principal);
  if (!found) return found.error();
  if (!found->has_value()) return ErrorAnswer(kUnprocessable, no_session);
  const Return back{request.principal, **found,
                    ParseForm(QueryOf(request.public_url)).value_or(Query()),
                    PanelUrl(request, config)};
  return back.session.way == LinkSessions::Way::kOAuth2 ? FinishOAuth2(call, back, config)
                                                        : FinishOAuth1(call, back, config);
}

chp::Result<chp::InboundResponse> AccountLinking::FinishOAuth1(const chp::CallContext& call,
                                                               const Return& back,
                                                               const Config& config) {
  const std::string denied = ValueOf(back.query, "denied");
  if (!denied.empty()) return Refuse(back, denied);
  if (!EqualConstantTime(ValueOf(back.query, "oauth_token"), back.session.request_token.token)) {
    return ErrorAnswer(kUnprocessable, kWrongToken);
  }
  const std::string verifier = ValueOf(back.query, "oauth_verifier");
  if (verifier.empty()) return ErrorAnswer(kUnprocessable, "No oauth_verifier given!");
  const auto is_first = sessions_.UseUp(back.principal, back.session);
  if (!is_first) return is_first.error();
  if (!*is_first) return ErrorAnswer(kUnprocessable, kNoRequestToken);
  const auto linked = AskX(call, verifier, back.session, config);
  if (!linked) return ErrorAnswer(kBadGateway, WordsOf(linked.error()));
  const auto account_id = Save(*linked, config);
  if (!account_id) return account_id.error();
  return Redirect(back.panel_url + "/" + *account_id);
}

chp::Result<chp::InboundResponse> AccountLinking::FinishOAuth2(const chp::CallContext& call,
                                                               const Return& back,
                                                               const Config& config) {
  const OAuth2Linking::Answer answer{ValueOf(back.query, "state"), ValueOf(back.query, "code"),
                                     ValueOf(back.query, "error")};
  if (answer.error == kCancelled) return Refuse(back, answer.state);
  if (!EqualConstantTime(answer.state, back.session.request_token.token)) {
    return ErrorAnswer(kUnprocessable, "Invalid state given!");
  }
  if (answer.code.empty()) {
    return ErrorAnswer(kUnprocessable, answer.error.empty()
                                           ? "No code given!"
                                           : "X did not allow the link. Check the app's user "
                                             "authentication settings in the developer console.");
  }
  const auto is_first = sessions_.UseUp(back.principal, back.session);
  if (!is_first) return is_first.error();
  if (!*is_first) return ErrorAnswer(kUnprocessable, kNoLinking);
  const auto account_id = oauth2_.Finish(call, answer, back.session, config);
  if (account_id) return Redirect(back.panel_url + "/" + *account_id);
  if (account_id.error().reason.starts_with("host.")) return account_id.error();
  return ErrorAnswer(kBadGateway, account_id.error().message);
}

// Anybody can put a "denied" into a link: only X's own word ends the session.
chp::Result<chp::InboundResponse> AccountLinking::Refuse(const Return& back,
                                                         std::string_view proof) {
  if (EqualConstantTime(proof, back.session.request_token.token)) {
    const auto used_up = sessions_.UseUp(back.principal, back.session);
    if (!used_up) return used_up.error();
  }
  return RefusalPage(back.panel_url);
}

chp::Result<LinkedUser> AccountLinking::AskX(const chp::CallContext& call,
                                             std::string_view verifier,
                                             const LinkSessions::Session& session,
                                             const Config& config) {
  const auto token = api_.auth.AccessToken(config.app, session.request_token, verifier, call);
  if (!token) return token.error();
  return api_.auth.VerifyCredentials({&config.app, &*token}, call);
}

chp::Result<std::string> AccountLinking::Save(const LinkedUser& linked, const Config& config) {
  json::object secrets{{"oauth_token", linked.token.token},
                       {"oauth_token_secret", linked.token.secret}};
  // Who links by OAuth 1.0a again means it: the grant would come before the new token.
  const Account* known = config.ByUserId(linked.user.id);
  if (known != nullptr && known->has_grant()) secrets["grant_id"] = "";
  auto account_id = host_.accounts.Save(
      {.account_json = AccountJson(linked.user), .secrets_json = json::serialize(secrets)});
  if (!account_id) return account_id.error();
  const bool enough = IsEnoughAccess(linked.access_level);
  const auto state = host_.accounts.SetState(
      {.state = enough ? chp::AccountState::kConnecting : chp::AccountState::kDegraded,
       .account_id = *account_id,
       .reason = enough ? "" : std::string(reason::kAppPermissions),
       .message = enough ? "" : std::string(kPermissionSentence)});
  if (!state) host_.log.Write(chp::LogLevel::kWarn, "The state of a new account was not set.", {});
  return account_id;
}

}  // namespace twitter
