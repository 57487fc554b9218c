// A host context over a real store, ready to be called as a plugin would.
#pragma once

#include "host_stub/manifest.hpp"
#include "host_stub/services/services.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "plugin_api/cpp/to_c.hpp"
#include "tests/unit/host_channels/store_fixture.hpp"

namespace stub::testing {

class ServicesTest : public StoreFixture {
 protected:
  ServicesTest() {
    auto manifest = ParseManifest(ReadFile(SCRIPTED_MANIFEST));
    EXPECT_TRUE(manifest);
    manifest_ = std::move(manifest).value();
    connection_ = NewConnection("scripted");
    context_ = std::make_unique<HostContext>(connection_, manifest_, Services(),
                                             [this] { ++config_changes_; });
    context_->call_threads().Enter();
  }
  ~ServicesTest() override { context_->call_threads().Leave(); }

  void* ctx() { return context_->table()->ctx; }
  chp_status KvPut(std::string_view key, std::string_view value, std::uint64_t expected,
                   std::uint64_t* version) {
    auto put = chp::Zeroed<chp_kv_put>();
    put.key = chp::Str(key);
    put.value = chp::Str(value);
    put.expected_version = expected;
    return KvService().put(ctx(), &put, version);
  }
  chp_status KvGet(std::string_view key, std::string* value) {
    chp::StringSink sink(*value);
    const chp_sink table = sink.Table();
    std::uint64_t version = 0;
    return KvService().get(ctx(), key.data(), key.size(), &table, &version);
  }
  chp::Message MessageOf(const std::string& account, const std::string& external_id) {
    chp::Message message;
    message.role = chp::Role::kOpen;
    message.account_id = account;
    message.external_id = external_id;
    message.surface = "open";
    message.text = "hello";
    message.subject = "hello";
    message.sent_ms = 1;
    message.author.external_id = "1";
    message.author.handle = "jo";
    return message;
  }
  chp_status Deliver(const chp::Batch& batch, chp_delivery* result) {
    chp::CStructs structs;
    chp_delivery* const results[] = {result};
    return IngestService().deliver(ctx(), structs.Add(batch), results);
  }

  Manifest manifest_;
  Id connection_ = 0;
  int config_changes_ = 0;
  std::unique_ptr<HostContext> context_;
};

}  // namespace stub::testing
