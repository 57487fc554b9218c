// Finds a host's services, checks that everything needed is there, and wires the adapters.
#include "plugin_api/cpp/host_ports.hpp"

#include <string>

#include "plugin_api/cpp/service_ports.hpp"
#include "plugin_api/cpp/struct_io.hpp"

namespace chp {
namespace {

Error Missing(const std::string& what) {
  return Error{.code = Code::kUnsupported,
               .reason = "host.missing_service",
               .message = "The helpdesk does not offer " + what +
                          ", which this channel needs; update the helpdesk."};
}

struct NamedFunction {
  bool present;
  const char* name;
};

// The service's table, complete; an error that names what is missing.
template <class Table>
Result<Table> FindService(const chp_host& host, const char* id,
                          std::vector<NamedFunction> (*functions)(const Table&)) {
  const ServiceCall scope;
  const auto table = CopyTable<Table>(host.get_service(host.ctx, id));
  if (!table) return Missing(id);
  for (const NamedFunction& function : functions(*table)) {
    if (!function.present) return Missing(std::string(id) + " " + function.name);
  }
  return *table;
}

std::vector<NamedFunction> ClockFunctions(const chp_clock& table) {
  return {{table.now_ms != nullptr, "now_ms"}, {table.mono_ms != nullptr, "mono_ms"}};
}

std::vector<NamedFunction> KvFunctions(const chp_kv& table) {
  return {{table.get != nullptr, "get"},
          {table.put != nullptr, "put"},
          {table.erase != nullptr, "erase"},
          {table.scan != nullptr, "scan"}};
}

std::vector<NamedFunction> IngestFunctions(const chp_ingest& table) {
  return {{table.deliver != nullptr, "deliver"},
          {table.find != nullptr, "find"},
          {table.bind != nullptr, "bind"},
          {table.quarantine != nullptr, "quarantine"}};
}

std::vector<NamedFunction> AccountsFunctions(const chp_accounts& table) {
  return {{table.save != nullptr, "save"}, {table.set_state != nullptr, "set_state"}};
}

std::vector<NamedFunction> JobsFunctions(const chp_jobs& table) {
  return {{table.schedule != nullptr, "schedule"}, {table.cancel != nullptr, "cancel"}};
}

std::vector<NamedFunction> BlobFunctions(const chp_blob& table) {
  return {{table.create != nullptr, "create"}, {table.write != nullptr, "write"},
          {table.commit != nullptr, "commit"}, {table.abandon != nullptr, "abandon"},
          {table.open != nullptr, "open"},     {table.read != nullptr, "read"},
          {table.close != nullptr, "close"}};
}

Result<chp_host> CheckHost(const chp_host* from) {
  const auto host = CopyTable<chp_host>(from);
  if (!host) return NullArgument("chp_host");
  if (host->struct_size < kFirstSize<chp_host>) {
    return SizeArgument("chp_host", host->struct_size, kFirstSize<chp_host>);
  }
  if (host->log == nullptr) return NullArgument("chp_host.log");
  if (host->get_service == nullptr) return NullArgument("chp_host.get_service");
  if (host->abi_version >> 16U != CHP_ABI_MAJOR) {
    return Error{.code = Code::kUnsupported,
                 .reason = "host.wrong_major",
                 .message = "The helpdesk speaks version " +
                            std::to_string(host->abi_version >> 16U) +
                            " of the channel contract, this channel version 1."};
  }
  return *host;
}

struct Tables {
  chp_clock clock;
  chp_kv kv;
  chp_ingest ingest;
  chp_accounts accounts;
  std::optional<chp_jobs> jobs;
  std::optional<chp_blob> blobs;
};

class Adapters final : public HostBinding {
 public:
  Adapters(const chp_host& host, const Tables& tables)
      : log_(host),
        clock_(host.ctx, tables.clock),
        kv_(host.ctx, tables.kv),
        ingest_(host.ctx, tables.ingest),
        accounts_(host.ctx, tables.accounts),
        jobs_(host.ctx, tables.jobs) {
    if (tables.blobs) blobs_.emplace(host.ctx, *tables.blobs);
  }

  HostPorts Ports() override {
    return HostPorts{.log = log_,
                     .clock = clock_,
                     .kv = kv_,
                     .ingest = ingest_,
                     .accounts = accounts_,
                     .jobs = jobs_,
                     .blobs = blobs_ ? &*blobs_ : nullptr};
  }

 private:
  LogPort log_;
  ClockPort clock_;
  KvPort kv_;
  IngestPort ingest_;
  AccountsPort accounts_;
  JobsPort jobs_;
  std::optional<BlobsPort> blobs_;
};

}  // namespace

Result<std::unique_ptr<HostBinding>> HostBinding::Bind(const chp_host* from,
                                                       NeededServices needed) {
  const auto host = CheckHost(from);
  if (!host) return host.error();
  const auto clock = FindService(*host, CHP_SVC_CLOCK, ClockFunctions);
  if (!clock) return clock.error();
  const auto kv = FindService(*host, CHP_SVC_KV, KvFunctions);
  if (!kv) return kv.error();
  const auto ingest = FindService(*host, CHP_SVC_INGEST, IngestFunctions);
  if (!ingest) return ingest.error();
  const auto accounts = FindService(*host, CHP_SVC_ACCOUNTS, AccountsFunctions);
  if (!accounts) return accounts.error();
  const auto jobs = FindService(*host, CHP_SVC_JOBS, JobsFunctions);
  if (!jobs && needed.jobs) return jobs.error();
  const auto blobs = FindService(*host, CHP_SVC_BLOB, BlobFunctions);
  if (!blobs && needed.blobs) return blobs.error();

  Tables tables{.clock = *clock,
                .kv = *kv,
                .ingest = *ingest,
                .accounts = *accounts,
                .jobs = {},
                .blobs = {}};
  if (jobs) tables.jobs = *jobs;
  if (blobs) tables.blobs = *blobs;
  return std::unique_ptr<HostBinding>(std::make_unique<Adapters>(*host, tables));
}

}  // namespace chp
