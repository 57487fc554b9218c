// Command line of the X simulator.
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "tests/x_simulator/base/http_client.hpp"
#include "tests/x_simulator/send_command.hpp"
#include "tests/x_simulator/serve_command.hpp"

namespace {

struct ServeArguments {
  xsim::SimulatorOptions options;
  std::vector<std::uint32_t> retry_ms;
  std::vector<std::string> faults;
  bool quiet = false;
};

struct SendArguments {
  xsim::SendOptions options;
  std::string secret_file;
};

void AddServe(CLI::App& program, ServeArguments& arguments) {
  CLI::App* serve = program.add_subcommand("serve", "Play X until SIGTERM or Ctrl-C");
  serve->add_option("--port", arguments.options.port, "Port to listen on; 0 takes any free one")
      ->capture_default_str();
  serve->add_option("--address", arguments.options.address, "IP address to listen on")
      ->capture_default_str();
  serve->add_option("--state", arguments.options.state_file,
                    "File in which everything is kept across restarts");
  serve->add_flag("--allow-http-webhooks", arguments.options.allow_http_webhooks,
                  "Accept webhooks whose URL begins with http://, as X never would");
  serve->add_option("--media-base", arguments.options.media_base,
                    "What the URLs of pictures and films begin with, instead of this address");
  serve
      ->add_option("--retry-ms", arguments.retry_ms,
                   "Waits before each retry of a failed delivery, e.g. 3000,27000,242000")
      ->delimiter(',');
  serve->add_option("--fault", arguments.faults, "Start with this fault on; can be repeated");
  serve->add_flag("--quiet", arguments.quiet, "Log errors only");
  serve->footer("Faults:\n" + xsim::ListOfFaults() +
                "\nOpen the printed address in a browser, or drive it by the control API under "
                "/sim/v1\n(described in tests/x_simulator/README.md).");
}

void AddSend(CLI::App& program, SendArguments& arguments) {
  CLI::App* send = program.add_subcommand(
      "send", "Sign recorded event bodies as X does and post them, byte for byte");
  send->add_option("files", arguments.options.files, "Files with one event body each")->required();
  send->add_option("--url", arguments.options.url, "The webhook to post to")->required();
  auto* secret = send->add_option_group("secret", "The app's consumer secret");
  secret->add_option("--secret-file", arguments.secret_file, "File that holds it");
  secret->add_option("--secret", arguments.options.secret,
                     "The secret itself; other users of this computer may see it");
  secret->require_option(1);
  send->footer("Exit status 1 if any answer is not 2xx.");
}

int RunServe(ServeArguments& arguments) {
  for (const std::string& text : arguments.faults) {
    const auto fault = xsim::ParseFault(text);
    if (!fault) {
      std::cerr << "There is no fault \"" << text << "\". There are:\n" << xsim::ListOfFaults();
      return 2;
    }
    arguments.options.faults.push_back(*fault);
  }
  if (!arguments.retry_ms.empty()) arguments.options.retries.clear();
  for (const std::uint32_t wait : arguments.retry_ms) {
    arguments.options.retries.emplace_back(wait);
  }
  if (arguments.quiet) spdlog::set_level(spdlog::level::err);
  return xsim::Serve(arguments.options);
}

int RunSend(SendArguments& arguments) {
  if (!arguments.secret_file.empty()) {
    std::ifstream file(arguments.secret_file);
    if (!std::getline(file, arguments.options.secret)) {
      std::cerr << "The secret file " << arguments.secret_file << " cannot be read or is empty.\n";
      return 2;
    }
  }
  return xsim::SendFiles(arguments.options);
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("x_simulator"));
  CLI::App program("Plays X (Twitter) on this computer: API, webhooks, consent page, console.");
  program.require_subcommand(1);
  ServeArguments serve;
  SendArguments send;
  AddServe(program, serve);
  AddSend(program, send);
  CLI11_PARSE(program, argc, argv);
  try {
    const xsim::GlobalCurl curl;
    return program.got_subcommand("serve") ? RunServe(serve) : RunSend(send);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
