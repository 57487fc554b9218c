// The ports of ports.hpp over the tables of a chp_host.
//
// Tolerates hosts that are older (missing functions are null) or newer (unknown ones are ignored).
// A success without its evidence (R3), and any status a service has no reason to give, is
// kInternal.
#pragma once

#include <memory>
#include <string_view>

#include "plugin_api/channel_services.h"
#include "plugin_api/cpp/ports.hpp"

namespace chp {

// Services a channel cannot do without, besides clock, kv, ingest and accounts.
struct NeededServices {
  bool jobs = false;
  bool blobs = false;
};

// Owns the adapters; the chp_host outlives it. A port whose optional service is missing answers
// kUnsupported (jobs) or is null (blobs).
class HostBinding {
 public:
  virtual ~HostBinding() = default;
  virtual HostPorts Ports() = 0;

  // kInvalid for a broken chp_host; kUnsupported when the host is too old or lacks a service or one
  // of its functions: the message names it.
  static Result<std::unique_ptr<HostBinding>> Bind(const chp_host* from, NeededServices needed);
};

}  // namespace chp
