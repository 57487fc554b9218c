// Texts for X's developer pages.
#include "twitter_channel/admin/developer_texts.hpp"

#include <algorithm>
#include <vector>

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

// What all accounts together collect.
struct Collected {
  bool mentions = false;
  bool direct_messages = false;
  bool search = false;
};

Collected WhatIsCollected(const Config& config) {
  Collected all;
  for (const Account& account : config.accounts) {
    if (!account.active) continue;
    const AccountSettings& settings = account.settings;
    all.mentions |= !settings.mentions_group.empty() || !settings.replies_group.empty() ||
                    !settings.quotes_group.empty();
    all.direct_messages |= !settings.direct_messages_group.empty();
    all.search |= !settings.search.empty();
  }
  // Nothing is switched on yet: an app is described before its first account is linked.
  if (!all.mentions && !all.direct_messages && !all.search) return {true, true, false};
  return all;
}

std::string UseCase(const Config& config) {
  const Collected what = WhatIsCollected(config);
  std::string text =
      "We answer our own customers. Our helpdesk, which we run ourselves, uses this app for our "
      "own "
      "company accounts, linked by their owners on X's consent page. ";
  if (what.mentions) {
    text +=
        "Posts that mention, quote or answer our accounts become support tickets, and our support "
        "agents answer them by hand with a reply. ";
  }
  if (what.direct_messages) {
    text +=
        "Direct messages that customers write to our accounts become private support tickets, and "
        "agents answer them by hand in the same conversation. ";
  }
  if (what.search) {
    text +=
        "We search for a few terms, our brand and product names, to find customers who need help; "
        "agents read what is found and decide whether to answer. ";
  }
  text +=
      "We do not post automatically, and we do not analyse, resell or share X content, nor show it "
      "outside our support team. Deleted posts are deleted from our tickets. No information is "
      "given "
      "to government entities.";
  return text;
}

std::string AppName(const std::string& base_url) {
  const std::size_t scheme = base_url.find("//");
  std::string host = scheme == std::string::npos ? base_url : base_url.substr(scheme + 2);
  host.resize(std::min(host.find_first_of(":/"), host.size()));
  constexpr std::size_t kLongestName = 32;  // X's limit
  return ("Helpdesk " + host).substr(0, kLongestName);
}

}  // namespace

std::string DeveloperTexts(const Config& config) {
  const std::vector<std::pair<std::string_view, std::string>> texts{
      {"App name", AppName(config.host.base_url)},
      {"Description",
       "Customer support: our helpdesk receives and answers posts and direct messages "
       "to our own accounts."},
      {"Website URL", config.host.base_url},
      {"Callback URI / Redirect URL", config.host.oauth_callback_url},
      {"Webhook URL (registered by this helpdesk itself)", config.host.webhook_url},
      {"App permissions", "Read and write and direct messages"},
      {"Type of app", "Web app, automated app or bot"},
      {"Use case", UseCase(config)}};
  json::array list;
  for (const auto& [field, text] : texts) {
    list.push_back(json::object{{"field", field}, {"text", text}});
  }
  return json::serialize(json::object{{"texts", std::move(list)}});
}

}  // namespace twitter
