// The structs of channel_types.h as C++ values, checked: what a host reads from a channel and a
// channel from a host.
//
// Errors, all "abi.*": kInvalid for what breaks the contract (a null pointer, a short struct, a
// string without data, an absurd count), kUnsupported for what a newer sender added and must not
// be ignored (a non-zero tail, an unknown flag or kind). What text *says* is not judged here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/ports.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"

namespace chp {

Result<Attachment> ReadAttachment(const chp_attachment* from);
Result<Party> ReadParty(const chp_party* from);
Result<Job> ReadJob(const chp_job* from);
Result<Message> ReadMessage(const chp_message* from);
Result<Update> ReadUpdate(const chp_update* from);
Result<Batch> ReadBatch(const chp_batch* from);
Result<std::vector<std::string>> ReadIds(const chp_str* const* ids, std::size_t count);

// Their views borrow from the struct's sender and end with the call (R1).
Result<std::string_view> ReadText(const chp_str* from, const char* what);
Result<std::string_view> ReadText(const char* bytes, std::size_t length, const char* what);
Result<ConfigInput> ReadConfig(const chp_config* from);
Result<InboundRequest> ReadInbound(const chp_inbound* from);
Result<Reply> ReadReply(const chp_reply* from);
Result<ActionInput> ReadAction(const chp_action* from);
Result<KvPut> ReadKvPut(const chp_kv_put* from);
Result<AccountSave> ReadAccountSave(const chp_account_save* from);
Result<AccountStatus> ReadAccountState(const chp_account_state* from);

}  // namespace chp
