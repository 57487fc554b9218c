// One way into the simulator: a method, a path pattern, who may come, and what is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/api/authenticate.hpp"
#include "tests/x_simulator/base/percent.hpp"
#include "tests/x_simulator/pages/once.hpp"
#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// What handlers work with.
struct Context {
  World& world;
  std::string base_url;  // "http://127.0.0.1:4000", what links to media begin with
  bool allow_http_webhooks = false;
  ShownOnce shown_once;
};

struct Call {
  const stub::HttpRequest& request;
  Fields path;  // the pattern's :names
  Fields query;
  Fields form;                                 // empty unless the body is a form
  Caller caller;                               // empty on open routes
  std::optional<RateLimits::Counted> counted;  // once the request was counted

  std::string Path(std::string_view name) const { return FindField(path, name).value_or(""); }
  // From the query, else from the form, as v1.1 reads its parameters.
  std::optional<std::string> Parameter(std::string_view name) const {
    const auto value = FindField(query, name);
    return value ? value : FindField(form, name);
  }
};

enum class Access {
  kOpen,     // anybody: pages and the control API
  kOpenApi,  // part of X's API that checks its caller itself
  kApp,      // signed with the app's keys, with or without a token
  kBearer,
  kBearerOrUser,
  kUser,
  kWrite,           // a user whose token may write
  kDirectMessages,  // a user whose token may read direct messages
  kWriteDirectMessages,
};

using Handler = stub::HttpResponse (*)(Context& context, const Call& call);

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/1.1/statuses/show/:id.json"; a :name ends at the next '/' or '.'
  Access access = Access::kOpen;
  Handler handler = nullptr;
};

// The pattern's names with their decoded values, or nothing when the path does not fit.
std::optional<Fields> MatchPattern(std::string_view pattern, std::string_view path);

bool IsApi(Access access);
bool IsWrite(Access access);
// Nothing when the caller may use the route.
std::optional<Refusal> CheckAccess(Access access, const Caller& caller);

}  // namespace xsim
