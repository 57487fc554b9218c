// Files on their way into posts and messages (x_api.md 4.3). Nothing of it is saved.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct Upload {
  std::string id;
  std::string user_id;
  std::string media_type;
  std::string category;
  std::int64_t total_bytes = 0;
  std::int64_t begun_ms = 0;
  std::map<int, std::size_t> segments;    // the size of each
  std::map<int, std::string> bytes = {};  // of each, unless the whole is too large to be kept
  int appends = 0;                        // requests, repetitions included
  bool finalized = false;
  std::int64_t ready_ms = 0;  // X has processed it then
  bool fails = false;         // or given it up
  std::string digest;         // SHA-256, hexadecimal; empty: it was not kept
  std::string alt_text;

  bool operator==(const Upload&) const = default;

  // "photo", "video", "animated_gif": what a post shows it as.
  std::string_view Type() const;
  bool is_film() const { return Type() != "photo"; }
  bool IsUsable(std::int64_t now_ms) const;
};

struct Uploads {
  std::vector<Upload> list;

  Upload* Find(std::string_view id, std::string_view user_id);

  bool operator==(const Uploads&) const = default;
};

// 5 MB for pictures, 15 for GIFs, 512 for films; 0 for a type or category that X does not take, or
// that do not fit one another.
std::int64_t LargestUpload(std::string_view media_type, std::string_view category);
// Whether a file of that type may begin so.
bool BeginsAs(std::string_view media_type, std::string_view bytes);

}  // namespace xsim
