// Argument structs of a side that may be older, newer or broken. Memory that does not belong to a
// struct is poisoned by the sanitizer: reading it is a crash.
//
// An input is one byte that chooses the struct, then its bytes; "m" and a list of words instead
// builds a whole message with one thing after the other broken.
#include <cstring>
#include <memory>
#include <string>

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/read_checks.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::Require;

// A struct of `size` bytes with nothing readable behind it. Its struct_size never promises more
// than is there, unless it is absurd and has to be refused unread.
template <class T>
void CheckStruct(std::string_view bytes) {
  std::uint32_t claimed = 0;
  if (bytes.size() < sizeof claimed) return;
  const std::unique_ptr<char[]> memory(new char[bytes.size()]);
  std::memcpy(memory.get(), bytes.data(), bytes.size());
  std::memcpy(&claimed, memory.get(), sizeof claimed);
  if (claimed > bytes.size() && claimed <= chp::kLargestStruct) {
    claimed = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(memory.get(), &claimed, sizeof claimed);
  }
  const auto copy = chp::CopyIn(reinterpret_cast<const T*>(memory.get()), "argument");
  const bool fits = claimed >= sizeof(T) && claimed <= chp::kLargestStruct;
  const auto is_zero = [](char byte) { return byte == 0; };
  const bool known = fits && std::all_of(memory.get() + sizeof(T), memory.get() + claimed, is_zero);
  Require(copy.ok() == (fits && known), "a struct is taken when it fits and says nothing new");
  if (!copy) return;
  Require(copy->struct_size == sizeof(T), "the copy is of our version");
  Require(std::memcmp(reinterpret_cast<const char*>(&*copy) + sizeof claimed,
                      memory.get() + sizeof claimed, sizeof(T) - sizeof claimed) == 0,
          "the copy is faithful");
}

// Takes words of the input as the strings of a message; some words are orders to break things.
class MessageMaker {
 public:
  explicit MessageMaker(std::string_view words) : words_(words) {}

  chp_str Text() {
    const std::string_view word = fuzz::TakeLine(words_);
    if (word == "absent") return {nullptr, 0};
    if (word == "no_data") return Broken({nullptr, 5});
    if (word == "endless") return Broken({"", chp::kLongestText + 1});
    return chp::Str(word);
  }
  std::uint32_t Number(std::uint32_t usual) {
    const std::string_view word = fuzz::TakeLine(words_);
    if (word != "unknown") return usual;
    broken_ = true;
    return 0x80000000;
  }
  std::size_t Count(std::size_t usual) {
    const std::string_view word = fuzz::TakeLine(words_);
    if (word != "absurd") return usual;
    broken_ = true;
    return chp::kMostItems + 1;
  }
  bool broken() const { return broken_; }

 private:
  chp_str Broken(chp_str text) {
    broken_ = true;
    return text;
  }
  std::string_view words_;
  bool broken_ = false;
};

void CheckMessage(std::string_view words) {
  MessageMaker maker(words);
  auto author = chp::Zeroed<chp_party>();
  author.flags = maker.Number(CHP_PARTY_OWN);
  author.external_id = maker.Text();
  author.handle = maker.Text();
  const chp_party* const recipients[] = {&author};
  const chp_str parent = maker.Text();
  const chp_str* const parents[] = {&parent};
  auto message = chp::Zeroed<chp_message>();
  message.flags = maker.Number(0);
  message.role = maker.Number(CHP_ROLE_OPEN);
  message.visibility = maker.Number(CHP_VISIBILITY_PUBLIC);
  message.external_id = maker.Text();
  message.text = maker.Text();
  message.context_json = maker.Text();
  message.author = &author;
  message.recipients = recipients;
  message.recipient_count = maker.Count(1);
  message.parent_ids = parents;
  message.parent_count = maker.Count(1);
  const auto read = chp::ReadMessage(&message);
  Require(read.ok() != maker.broken(), "a message is taken when nothing of it is broken");
  if (!read) {
    Require(read.error().reason.starts_with("abi."), "a broken contract is named so");
    return;
  }
  Require(read->text == chp::View(message.text) && read->author.own, "the message is faithful");
  Require(read->recipients.size() == 1 && read->parent_ids[0] == chp::View(parent),
          "its lists are faithful");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes = fuzz::TextOf(data, size);
  if (bytes.empty()) return 0;
  const char choice = bytes.front();
  bytes.remove_prefix(1);
  switch (choice) {
    case 'm':
      CheckMessage(bytes);
      break;
    case 'a':
      CheckStruct<chp_attachment>(bytes);
      break;
    case 'b':
      CheckStruct<chp_batch>(bytes);
      break;
    case 'c':
      CheckStruct<chp_config>(bytes);
      break;
    case 'h':
      CheckStruct<chp_header>(bytes);
      break;
    case 'i':
      CheckStruct<chp_inbound>(bytes);
      break;
    case 'j':
      CheckStruct<chp_job>(bytes);
      break;
    case 'k':
      CheckStruct<chp_kv_put>(bytes);
      break;
    case 'p':
      CheckStruct<chp_party>(bytes);
      break;
    case 'r':
      CheckStruct<chp_reply>(bytes);
      break;
    case 's':
      CheckStruct<chp_account_state>(bytes);
      break;
    case 'u':
      CheckStruct<chp_update>(bytes);
      break;
    case 'x':
      CheckStruct<chp_action>(bytes);
      break;
    default:
      CheckStruct<chp_call>(bytes);
      break;
  }
  return 0;
}
