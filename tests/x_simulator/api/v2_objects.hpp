// X's objects of API v2 and of the Activity API, in the tweet dialect (x_api.md 2.7, 3.1).
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "tests/x_simulator/api/objects.hpp"

namespace xsim {

boost::json::object V2UserObject(const ObjectSource& source, const User& user);
boost::json::object V2PostObject(const ObjectSource& source, const Post& post);
// {"users":[…],"media":[…],"tweets":[…]} of what the posts refer to; empty lists are left out.
boost::json::object V2Includes(const ObjectSource& source, const std::vector<const Post*>& posts);
// The post that its conversation began with.
std::string ConversationOf(const State& state, const Post& post);
// "<lower id>-<higher id>".
std::string ConversationOf(const DirectMessage& message);
// "2025-01-15T12:00:00.000Z".
std::string V2Time(std::int64_t milliseconds);

}  // namespace xsim
