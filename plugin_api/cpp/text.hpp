// Text between C++ and the boundary: chp_str <-> std::string_view, and a sink into a std::string.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin_api/channel_types.h"

namespace chp {

// The view lives as long as the call that brought the chp_str (R1). Absent becomes empty.
inline std::string_view View(const chp_str& text) {
  return text.ptr == nullptr ? std::string_view{} : std::string_view{text.ptr, text.len};
}

// Borrows: `text` must outlive every use of the result. An empty view with data is "present".
inline chp_str Str(std::string_view text) { return chp_str{text.data(), text.size()}; }

// A sink that appends to *target; refuses (non-zero) once it would hold more than `limit` bytes.
class StringSink {
 public:
  explicit StringSink(std::string& target, std::size_t limit = std::size_t{64} << 20)
      : target_(target), limit_(limit) {}
  StringSink(const StringSink&) = delete;
  StringSink& operator=(const StringSink&) = delete;

  chp_sink Table() { return chp_sink{this, &StringSink::Write}; }

 private:
  static std::int32_t CHP_CALL Write(void* context, const void* bytes, std::size_t length) noexcept;

  std::string& target_;
  std::size_t limit_;
};

// True for well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool IsUtf8(std::string_view text) noexcept;

// The beginning of `text`, `most` bytes at most, cut at a UTF-8 border.
std::string_view Shortened(std::string_view text, std::size_t most) noexcept;

// Copies into a fixed, NUL-terminated array; cuts at a UTF-8 border when `from` is too long.
void CopyBounded(std::string_view from, char* to, std::size_t capacity) noexcept;

template <std::size_t N>
void CopyBounded(std::string_view from, char (&to)[N]) noexcept {
  CopyBounded(from, to, N);
}

// What such an array holds: up to its NUL, or all of it.
template <std::size_t N>
std::string ReadBounded(const char (&from)[N]) {
  return std::string(from, std::find(from, from + N, '\0'));
}

}  // namespace chp
