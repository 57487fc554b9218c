// Which subscribed accounts an occurrence concerns, and the payload each of them gets
// (Account Activity API, x_api.md 2.6). Events are queued here and sent by delivery_sender.hpp.
#pragma once

#include <string>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

void QueuePostCreated(State& state, const std::string& base_url, const Post& post);
void QueuePostDeleted(State& state, const Post& post);
void QueueMessageCreated(State& state, const std::string& base_url, const DirectMessage& message);
// Tells the app's webhooks, then ends the user's subscriptions to them.
void QueueRevoked(State& state, const std::string& app_id, const std::string& user_id);

}  // namespace xsim
