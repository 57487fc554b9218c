// The stub host's command line.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include "host_stub/cli/commands.hpp"
#include "host_stub/plugin_library.hpp"

namespace {

constexpr int kBadUsage = 2;

struct CommandLine {
  stub::ServeOptions serve;
  stub::PluginsOptions plugins;
  stub::ReplayOptions replay;
  stub::TokenOptions token;
  stub::ImportOptions import_zammad;
  std::filesystem::path probed;
};

void AddServe(CLI::App& app, stub::ServeOptions& options) {
  CLI::App* serve = app.add_subcommand("serve",
                                       "Run the helpdesk: web page, REST API, webhooks, "
                                       "jobs. Ends cleanly on SIGTERM or Ctrl-C");
  serve->add_option("--plugins", options.plugins, "Directory with one directory per plugin")
      ->capture_default_str();
  serve
      ->add_option(
          "--database", options.database,
          "Database file; made if absent. Files and the key of the secrets stand beside it")
      ->capture_default_str();
  serve->add_option("--address", options.address, "IP address to listen on")->capture_default_str();
  serve->add_option("--port", options.port, "Port to listen on; 0 takes any free one")
      ->capture_default_str();
  serve->add_option("--public-url", options.public_url,
                    "How the world reaches this host, e.g. https://desk.example: callback and "
                    "webhook addresses are built from it (default: the address it listens on)");
  serve->add_option("--log-level", options.log_level, "How much to log on standard error")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
      ->capture_default_str();
  serve->add_option("--panel-directory", options.panel_directory,
                    "Serve the web page from this directory instead of the built-in one");
  serve->add_option(
      "--preset-apps", options.preset_apps_file,
      "JSON file {\"plugin\": {values of its app form}} of apps that you keep: admins "
      "only add accounts");
  serve->add_option("--first-admin-token-file", options.first_admin_token_file,
                    "On the first start make an admin and write an API token of that admin into "
                    "this file, readable by you only");
}

void AddPlugins(CLI::App& app, stub::PluginsOptions& options) {
  CLI::App* plugins = app.add_subcommand(
      "plugins",
      "Show which plugins would load, which not and why; exit status 1 if one is refused");
  plugins->add_option("--plugins", options.plugins, "Directory with one directory per plugin")
      ->capture_default_str();
}

void AddReplay(CLI::App& app, stub::ReplayOptions& options) {
  CLI::App* replay = app.add_subcommand(
      "replay",
      "Send recorded requests (start line, headers, empty line, body) and print the "
      "answers; exit status 1 if one was not accepted");
  replay->add_option("files", options.files, "Files with one raw HTTP/1.1 request each")
      ->required();
  replay->add_option("--url", options.url,
                     "A running host, e.g. http://127.0.0.1:3000 (default: in this process)");
  replay->add_option("--plugins", options.plugins, "Directory with one directory per plugin")
      ->capture_default_str();
  replay->add_option("--database", options.database, "Database file")->capture_default_str();
  replay->add_option("--public-url", options.public_url, "How the world reaches the host")
      ->capture_default_str();
}

void AddToken(CLI::App& app, stub::TokenOptions& options) {
  CLI::App* token =
      app.add_subcommand("token", "Make an API token and print it once; no host may be running");
  token->add_option("--database", options.database, "Database file")->capture_default_str();
  token->add_option("--login", options.login, "Whose token (default: the first admin's)");
  token->add_option("--name", options.name, "What the token is for")->capture_default_str();
  token->add_option("--create-admin", options.create_admin,
                    "E-mail address of a new admin, made first; the token is that admin's");
}

void AddImport(CLI::App& app, stub::ImportOptions& options) {
  CLI::App* command = app.add_subcommand(
      "import-zammad",
      "Take over the channels of a Zammad installation from a file (docs/moving.md); no host may "
      "be running");
  command->add_option("file", options.file, "What Zammad knows of its channels, as JSON")
      ->required();
  command->add_option("--plugins", options.plugins, "Directory with one directory per plugin")
      ->capture_default_str();
  command->add_option("--database", options.database, "Database file; made if absent")
      ->capture_default_str();
  command
      ->add_option("--public-url", options.public_url,
                   "How the world reaches this host: as Zammad was reached, so that nothing is "
                   "registered again")
      ->capture_default_str();
  command->add_flag("--dry-run", options.dry_run, "Say what would be done, and do nothing");
}

// The memory of a crashed process would stand on the disk with every secret in it.
void LeaveNoMemoryImage() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

int Dispatch(const CLI::App& app, const CommandLine& line) {
  if (app.got_subcommand("serve")) return stub::Serve(line.serve);
  if (app.got_subcommand("plugins")) return stub::ShowPlugins(line.plugins);
  if (app.got_subcommand("replay")) return stub::Replay(line.replay);
  if (app.got_subcommand("import-zammad")) return stub::ImportFromZammad(line.import_zammad);
  if (app.got_subcommand("token")) return stub::MakeToken(line.token);
  return stub::ProbePluginMain(line.probed);
}

}  // namespace

int main(int argc, char** argv) {
  // A peer that goes away, or a file that may not grow any more, is an error of one call, never the
  // end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  LeaveNoMemoryImage();
  CLI::App app{
      "A small helpdesk that hosts channel plugins, for development and tests.\n"
      "Start with: host_stub serve --plugins DIR"};
  app.require_subcommand(1);
  CommandLine line;
  AddServe(app, line.serve);
  AddPlugins(app, line.plugins);
  AddReplay(app, line.replay);
  AddToken(app, line.token);
  AddImport(app, line.import_zammad);
  app.add_subcommand("probe-plugin")->group("")->add_option("file", line.probed)->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& mistake) {
    std::fprintf(stderr, "host_stub: %s. See host_stub --help.\n", mistake.what());
    return kBadUsage;
  }
  try {
    return Dispatch(app, line);
  } catch (const std::exception& bug) {
    return stub::Fail(bug.what());
  }
}
