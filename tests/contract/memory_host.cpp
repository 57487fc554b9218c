// The tables of memory_host.hpp: log, clock, key-value store, accounts and jobs.
#include "tests/contract/memory_host.hpp"

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "tests/contract/memory_host_tables.hpp"

namespace contract {
namespace {

void Log(void* ctx, std::int32_t level, const char* text, std::size_t length, const char* fields,
         std::size_t fields_length) {
  HostOf(ctx).log.push_back({level, std::string(text, length), std::string(fields, fields_length)});
}

const void* GetService(void* ctx, const char* id) {
  MemoryHost& host = HostOf(ctx);
  if (host.hidden.contains(id)) return nullptr;
  const std::map<std::string, const void*> tables{
      {CHP_SVC_CLOCK, &host.clock},   {CHP_SVC_KV, &host.kv},
      {CHP_SVC_INGEST, &host.ingest}, {CHP_SVC_ACCOUNTS, &host.accounts},
      {CHP_SVC_BLOB, &host.blob},     {CHP_SVC_JOBS, &host.jobs}};
  const auto found = tables.find(id);
  return found == tables.end() ? nullptr : found->second;
}

std::int64_t Now(void* ctx) { return HostOf(ctx).now_ms; }

chp_status KvGet(void* ctx, const char* key, std::size_t length, const chp_sink* value,
                 std::uint64_t* version) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("kv.get", &status)) return status;
  const auto found = HostOf(ctx).values.find(std::string(key, length));
  if (found == HostOf(ctx).values.end()) return CHP_E_NOT_FOUND;
  *version = found->second.version;
  const std::string& bytes = found->second.value;
  return chp_sink_write(value, bytes.data(), bytes.size()) == 0 ? CHP_OK : CHP_E_CANCELLED;
}

chp_status KvPut(void* ctx, const chp_kv_put* put, std::uint64_t* new_version) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("kv.put", &status)) return status;
  const auto read = chp::ReadKvPut(put);
  if (!read) return StatusOf(read.error());
  chp::KvValue& kept = HostOf(ctx).values[std::string(read->key)];
  if (read->expected_version != CHP_KV_ANY && read->expected_version != kept.version) {
    return CHP_E_CONFLICT;
  }
  kept = {.value = std::string(read->value), .version = kept.version + 1};
  *new_version = kept.version;
  return CHP_OK;
}

chp_status KvErase(void* ctx, const char* key, std::size_t length, std::uint64_t) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("kv.erase", &status)) return status;
  return HostOf(ctx).values.erase(std::string(key, length)) == 1 ? CHP_OK : CHP_E_NOT_FOUND;
}

chp_status KvScan(void* ctx, const char* prefix, std::size_t length, void* user,
                  std::int32_t (*each)(void*, const char*, std::size_t)) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("kv.scan", &status)) return status;
  for (const auto& [key, value] : HostOf(ctx).values) {
    if (!key.starts_with(std::string_view(prefix, length))) continue;
    if (each(user, key.data(), key.size()) != 0) break;
  }
  return CHP_OK;
}

chp_status AccountsSave(void* ctx, const chp_account_save* account, const chp_sink* account_id) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("accounts.save", &status)) return status;
  auto read = chp::ReadAccountSave(account);
  if (!read) return StatusOf(read.error());
  HostOf(ctx).saved.push_back(std::move(read).value());
  return chp_sink_write(account_id, "1", 1) == 0 ? CHP_OK : CHP_E_CANCELLED;
}

chp_status AccountsSetState(void* ctx, const chp_account_state* state) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("accounts.set_state", &status)) return status;
  auto read = chp::ReadAccountState(state);
  if (!read) return StatusOf(read.error());
  HostOf(ctx).states.push_back(std::move(read).value());
  return CHP_OK;
}

chp_status JobsSchedule(void* ctx, const chp_job* job) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("jobs.schedule", &status)) return status;
  auto read = chp::ReadJob(job);
  if (!read) return StatusOf(read.error());
  HostOf(ctx).scheduled.push_back(std::move(read).value());
  return CHP_OK;
}

chp_status JobsCancel(void* ctx, const char* id, std::size_t length) {
  chp_status status = CHP_OK;
  if (!HostOf(ctx).Begins("jobs.cancel", &status)) return status;
  const std::string wanted(id, length);
  const auto erased =
      std::erase_if(HostOf(ctx).scheduled, [&](const chp::Job& job) { return job.id == wanted; });
  return erased > 0 ? CHP_OK : CHP_E_NOT_FOUND;
}

}  // namespace

MemoryHost& HostOf(void* ctx) { return *static_cast<MemoryHost*>(ctx); }

bool MemoryHost::Begins(const std::string& operation, chp_status* status) {
  if (inside) inside();
  if (lies.contains(operation)) return false;
  const auto forced = statuses.find(operation);
  if (forced == statuses.end()) return true;
  *status = forced->second;
  return false;
}

MemoryHost::MemoryHost() {
  host = {sizeof(chp_host), CHP_ABI_VERSION, this, "memory", "1.0.0", &Log, &GetService};
  clock = {sizeof(chp_clock), 0, &Now, &Now};
  kv = {sizeof(chp_kv), 0, &KvGet, &KvPut, &KvErase, &KvScan};
  accounts = {sizeof(chp_accounts), 0, &AccountsSave, &AccountsSetState};
  jobs = {sizeof(chp_jobs), 0, &JobsSchedule, &JobsCancel};
  ingest = IngestTable();
  blob = BlobTable();
}

}  // namespace contract
