// What a disk holds after a power cut: all that was synced, and of the rest whatever it likes.
//
// A file keeps its synced bytes and the changes made since; a name (creation, removal, renaming)
// is synced with its directory. Programs reach it through UnsyncedVfs and wrapped_files, which
// also do the real calls, so that the real files hold what the program believes.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stub {

class SimulatedDisk {
 public:
  // What survives of the unsynced: nothing, or any part. A write may be torn between sectors;
  // names survive in the order in which they were changed, as a journaling file system has it.
  enum class Unsynced { kIsLost, kSurvivesInParts };

  struct File;
  using FilePtr = std::shared_ptr<File>;

  // Whatever is below `root` is synced.
  explicit SimulatedDisk(std::filesystem::path root);
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;

  // The power is cut at the n-th step from now on (1 = the next): it and all later ones fail.
  void CutPowerAt(int step);
  // A broken disk: it says that it has synced, and has not.
  void IgnoreSyncs() { ignores_syncs_ = true; }

  // Every call of the program that changes or syncs something begins with it. False: there is no
  // power.
  bool Step();
  bool has_power();
  int steps();
  int syncs();  // of files

  bool Owns(const std::string& path) const;
  FilePtr Find(const std::string& path);
  FilePtr Create(const std::string& path);  // an empty file, unless it is there
  void MakeDirectory(const std::string& path);
  void Remove(const std::string& path);
  void Rename(const std::string& from, const std::string& to);
  void Write(const FilePtr& file, std::size_t offset, std::string_view bytes);
  void Truncate(const FilePtr& file, std::size_t size);
  void Sync(const FilePtr& file);
  void SyncDirectory(const std::string& path);
  // The names in the directory of `path` are synced.
  void SyncDirectoryOf(const std::string& path);
  // A failing sync: the system forgets that the changes still have to be written.
  void Forget(const FilePtr& file);

  // The power is back: the real files become what the disk holds, which is then synced. Nobody may
  // have one of them open.
  void Restore(Unsynced unsynced, std::mt19937& random);

 private:
  struct NameChange {
    std::string path;
    FilePtr file;            // none: the name goes
    bool with_next = false;  // one half of a renaming
  };
  using Names = std::map<std::string, FilePtr>;

  void Change(std::string path, FilePtr file, bool with_next = false);
  static void Apply(Names& names, const NameChange& change);
  void ReadRealFiles();
  void WriteRealFiles() const;

  const std::filesystem::path root_;
  std::mutex mutex_;
  bool ignores_syncs_ = false;
  int steps_ = 0;
  int syncs_ = 0;
  std::optional<int> cut_at_;
  Names names_;
  Names synced_names_;
  std::vector<NameChange> unsynced_names_;
};

}  // namespace stub
