// Boost.JSON's parser with a handler of our own: what is wanted becomes a node, an unread member is
// only counted off. So its syntax and UTF-8 are checked all the same.
#include "twitter_channel/x_api/json_document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <new>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/string.hpp>

#include "twitter_channel/x_api/unread_members.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::size_t kDeepestNesting = 32;
constexpr std::size_t kNodesTaken = 16;
constexpr std::size_t kLargeObject = 40;  // members, from which on they are sorted by name

std::string_view View(json::string_view text) { return {text.data(), text.size()}; }

// X writes every slash as "\/", dozens in an event. The parser would unescape each text that holds
// one byte by byte and elsewhere; in a copy without these escapes the text can stay where it is.
std::string_view WithPlainSlashes(std::string_view text, json::monotonic_resource& memory) {
  std::size_t escape = text.find('\\');
  if (escape == std::string_view::npos) return text;
  auto* const copy = static_cast<char*>(memory.allocate(text.size(), 1));
  char* end = copy;
  std::size_t begin = 0;
  while (escape + 1 < text.size()) {
    const bool is_slash = text[escape + 1] == '/';
    const std::size_t kept = escape + (is_slash ? 0 : 1);
    end = std::copy(text.begin() + begin, text.begin() + kept, end);
    begin = escape + 1;
    // What is escaped is no escape itself.
    escape = std::min(text.find('\\', begin + 1), text.size());
  }
  end = std::copy(text.begin() + begin, text.end(), end);
  return {copy, static_cast<std::size_t>(end - copy)};
}

}  // namespace

// The events of Boost.JSON's parser, whose names these are.
class JsonBuilder {
 public:
  static constexpr std::size_t max_array_size = json::string::max_size();
  static constexpr std::size_t max_object_size = json::string::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  JsonBuilder(std::string_view input, json::monotonic_resource& memory, UnreadMembers unread)
      : input_(input), memory_(memory), leave_out_(unread == UnreadMembers::kLeaveOut) {}
  const JsonNode* root() const { return open_[0].node; }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) {
    Open(JsonNode::Kind::kArray);
    return true;
  }
  bool on_array_end(std::size_t, json::error_code&) {
    if (Leaves()) --depth_;
    return true;
  }
  bool on_object_begin(json::error_code&) {
    Open(JsonNode::Kind::kObject);
    return true;
  }
  bool on_object_end(std::size_t, json::error_code&) {
    if (!Leaves()) return true;
    SortMembers(*open_[depth_].node);
    --depth_;
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    if (!skipping_) parts_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t length, json::error_code&) {
    if (skipping_) return true;
    // A name in several parts has escapes: none of X's has.
    skipping_ = leave_out_ && part.size() == length && IsUnreadMember(View(part));
    if (!skipping_) name_ = Whole(part, length);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    if (!skipping_) parts_.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t length, json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kString).text_ = Whole(part, length);
    return true;
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view written, json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kInt64, written).number_ = number;
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view written, json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kUint64, written).large_ = number;
    return true;
  }
  bool on_double(double, json::string_view written, json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kDouble, written);
    return true;
  }
  bool on_bool(bool flag, json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kBool).flag_ = flag;
    return true;
  }
  bool on_null(json::error_code&) {
    if (Wanted()) Add(JsonNode::Kind::kNull);
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Container {
    JsonNode* node = nullptr;
    JsonNode* last = nullptr;  // item of a list
  };

  // Nodes are taken from the memory many at a time.
  JsonNode* NextNode() {
    if (unused_ == 0) {
      unused_ = kNodesTaken;
      nodes_ = static_cast<JsonNode*>(
          memory_.allocate(kNodesTaken * sizeof(JsonNode), alignof(JsonNode)));
    }
    --unused_;
    return new (nodes_++) JsonNode();
  }

  JsonNode& Add(JsonNode::Kind kind, json::string_view written = {}) {
    JsonNode* node = NextNode();
    node->kind_ = kind;
    node->text_ = View(written);
    Container& holder = open_[depth_];
    if (holder.node == nullptr) {
      holder.node = node;
      return *node;
    }
    ++holder.node->size_;
    if (holder.node->is_object()) {
      node->name_ = name_;
      holder.node->names_ |= JsonNode::NameBit(name_);
      node->next_ = std::exchange(holder.node->first_, node);
    } else if (JsonNode* last = std::exchange(holder.last, node)) {
      last->next_ = node;
    } else {
      holder.node->first_ = node;
    }
    return *node;
  }

  void Open(JsonNode::Kind kind) {
    if (skipping_) {
      ++open_inside_;
      return;
    }
    JsonNode& node = Add(kind);
    open_[++depth_] = {&node, nullptr};
  }
  // Whether the list or object that ends is wanted.
  bool Leaves() {
    if (!skipping_) return true;
    if (--open_inside_ == 0) skipping_ = false;
    return false;
  }
  // Whether a single value is.
  bool Wanted() {
    if (!skipping_) return true;
    if (open_inside_ == 0) skipping_ = false;
    return false;
  }

  // A text in one part lies in the input; one in several was unescaped elsewhere.
  std::string_view Whole(json::string_view last, std::size_t length) {
    if (parts_.empty() && last.size() == length && LiesInInput(last)) return View(last);
    parts_.append(last.data(), last.size());
    auto* copy = static_cast<char*>(memory_.allocate(parts_.size() + 1, 1));
    std::memcpy(copy, parts_.data(), parts_.size());
    const std::string_view whole(copy, parts_.size());
    parts_.clear();
    return whole;
  }
  bool LiesInInput(json::string_view part) const {
    return std::less_equal<>()(input_.data(), part.data()) &&
           std::less_equal<>()(part.data() + part.size(), input_.data() + input_.size());
  }

  void SortMembers(JsonNode& object) {
    if (object.size_ < kLargeObject) return;
    void* memory = memory_.allocate(object.size_ * sizeof(void*), alignof(void*));
    auto** sorted = static_cast<const JsonNode**>(memory);
    std::size_t count = 0;
    for (const JsonNode& member : object) sorted[count++] = &member;
    // Stable: of several members of one name the last of the text stays the first.
    std::stable_sort(sorted, sorted + count,
                     [](const JsonNode* a, const JsonNode* b) { return a->name_ < b->name_; });
    object.sorted_ = sorted;
  }

  const std::string_view input_;
  json::monotonic_resource& memory_;
  const bool leave_out_;
  JsonNode* nodes_ = nullptr;  // the first of those taken and unused
  std::size_t unused_ = 0;
  std::array<Container, kDeepestNesting + 2> open_{};  // [0] holds the document
  std::size_t depth_ = 0;
  std::string_view name_;        // of the member that comes
  std::string parts_;            // of a name or text in several parts
  bool skipping_ = false;        // inside an unread member
  std::size_t open_inside_ = 0;  // lists and objects open inside of it
};

const JsonNode* ParseJson(std::string_view text, json::monotonic_resource& memory,
                          UnreadMembers unread) {
  text = WithPlainSlashes(text, memory);
  json::parse_options options;
  options.max_depth = kDeepestNesting;
  json::basic_parser<JsonBuilder> parser(options, text, memory, unread);
  json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error || read < text.size()) return nullptr;
  return parser.handler().root();
}

std::optional<JsonDocument> JsonDocument::Parse(std::string text) {
  auto storage = std::make_unique<Storage>();
  storage->text = std::move(text);
  JsonDocument document(std::move(storage));
  document.root_ = ParseJson(document.storage_->text, document.storage_->memory);
  if (document.root_ == nullptr) return std::nullopt;
  return document;
}

}  // namespace twitter
