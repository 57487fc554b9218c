// The commands of the stub host. Each returns the exit status: 0 fine, 1 with one sentence on
// standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "host_stub/store/store.hpp"

namespace stub {

struct ServeOptions {
  std::filesystem::path plugins = "plugins";
  std::filesystem::path database = "stub_host.sqlite3";
  std::string address = "127.0.0.1";
  std::uint16_t port = 3000;
  std::string public_url;  // empty: the address it listens on
  std::string log_level = "info";
  std::filesystem::path panel_directory;
  std::filesystem::path first_admin_token_file;
  std::filesystem::path preset_apps_file;  // {"slug": {values}}; empty: none
};
int Serve(const ServeOptions& options);

struct PluginsOptions {
  std::filesystem::path plugins = "plugins";
};
// What would load and what not; exit status 1 if anything is refused.
int ShowPlugins(const PluginsOptions& options);

struct ReplayOptions {
  std::vector<std::filesystem::path> files;  // raw HTTP/1.1 requests
  std::string url;  // http://host:port of a running host; empty: in this process
  std::filesystem::path plugins = "plugins";
  std::filesystem::path database = "stub_host.sqlite3";
  std::string public_url = "http://127.0.0.1:3000";
};
int Replay(const ReplayOptions& options);

struct TokenOptions {
  std::filesystem::path database = "stub_host.sqlite3";
  std::string login;
  std::string name = "command line";
  std::string create_admin;  // e-mail address of an admin to make first
};
int MakeToken(const TokenOptions& options);

struct ImportOptions {
  std::filesystem::path file;
  std::filesystem::path plugins = "plugins";
  std::filesystem::path database = "stub_host.sqlite3";
  std::string public_url = "http://127.0.0.1:3000";
  bool dry_run = false;
};
// Takes over a Zammad installation's channels and says what became of each; no host may be running.
int ImportFromZammad(const ImportOptions& options);

// Prints the sentence on standard error; the exit status 1.
int Fail(const std::string& sentence);

// This program's own file: what plugins are first tried in.
std::filesystem::path OwnExecutable();

std::int64_t UtcNowMs();

// Looks again and again until `is_done` says so or `longest` has passed.
void WaitUntil(std::chrono::seconds longest, const std::function<bool()>& is_done);

chp::Result<std::unique_ptr<Store>> OpenStore(const std::filesystem::path& database);

}  // namespace stub
