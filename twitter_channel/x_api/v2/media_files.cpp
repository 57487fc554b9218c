#include "twitter_channel/x_api/v2/media_files.hpp"

#include <algorithm>

#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

constexpr std::string_view kOldPath = "/1.1/ton/data/dm/";

// "<dm id>/<media id>/<file>" of an old address; empty when it is none.
std::string_view IdsIn(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t at = url.find(kOldPath);
  if (at == std::string_view::npos) return {};
  const std::string_view ids = url.substr(at + kOldPath.size());
  const bool is_plain = std::all_of(ids.begin(), ids.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' ||
           c == '.' || c == '_' || c == '-';
  });
  const bool is_three = std::count(ids.begin(), ids.end(), '/') == 2;
  return is_plain && is_three && ids.find("..") == std::string_view::npos ? ids
                                                                          : std::string_view();
}

}  // namespace

chp::Result<MediaAnswer> V2MediaFiles::Fetch(const Credentials& credentials,
                                             const MediaRequest& request, const BodySink& sink,
                                             const chp::CallContext& call) {
  const std::string_view ids = IdsIn(request.url);
  // Only what may be signed to at all is asked for elsewhere.
  const bool is_private = credentials.by_grant() && MaySignTo(request, *credentials.app);
  if (!is_private || ids.empty()) return V11MediaFiles::Fetch(credentials, request, sink, call);
  MediaRequest asked = request;
  asked.url = credentials.app->api_base_url + "/2/dm_conversations/media/" + std::string(ids);
  return V11MediaFiles::Fetch(credentials, asked, sink, call);
}

}  // namespace twitter
