// Which address may be asked, what it may be shown, and what its answer means.
#include "twitter_channel/x_api/v1_1/media_files.hpp"

#include <algorithm>
#include <array>

#include "twitter_channel/http/ascii.hpp"
#include "twitter_channel/http/http_status.hpp"
#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

constexpr std::array<std::string_view, 3> kPublic{
    "https://pbs.twimg.com", "https://video.twimg.com", "https://abs.twimg.com"};
constexpr std::array<std::string_view, 2> kPrivate{"https://ton.twitter.com", "https://ton.x.com"};

enum class Access { kForbidden, kPlain, kSigned };

// Scheme, host and port in one spelling.
std::string OriginOf(std::string_view url) {
  std::string normal = UrlForSignature(url);
  const std::size_t scheme = normal.find("://");
  if (scheme == std::string::npos) return {};
  normal.resize(std::min(normal.size(), normal.find('/', scheme + 3)));
  return normal;
}

template <class List>
bool Holds(const List& list, std::string_view origin) {
  return std::find(list.begin(), list.end(), origin) != list.end();
}

Access AccessTo(const MediaRequest& request, const App& app) {
  if (!IsAllowedUrl(request.url)) return Access::kForbidden;
  const std::string origin = OriginOf(request.url);
  const std::string api = OriginOf(app.api_base_url);
  const bool loopback = api.starts_with("http://");  // Config takes it for loopback only
  if (Holds(kPublic, origin)) return Access::kPlain;
  if (request.is_signed && (Holds(kPrivate, origin) || origin == api)) return Access::kSigned;
  return loopback && origin == api ? Access::kPlain : Access::kForbidden;
}

chp::Error Rejected(std::string_view reason, std::string sentence, int status = 0) {
  return {.code = chp::Code::kRejected,
          .reason = std::string(reason),
          .message = std::move(sentence),
          .http_status = status};
}

chp::Error TooLarge(std::size_t limit) {
  return Rejected(reason::kTooLarge,
                  "It is larger than the " + std::to_string(limit >> 20) + " MB that are fetched.");
}

// One file says too little about the account's token to stop the account for it.
chp::Error NotShownYet() {
  return {.code = chp::Code::kTransient,
          .reason = std::string(reason::kUnauthorized),
          .message = "X does not take the account's token for it.",
          .http_status = http_status::kUnauthorized};
}

// "image/jpeg" of "Image/JPEG; q=1"
std::string MediaTypeIn(std::string_view header) {
  header = header.substr(0, header.find(';'));
  while (!header.empty() && header.back() == ' ') header.remove_suffix(1);
  return LowerAscii(header);
}

bool MayGetBetter(int status) { return status >= 500 || status == 408 || status == 429; }

}  // namespace

bool V11MediaFiles::MaySignTo(const MediaRequest& request, const App& app) {
  return AccessTo(request, app) == Access::kSigned;
}

chp::Result<MediaAnswer> V11MediaFiles::Fetch(const Credentials& credentials,
                                              const MediaRequest& request, const BodySink& sink,
                                              const chp::CallContext& call) {
  const Access access = AccessTo(request, *credentials.app);
  if (access == Access::kForbidden) {
    return Rejected(reason::kMediaAddress, "Its address is not one of X's for files.");
  }
  MediaRequest asked = request;
  asked.is_signed = access == Access::kSigned;
  MediaAnswer answer;
  const BodySink counted = [&](std::string_view bytes) {
    answer.size_bytes += bytes.size();
    return sink(bytes);
  };
  auto response = requests_.Fetch(credentials, asked, counted, call);
  if (!response) {
    if (response.error().reason == "http.answer_too_large") return TooLarge(request.limit);
    return std::move(response).error();
  }
  const int status = response->status;
  if (status / 100 == 2) {
    answer.media_type = MediaTypeIn(response->Header("content-type"));
    return answer;
  }
  if (status / 100 == 3) {
    return Rejected(reason::kRedirect, "X sends us to another address, which is not followed.",
                    status);
  }
  // What stands in front of files answers in any form: only the status counts.
  response->body.clear();
  if (MayGetBetter(status)) return requests_.Refused(credentials, {}, *response);
  if (status == http_status::kUnauthorized && asked.is_signed) return NotShownYet();
  return Rejected(reason::kMediaGone,
                  "X does not give it (HTTP status " + std::to_string(status) + ").", status);
}

}  // namespace twitter
