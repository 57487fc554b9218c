// Remote answer -> receipt. Attributes and links are the ones an inbound message would get, so an
// answer looks the same whether we sent it or saw it.
#include "twitter_channel/outbound/receipt.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include <boost/json.hpp>

#include "twitter_channel/inbound/normalizer.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

// The manifest's link_label of both surfaces.
constexpr std::string_view kLinkLabel = "on Twitter";

std::string IsoTime(std::int64_t epoch_ms) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(epoch_ms)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text.data();
}

json::array LinksTo(const std::string& url) {
  return json::array{json::object{{"name", kLinkLabel}, {"url", url}, {"target", "_blank"}}};
}

std::string Addressees(const std::vector<chp::Party>& parties) {
  std::string joined;
  for (const chp::Party& party : parties) {
    if (!joined.empty()) joined += ", ";
    joined += "@" + party.handle;
  }
  return joined;
}

}  // namespace

SentMessage SentPost(const Post& post, const Account& account, const Config& config) {
  const chp::Message message = NormalizePost(Post(post), Routing{}, account, config);
  json::value attributes = json::parse(message.attributes_json);
  attributes.as_object()["created_at"] = IsoTime(post.created_ms);
  const json::object article{{"from", "@" + post.author.screen_name},
                             {"to", Addressees(message.recipients)},
                             {"attributes", std::move(attributes)},
                             {"links", LinksTo(message.permalink)}};
  return {
      .external_id = post.id, .url = message.permalink, .article_json = json::serialize(article)};
}

// From and to stay what they are: the agent's name and the person written to.
SentMessage SentDirectMessage(const DirectMessage& message, const Account& account,
                              const Config& config) {
  const std::string url =
      NormalizeDirectMessage(DirectMessage(message), Routing{}, account, config).permalink;
  const json::object article{{"attributes", json::object{{"recipient_id", message.recipient.id},
                                                         {"sender_id", message.sender.id}}},
                             {"links", LinksTo(url)}};
  return {.external_id = message.id, .url = url, .article_json = json::serialize(article)};
}

}  // namespace twitter
