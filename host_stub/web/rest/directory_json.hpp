// Users and groups as the REST API shows them.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "host_stub/model.hpp"

namespace stub {

// The login when there is no name.
std::string FullName(const User& user);
boost::json::object UserJson(const User& user);
boost::json::object GroupJson(const Group& group);

}  // namespace stub
