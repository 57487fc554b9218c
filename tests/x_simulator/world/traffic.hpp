// What a running simulator remembers about requests: the log tests read, nonces already used,
// rate-limit windows. Nothing of it is saved.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct LoggedRequest {
  std::uint64_t number = 0;
  std::int64_t time_ms = 0;
  std::string method;
  std::string path;
  int status = 0;    // 0: the connection was closed without an answer
  std::string user;  // handle, "" when the request was not a user's
  // Of API v2 only, whose tokens stand in headers: elsewhere they can carry some.
  std::string query;
  std::string body;

  bool operator==(const LoggedRequest&) const = default;
};

struct EndpointCount {
  std::uint64_t requests = 0;
  std::vector<std::string> ids;  // asked for, in order, with repetitions

  bool operator==(const EndpointCount&) const = default;
};

class RequestLog {
 public:
  void Add(LoggedRequest request);
  const std::deque<LoggedRequest>& list() const { return list_; }
  // `endpoint`: "GET /1.1/statuses/lookup.json". Unlike the list, counts forget nothing.
  void Count(const std::string& endpoint, const std::vector<std::string>& ids);
  void ResetCounts() { counts_.clear(); }
  const std::map<std::string, EndpointCount>& counts() const { return counts_; }

 private:
  std::uint64_t next_number_ = 1;
  std::deque<LoggedRequest> list_;
  std::map<std::string, EndpointCount> counts_;
};

// OAuth 1.0a: a nonce may be used once within the time in which its timestamp is accepted.
class Nonces {
 public:
  // False when it was used before. Forgets nonces older than `forget_before`, seconds.
  bool Use(std::int64_t timestamp, std::string_view key, std::int64_t forget_before);

 private:
  std::set<std::string, std::less<>> used_;
  std::multimap<std::int64_t, std::string> by_time_;
};

struct RateLimit {
  int limit = 0;
  int remaining = 0;
  std::int64_t reset = 0;  // seconds since the epoch
  bool exceeded = false;

  bool operator==(const RateLimit&) const = default;
};

// Windows per caller and endpoint (x_api.md 3.4).
class RateLimits {
 public:
  struct Length {
    int limit = 0;
    std::int64_t seconds = 900;
  };
  // The windows that one request falls into.
  struct Counted {
    std::optional<RateLimit> quarter_hour;
    std::optional<RateLimit> user_day;
    std::optional<RateLimit> app_day;

    bool exceeded() const {
      return (quarter_hour && quarter_hour->exceeded) || (user_day && user_day->exceeded) ||
             (app_day && app_day->exceeded);
    }
  };
  RateLimit Count(const std::string& key, const Length& window, std::int64_t now_seconds);

 private:
  struct Window {
    std::int64_t reset = 0;
    int used = 0;
  };
  std::map<std::string, Window> windows_;
};

}  // namespace xsim
