#include "tests/x_simulator/state_file.hpp"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <spdlog/spdlog.h>

namespace xsim {
namespace {

// False when not everything could be written durably.
bool WriteWhole(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t size = ::write(file, text.data() + written, text.size() - written);
    if (size <= 0) break;
    written += static_cast<std::size_t>(size);
  }
  const bool whole = written == text.size() && ::fsync(file) == 0;
  return ::close(file) == 0 && whole;
}

}  // namespace

StateFile::StateFile(World& world, std::string path) : world_(world), path_(std::move(path)) {}

StateFile::~StateFile() { Stop(); }

void StateFile::Load() {
  if (path_.empty()) return;
  const std::filesystem::path directory = std::filesystem::absolute(path_).parent_path();
  if (!std::filesystem::is_directory(directory)) {
    throw std::runtime_error("The directory of state file " + path_ + " is missing. Create it.");
  }
  if (!std::filesystem::exists(path_)) return;
  std::ifstream file(path_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) throw std::runtime_error("State file " + path_ + " cannot be read.");
  try {
    SavedState saved = ReadState(text);
    static_cast<SavedState&>(*world_.Lock()) = std::move(saved);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("State file " + path_ + " cannot be used: " + error.what());
  }
}

void StateFile::Start() {
  if (!path_.empty()) thread_ = std::thread([this] { Run(); });
}

void StateFile::Stop() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void StateFile::Wake() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void StateFile::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    changed_.wait(lock, [this] { return woken_ || stopping_; });
    woken_ = false;
    lock.unlock();
    Save();
    lock.lock();
  }
  lock.unlock();
  Save();
}

void StateFile::Save() {
  const SavedState saved = *world_.Lock();
  const std::string temporary = path_ + ".new";
  std::error_code error;
  bool done = WriteWhole(temporary, WriteState(saved));
  if (done) {
    std::filesystem::rename(temporary, path_, error);
    done = !error;
  }
  if (!done)
    spdlog::error("State file {} cannot be written. Is its directory there and not full?", path_);
}

}  // namespace xsim
