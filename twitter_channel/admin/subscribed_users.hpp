// The X users whose events X was asked for. Each is remembered before X is asked, and forgotten
// only when X was told to stop after the user's account was gone: so whoever dies in between leaves
// a trace, and nobody stays subscribed unnoticed.
//
// One value per user in the host's key-value store: "subscribed/2001".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

class SubscribedUsers {
 public:
  explicit SubscribedUsers(chp::Kv& kv) : kv_(kv) {}

  // Durable when it returns. Errors of all three are the host's.
  chp::Result<void> Remember(std::string_view user_id);
  chp::Result<void> Forget(std::string_view user_id);
  chp::Result<std::vector<std::string>> All();  // their ids

 private:
  chp::Kv& kv_;
};

}  // namespace twitter
