// Webhook requests made from one recorded event: every number gives another post by one of a
// thousand people, signed in advance, so that signing costs nothing while the load runs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace benchmarks {

struct RequestRange {
  std::size_t first = 0;  // numbers used once are known to the server for ever
  std::size_t count = 0;
};

struct Target {
  std::string host;  // an IP address
  std::string port;
  std::string path;
};

class SignedRequests {
 public:
  // `recorded` is payloads/mention.json; throws std::runtime_error else.
  SignedRequests(const Target& target, const std::string& recorded, std::string_view secret,
                 RequestRange range);

  std::size_t size() const { return signatures_.size(); }
  // What every request has in common. Each sender takes one copy and lets Fill change it.
  const std::string& Blank() const { return blank_; }
  // Makes `request`, a copy of Blank(), the request with this index.
  void Fill(std::size_t index, std::string& request) const;

 private:
  struct Place {
    std::size_t offset;
    std::size_t length;
  };

  void FillNumbers(std::size_t index, std::string& request) const;

  std::size_t first_;
  std::string blank_;
  Place signature_{};
  std::vector<Place> post_ids_;
  std::vector<Place> author_numbers_;
  std::vector<std::string> signatures_;
};

}  // namespace benchmarks
