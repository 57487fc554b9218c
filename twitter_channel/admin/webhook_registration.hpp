// Our webhook at X: finding it among the registered ones, registering it, making X check it again.
// A webhook of another system (any URL that is not ours) is never touched unless the admin chose
// so (`replace_foreign_webhooks`).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// The last one with our URL, or null.
const Webhook* FindOurs(const std::vector<Webhook>& webhooks, std::string_view our_url);

class WebhookRegistration {
 public:
  // Borrows everything; lives for one call.
  WebhookRegistration(Webhooks& webhooks, const Config& config, const chp::CallContext& call)
      : webhooks_(webhooks), config_(config), call_(call) {}

  // The id of our valid webhook, registered now if need be. kConfig with the texts of
  // behaviour.md 2.2 steps 7 to 9.
  chp::Result<std::string> Ensure();
  // The registered webhooks of our environment; errors with those texts.
  chp::Result<std::vector<Webhook>> List();
  chp::Result<void> Revalidate(const Webhook& webhook);
  chp::Result<std::string> Register();

 private:
  chp::Error EnvironmentError(const chp::Error& list_error);
  chp::Result<void> RemoveForeign(const std::vector<Webhook>& webhooks);
  std::string SecretHint() const;
  std::string RegistrationHint();

  Webhooks& webhooks_;
  const Config& config_;
  const chp::CallContext& call_;
};

}  // namespace twitter
