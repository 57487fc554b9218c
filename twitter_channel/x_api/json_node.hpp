// One value of a JSON text that was parsed by json_document.hpp. A node lies in the document's
// memory beside the others; names and texts are views into the text wherever it has no escapes, so
// that nothing is allocated or copied for a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace twitter {

// Immutable, but for the parser that makes it. Valid as long as the document's memory and text.
class JsonNode {
 public:
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_object() const { return kind_ == Kind::kObject; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_int64() const { return kind_ == Kind::kInt64; }

  // Null when it is something else. A whole number above the range of int64 is a uint64.
  const JsonNode* if_object() const { return is_object() ? this : nullptr; }
  const JsonNode* if_array() const { return is_array() ? this : nullptr; }
  const std::string_view* if_string() const { return is_string() ? &text_ : nullptr; }
  const bool* if_bool() const { return kind_ == Kind::kBool ? &flag_ : nullptr; }
  const std::int64_t* if_int64() const { return is_int64() ? &number_ : nullptr; }
  const std::uint64_t* if_uint64() const { return kind_ == Kind::kUint64 ? &large_ : nullptr; }

  // Of an object: the member of this name, the last one if there are several; null: none.
  const JsonNode* if_contains(std::string_view name) const {
    return (names_ & NameBit(name)) == 0 ? nullptr : FindMember(name);
  }
  bool contains(std::string_view name) const { return if_contains(name) != nullptr; }

  // Of a list: its items in order. An object's members come in the reverse order of the text.
  class Iterator {
   public:
    // NOLINTBEGIN(readability-identifier-naming): the standard library's names
    using iterator_category = std::forward_iterator_tag;
    using value_type = JsonNode;
    using difference_type = std::ptrdiff_t;
    using pointer = const JsonNode*;
    using reference = const JsonNode&;
    // NOLINTEND(readability-identifier-naming)

    explicit Iterator(const JsonNode* node = nullptr) : node_(node) {}
    reference operator*() const { return *node_; }
    pointer operator->() const { return node_; }
    Iterator& operator++() {
      node_ = node_->next_;
      return *this;
    }
    // NOLINTNEXTLINE(cert-dcl21-cpp): as every iterator
    Iterator operator++(int) { return Iterator(std::exchange(node_, node_->next_)); }
    bool operator==(const Iterator&) const = default;

   private:
    const JsonNode* node_;
  };
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const JsonNode& front() const { return *first_; }

  // As JSON text: members in the order of the text, numbers as they were written.
  std::string ToText() const;

 private:
  friend class JsonBuilder;
  enum class Kind : std::uint8_t {
    kNull,
    kBool,
    kInt64,
    kUint64,
    kDouble,
    kString,
    kArray,
    kObject
  };

  // One of 64, by what differs in X's names: most of those asked for are absent.
  static constexpr std::uint64_t NameBit(std::string_view name) {
    if (name.empty()) return 1;
    const std::size_t first = static_cast<unsigned char>(name.front());
    const std::size_t last = static_cast<unsigned char>(name.back());
    return std::uint64_t{1} << ((name.size() + 5 * first + 11 * last) % 64);
  }
  const JsonNode* FindMember(std::string_view name) const;
  void Write(std::string& text) const;
  void WriteMembers(std::string& text) const;

  std::string_view name_;  // of a member
  std::string_view text_;  // of a string, or a number as it was written
  const JsonNode* next_ = nullptr;
  const JsonNode* first_ = nullptr;          // of what it holds
  const JsonNode* const* sorted_ = nullptr;  // the members of a large object, by name
  std::uint64_t names_ = 0;                  // of an object: the bits of its members' names
  std::int64_t number_ = 0;
  std::uint64_t large_ = 0;
  bool flag_ = false;
  std::uint32_t size_ = 0;
  Kind kind_ = Kind::kNull;
};

}  // namespace twitter
