// One instance of the whole channel behind its C table, on a host and an X in memory, for calls
// from many threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/host_side.hpp"
#include "tests/stress/locked_host.hpp"
#include "tests/support/fake_call.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace stress {

// Takes every post, and notes whose keys signed it.
class RecordingX : public twitter::HttpClient {
 public:
  struct Signer {
    std::string consumer_key;
    std::string token;
  };

  chp::Result<twitter::HttpResponse> Send(const twitter::HttpRequest& request,
                                          const chp::CallContext& call) override;
  chp::Result<twitter::HttpResponse> Fetch(const twitter::HttpRequest& request,
                                           const twitter::BodySink&,
                                           const chp::CallContext& call) override {
    return Send(request, call);
  }
  std::vector<Signer> Signers() const;

  // Set before the threads start; runs on the caller's thread before each answer.
  std::function<void(const chp::CallContext&)> before_answer = [](const chp::CallContext&) {};

 private:
  mutable std::mutex mutex_;  // guards signers_
  std::vector<Signer> signers_;
};

// A configuration whose every value carries the same name: a mixture of two shows.
struct Settings {
  std::string name;
  std::string consumer_secret;
  std::string api_base_url = "https://x.test";
};

inline const Settings kSettings{.name = "a", .consumer_secret = "secret-a"};
inline constexpr std::uint64_t kFirstPost = 1'601'234'567'890'000'000;  // the id of a mention

class Connection {
 public:
  Connection() : Connection(nullptr) {}
  // With a real client instead of `x`.
  explicit Connection(std::shared_ptr<twitter::HttpClient> http);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  chp::PluginInstance& plugin() { return *plugin_; }
  // Destroys the instance.
  void End() { plugin_.reset(); }

  chp::Result<void> Configure(const Settings& settings);
  chp::Result<void> DryRun(const Settings& settings, const chp::CallContext& call);
  // A mention as X sends it; the answer's status, 0 for an error.
  std::uint32_t Mention(std::uint64_t post_id, std::string_view secret);
  chp::Result<void> Send(std::string_view idempotency_key, const chp::CallContext& call);
  chp::Result<void> Reconcile(const chp::CallContext& call);
  chp::Result<std::string> Act(std::string_view action, const chp::CallContext& call);

  // How often the host was told that it breaks the contract.
  int Accusations() const;

  LockedHost host;
  std::shared_ptr<RecordingX> x = std::make_shared<RecordingX>();

 private:
  std::unique_ptr<chp::PluginInstance> plugin_;
  twitter::testing::FakeCall call_;
};

// The table under test; instances made through it use `http`.
const chp_plugin& TableWith(std::shared_ptr<twitter::HttpClient> http);

}  // namespace stress
