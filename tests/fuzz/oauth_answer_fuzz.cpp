// X's answers while an account is linked. An input is a line "leg status", then the answer's body.
#include <initializer_list>
#include <string>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/connection.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/fake_call.hpp"
#include "tests/support/fake_http_client.hpp"
#include "tests/support/fake_kv.hpp"
#include "twitter_channel/x_api/v1_1/auth_client.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace {

using fuzz::Require;

bool IsToken(const std::string& text) {
  return !text.empty() && text.size() <= 512 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

using Secrets = std::initializer_list<std::string_view>;

// `used`: those that sign the request. Another one it cannot know, should X's answer hold it.
void CheckError(const chp::Error& error, Secrets used) {
  Require(error.code != chp::Code::kOk, "an error is no success");
  Require(!error.reason.empty() && error.reason.size() <= 47, "the reason fits chp_error");
  Require(!error.message.empty() && error.message.size() <= 439, "the sentence fits chp_error");
  Require(chp::IsUtf8(error.message), "the sentence is UTF-8");
  for (const std::string_view secret : used) {
    Require(error.message.find(secret) == std::string::npos, "no secret is said");
  }
}

template <class T>
bool IsAnswer(const chp::Result<T>& result, Secrets used) {
  if (!result) CheckError(result.error(), used);
  return result.ok();
}

int StatusFrom(std::string_view digits) {
  int status = 0;
  for (const char digit : digits.substr(0, 3)) {
    if (digit >= '0' && digit <= '9') status = status * 10 + (digit - '0');
  }
  return status;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::TextOf(data, size);
  std::string_view line = fuzz::TakeLine(text);
  const std::string_view leg = fuzz::TakeUntil(line, ' ');

  twitter::testing::FakeHttpClient http;
  http.WillAnswer(StatusFrom(line), std::string(text));
  const twitter::testing::FakeClock clock;
  const twitter::testing::FakeCall call;
  const twitter::V11Requests requests(http, clock, [] { return std::string("nonce"); });
  twitter::V11AuthClient client(requests);
  twitter::App app;
  app.consumer_key = "key";
  app.consumer_secret = fuzz::kConsumerSecret;
  const twitter::OAuth1Token token{"token", std::string(fuzz::kSecrets[3])};

  if (leg == "request") {
    const auto answer = client.RequestTokenFor(app, "https://desk.example/callback", call);
    if (!IsAnswer(answer, {app.consumer_secret})) return 0;
    Require(IsToken(answer->token) && IsToken(answer->secret), "a token is short and printable");
    Require(answer->authorize_url.starts_with("https://api.twitter.com/oauth/authorize?"),
            "people are sent to X");
  } else if (leg == "access") {
    const auto answer = client.AccessToken(app, token, "verifier", call);
    if (!IsAnswer(answer, {app.consumer_secret, token.secret})) return 0;
    Require(IsToken(answer->token) && IsToken(answer->secret), "a token is short and printable");
  } else {
    const auto answer = client.VerifyCredentials({&app, &token}, call);
    if (!IsAnswer(answer, {app.consumer_secret, token.secret})) return 0;
    Require(twitter::IsXId(answer->user.id), "a user has an id of X");
  }
  return 0;
}
