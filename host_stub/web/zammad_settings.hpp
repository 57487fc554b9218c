// An account's "sync" of Zammad as values of a manifest's account form.
#pragma once

#include <map>
#include <set>
#include <string>

#include <boost/json/object.hpp>

#include "host_stub/manifest.hpp"
#include "host_stub/model.hpp"

namespace stub {

using GroupMap = std::map<Id, Id>;  // Zammad's ids to ours

// Every group that `sync` names, with Zammad's ids.
std::set<Id> GroupsIn(const boost::json::value& sync);

// What the form has a field for; groups that are not in `groups` are left empty. Rows without what
// their columns need are left out, as Zammad does. A note names each member that is not taken.
boost::json::object SettingsFrom(const boost::json::object& sync, const Manifest& manifest,
                                 const GroupMap& groups, std::set<std::string>& notes);

}  // namespace stub
