// The built library behind its C table, in a host whose services do nothing: what is measured
// through it is the channel alone, arguments and results of the contract included.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/channel_plugin.h"
#include "plugin_api/channel_services.h"

namespace bench {

// Loads libtwitter_channel.so and makes one connection with the account of the payloads, which
// looks for `search_terms` terms. Throws when anything of that fails.
class LoadedChannel {
 public:
  explicit LoadedChannel(std::size_t search_terms = 0);
  ~LoadedChannel();
  LoadedChannel(const LoadedChannel&) = delete;
  LoadedChannel& operator=(const LoadedChannel&) = delete;

  // One webhook request; the HTTP status of the answer, 0 when the call failed.
  std::uint32_t OnInbound(const chp_inbound& request);
  // The length of the preview, 0 when the call failed.
  std::size_t Preview(const chp_reply& reply);
  // Messages the host was given so far.
  std::uint64_t delivered() const { return delivered_; }

 private:
  static const void* Service(void* ctx, const char* id);
  static chp_status Deliver(void* ctx, const chp_batch* batch, chp_delivery* const* results);
  void Configure(std::size_t search_terms);

  void* library_ = nullptr;
  const chp_plugin* plugin_ = nullptr;
  chp_instance* instance_ = nullptr;
  chp_host host_{};
  std::uint64_t delivered_ = 0;
};

// A request as a host hands it over: the headers of a webhook behind a reverse proxy.
class WebhookRequest {
 public:
  WebhookRequest(std::string_view body, std::string_view signature);
  WebhookRequest(const WebhookRequest&) = delete;
  WebhookRequest& operator=(const WebhookRequest&) = delete;

  const chp_inbound& table() const { return table_; }

 private:
  std::vector<chp_header> headers_;
  std::vector<const chp_header*> pointers_;
  chp_inbound table_{};
};

}  // namespace bench
