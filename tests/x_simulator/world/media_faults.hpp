// What goes wrong with the files of posts and messages; the parts of one fault combine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct MediaFault {
  std::string file;  // part of the file's name; empty: every file
  int status = 0;    // answered in place of the file; 0: the file
  std::string redirect;
  std::string content_type;
  bool empty = false;
  bool truncated = false;  // half of the body, the whole length announced
  bool endless = false;
  std::optional<std::int64_t> content_length;  // announced whatever the body is
  std::optional<std::int64_t> size;            // that many bytes, made while they are sent
  std::int64_t bytes_per_second = 0;           // 0: as fast as it goes
  std::int64_t count = 0;                      // how often still; 0: until it is switched off

  bool operator==(const MediaFault&) const = default;
};

struct MediaFaults {
  std::vector<MediaFault> list;

  // Takes one use of the first fault that fits the file.
  std::optional<MediaFault> Use(std::string_view file);

  bool operator==(const MediaFaults&) const = default;
};

}  // namespace xsim
