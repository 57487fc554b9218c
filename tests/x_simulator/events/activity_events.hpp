// The events of the X Activity API (x_api.md 2.7) that an occurrence makes, each for the account
// that subscribed to its type. What protected accounts write is told to nobody.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

struct ActivityEvent {
  std::string app_id;
  std::string user_id;
  std::string event_type;
  boost::json::object body;
};

std::vector<ActivityEvent> ActivitiesOfPost(State& state, const std::string& base_url,
                                            const Post& post);
std::vector<ActivityEvent> ActivitiesOfDeletion(State& state, const Post& post);
std::vector<ActivityEvent> ActivitiesOfMessage(State& state, const std::string& base_url,
                                               const DirectMessage& message);
// An encrypted message tells who wrote, when and in which conversation; the rest is sealed.
std::vector<ActivityEvent> ActivitiesOfEncrypted(State& state, const std::string& sender_id,
                                                 const std::string& recipient_id);
// Any other event of an account, as X documents it: the payload is the caller's.
std::vector<ActivityEvent> ActivitiesOf(State& state, const std::string& user_id,
                                        const std::string& event_type,
                                        const boost::json::object& payload);

}  // namespace xsim
