// Which subscribed accounts an occurrence concerns, and the payload each of them gets
// (Account Activity API, x_api.md 2.6). Events are queued here and sent by delivery_sender.hpp.
#pragma once

#include <cstddef>
#include <string>

#include <boost/json/object.hpp>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

void QueuePostCreated(State& state, const std::string& base_url, const Post& post);
void QueuePostDeleted(State& state, const Post& post);
void QueueMessageCreated(State& state, const std::string& base_url, const DirectMessage& message);
void QueueEncrypted(State& state, const std::string& sender_id, const std::string& recipient_id);
// An event of the X Activity API with a payload as X documents it; how many apps get it.
std::size_t QueueActivity(State& state, const std::string& user_id, const std::string& event_type,
                          const boost::json::object& payload);
// Tells the app's webhooks, then ends the user's subscriptions to them.
void QueueRevoked(State& state, const std::string& app_id, const std::string& user_id);

}  // namespace xsim
