// The ports of both of X's APIs as one set: each call goes to the API that its app is used with.
#pragma once

#include <memory>

#include "twitter_channel/x_api/v1_1/api.hpp"
#include "twitter_channel/x_api/v2/api.hpp"

namespace twitter {

// The two implementations of a port.
template <class Port>
struct Pair {
  Port& legacy;
  Port& current;

  Port& For(const App& app) const {
    return app.generation == Generation::kCurrent ? current : legacy;
  }
};

// `http`, `clock`, `kv`, which keeps the tokens of OAuth 2.0, and `watch` must outlive it. Threads:
// any number at once.
class ApiByGeneration {
 public:
  ApiByGeneration(HttpClient& http, const chp::Clock& clock, chp::Kv& kv, const NonceSource& nonce,
                  RequestWatch* watch = nullptr);
  ApiByGeneration(const ApiByGeneration&) = delete;
  ApiByGeneration& operator=(const ApiByGeneration&) = delete;
  ~ApiByGeneration();

  XApi ports();

 private:
  class Auth;
  class Hooks;
  class Subscribed;
  class Written;
  class Messages;
  class Found;
  class Files;
  class People;

  TokenRenewal tokens_;
  V2Requests requests_;
  V11Api legacy_;
  V2Api current_;
  std::unique_ptr<Auth> auth_;
  std::unique_ptr<Hooks> webhooks_;
  std::unique_ptr<Subscribed> subscriptions_;
  std::unique_ptr<Written> posts_;
  std::unique_ptr<Messages> direct_messages_;
  std::unique_ptr<Found> search_;
  std::unique_ptr<Files> media_files_;
  std::unique_ptr<People> users_;
};

}  // namespace twitter
