// One adapter per host service, each over a copy of the service's table; see host_ports.hpp.
#pragma once

#include "plugin_api/channel_services.h"
#include "plugin_api/cpp/contract_check.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace chp {

// A service answered `operation` (such as "kv.put") with a status that is not a success.
Error ServiceError(const char* operation, chp_status status);
// A service claimed a success without its evidence (R3).
Error NoEvidence(const char* operation);

// Calls a service function that returns a status; foreign threads are refused (R4).
template <class Call>
Result<void> CallService(const char* operation, Call&& call) {
  const ServiceCall scope;
  if (!scope.allowed()) return ServiceCall::Refusal();
  const chp_status status = call();
  if (status != CHP_OK) return ServiceError(operation, status);
  return {};
}

class LogPort final : public Log {
 public:
  explicit LogPort(const chp_host& host) : host_(host) {}
  void Write(LogLevel level, std::string_view text, std::string_view fields_json) override;

 private:
  chp_host host_;
};

class ClockPort final : public Clock {
 public:
  ClockPort(void* ctx, const chp_clock& table) : ctx_(ctx), table_(table) {}
  std::int64_t NowMs() const override;
  std::int64_t MonoMs() const override;

 private:
  void* ctx_;
  chp_clock table_;
};

class KvPort final : public Kv {
 public:
  KvPort(void* ctx, const chp_kv& table) : ctx_(ctx), table_(table) {}
  Result<std::optional<KvValue>> Get(std::string_view key) override;
  Result<std::uint64_t> Put(const KvPut& put) override;
  Result<void> Erase(std::string_view key, std::uint64_t expected) override;
  Result<std::vector<std::string>> Scan(std::string_view prefix) override;

 private:
  void* ctx_;
  chp_kv table_;
};

class IngestPort final : public Ingest {
 public:
  IngestPort(void* ctx, const chp_ingest& table) : ctx_(ctx), table_(table) {}
  Result<std::vector<Delivery>> Deliver(const Batch& batch) override;
  Result<std::vector<Found>> Find(std::string_view account_id,
                                  std::span<const std::string> external_ids) override;
  Result<void> Bind(std::string_view account_id, std::string_view idempotency_key,
                    std::string_view external_id) override;
  Result<void> Recent(std::string_view account_id, std::int64_t since_ms,
                      const std::function<bool(Message)>& each) override;
  Result<void> Quarantine(std::string_view bytes, std::string_view reason) override;

 private:
  void* ctx_;
  chp_ingest table_;
};

class AccountsPort final : public Accounts {
 public:
  AccountsPort(void* ctx, const chp_accounts& table) : ctx_(ctx), table_(table) {}
  Result<std::string> Save(const AccountSave& account) override;
  Result<void> SetState(const AccountStatus& status) override;

 private:
  void* ctx_;
  chp_accounts table_;
};

class JobsPort final : public Jobs {
 public:
  JobsPort(void* ctx, const std::optional<chp_jobs>& table) : ctx_(ctx), table_(table) {}
  Result<void> Schedule(const Job& job) override;
  Result<void> Cancel(std::string_view id) override;

 private:
  void* ctx_;
  std::optional<chp_jobs> table_;  // nothing: the host has no job queue
};

class BlobsPort final : public Blobs {
 public:
  BlobsPort(void* ctx, const chp_blob& table) : ctx_(ctx), table_(table) {}
  Result<std::string> Store(const Attachment& meta,
                            const std::function<Result<void>(const Writer&)>& produce) override;
  Result<void> Read(std::string_view blob_id, const Writer& consume) override;

 private:
  void* ctx_;
  chp_blob table_;
};

}  // namespace chp
