// chp.host.kv: keys and values of one connection.
#include <algorithm>

#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "host_stub/store/kv_store.hpp"
#include "plugin_api/cpp/from_c.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestKey = 255;
constexpr std::size_t kLongestValue = std::size_t{1} << 20;
constexpr std::string_view kAccountPrefix = "account/";

bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

bool HasAccountId(std::string_view key) {
  const std::string_view rest = key.substr(kAccountPrefix.size());
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  return digits > 0 && digits + 1 < rest.size() && rest[digits] == '/';
}

chp::Result<std::string_view> ReadKey(const char* bytes, std::size_t length) {
  auto key = chp::ReadText(bytes, length, "key");
  if (!key) return key;
  if (key->empty() || key->size() > kLongestKey || !IsPrintable(*key)) {
    return InvalidArgument("a key must be 1 to 255 printable ASCII characters");
  }
  if (key->starts_with(kAccountPrefix) && !HasAccountId(*key)) {
    return InvalidArgument("a key of an account must start with account/<id>/");
  }
  return key;
}

chp::Error NoSuchKey() {
  return {.code = chp::Code::kNotFound, .reason = "kv.absent", .message = "No such key."};
}

chp_status CHP_CALL Get(void* ctx, const char* key, std::size_t key_length, const chp_sink* value,
                        std::uint64_t* version) noexcept {
  return Serve(ctx, "kv.get", [&](HostContext& context) -> chp::Result<void> {
    if (value == nullptr || value->write == nullptr || version == nullptr) {
      return chp::NullArgument("value or version");
    }
    const auto name = ReadKey(key, key_length);
    if (!name) return name.error();
    if (context.connection_id() == 0) return NoSuchKey();
    const auto found = context.services().kv.Get(context.connection_id(), *name);
    if (!found) return found.error();
    if (!*found) return NoSuchKey();
    if (auto written = WriteTo(value, (*found)->value); !written) return written;
    *version = (*found)->version;
    return {};
  });
}

chp_status CHP_CALL Put(void* ctx, const chp_kv_put* put, std::uint64_t* new_version) noexcept {
  return Serve(ctx, "kv.put", [&](HostContext& context) -> chp::Result<void> {
    if (new_version == nullptr) return chp::NullArgument("new_version");
    const auto request = chp::ReadKvPut(put);
    if (!request) return request.error();
    const auto key = ReadKey(request->key.data(), request->key.size());
    if (!key) return key.error();
    if (request->value.size() > kLongestValue) {
      return InvalidArgument("a value must be at most 1 MiB long");
    }
    if (request->ttl_ms < 0) return InvalidArgument("ttl_ms must not be negative");
    if (auto connected = RequireConnection(context); !connected) return connected;
    const auto version = context.services().kv.Put(context.connection_id(), *request);
    if (!version) return version.error();
    *new_version = *version;
    return {};
  });
}

chp_status CHP_CALL Erase(void* ctx, const char* key, std::size_t key_length,
                          std::uint64_t expected) noexcept {
  return Serve(ctx, "kv.erase", [&](HostContext& context) -> chp::Result<void> {
    const auto name = ReadKey(key, key_length);
    if (!name) return name.error();
    if (expected == CHP_KV_ABSENT) {
      return InvalidArgument("erase cannot expect an absent value");
    }
    if (context.connection_id() == 0) return NoSuchKey();
    return context.services().kv.Erase(context.connection_id(), *name, expected);
  });
}

chp_status CHP_CALL Scan(void* ctx, const char* prefix, std::size_t prefix_length, void* user,
                         std::int32_t(CHP_CALL* each)(void*, const char*, std::size_t)) noexcept {
  return Serve(ctx, "kv.scan", [&](HostContext& context) -> chp::Result<void> {
    if (each == nullptr) return chp::NullArgument("each");
    const auto start = chp::ReadText(prefix, prefix_length, "prefix");
    if (!start) return start.error();
    if (start->size() > kLongestKey || !IsPrintable(*start)) {
      return InvalidArgument("a prefix must be at most 255 printable ASCII characters");
    }
    if (context.connection_id() == 0) return {};
    const auto keys = context.services().kv.Scan(context.connection_id(), *start);
    if (!keys) return keys.error();
    for (const std::string& key : *keys) {
      if (each(user, key.data(), key.size()) != 0) break;
    }
    return {};
  });
}

constexpr chp_kv kKvTable = {.struct_size = sizeof(chp_kv),
                             .reserved = 0,
                             .get = Get,
                             .put = Put,
                             .erase = Erase,
                             .scan = Scan};

}  // namespace

const chp_kv& KvService() { return kKvTable; }

}  // namespace stub
