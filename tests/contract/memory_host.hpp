// A host in memory behind real C tables, which can be told to fail, to lie and to lack things.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plugin_api/channel_services.h"
#include "plugin_api/cpp/ports.hpp"

namespace contract {

struct LogLine {
  std::int32_t level;
  std::string text;
  std::string fields;
};

struct Blob {
  chp::Attachment meta;
  std::string bytes;
};

class MemoryHost {
 public:
  MemoryHost();
  MemoryHost(const MemoryHost&) = delete;
  MemoryHost& operator=(const MemoryHost&) = delete;

  // Tables: a test may null a member, shorten a table, or hide a whole service.
  chp_host host{};
  chp_clock clock{};
  chp_kv kv{};
  chp_ingest ingest{};
  chp_accounts accounts{};
  chp_blob blob{};
  chp_jobs jobs{};
  std::set<std::string> hidden;  // service ids

  // By operation, such as "kv.put".
  std::map<std::string, chp_status> statuses;  // answered without doing anything
  std::set<std::string> lies;                  // answers CHP_OK without the evidence
  std::function<void()> inside;                // runs inside every service call

  // What was kept.
  std::map<std::string, chp::KvValue> values;
  std::vector<chp::Batch> batches;
  std::vector<chp::AccountSave> saved;
  std::vector<chp::AccountStatus> states;
  std::vector<chp::Job> scheduled;
  std::vector<std::string> bound;
  std::vector<Blob> blobs;
  std::vector<std::string> quarantined;
  std::vector<LogLine> log;
  int abandoned = 0;
  int closed = 0;
  std::int64_t now_ms = 1'000;

  // Starts an operation: whether it should go on, and with what it ends otherwise.
  bool Begins(const std::string& operation, chp_status* status);
};

}  // namespace contract
