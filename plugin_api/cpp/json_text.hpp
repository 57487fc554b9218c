// JSON written straight into a string: what a channel tells of a message, and a host keeps of it,
// is a few short members, and building a document of them first cost several times what writing
// them does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace chp {

// The caller opens and closes in the right order; commas are put where they belong. Names are
// written as they are: they are constants without quotes. Texts are UTF-8.
class JsonText {
 public:
  JsonText() : text_(kUsualLength, '\0') {}

  JsonText& BeginObject() { return Open('{'); }
  JsonText& EndObject() { return Close('}'); }
  JsonText& BeginArray() { return Open('['); }
  JsonText& EndArray() { return Close(']'); }
  JsonText& Name(std::string_view name);
  JsonText& Text(std::string_view value);
  JsonText& TextOrNull(std::string_view value) { return value.empty() ? Raw("null") : Text(value); }
  JsonText& Number(std::int64_t value) { return Raw(std::to_string(value)); }
  JsonText& Flag(bool value) { return Raw(value ? "true" : "false"); }
  // `json` is the text of a value.
  JsonText& Raw(std::string_view json);

  std::string Take() && {
    text_.resize(size_);
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kUsualLength = 384;

  JsonText& Open(char bracket);
  JsonText& Close(char bracket);
  // Room for what comes next, a comma before it included; returns where it goes.
  char* Begin(std::size_t bytes);

  std::string text_;      // longer than what has been written
  std::size_t size_ = 0;  // written
};

}  // namespace chp
