// C++ values as the structs of channel_types.h, for the length of one call. Both sides use it: a
// channel for what it delivers, a host for what it passes to a channel.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace chp {

// Owns the structs and pointer arrays it returns; the text in them borrows from the values given,
// which must outlive it. Empty strings become absent. A short batch needs no heap.
class CStructs {
 public:
  CStructs() : arena_(first_block_.data(), first_block_.size()), allocator_(&arena_) {}
  CStructs(const CStructs&) = delete;
  CStructs& operator=(const CStructs&) = delete;

  const chp_str* Add(std::string_view text);
  const chp_attachment* Add(const Attachment& attachment);
  const chp_party* Add(const Party& party);
  const chp_job* Add(const Job& job);
  const chp_message* Add(const Message& message);
  const chp_update* Add(const Update& update);
  const chp_batch* Add(const Batch& batch);
  const chp_config* Add(const ConfigInput& config);
  const chp_header* Add(const HeaderView& header);
  const chp_inbound* Add(const InboundRequest& request);
  const chp_reply* Add(const Reply& reply);
  const chp_action* Add(const ActionInput& action);
  const chp_account_save* Add(const AccountSave& account);
  const chp_account_state* Add(const AccountStatus& status);

  // One pointer per item; null when there is none.
  template <class Item>
  auto AddAll(const std::vector<Item>& items) -> decltype(Add(items.front())) const* {
    using Pointer = decltype(Add(items.front()));
    if (items.empty()) return nullptr;
    auto* pointers = allocator_.allocate_object<Pointer>(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) pointers[i] = Add(items[i]);
    return pointers;
  }

 private:
  template <class Raw>
  const Raw* Keep(const Raw& raw) {
    return allocator_.new_object<Raw>(raw);
  }

  std::array<std::byte, 4096> first_block_;
  std::pmr::monotonic_buffer_resource arena_;
  std::pmr::polymorphic_allocator<> allocator_;
};

// Absent when empty.
chp_str StrOrAbsent(std::string_view text);

}  // namespace chp
