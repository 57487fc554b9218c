// What several commands need.
#include <chrono>
#include <cstdio>
#include <thread>

#include "host_stub/cli/commands.hpp"

namespace stub {

int Fail(const std::string& sentence) {
  std::fprintf(stderr, "host_stub: %s\n", sentence.c_str());
  return 1;
}

std::filesystem::path OwnExecutable() {
  std::error_code failure;
  return std::filesystem::read_symlink("/proc/self/exe", failure);
}

std::int64_t UtcNowMs() {
  using std::chrono::milliseconds;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<milliseconds>(now).count();
}

void WaitUntil(std::chrono::seconds longest, const std::function<bool()>& is_done) {
  constexpr std::chrono::milliseconds kBetweenLooks{100};
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!is_done() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

chp::Result<std::unique_ptr<Store>> OpenStore(const std::filesystem::path& database) {
  StoreOptions options;
  options.database_file = database.string();
  options.now_ms = &UtcNowMs;
  return OpenSqliteStore(options);
}

}  // namespace stub
