// host_stub import-zammad: a Zammad installation's channels, while no host is running.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/cli/commands.hpp"
#include "host_stub/cli/host.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/zammad_import.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds kLongestCheck{60};
constexpr std::chrono::milliseconds kStopGrace{10'000};

std::string TextOf(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// The accounts' own checks run as jobs of their plugin. When they have all come to an end, or take
// too long, the accounts are as they are.
std::vector<Account> AccountsWhenChecked(Host& host, const std::string& slug) {
  std::vector<Account> accounts;
  WaitUntil(kLongestCheck, [&] {
    auto listed = host.store->connections().Accounts(slug);
    if (!listed) return true;
    accounts = std::move(listed).value();
    return std::none_of(accounts.begin(), accounts.end(), [](const Account& account) {
      return account.active && account.state == chp::AccountState::kConnecting;
    });
  });
  return accounts;
}

void PrintApps(const json::object& report) {
  for (const json::value& value : report.at("apps").as_array()) {
    const json::object& app = value.as_object();
    const json::value* verified = app.if_contains("verified");
    const bool works = verified != nullptr && verified->is_bool() && verified->get_bool();
    const std::string message = TextOf(app, "message");
    std::printf("app      %-12s %s%s%s\n", TextOf(app, "plugin").c_str(),
                TextOf(app, "result").c_str(), works ? ", its keys work" : "",
                message.empty() ? "" : (": " + message).c_str());
  }
}

const char* StateWords(const Account& account) {
  if (!account.active) return "paused";
  switch (account.state) {
    case chp::AccountState::kUp:
      return "works";
    case chp::AccountState::kDegraded:
      return "works in part";
    case chp::AccountState::kDown:
      return "DEAD";
    default:
      return "not checked yet";
  }
}

void PrintAccounts(Host& host, const json::object& report, bool dry_run) {
  for (const json::value& value : report.at("accounts").as_array()) {
    const json::object& row = value.as_object();
    std::string state;
    for (const Account& account :
         dry_run ? std::vector<Account>() : AccountsWhenChecked(host, TextOf(row, "plugin"))) {
      const json::value* id = row.if_contains("id");
      if (id == nullptr || id->to_number<Id>() != account.id) continue;
      state = std::string(", ") + StateWords(account) +
              (account.state_message.empty() ? "" : ": " + account.state_message);
    }
    const std::string message = TextOf(row, "message");
    std::printf("account  @%-11s %s%s%s\n", TextOf(row, "screen_name").c_str(),
                TextOf(row, "result").c_str(), state.c_str(),
                message.empty() ? "" : (". " + message).c_str());
  }
}

void PrintLists(const json::object& report) {
  for (const json::value& group : report.at("groups").as_array()) {
    std::printf("group    %s\n", group.as_string().c_str());
  }
  for (const json::value& note : report.at("notes").as_array()) {
    std::printf("note     %s\n", note.as_string().c_str());
  }
}

}  // namespace

int ImportFromZammad(const ImportOptions& options) {
  std::ifstream input(options.file, std::ios::binary);
  if (!input) return Fail(options.file.string() + " cannot be read.");
  const auto file = ParseZammadFile(std::string(std::istreambuf_iterator<char>(input), {}));
  if (!file) return Fail(file.error().message);
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.plugins, ignored)) {
    return Fail("The plugins directory " + options.plugins.string() +
                " is not there. Name another with --plugins.");
  }
  auto store = OpenStore(options.database);
  if (!store) return Fail(store.error().message);
  spdlog::set_level(spdlog::level::err);
  WebSettings settings;
  settings.public_url = options.public_url;
  settings.now_ms = &UtcNowMs;
  ChannelsOptions channels;
  channels.plugins_directory = options.plugins;
  channels.public_url = options.public_url;
  Host host(std::move(store).value(), channels, std::move(settings));
  const auto report = ImportZammad(
      host.web, *file, {.dry_run = options.dry_run, .check = true, .principal = "command line"});
  if (report) {
    if (options.dry_run) std::printf("Nothing is stored; this is what would be done.\n");
    PrintApps(*report);
    PrintAccounts(host, *report, options.dry_run);
    PrintLists(*report);
  }
  host.channels->Stop(kStopGrace);
  return report ? 0 : Fail(report.error().message);
}

}  // namespace stub
