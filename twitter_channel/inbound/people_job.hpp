// Jobs person/<account>/<user> and people/<account>: somebody who wrote to us is known by id only.
// The first notes it; the second asks X for up to a hundred such people at once and tells the host
// what they are called. Whom X does not show (deleted, suspended) stays known by id.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

inline constexpr std::string_view kPersonJob = "person";  // kind
inline constexpr std::string_view kPeopleJob = "people";  // kind, and the lane of both

// A finished job never runs again: nobody is asked for twice, however many messages come.
chp::Job PersonJobFor(std::string_view account_id, std::string_view user_id);

class PeopleJob {
 public:
  PeopleJob(const chp::HostPorts& host, Users& users) : host_(host), users_(users) {}

  // Either job. kAgain "lookup.more" while people are left. Errors as X or the host gave them:
  // nothing is lost.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  chp::Result<void> Note(const Account& account, const chp::Job& job);
  chp::Result<void> LookUp(const chp::CallContext& call, const Config& config,
                           const Account& account);
  chp::Result<void> Tell(const Account& account, std::vector<User> people, const Config& config);

  chp::HostPorts host_;
  Users& users_;
};

}  // namespace twitter
