// A connection's configuration and its secrets. An input is the one, an empty line, the other.
#include <string>

#include <boost/json.hpp>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/http/url.hpp"

namespace {

using fuzz::Require;

constexpr std::size_t kShortestSecret = 8;  // shorter ones are parts of ordinary words

// Whether `text` holds one of the strings of `value`.
bool Repeats(std::string_view text, const boost::json::value& value) {
  if (const auto* word = value.if_string()) {
    return word->size() >= kShortestSecret && text.find(*word) != std::string_view::npos;
  }
  if (const auto* list = value.if_array()) {
    return std::any_of(list->begin(), list->end(),
                       [text](const boost::json::value& item) { return Repeats(text, item); });
  }
  const auto* object = value.if_object();
  return object != nullptr &&
         std::any_of(object->begin(), object->end(), [text](const boost::json::key_value_pair& m) {
           return Repeats(text, m.value());
         });
}

// A sentence that is the same whatever the secrets are quotes none, even if a secret looks like it.
bool TellsOfSecrets(const chp::Error& error, std::string_view json) {
  const auto without = twitter::ParseConfig({.revision = 1, .json = json, .secrets_json = "{}"});
  return without.ok() || without.error().message != error.message;
}

void CheckError(const chp::Error& error, std::string_view json, std::string_view secrets) {
  Require(error.code == chp::Code::kConfig, "a wrong configuration is one of the admin's");
  Require(error.reason.starts_with("config."), "the reason names the field");
  Require(error.reason.size() <= 47 && error.message.size() <= 439, "the error fits chp_error");
  Require(chp::IsUtf8(error.reason + error.message), "the error is UTF-8");
  boost::json::error_code failure;
  const auto parsed = boost::json::parse(secrets, failure);
  Require(failure || !Repeats(error.message + error.reason, parsed) || !TellsOfSecrets(error, json),
          "no secret is quoted");
}

void CheckAccount(const twitter::Account& account, const twitter::Config& config) {
  Require(config.ById(account.id) == &account, "an account is found by its id");
  Require(config.ByUserId(account.external_id) == &account, "an account is found by its user");
  Require(account.external_id.size() <= 20, "the id of a user is short");
  for (const twitter::SearchRule& rule : account.settings.search) {
    Require(!rule.term.empty() && rule.term != "#", "no search term finds nothing or everything");
    Require(!rule.group_id.empty(), "a search term has a group");
  }
  if (account.settings.terms == nullptr) return;
  for (std::size_t row = 0; row < account.settings.search.size(); ++row) {
    for (const std::size_t found :
         account.settings.terms->Find(account.settings.search[row].term)) {
      Require(found < account.settings.search.size(), "what is found is a row");
    }
  }
}

void CheckConfig(const twitter::Config& config) {
  Require(twitter::IsAllowedBaseUrl(config.app.api_base_url), "X's address may be asked");
  Require(!config.app.api_base_url.ends_with('/'), "paths are appended to X's address");
  Require((config.consumer_hmac != nullptr) == config.app.configured(), "an app has its key");
  for (const twitter::Account& account : config.accounts) CheckAccount(account, config);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  const std::size_t border = std::min(text.find("\n\n"), text.size());
  const std::string_view secrets = text.substr(std::min(border + 2, text.size()));
  const auto config = twitter::ParseConfig(
      {.revision = 1, .json = text.substr(0, border), .secrets_json = secrets});
  if (config) {
    CheckConfig(**config);
  } else {
    CheckError(config.error(), text.substr(0, border), secrets);
  }
  return 0;
}
