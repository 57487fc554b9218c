// An app with a secret, one without, a person, and X's OAuth 2.0 by a clock of the test's own.
#pragma once

#include <algorithm>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/scopes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/world/console.hpp"

namespace xsim {

namespace json = boost::json;

// RFC 7636, appendix B.
inline constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
inline constexpr std::string_view kCallback = "https://desk.example/back";

class OAuth2Test : public testing::Test {
 protected:
  OAuth2Test() {
    const auto state = world_.Lock();
    User user;
    user.screen_name = "acme";
    SignUp(*state, user);
    BecomeDeveloper(*state, "acme", "answering");
    AppDraft draft;
    draft.name = "Desk";
    draft.website = "https://desk.example";
    draft.callback_urls = {std::string(kCallback)};
    draft.permissions = "read-write";
    draft.client_secret = "the-client-secret";
    keys_ = std::get<AppKeys>(CreateApp(*state, draft));
    draft.name = "Public";
    draft.client_secret = "";
    public_keys_ = std::get<AppKeys>(CreateApp(*state, draft));
  }

  stub::HttpResponse Ask(std::string_view method, std::string_view path, const Fields& fields,
                         const std::string& authorization = "") {
    stub::HttpRequest request;
    request.method = method;
    request.target = path;
    request.path = request.target;
    if (!authorization.empty()) request.headers = {{"authorization", authorization}};
    const bool is_form = method == "POST";
    const Call call{request, {}, is_form ? Fields() : fields, is_form ? fields : Fields(), {}, {}};
    for (const auto& routes : {OAuth2Routes(), OAuth2ConsentRoutes()}) {
      for (const Route& route : routes) {
        if (route.method == method && route.pattern == path) return route.handler(context_, call);
      }
    }
    ADD_FAILURE() << "no route " << path;
    return {};
  }
  Fields Wish(const std::string& scopes = "tweet.read users.read offline.access") const {
    return {{"response_type", "code"},
            {"client_id", keys_.client_id},
            {"redirect_uri", std::string(kCallback)},
            {"scope", scopes},
            {"state", "the state"},
            {"code_challenge", std::string(kChallenge)},
            {"code_challenge_method", "S256"}};
  }
  static Fields With(Fields fields, const std::string& name, const std::string& value) {
    for (Field& field : fields) {
      if (field.name == name) field.value = value;
    }
    return fields;
  }
  // Where the browser is sent after the person's decision.
  std::string Decide(Fields wish, const std::string& decision = "authorize") {
    wish.push_back({"user", "acme"});
    wish.push_back({"decision", decision});
    const auto answer = Ask("POST", "/i/oauth2/authorize", wish);
    return answer.status == 303 ? std::string(answer.headers.front().value) : "";
  }
  std::string Code(const Fields& wish) {
    const std::string back = Decide(wish);
    return back.substr(back.find("code=") + 5);
  }
  stub::HttpResponse Redeem(const std::string& code) {
    return Ask("POST", "/2/oauth2/token", Redemption(code), Basic());
  }
  static Fields Redemption(const std::string& code) {
    return {{"grant_type", "authorization_code"},
            {"code", code},
            {"redirect_uri", std::string(kCallback)},
            {"code_verifier", std::string(kVerifier)}};
  }
  stub::HttpResponse Refresh(const std::string& token) {
    return Ask("POST", "/2/oauth2/token",
               {{"grant_type", "refresh_token"}, {"refresh_token", token}}, Basic());
  }
  std::string Basic() const { return BasicOf(keys_.client_id + ":the-client-secret"); }
  // base64, by hand: the simulator only needs to read it.
  static std::string BasicOf(const std::string& proof) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < proof.size(); at += 3) {
      std::uint32_t bits = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        bits = bits << 8 | (at + i < proof.size() ? static_cast<unsigned char>(proof[at + i]) : 0U);
      }
      for (int shift = 18; shift >= 0; shift -= 6) text += kLetters[bits >> shift & 63];
    }
    const std::size_t padding = (3 - proof.size() % 3) % 3;
    return "Basic " + text.replace(text.size() - padding, padding, padding, '=');
  }
  static json::object Pair(const stub::HttpResponse& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object FirstPair() { return Pair(Redeem(Code(Wish()))); }
  static std::string Text(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }
  // 0: the token is taken.
  int CodeOf(const std::string& access, std::string_view path = "/2/users/me") {
    stub::HttpRequest request;
    request.method = "GET";
    request.target = path;
    request.path = request.target;
    request.headers = {{"authorization", "Bearer " + access}};
    const auto caller = Authenticate(*world_.Lock(), request);
    const auto* refusal = std::get_if<Refusal>(&caller);
    return refusal == nullptr ? 0 : refusal->code;
  }

  std::int64_t now_ms_ = 1'750'000'000'000;
  World world_{[this] { return now_ms_; }};
  Context context_{world_, "http://127.0.0.1:1", false, {}};
  AppKeys keys_;
  AppKeys public_keys_;
};

}  // namespace xsim
