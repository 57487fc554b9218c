// One question with one token, and perhaps with another.
#include "twitter_channel/x_api/v2/requests.hpp"

#include <utility>

#include "twitter_channel/http/http_status.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

// A write does not wait for the renewal: whoever is killed then would have to find out whether it
// was done.
chp::Error ComesAgain() {
  return {
      .code = chp::Code::kAgain,
      .reason = std::string(reason::kTokenRenewed),
      .message = "The account's access had ended; it is renewed and this is sent again at once.",
      .http_status = http_status::kUnauthorized,
      .retry_after_ms = 1};
}

chp::Result<HttpResponse> StillRefused() {
  return chp::Error{.code = chp::Code::kAuth,
                    .reason = std::string(reason::kInvalidToken),
                    .message = "X does not take the account's token; link the account again.",
                    .http_status = http_status::kUnauthorized,
                    .scope = chp::Scope::kAccount};
}

}  // namespace

// X as the token endpoint, for one account. An OAuth 1.0a token that is still there brings a pair
// when the refresh token does not.
class V2Requests::Issuer : public TokenIssuer {
 public:
  Issuer(const TokenEndpoint& endpoint, const Credentials& credentials,
         const chp::CallContext& call)
      : endpoint_(endpoint), credentials_(credentials), call_(call) {}

  chp::Result<TokenAnswer> Refresh(const std::string& refresh_token) override {
    return endpoint_.Refresh(*credentials_.app, refresh_token);
  }
  chp::Result<TokenAnswer> Recover() override {
    if (!credentials_.account->has_token()) {
      return chp::Error{.code = chp::Code::kUnsupported,
                        .reason = "oauth2.no_way_back",
                        .message = "There is no OAuth 1.0a token to exchange."};
    }
    return endpoint_.Exchange(*credentials_.app, credentials_.account->token, call_);
  }

 private:
  const TokenEndpoint& endpoint_;
  const Credentials& credentials_;
  const chp::CallContext& call_;
};

// An account with a grant while one request of it is under way.
class V2Requests::User {
 public:
  User(const V2Requests& requests, const Credentials& credentials, const chp::CallContext& call)
      : tokens_(requests.tokens_),
        grant_{credentials.account->id, credentials.account->grant_id},
        issuer_(requests.endpoint_, credentials, call),
        call_(call) {}

  chp::Result<std::string> Token() { return tokens_.Access(grant_, issuer_, call_); }
  chp::Result<std::string> Another(const std::string& refused) {
    return tokens_.Renew(grant_, refused, issuer_, call_);
  }
  void WasRefused(const std::string& token) { tokens_.Refused(grant_, token); }
  void Took(const std::string& token) { tokens_.Taken(grant_, token); }

 private:
  TokenRenewal& tokens_;
  Grant grant_;
  Issuer issuer_;
  const chp::CallContext& call_;
};

chp::Result<HttpResponse> V2Requests::Ask(const Credentials& credentials, const V11Request& request,
                                          const chp::CallContext& call) const {
  if (!credentials.by_grant() || !request.authorization.empty()) {
    return V11Requests::Ask(credentials, request, call);
  }
  User user(*this, credentials, call);
  V11Request proven = request;
  Credentials bearer = credentials;  // whoever asks is still who is billed
  bearer.user = nullptr;
  bearer.account = nullptr;
  const auto ask = [&](const std::string& token) {
    proven.authorization = "Bearer " + token;
    auto answer = V11Requests::Ask(bearer, proven, call);
    if (answer) user.Took(token);
    return answer;
  };
  const auto token = user.Token();
  if (!token) return token.error();
  auto answer = ask(*token);
  if (answer || answer.error().http_status != http_status::kUnauthorized) return answer;
  if (!request.idempotent) {
    user.WasRefused(*token);
    return ComesAgain();
  }
  const auto fresh = user.Another(*token);
  if (!fresh) return fresh.error();
  answer = ask(*fresh);
  const bool refused_again = !answer && answer.error().http_status == http_status::kUnauthorized;
  return refused_again ? StillRefused() : answer;
}

chp::Result<HttpResponse> V2Requests::Fetch(const Credentials& credentials,
                                            const MediaRequest& request, const BodySink& sink,
                                            const chp::CallContext& call) const {
  if (!credentials.by_grant() || !request.is_signed) {
    return V11Requests::Fetch(credentials, request, sink, call);
  }
  User user(*this, credentials, call);
  const auto fetch = [&](const std::string& token) {
    HttpRequest file = FileRequest(credentials, request);
    file.headers = {{"Authorization", "Bearer " + token}};
    auto answer = http().Fetch(file, sink, call);
    if (answer && answer->status / 100 == 2) user.Took(token);
    return answer;
  };
  const auto token = user.Token();
  if (!token) return token.error();
  auto answer = fetch(*token);
  if (!answer || answer->status != http_status::kUnauthorized) return answer;
  const auto fresh = user.Another(*token);
  return fresh ? fetch(*fresh) : chp::Result<HttpResponse>(fresh.error());
}

chp::Result<void> V2Requests::Prepare(const Credentials& credentials,
                                      const chp::CallContext& call) const {
  if (!credentials.by_grant()) return {};
  const auto token = User(*this, credentials, call).Token();
  return token ? chp::Result<void>() : token.error();
}

}  // namespace twitter
