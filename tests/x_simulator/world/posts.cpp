#include "tests/x_simulator/world/posts.hpp"

#include <algorithm>
#include <utility>

namespace xsim {
namespace {

template <typename List>
auto FindSorted(const List& list, std::string_view id) -> decltype(list.data()) {
  const auto found = std::lower_bound(
      list.begin(), list.end(), id,
      [](const auto& item, std::string_view wanted) { return IsSmallerId(item.id, wanted); });
  return found == list.end() || found->id != id ? nullptr : &*found;
}

}  // namespace

const Post* Posts::Find(std::string_view id) const {
  const Post* post = FindSorted(list, id);
  return post == nullptr || post->deleted ? nullptr : post;
}

Post* Posts::Find(std::string_view id) { return const_cast<Post*>(std::as_const(*this).Find(id)); }

const DirectMessage* Posts::FindDirectMessage(std::string_view id) const {
  return FindSorted(direct_messages, id);
}

DirectMessage* Posts::FindDirectMessage(std::string_view id) {
  return const_cast<DirectMessage*>(std::as_const(*this).FindDirectMessage(id));
}

bool IsHiddenFor(const DirectMessage& message, std::string_view user_id) {
  return std::find(message.hidden_for.begin(), message.hidden_for.end(), user_id) !=
         message.hidden_for.end();
}

bool IsVisibleTo(std::string_view user_id, const DirectMessage& message, std::int64_t now_ms) {
  constexpr std::int64_t kVisibleMs = 30LL * 24 * 60 * 60 * 1000;
  const bool takes_part = message.sender_id == user_id || message.recipient_id == user_id;
  return takes_part && !IsHiddenFor(message, user_id) && message.created_ms >= now_ms - kVisibleMs;
}

bool IsSmallerId(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace xsim
