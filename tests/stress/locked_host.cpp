// Every function of every table that a channel may call from many threads.
#include "tests/stress/locked_host.hpp"

#include <map>
#include <string>

namespace stress {

using contract::MemoryHost;

LockedHost::LockedHost()
    : host_(memory.host),
      clock_(memory.clock),
      kv_(memory.kv),
      ingest_(memory.ingest),
      accounts_(memory.accounts),
      jobs_(memory.jobs) {
  host_.ctx = this;
  host_.get_service = &GetService;
  Install<&MemoryHost::host, &chp_host::log>(host_.log);
  Install<&MemoryHost::clock, &chp_clock::now_ms>(clock_.now_ms);
  Install<&MemoryHost::clock, &chp_clock::mono_ms>(clock_.mono_ms);
  Install<&MemoryHost::kv, &chp_kv::get>(kv_.get);
  Install<&MemoryHost::kv, &chp_kv::put>(kv_.put);
  Install<&MemoryHost::kv, &chp_kv::erase>(kv_.erase);
  Install<&MemoryHost::kv, &chp_kv::scan>(kv_.scan);
  Install<&MemoryHost::accounts, &chp_accounts::save>(accounts_.save);
  Install<&MemoryHost::accounts, &chp_accounts::set_state>(accounts_.set_state);
  Install<&MemoryHost::jobs, &chp_jobs::schedule>(jobs_.schedule);
  Install<&MemoryHost::jobs, &chp_jobs::cancel>(jobs_.cancel);
  InstallIngest();
}

void LockedHost::InstallIngest() {
  Install<&MemoryHost::ingest, &chp_ingest::deliver>(ingest_.deliver);
  Install<&MemoryHost::ingest, &chp_ingest::find>(ingest_.find);
  Install<&MemoryHost::ingest, &chp_ingest::bind>(ingest_.bind);
  Install<&MemoryHost::ingest, &chp_ingest::recent>(ingest_.recent);
  Install<&MemoryHost::ingest, &chp_ingest::quarantine>(ingest_.quarantine);
}

const void* LockedHost::GetService(void* ctx, const char* id) {
  const auto& self = *static_cast<const LockedHost*>(ctx);
  const std::map<std::string, const void*> tables{{CHP_SVC_CLOCK, &self.clock_},
                                                  {CHP_SVC_KV, &self.kv_},
                                                  {CHP_SVC_INGEST, &self.ingest_},
                                                  {CHP_SVC_ACCOUNTS, &self.accounts_},
                                                  {CHP_SVC_JOBS, &self.jobs_}};
  const auto found = tables.find(id);
  return found == tables.end() ? nullptr : found->second;
}

}  // namespace stress
