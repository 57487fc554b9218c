// Names of the enumerations of model.hpp, as the REST API shows them.
#include "host_stub/model.hpp"

#include <algorithm>

namespace stub {

bool User::HasRole(std::string_view role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string_view TicketStateName(TicketState state) {
  switch (state) {
    case TicketState::kNew:
      return "new";
    case TicketState::kOpen:
      return "open";
    case TicketState::kPendingReminder:
      return "pending reminder";
    case TicketState::kPendingClose:
      return "pending close";
    case TicketState::kClosed:
      return "closed";
    case TicketState::kMerged:
      return "merged";
  }
  return "";
}

std::string_view DeliveryStateName(DeliveryState state) {
  switch (state) {
    case DeliveryState::kNone:
      return "";
    case DeliveryState::kQueued:
      return "queued";
    case DeliveryState::kSuccess:
      return "success";
    case DeliveryState::kFail:
      return "fail";
    case DeliveryState::kUncertain:
      return "uncertain";
  }
  return "";
}

std::string_view JobStateName(JobState state) {
  switch (state) {
    case JobState::kWaiting:
      return "waiting";
    case JobState::kRunning:
      return "running";
    case JobState::kDone:
      return "done";
    case JobState::kFailed:
      return "failed";
    case JobState::kStopped:
      return "stopped";
  }
  return "";
}

}  // namespace stub
