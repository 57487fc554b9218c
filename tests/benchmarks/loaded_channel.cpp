// Tables whose functions answer at once; only ingest.deliver leaves a trace.
#include "tests/benchmarks/loaded_channel.hpp"

#include <array>
#include <cstring>
#include <dlfcn.h>
#include <stdexcept>
#include <utility>

#include <boost/json.hpp>

#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/benchmarks/signed_body.hpp"

namespace bench {
namespace {

namespace json = boost::json;

void Log(void*, std::int32_t, const char*, std::size_t, const char*, std::size_t) {}

std::int64_t FixedTime(void*) { return 1'700'000'000'000; }
constexpr chp_clock kClock{sizeof(chp_clock), 0, &FixedTime, &FixedTime};

chp_status NoValue(void*, const char*, std::size_t, const chp_sink*, std::uint64_t*) {
  return CHP_E_NOT_FOUND;
}
chp_status Put(void*, const chp_kv_put*, std::uint64_t* version) {
  *version = 1;
  return CHP_OK;
}
chp_status Erase(void*, const char*, std::size_t, std::uint64_t) { return CHP_OK; }
chp_status Scan(void*, const char*, std::size_t, void*,
                std::int32_t (*)(void*, const char*, std::size_t)) {
  return CHP_OK;
}
constexpr chp_kv kStore{sizeof(chp_kv), 0, &NoValue, &Put, &Erase, &Scan};

chp_status Save(void*, const chp_account_save*, const chp_sink*) { return CHP_E_TRANSIENT; }
chp_status SetState(void*, const chp_account_state*) { return CHP_OK; }
constexpr chp_accounts kAccounts{sizeof(chp_accounts), 0, &Save, &SetState};

chp_status Schedule(void*, const chp_job*) { return CHP_OK; }
chp_status Cancel(void*, const char*, std::size_t) { return CHP_OK; }
constexpr chp_jobs kJobs{sizeof(chp_jobs), 0, &Schedule, &Cancel};

chp_status Find(void*, const chp_str*, const chp_str* const*, std::size_t, chp_found* const*) {
  return CHP_OK;
}
chp_status Bind(void*, const chp_str*, const chp_str*, const chp_str*) { return CHP_OK; }
chp_status Recent(void*, const chp_str*, std::int64_t, void*,
                  std::int32_t (*)(void*, const chp_message*)) {
  return CHP_OK;
}
chp_status Quarantine(void*, const chp_str*, const chp_str*) { return CHP_OK; }

std::int32_t Discard(void* ctx, const void*, std::size_t length) {
  *static_cast<std::size_t*>(ctx) += length;
  return 0;
}
std::int32_t DiscardHeader(void*, const char*, std::size_t, const char*, std::size_t) { return 0; }

std::string ConfigJson(std::size_t search_terms) {
  json::array search;
  for (std::size_t i = 0; i < search_terms; ++i) {
    search.push_back({{"term", "searched term " + std::to_string(i)}, {"group_id", "2"}});
  }
  const json::object sync{{"mentions", {{"group_id", "1"}}},
                          {"direct_messages", {{"group_id", "1"}}},
                          {"search", std::move(search)}};
  return json::serialize(
      json::object{{"app", {{"consumer_key", "key"}}},
                   {"accounts", json::array{{{"id", "7"},
                                             {"external_id", "1312209840055500801"},
                                             {"screen_name", "HelpNordlicht"},
                                             {"settings", {{"sync", sync}}}}}}});
}

const chp_plugin* EntryOf(void* library) {
  const auto entry = reinterpret_cast<chp_entry_fn>(dlsym(library, CHP_ENTRY_SYMBOL));
  return entry == nullptr ? nullptr : entry();
}

void Check(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

}  // namespace

LoadedChannel::LoadedChannel(std::size_t search_terms) {
  library_ = dlopen(TWITTER_CHANNEL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  Check(library_ != nullptr, "the library cannot be loaded");
  plugin_ = EntryOf(library_);
  Check(plugin_ != nullptr, "the library has no entry");
  host_ = {sizeof(chp_host), CHP_ABI_VERSION, this, "benchmark", "1.0.0", &Log, &Service};
  auto error = chp::Zeroed<chp_error>();
  Check(plugin_->init(&host_, &instance_, &error) == CHP_OK, "init failed");
  Configure(search_terms);
}

LoadedChannel::~LoadedChannel() {
  plugin_->destroy(instance_);
  dlclose(library_);
}

void LoadedChannel::Configure(std::size_t search_terms) {
  const std::string text = ConfigJson(search_terms);
  const std::string secrets =
      json::serialize(json::object{{"app", {{"consumer_secret", kConsumerSecret}}}});
  auto config = chp::Zeroed<chp_config>();
  config.revision = 1;
  config.json = chp::Str(text);
  config.secrets_json = chp::Str(secrets);
  const auto call = chp::Zeroed<chp_call>();
  auto error = chp::Zeroed<chp_error>();
  Check(plugin_->configure(instance_, &call, &config, &error) == CHP_OK, "configure failed");
}

std::uint32_t LoadedChannel::OnInbound(const chp_inbound& request) {
  std::size_t length = 0;
  auto response = chp::Zeroed<chp_response>();
  response.body = {&length, &Discard};
  response.add_header = &DiscardHeader;
  const auto call = chp::Zeroed<chp_call>();
  auto error = chp::Zeroed<chp_error>();
  const chp_status status = plugin_->on_inbound(instance_, &call, &request, &response, &error);
  return status == CHP_OK ? response.http_status : 0;
}

std::size_t LoadedChannel::Preview(const chp_reply& reply) {
  const auto* compose =
      static_cast<const chp_compose*>(plugin_->get_extension(instance_, CHP_EXT_COMPOSE));
  std::size_t length = 0;
  const chp_sink sink{&length, &Discard};
  auto error = chp::Zeroed<chp_error>();
  return compose->preview(instance_, &reply, &sink, &error) == CHP_OK ? length : 0;
}

const void* LoadedChannel::Service(void*, const char* id) {
  static constexpr chp_ingest kIngest{sizeof(chp_ingest), 0, &Deliver, &Find, &Bind, &Recent,
                                      &Quarantine};
  const std::array<std::pair<const char*, const void*>, 5> services{{{CHP_SVC_CLOCK, &kClock},
                                                                     {CHP_SVC_KV, &kStore},
                                                                     {CHP_SVC_INGEST, &kIngest},
                                                                     {CHP_SVC_ACCOUNTS, &kAccounts},
                                                                     {CHP_SVC_JOBS, &kJobs}}};
  for (const auto& [name, table] : services) {
    if (std::strcmp(name, id) == 0) return table;
  }
  return nullptr;
}

chp_status LoadedChannel::Deliver(void* ctx, const chp_batch* batch, chp_delivery* const* results) {
  for (std::size_t i = 0; i < batch->message_count; ++i) {
    chp::CopyBounded("m1", results[i]->message_ref);
    chp::CopyBounded("t1", results[i]->ticket_ref);
    results[i]->created = 1;
  }
  static_cast<LoadedChannel*>(ctx)->delivered_ += batch->message_count;
  return CHP_OK;
}

WebhookRequest::WebhookRequest(std::string_view body, std::string_view signature) {
  const std::array<std::pair<std::string_view, std::string_view>, 9> headers{
      {{"host", "desk.example.com"},
       {"user-agent", "Twitterbot/1.0"},
       {"content-type", "application/json; charset=utf-8"},
       {"content-length", "4772"},
       {"accept-encoding", "gzip"},
       {"x-forwarded-for", "192.0.2.7"},
       {"x-forwarded-proto", "https"},
       {"x-twitter-webhooks-signature", signature},
       {"connection", "keep-alive"}}};
  for (const auto& [name, value] : headers) {
    auto header = chp::Zeroed<chp_header>();
    header.name = chp::Str(name);
    header.value = chp::Str(value);
    headers_.push_back(header);
  }
  for (const chp_header& header : headers_) pointers_.push_back(&header);
  table_ = chp::Zeroed<chp_inbound>();
  table_.kind = CHP_INBOUND_HTTP;
  table_.received_ms = 1'700'000'000'000;
  table_.route = chp::Str("webhook");
  table_.base_url = chp::Str("https://desk.example.com");
  table_.method = chp::Str("POST");
  table_.public_url = chp::Str("https://desk.example.com/api/v1/channels_twitter_webhook");
  table_.remote_addr = chp::Str("192.0.2.7");
  table_.headers = pointers_.data();
  table_.header_count = pointers_.size();
  table_.body = chp::Str(body);
}

}  // namespace bench
