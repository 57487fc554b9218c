// X's v1.1 JSON objects: user, post ("tweet"), direct message event (x_api.md 2.6, 4.4).
#pragma once

#include <string>

#include <boost/json.hpp>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// What objects are made from: the locked state and the address media is served at.
struct ObjectSource {
  const State& state;
  const std::string& base_url;
};

enum class PostForm {
  kCompatible,  // `text`, cut at 140 code points
  kExtended,    // tweet_mode=extended: `full_text`
  kEvent,       // `text` cut, and `extended_tweet` with the whole
};

boost::json::object UserObject(const ObjectSource& source, const User& user);
// The smaller user of direct message payloads: id is a string, no id_str.
boost::json::object CondensedUserObject(const ObjectSource& source, const User& user);
boost::json::object PostObject(const ObjectSource& source, const Post& post, PostForm form);
boost::json::object MessageObject(const ObjectSource& source, const DirectMessage& message);
// {"<id>":{"id":…,"name":…,"url":…}} of the app that sent it; empty when it was no app.
boost::json::object MessageApps(const State& state, const DirectMessage& message);

}  // namespace xsim
