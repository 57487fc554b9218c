// What a disk holds after a power cut.
#include "tests/support/simulated_disk.hpp"

#include <algorithm>
#include <fstream>

namespace stub {

namespace fs = std::filesystem;

struct SimulatedDisk::File {
  struct Change {
    std::size_t offset;
    std::optional<std::string> bytes;  // none: the file is cut to `offset` bytes
  };
  bool is_directory = false;
  std::string synced;
  std::vector<Change> unsynced;
};

namespace {

constexpr std::size_t kSector = 512;

using Change = SimulatedDisk::File::Change;

void Overwrite(std::string& content, std::size_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void Apply(const Change& change, std::string& content) {
  if (change.bytes) return Overwrite(content, change.offset, *change.bytes);
  content.resize(change.offset);
}

// Each sector of the write arrives or not.
void ApplyTorn(const Change& change, std::string& content, std::mt19937& random) {
  if (!change.bytes) return;
  const std::size_t end = change.offset + change.bytes->size();
  for (std::size_t begin = change.offset; begin < end;) {
    const std::size_t next = std::min(end, (begin / kSector + 1) * kSector);
    const std::string_view sector(change.bytes->data() + (begin - change.offset), next - begin);
    if (random() % 2 == 0) Overwrite(content, begin, sector);
    begin = next;
  }
}

std::string ContentOf(const fs::path& path) {
  std::string bytes(fs::file_size(path), '\0');
  std::ifstream(path, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

std::string DirectoryOf(const std::string& path) { return fs::path(path).parent_path().native(); }

}  // namespace

SimulatedDisk::SimulatedDisk(fs::path root) : root_(std::move(root)) { ReadRealFiles(); }

void SimulatedDisk::CutPowerAt(int step) {
  const std::lock_guard lock(mutex_);
  cut_at_ = steps_ + step;
}

bool SimulatedDisk::Step() {
  const std::lock_guard lock(mutex_);
  ++steps_;
  return !cut_at_ || steps_ < *cut_at_;
}

bool SimulatedDisk::has_power() {
  const std::lock_guard lock(mutex_);
  return !cut_at_ || steps_ < *cut_at_;
}

int SimulatedDisk::steps() {
  const std::lock_guard lock(mutex_);
  return steps_;
}

int SimulatedDisk::syncs() {
  const std::lock_guard lock(mutex_);
  return syncs_;
}

bool SimulatedDisk::Owns(const std::string& path) const {
  return (path + "/").starts_with(root_.native() + "/");
}

SimulatedDisk::FilePtr SimulatedDisk::Find(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(path);
  return found == names_.end() ? nullptr : found->second;
}

SimulatedDisk::FilePtr SimulatedDisk::Create(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (const auto found = names_.find(path); found != names_.end()) return found->second;
  auto file = std::make_shared<File>();
  Change(path, file);
  return file;
}

void SimulatedDisk::MakeDirectory(const std::string& path) {
  const std::lock_guard lock(mutex_);
  auto directory = std::make_shared<File>();
  directory->is_directory = true;
  Change(path, std::move(directory));
}

void SimulatedDisk::Remove(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (names_.contains(path)) Change(path, nullptr);
}

void SimulatedDisk::Rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  Change(to, names_.at(from), true);
  Change(from, nullptr);
}

void SimulatedDisk::Write(const FilePtr& file, std::size_t offset, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  file->unsynced.push_back({offset, std::string(bytes)});
}

void SimulatedDisk::Truncate(const FilePtr& file, std::size_t size) {
  const std::lock_guard lock(mutex_);
  file->unsynced.push_back({size, std::nullopt});
}

void SimulatedDisk::Sync(const FilePtr& file) {
  const std::lock_guard lock(mutex_);
  ++syncs_;
  if (ignores_syncs_) return;
  for (const auto& change : file->unsynced) stub::Apply(change, file->synced);
  file->unsynced.clear();
}

void SimulatedDisk::SyncDirectory(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (ignores_syncs_) return;
  const std::string directory = path.ends_with('/') ? DirectoryOf(path) : path;
  const auto elsewhere = std::stable_partition(
      unsynced_names_.begin(), unsynced_names_.end(),
      [&directory](const NameChange& change) { return DirectoryOf(change.path) == directory; });
  for (auto change = unsynced_names_.begin(); change != elsewhere; ++change) {
    Apply(synced_names_, *change);
  }
  unsynced_names_.erase(unsynced_names_.begin(), elsewhere);
}

void SimulatedDisk::SyncDirectoryOf(const std::string& path) { SyncDirectory(DirectoryOf(path)); }

void SimulatedDisk::Forget(const FilePtr& file) {
  const std::lock_guard lock(mutex_);
  file->unsynced.clear();
}

void SimulatedDisk::Change(std::string path, FilePtr file, bool with_next) {
  const NameChange change{std::move(path), std::move(file), with_next};
  Apply(names_, change);
  unsynced_names_.push_back(change);
}

void SimulatedDisk::Apply(Names& names, const NameChange& change) {
  if (change.file) {
    names[change.path] = change.file;
  } else {
    names.erase(change.path);
  }
}

void SimulatedDisk::Restore(Unsynced unsynced, std::mt19937& random) {
  const std::lock_guard lock(mutex_);
  if (unsynced == Unsynced::kSurvivesInParts) {
    std::size_t kept = random() % (unsynced_names_.size() + 1);
    if (kept > 0 && unsynced_names_[kept - 1].with_next) --kept;
    for (std::size_t i = 0; i < kept; ++i) Apply(synced_names_, unsynced_names_[i]);
    for (const auto& [path, file] : synced_names_) {
      for (const auto& change : file->unsynced) {
        const auto chance = random() % 3;
        if (chance == 0) stub::Apply(change, file->synced);
        if (chance == 1) ApplyTorn(change, file->synced, random);
      }
    }
  }
  WriteRealFiles();
  ReadRealFiles();
  cut_at_.reset();
}

void SimulatedDisk::WriteRealFiles() const {
  for (const auto& entry : fs::directory_iterator(root_)) fs::remove_all(entry);
  for (const auto& [path, file] : synced_names_) {  // a directory comes before what is in it
    if (file->is_directory) fs::create_directory(path);
    if (file->is_directory || !fs::exists(DirectoryOf(path))) continue;
    std::ofstream(path, std::ios::binary) << file->synced;
  }
}

void SimulatedDisk::ReadRealFiles() {
  names_.clear();
  unsynced_names_.clear();
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    auto file = std::make_shared<File>();
    file->is_directory = entry.is_directory();
    if (!file->is_directory) file->synced = ContentOf(entry.path());
    names_[entry.path().native()] = std::move(file);
  }
  synced_names_ = names_;
}

}  // namespace stub
