// How far a media job has come, kept in the host's key-value store until it is done, so that a job
// that is interrupted fetches nothing twice and tries nothing for ever.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

struct FileProgress {
  std::string blob_id;  // set: it is stored
  std::string media_type;
  std::uint64_t size_bytes = 0;
  std::string refusal;  // else: why the last try failed
  bool given_up = false;
  std::int64_t tries = 0;
  bool operator==(const FileProgress&) const = default;

  bool Settled() const { return given_up || !blob_id.empty(); }
};

struct MediaProgress {
  std::int64_t begun_ms = 0;                               // 0: not begun
  std::map<std::string, FileProgress, std::less<>> files;  // by name
  bool operator==(const MediaProgress&) const = default;
};

class MediaProgressStore {
 public:
  MediaProgressStore(chp::Kv& kv, std::string_view account_id, std::string_view message_id);

  // A damaged value reads as nothing: the files are fetched again, and attached once.
  chp::Result<MediaProgress> Read();
  chp::Result<void> Write(const MediaProgress& progress);
  chp::Result<void> Erase();

 private:
  chp::Kv& kv_;
  const std::string key_;
};

}  // namespace twitter
