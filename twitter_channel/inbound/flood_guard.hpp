// A thread that many people write in at once, found by search, would open a ticket for each post.
// Above a limit the further ones go into the ticket of the first: nothing is dropped.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

class FloodGuard {
 public:
  FloodGuard(chp::Kv& kv, const chp::Clock& clock) : kv_(kv), clock_(clock) {}

  // Of `messages`, which are about to be stored for the first time, those that were found by search
  // and go beyond the account's limit get the thread's first post as a further ancestor. What
  // addresses us is left alone. How many were grouped. Counted before it is stored: after a crash
  // in between a thread is grouped a little earlier.
  chp::Result<std::size_t> Group(const Account& account, std::vector<chp::Message>& messages);

 private:
  chp::Kv& kv_;
  const chp::Clock& clock_;
};

}  // namespace twitter
