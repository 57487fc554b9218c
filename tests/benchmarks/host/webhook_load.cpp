// webhook_load: sends signed webhooks, each with another post, and prints one line of JSON with
// what came back and how fast.
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "tests/benchmarks/host/webhook_sender.hpp"

namespace benchmarks {
namespace {

struct Arguments {
  Target target;
  std::string event_file;
  std::string secret_file;
  RequestRange range;
  std::size_t connections = 1;
};

std::string ReadFile(const std::string& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) throw std::runtime_error(file + " cannot be read.");
  return std::string(std::istreambuf_iterator<char>(input), {});
}

double Microseconds(std::chrono::nanoseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

std::chrono::nanoseconds Quantile(const LoadResult& result, double part) {
  const auto last = static_cast<double>(result.latencies.size() - 1);
  return result.latencies.at(static_cast<std::size_t>(part * last));
}

void Run(const Arguments& arguments) {
  const std::string secret = ReadFile(arguments.secret_file);
  const SignedRequests requests(arguments.target, ReadFile(arguments.event_file),
                                secret.substr(0, secret.find('\n')), arguments.range);
  const LoadResult result = SendAll(requests, arguments.target, arguments.connections);
  const double seconds = Microseconds(result.took) / 1e6;
  std::cout << boost::json::object{{"answered_200", result.answered_200},
                                   {"answered_otherwise", result.answered_otherwise},
                                   {"seconds", seconds},
                                   {"per_second", static_cast<double>(requests.size()) / seconds},
                                   {"p50_us", Microseconds(Quantile(result, 0.50))},
                                   {"p99_us", Microseconds(Quantile(result, 0.99))}}
            << "\n";
}

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  CLI::App program("Sends signed webhooks over kept connections and measures the answers.");
  benchmarks::Arguments arguments;
  program.add_option("--host", arguments.target.host, "IP address")->default_val("127.0.0.1");
  program.add_option("--port", arguments.target.port, "Port")->required();
  program.add_option("--path", arguments.target.path, "Path of the webhook")->required();
  program.add_option("--event", arguments.event_file, "Recorded event")->required();
  program.add_option("--secret-file", arguments.secret_file, "The app's secret")->required();
  program.add_option("--first", arguments.range.first, "Number of the first post");
  program.add_option("--count", arguments.range.count, "How many")->check(CLI::PositiveNumber);
  program.add_option("--connections", arguments.connections)->check(CLI::PositiveNumber);
  CLI11_PARSE(program, argc, argv);
  try {
    benchmarks::Run(arguments);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "webhook_load: " << error.what() << "\n";
    return 1;
  }
}
