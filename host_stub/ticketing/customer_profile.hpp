// What a helpdesk keeps about a person on the remote side. Identity is the remote id; everything
// else may change. Source: behaviour.md 5.8, except that what the channel itself filled in follows
// the person's profile, as long as nobody here has changed it.
#pragma once

#include <map>
#include <string>

#include "host_stub/model.hpp"

namespace stub {

// What the channel says of a person, by field: "name" as it was shown there, "image", "web",
// "note", "address"; "called" while no name was told; and what is only shown with the identity:
// "verified_type", "followers".
using ProfileFields = std::map<std::string, std::string, std::less<>>;

// What it last filled in.
struct KnownProfile {
  std::int64_t at_ms = 0;  // time of the newest profile seen, UTC
  ProfileFields fields;
};

// Only what the profile speaks of; a channel may leave out what it does not know.
ProfileFields ToldBy(const chp::Party& party);

// A customer without id, filled in from `party`; the login is still to be made unique.
User NewCustomer(const chp::Party& party, std::int64_t now_ms, KnownProfile& known);

// Whether a profile of that time says something that has not been filled in. An older one than
// `known` only fills in what that did not speak of.
bool TellsNews(const KnownProfile& known, const chp::Party& party, std::int64_t at_ms);
// Fills it in where the field still is what the channel wrote last, or blank; login and e-mail are
// not touched, and the picture always follows. True: the user changed.
bool FollowProfile(User& user, KnownProfile& known, const chp::Party& party, std::int64_t at_ms);

// Whose login is the id, for no handle was known, is called by the handle from now on; the login is
// still to be made unique. False: nothing to change.
bool TakeHandle(User& user, KnownProfile& known, const chp::Party& party);

// "@handle", else the display name, else the id.
std::string NameOf(const chp::Party& party);

// False: extra_json is no JSON object.
bool HasReadableExtra(const chp::Party& party);

}  // namespace stub
