// Checks what somebody filled into a form of a manifest (connection, account, options) and merges
// it over what is stored: a member that was not sent is never wiped.
#pragma once

#include <string_view>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "host_stub/manifest.hpp"
#include "host_stub/model.hpp"

namespace stub {

// What values may point at.
struct FormTargets {
  std::vector<Group> groups;
  std::vector<User> users;
};

// Null and "": somebody left it empty.
bool IsBlank(const boost::json::value& value);

// `sent` may nest ({"sync": {"mentions": {"group_id": 1}}}) or use the dotted names; both become
// nested. null or "" empties a field; rows are replaced as a whole. Group and user ids may come as
// numbers or digits and are kept as numbers. The error names the field.
chp::Result<boost::json::object> MergeForm(const std::vector<Field>& fields,
                                           const FormTargets& targets,
                                           const boost::json::object& sent,
                                           boost::json::object stored);

}  // namespace stub
