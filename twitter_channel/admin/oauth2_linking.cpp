// Consent, code, account.
#include "twitter_channel/admin/oauth2_linking.hpp"

#include <boost/json.hpp>

#include "twitter_channel/admin/account_json.hpp"
#include "twitter_channel/admin/admin_errors.hpp"
#include "twitter_channel/admin/scopes.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/auth/oauth2_pkce.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kStateBytes = 32;
constexpr std::size_t kGrantBytes = 18;

// X's page stands on another host than its API; an X of tests has one for all.
std::string ConsentPage(const App& app) {
  const bool is_x =
      app.api_base_url == "https://api.x.com" || app.api_base_url == "https://api.twitter.com";
  return (is_x ? std::string("https://x.com") : app.api_base_url) + "/i/oauth2/authorize";
}

}  // namespace

chp::Result<void> CheckOAuth2App(const App& app) {
  if (app.generation != Generation::kCurrent) {
    return ConfigError("app.oauth2_needs_v2",
                       "OAuth 2.0 works with X API v2 only: choose \"X API v2 (today)\", or link "
                       "accounts by OAuth 1.0a.");
  }
  if (app.client_id.empty()) return ConfigError("app.no_client_id", "No client_id param!");
  return {};
}

chp::Result<std::string> OAuth2Linking::Begin(std::string_view principal, const Config& config) {
  if (auto ready = CheckOAuth2App(config.app); !ready) return ready.error();
  const std::string state = RandomToken(kStateBytes);
  const std::string verifier = NewPkceVerifier();
  const auto stored = sessions_.Begin(principal, {state, verifier}, LinkSessions::Way::kOAuth2);
  if (!stored) return stored.error();
  const std::string page = ConsentPage(config.app);
  return AuthorizationUrl({.page = page,
                           .client_id = config.app.client_id,
                           .redirect_uri = config.host.oauth_callback_url,
                           .scopes = WantedScopes(),
                           .state = state,
                           .verifier = verifier});
}

chp::Result<std::string> OAuth2Linking::Finish(const chp::CallContext& call, const Answer& answer,
                                               const LinkSessions::Session& session,
                                               const Config& config) {
  const auto tokens = api_.auth.Redeem(config.app,
                                       {.code = answer.code,
                                        .verifier = session.request_token.secret,
                                        .redirect_uri = config.host.oauth_callback_url},
                                       call);
  if (!tokens) return tokens.error();
  const auto user = api_.auth.UserOf(config.app, tokens->access, call);
  if (!user) return user.error();
  auto account_id = Save(*tokens, *user);
  if (account_id) ReportNew(*account_id, *tokens, config.ByUserId(user->id));
  return account_id;
}

chp::Result<std::string> OAuth2Linking::Save(const TokenAnswer& tokens, const User& user) {
  const std::int64_t now_ms = host_.clock.NowMs();
  TokenPair asked;
  asked.grant_id = RandomToken(kGrantBytes);
  asked.consented_ms = now_ms;
  asked.scopes = WantedScopes();
  const TokenPair pair = PairOf(tokens, asked, now_ms);
  if (auto kept = store_.Keep(pair); !kept) return kept.error();
  auto account_id = host_.accounts.Save(
      {.account_json = AccountJson(user),
       .secrets_json = json::serialize(json::object{{"grant_id", pair.grant_id}})});
  if (!account_id) return account_id;
  // The first use would move the pair too; it should not have to.
  const auto moved = store_.Find({*account_id, pair.grant_id});
  if (!moved) {
    host_.log.Write(chp::LogLevel::kWarn, "New tokens are moved to their account when first used.",
                    {});
  }
  return account_id;
}

void OAuth2Linking::ReportNew(std::string_view account_id, const TokenAnswer& tokens,
                              const Account* known) {
  const std::string missing = MissingScopes(tokens.scopes.value_or(WantedScopes()),
                                            known == nullptr ? AccountSettings() : known->settings);
  chp::AccountStatus status;
  status.account_id = account_id;
  status.state = chp::AccountState::kConnecting;
  if (!missing.empty()) {
    const chp::Error error = ScopesMissing(missing);
    status.state = chp::AccountState::kDegraded;
    status.reason = error.reason;
    status.message = error.message;
  }
  if (!host_.accounts.SetState(status)) {
    host_.log.Write(chp::LogLevel::kWarn, "The state of a new account was not set.", {});
  }
}

chp::Result<void> OAuth2Linking::Move(const chp::CallContext& call, const Config& config,
                                      const Account& account) {
  const auto tokens = api_.auth.Exchange(config.app, account.token, call);
  if (!tokens) return tokens.error();
  User user;
  user.id = account.external_id;
  user.screen_name = account.screen_name;
  user.name = account.name;
  const auto saved = Save(*tokens, user);
  if (!saved) return saved.error();
  return {};
}

}  // namespace twitter
