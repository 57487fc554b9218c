// Keeps the world in a file, as JSON: read at the start, written by a thread after changes.
//
// The file holds secrets, so only its owner may read it. It is replaced by renaming: whoever reads
// it finds one whole state.
//
// Threads: Load before anything else runs; Wake from any; Stop once.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

std::string WriteState(const SavedState& state);
// Throws std::runtime_error with a sentence when the text is not a state of this version.
SavedState ReadState(const std::string& text);

class StateFile {
 public:
  // An empty path keeps nothing.
  StateFile(World& world, std::string path);
  ~StateFile();
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  // Fills the world from the file, if it exists. Throws like ReadState.
  void Load();
  void Start();
  // Saves once more.
  void Stop();
  void Wake();

 private:
  void Run();
  void Save();

  World& world_;
  const std::string path_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace xsim
