// The functions behind the table of plugin.hpp; the same for every channel.
#pragma once

#include <memory>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/cpp/channel.hpp"

namespace chp {

// The extensions a channel offers; the same list as "extensions" in its manifest.
struct Extensions {
  bool job = false;
  bool actions = false;
  bool health = false;
  bool compose = false;
};

// What distinguishes one channel from another.
struct ChannelKind {
  Extensions extensions;
  std::unique_ptr<Channel> (*create)(const HostPorts& host);
};

chp_status InitInstance(const ChannelKind& kind, const chp_host* host, chp_instance** out,
                        chp_error* err) noexcept;
chp_status CallConfigure(chp_instance* self, const chp_call* call, const chp_config* config,
                         chp_error* err) noexcept;
chp_status CallOnInbound(chp_instance* self, const chp_call* call, const chp_inbound* in,
                         chp_response* out, chp_error* err) noexcept;
chp_status CallSendReply(chp_instance* self, const chp_call* call, const chp_reply* reply,
                         chp_receipt* out, chp_error* err) noexcept;
void CallDestroy(chp_instance* self) noexcept;
// The static table for an id, or null when it is not offered.
const void* FindExtension(const Extensions& offered, const char* id) noexcept;

}  // namespace chp
