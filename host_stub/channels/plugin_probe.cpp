// The trial run of a library in a child process: started with posix_spawn, because this process
// has threads; its answer is one line on a pipe and its exit status.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host_stub/channels/file_refusal.hpp"
#include "host_stub/plugin_library.hpp"

namespace stub {
namespace {

constexpr std::chrono::seconds kTimeLimit{20};
constexpr std::size_t kLongestAnswer = 2000;

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  void Close() {
    if (value_ >= 0) ::close(value_);
    value_ = -1;
  }

 private:
  int value_;
};

// Starts `executable probe-plugin file` with `output` as its standard output. 0 when it failed.
pid_t Spawn(const std::filesystem::path& executable, const std::filesystem::path& file,
            int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::string program = executable.string();
  std::string command = "probe-plugin";
  std::string argument = file.string();
  std::array<char*, 4> arguments = {program.data(), command.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ) != 0) {
    child = 0;
  }
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

// Reads until the child closes its end; false when the time limit passed first.
bool ReadAnswer(int input, std::string& answer) {
  const auto end = std::chrono::steady_clock::now() + kTimeLimit;
  std::array<char, 512> chunk{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{.fd = input, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) continue;
    const ssize_t got = ::read(input, chunk.data(), chunk.size());
    if (got <= 0) return true;
    if (answer.size() < kLongestAnswer) answer.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

int WaitFor(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

chp::Result<void> TryInChild(const std::filesystem::path& executable,
                             const std::filesystem::path& file) {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return RefuseFile(file, "plugin.no_trial", "could not be tried: this process is out of files");
  }
  Descriptor input(ends[0]);
  Descriptor output(ends[1]);
  const pid_t child = Spawn(executable, file, output.get());
  output.Close();
  if (child == 0) {
    return RefuseFile(file, "plugin.no_trial",
                      "could not be tried, because " + executable.string() + " did not start");
  }
  std::string answer;
  const bool in_time = ReadAnswer(input.get(), answer);
  if (!in_time) ::kill(child, SIGKILL);
  const int status = WaitFor(child);
  if (!in_time) {
    return RefuseFile(file, "plugin.hangs",
                      "did not finish loading within " + std::to_string(kTimeLimit.count()) +
                          " s: report this to the plugin's vendor");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status) && WEXITSTATUS(status) == 1 && !answer.empty()) {
    return chp::Error{
        .code = chp::Code::kConfig, .reason = "plugin.refused", .message = std::move(answer)};
  }
  const std::string how = WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status)) : "it ended early";
  return RefuseFile(
      file, "plugin.crashes",
      "crashed while it was loaded (" + how + "): report this to the plugin's vendor");
}

int ProbePluginMain(const std::filesystem::path& file) {
  std::ifstream stream(file.parent_path() / "manifest.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const auto manifest = ParseManifest(text);
  chp::Result<void> outcome;
  if (!manifest) {
    outcome = chp::Result<void>(manifest.error());
  } else if (auto library = LoadPluginLibrary(file, *manifest); !library) {
    outcome = chp::Result<void>(library.error());
  }
  if (outcome) return 0;
  std::fputs(outcome.error().message.c_str(), stdout);
  std::fflush(stdout);
  return 1;
}

}  // namespace stub
