// Sends one stored reply through its channel, and writes down what came of it.
#pragma once

#include "host_stub/channels/instance.hpp"
#include "host_stub/store/store.hpp"

namespace stub {

// One attempt. On success the article is updated; what was posted is bound on failure too.
chp::Result<void> SendReply(Store& store, const QueuedJob& job, Instance& instance,
                            const CallLimits& limits);
// Shows the failure on the article. `final`: nothing more will be tried.
void NoteReplyFailure(Store& store, const QueuedJob& job, const chp::Error& error, bool final);

}  // namespace stub
