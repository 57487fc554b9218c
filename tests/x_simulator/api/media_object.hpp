// The media entries of posts and direct messages, and where their files are.
#pragma once

#include <string>

#include <boost/json.hpp>

#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/world/posts.hpp"

namespace xsim {

// The address media URLs begin with: what the test chose, else the simulator's own.
const std::string& MediaBase(const ObjectSource& source);

// {"id":…,"media_url":…,"type":…}, of films with video_info. `folder` ends with a slash.
boost::json::object MediaObject(const Photo& photo, const std::string& folder,
                                const boost::json::array& indices, const std::string& expanded_url);

// Whether `file` is one of the photo's: its picture, or of films a variant.
bool IsFileOf(const Photo& photo, const std::string& file);

}  // namespace xsim
