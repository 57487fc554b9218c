// What a helpdesk keeps about a person on the remote side. Identity is the remote id; everything
// else may change. Source: behaviour.md 5.8.
#pragma once

#include <string>

#include "host_stub/model.hpp"

namespace stub {

// A customer without id; the login is still to be made unique.
User NewCustomer(const chp::Party& party, std::int64_t now_ms);
// The picture always follows; web, note and address are filled only when blank; login and name
// are never touched. True: something changed.
bool RefreshProfile(User& user, const chp::Party& party);

// "@handle", else the display name, else the id.
std::string NameOf(const chp::Party& party);

// False: extra_json is no JSON object.
bool HasReadableExtra(const chp::Party& party);

}  // namespace stub
