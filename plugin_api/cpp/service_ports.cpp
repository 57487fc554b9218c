// The small services: log, clock, key-value store, accounts, jobs.
#include "plugin_api/cpp/service_ports.hpp"

#include "plugin_api/cpp/barrier.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace chp {
namespace {

// Values of the key-value store are at most 1 MiB, ids far less.
constexpr std::size_t kLongestValue = std::size_t{1} << 20;
constexpr std::size_t kLongestAccountId = 4096;

// Present also when empty: an empty value is a value.
chp_str PresentStr(std::string_view text) { return text.data() == nullptr ? Str("") : Str(text); }

struct ScanState {
  std::vector<std::string> keys;
  bool failed = false;
};

std::int32_t CHP_CALL KeepKey(void* user, const char* key, std::size_t length) noexcept {
  auto* state = static_cast<ScanState*>(user);
  const chp_status status = Barrier(nullptr, [&]() -> chp_status {
    state->keys.emplace_back(View(chp_str{key, length}));
    return CHP_OK;
  });
  state->failed = status != CHP_OK;
  return status;
}

Error NoJobs() {
  return Error{.code = Code::kUnsupported,
               .reason = "host.no_jobs",
               .message = "The helpdesk offers no job queue (" CHP_SVC_JOBS "); update it."};
}

}  // namespace

Error ServiceError(const char* operation, chp_status status) {
  const bool meaningful = status < CHP_OK && status >= CHP_E_INTERNAL;
  return Error{.code = meaningful ? CodeFrom(status) : Code::kInternal,
               .reason = std::string("host.") + operation,
               .message = std::string("The helpdesk's service ") + operation +
                          " failed with code " + std::to_string(status) +
                          "; the helpdesk's log says why."};
}

Error NoEvidence(const char* operation) {
  return Error{.code = Code::kInternal,
               .reason = "host.no_evidence",
               .message = std::string("The helpdesk's service ") + operation +
                          " claimed a success without its proof; report it to the helpdesk."};
}

void LogPort::Write(LogLevel level, std::string_view text, std::string_view fields_json) {
  const ServiceCall scope;
  if (!scope.allowed()) return;
  const chp_str fields = StrOrAbsent(fields_json);
  host_.log(host_.ctx, static_cast<std::int32_t>(level), text.data(), text.size(), fields.ptr,
            fields.len);
}

std::int64_t ClockPort::NowMs() const {
  const ServiceCall scope;
  return scope.allowed() ? table_.now_ms(ctx_) : 0;
}

std::int64_t ClockPort::MonoMs() const {
  const ServiceCall scope;
  return scope.allowed() ? table_.mono_ms(ctx_) : 0;
}

Result<std::optional<KvValue>> KvPort::Get(std::string_view key) {
  KvValue found;
  StringSink sink(found.value, kLongestValue);
  const chp_sink table = sink.Table();
  const auto got = CallService(
      "kv.get", [&] { return table_.get(ctx_, key.data(), key.size(), &table, &found.version); });
  if (!got && got.error().code == Code::kNotFound) return std::optional<KvValue>{};
  if (!got) return got.error();
  if (found.version == 0) return NoEvidence("kv.get");
  return std::optional<KvValue>(std::move(found));
}

Result<std::uint64_t> KvPort::Put(const KvPut& put) {
  auto raw = Zeroed<chp_kv_put>();
  raw.flags = put.secret ? std::uint32_t{CHP_KV_SECRET} : 0U;
  raw.key = Str(put.key);
  raw.value = PresentStr(put.value);
  raw.expected_version = put.expected_version;
  raw.ttl_ms = put.ttl_ms;
  std::uint64_t version = 0;
  if (auto done = CallService("kv.put", [&] { return table_.put(ctx_, &raw, &version); }); !done) {
    return std::move(done).error();
  }
  if (version == 0) return NoEvidence("kv.put");
  return version;
}

Result<void> KvPort::Erase(std::string_view key, std::uint64_t expected) {
  auto done =
      CallService("kv.erase", [&] { return table_.erase(ctx_, key.data(), key.size(), expected); });
  if (!done && done.error().code == Code::kNotFound) return {};
  return done;
}

Result<std::vector<std::string>> KvPort::Scan(std::string_view prefix) {
  ScanState state;
  const auto done = CallService(
      "kv.scan", [&] { return table_.scan(ctx_, prefix.data(), prefix.size(), &state, &KeepKey); });
  if (!done) return done.error();
  if (state.failed) return ServiceError("kv.scan", CHP_E_TRANSIENT);
  return std::move(state.keys);
}

Result<std::string> AccountsPort::Save(const AccountSave& account) {
  CStructs structs;
  std::string id;
  StringSink sink(id, kLongestAccountId);
  const chp_sink table = sink.Table();
  const auto done =
      CallService("accounts.save", [&] { return table_.save(ctx_, structs.Add(account), &table); });
  if (!done) return done.error();
  if (id.empty()) return NoEvidence("accounts.save");
  return id;
}

Result<void> AccountsPort::SetState(const AccountStatus& status) {
  CStructs structs;
  return CallService("accounts.set_state",
                     [&] { return table_.set_state(ctx_, structs.Add(status)); });
}

Result<void> JobsPort::Schedule(const Job& job) {
  if (!table_) return NoJobs();
  CStructs structs;
  return CallService("jobs.schedule", [&] { return table_->schedule(ctx_, structs.Add(job)); });
}

Result<void> JobsPort::Cancel(std::string_view id) {
  if (!table_) return NoJobs();
  auto done =
      CallService("jobs.cancel", [&] { return table_->cancel(ctx_, id.data(), id.size()); });
  if (!done && done.error().code == Code::kNotFound) return {};
  return done;
}

}  // namespace chp
