// What an endpoint of the REST API is, and what its handler is given.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/channels.hpp"
#include "host_stub/store/store.hpp"
#include "host_stub/web/answer.hpp"
#include "host_stub/web/preset_app.hpp"
#include "host_stub/web/throttle.hpp"

namespace stub {

struct WebSettings {
  std::string public_url;   // without trailing slash
  std::string cookie_name;  // holds the port: cookies are shared by all ports of a machine
  std::string setup_token;  // who knows it may make the first admin; empty: nobody
  std::filesystem::path panel_directory;  // empty: the page built in
  std::function<std::int64_t()> now_ms;   // injected clock (UTC)
  PresetApps preset_apps = {};            // of the operator; an admin neither sees nor changes them
};

// Everything the endpoints work on. Thread-safe; outlives the server.
struct Web {
  Store& store;
  Channels& channels;
  WebSettings settings;
  Throttle sign_in_by_address{20, 3'000};
  Throttle sign_in_by_login{5, 12'000};
  std::atomic<bool> first_admin_under_way = false;  // two at once must not both become the first
};

enum class Access { kAnyone, kAgent, kAdmin };

struct Call {
  Web& web;
  const HttpRequest& request;
  std::vector<std::string> arguments;  // values of the pattern's {…}, decoded, in order
  Principal principal;                 // user.id 0: nobody signed in
};

struct Endpoint {
  std::string_view method;
  std::string_view pattern;  // "/api/v1/tickets/{id}"; one {…} per segment
  Access access;
  Answer (*handler)(const Call& call);
  std::string_view audited_as = {};  // "made a group": what the audit list calls it; empty: nothing
};

}  // namespace stub
