// Store, plugins and web service of one host, wired together.
#pragma once

#include <memory>
#include <string>

#include "host_stub/channels.hpp"
#include "host_stub/store/store.hpp"
#include "host_stub/web/web_service.hpp"

namespace stub {

// Members are declared in the order in which they need each other.
struct Host {
  Host(std::unique_ptr<Store> opened, const ChannelsOptions& options, WebSettings settings)
      : store(std::move(opened)),
        channels(MakeChannels(*store, options)),
        web{*store, *channels, std::move(settings)},
        service(web) {}

  std::unique_ptr<Store> store;
  std::unique_ptr<Channels> channels;
  Web web;
  WebService service;
};

}  // namespace stub
