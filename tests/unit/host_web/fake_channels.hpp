// Plugins for tests of the web side: one manifest, answers a test chooses, calls it can look at.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host_stub/channels.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

class FakeChannels : public Channels {
 public:
  explicit FakeChannels(Manifest given) : manifest(std::move(given)) {}

  std::vector<PluginInfo> Plugins() override {
    return {{"toy", manifest, enabled, enabled && loads, refusal}};
  }
  chp::Result<void> SetEnabled(std::string_view, bool on) override {
    enabled = on;
    return {};
  }
  const Manifest* ManifestOf(std::string_view slug) override {
    return enabled && slug == manifest.slug ? &manifest : nullptr;
  }
  std::string RouteUrl(const Manifest& of, std::string_view route_id) override {
    for (const Route& route : of.routes) {
      if (route.id == route_id) return "https://desk.example" + route.path;
    }
    return {};
  }

  std::optional<RouteMatch> MatchRoute(std::string_view method, std::string_view path) override {
    for (const Route& route : manifest.routes) {
      if (!enabled || route.path != path) continue;
      const bool allowed =
          std::find(route.methods.begin(), route.methods.end(), method) != route.methods.end();
      return RouteMatch{manifest.slug, route.id, "", route.is_public, allowed, 64};
    }
    return std::nullopt;
  }
  chp::InboundResponse Inbound(const RouteMatch& match, chp::InboundRequest request) override {
    inbound_route = match.route_id;
    inbound_principal = request.principal;
    inbound_url = request.public_url;
    inbound_headers.clear();
    for (const chp::HeaderView& header : request.headers) {
      inbound_headers[std::string(header.name)] = header.value;
    }
    return inbound_answer;
  }

  chp::Result<std::string> VerifyApp(std::string_view, Id connection, std::string_view app_json,
                                     std::string_view) override {
    verified_connection = connection;
    verified_json = app_json;
    return verify_answer;
  }
  chp::Result<std::string> RunAction(const ActionRequest& request) override {
    action = request;
    return action_answer;
  }
  chp::Result<std::string> Preview(const PendingReply& reply) override {
    previewed = reply;
    return preview_answer;
  }

  chp::Result<void> Reconfigure(Id) override {
    ++reconfigured;
    if (reconfigured == refused_reconfigure) return refusal_of_configure;
    return {};
  }
  chp::Result<void> RemoveAccount(Id account, bool force) override {
    removed = {account, force};
    return {};
  }

  std::string HealthJson() override { return "{\"connections\":[]}"; }
  std::string MetricsText() override { return "# EOF\n"; }
  void Stop(std::chrono::milliseconds) override {}

  Manifest manifest;
  bool enabled = true;
  bool loads = true;
  std::string refusal;
  chp::InboundResponse inbound_answer;
  std::string inbound_route;
  std::string inbound_principal;
  std::string inbound_url;
  std::map<std::string, std::string> inbound_headers;
  Id verified_connection = -1;
  std::string verified_json;
  chp::Result<std::string> verify_answer = std::string("{}");
  ActionRequest action;
  chp::Result<std::string> action_answer = std::string("{}");
  chp::Result<std::string> preview_answer = std::string("{}");
  PendingReply previewed;
  int reconfigured = 0;
  int refused_reconfigure = 0;  // the number of the call that fails
  chp::Error refusal_of_configure{chp::Code::kConfig, "toy.term", "The term is too short."};
  std::pair<Id, bool> removed{0, false};
};

}  // namespace stub
