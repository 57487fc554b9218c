// The plugin side as a whole: a real store, the scripted channel from its own directory, jobs.
#pragma once

#include <gmock/gmock.h>

#include "host_stub/channels.hpp"
#include "tests/unit/host_channels/store_fixture.hpp"

namespace stub::testing {

class ChannelsFixture : public StoreFixture {
 protected:
  ChannelsFixture() {
    const auto home = directory_.path() / "plugins" / "scripted";
    WriteFile(home / "manifest.json", ReadFile(SCRIPTED_MANIFEST));
    std::filesystem::copy_file(std::filesystem::path(SAMPLE_PLUGINS) / "scripted.so",
                               home / "scripted.so");
  }
  ~ChannelsFixture() override { channels_.reset(); }

  void Start() {
    ChannelsOptions options;
    options.plugins_directory = directory_.path() / "plugins";
    options.public_url = "https://desk.example";
    options.worker_threads = 2;
    options.probe_executable = PLUGIN_PROBE;
    options.clock = clock_;
    options.random = [] { return 0.0; };
    channels_ = MakeChannels(*store_, options);
  }

  // POST to the hook; `key` as in path/<key>.
  chp::InboundResponse Post(const std::string& body, const std::string& key = "") {
    const std::string path =
        "/api/v1/channels_scripted_hook" + (key.empty() ? std::string() : "/" + key);
    const auto match = channels_->MatchRoute("POST", path);
    if (!match) return {.status = 404, .body = "no route", .headers = {}};
    chp::InboundRequest request;
    request.method = "POST";
    request.body = body;
    return channels_->Inbound(*match, request);
  }
  std::string KvText(Id connection, const std::string& key) {
    const auto value = store_->kv().Get(connection, key);
    return value && *value ? (*value)->value : "";
  }
  // What the clock has made due is looked for when the store tells of a change.
  void AdvanceAndWake(std::int64_t by_ms) {
    clock_->Advance(by_ms);
    EXPECT_TRUE(store_->jobs().Cancel(1, "no-such-job"));
  }
  QueuedJob JobNamed(const std::string& id) {
    const auto jobs = store_->jobs().List(100);
    for (const QueuedJob& job : jobs ? *jobs : std::vector<QueuedJob>{}) {
      if (job.job_id == id) return job;
    }
    return {};
  }

  std::unique_ptr<Channels> channels_;
};

}  // namespace stub::testing
