// How often X may still be asked: what its headers said last, per account (or app) and endpoint.
// Asked before each request, so that a window that is used up costs no request and no 429
// (x_api.md 3.4).
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/plans.hpp"

namespace twitter {

// Who asks, of what: windows of 15 minutes are the account's (the app's when it asks as itself),
// those of 24 hours the account's and the app's.
struct LimitSubject {
  std::string app;      // consumer key
  std::string account;  // empty: the app itself
  std::string endpoint;
};

// How much of a window this request must leave to others.
enum class Reserve { kNothing, kTenth, kFifth };

// In memory: after a restart the first request of each kind is asked without knowing. Bounded: what
// is over is forgotten first. Threads: any number at once.
class LimitBook {
 public:
  LimitBook() = default;
  LimitBook(const LimitBook&) = delete;
  LimitBook& operator=(const LimitBook&) = delete;

  // Nothing: go ahead, one request is taken; Return gives it back. Else when (UTC ms) the window
  // that is used up is reset. `plan` is used where X has said nothing yet.
  std::optional<std::int64_t> Take(const LimitSubject& subject, const EndpointLimit& plan,
                                   Reserve reserve, std::int64_t now_ms);
  // The request is over; `response` is null when there was no answer.
  void Return(const LimitSubject& subject, const HttpResponse* response, std::int64_t now_ms);

 private:
  struct Kind;
  struct Window {
    std::int64_t limit = 0;
    std::int64_t remaining = 0;
    std::int64_t reset_ms = 0;
    std::int64_t under_way = 0;  // taken and not returned
    bool is_said = false;        // by X; else it is the plan's
  };

  static std::span<const Kind> Kinds();
  // Null: nothing is known about it.
  Window* Find(const std::string& key, std::int64_t planned, std::int64_t length_ms,
               std::int64_t now_ms);
  bool Learn(const std::string& key, const Kind& kind, const HttpResponse& response,
             std::int64_t now_ms);
  void Close(const std::string& key, const HttpResponse& response, std::int64_t now_ms);
  void MakeRoom(std::int64_t now_ms);

  std::mutex mutex_;  // guards windows_
  std::map<std::string, Window, std::less<>> windows_;
};

}  // namespace twitter
