// reply_client: signs and posts replies one after the other as the plugin does, over one kept
// connection, and prints the processor time and the time of each, after the warm-up.
#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "tests/support/fake_call.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/curl_client.hpp"
#include "twitter_channel/x_api/v1_1/posts.hpp"

namespace benchmarks {
namespace {

constexpr std::size_t kNonceBytes = 24;  // as the plugin takes

struct Arguments {
  std::string port;
  std::string certificate_file;
  int warm_up = 2000;
  int count = 10000;
};

class SystemClock : public chp::Clock {
 public:
  std::int64_t NowMs() const override {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  std::int64_t MonoMs() const override { return NowMs(); }
};

// User and system time of all threads of this process.
double CpuMicroseconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return of(used.ru_utime) + of(used.ru_stime);
}

void Send(twitter::Posts& posts, const twitter::Credentials& credentials, int replies) {
  const twitter::testing::FakeCall call;
  for (int sent = 0; sent < replies; ++sent) {
    const std::string text = "@jo_harper Sorry Jo! Which order? " + std::to_string(sent) + " /AS";
    const auto post = posts.Create(credentials, {text, "1601234567890120000", {}}, call);
    if (!post) throw std::runtime_error(post.error().message);
  }
}

void Run(const Arguments& arguments) {
  twitter::CurlOptions options;
  options.ca_file = arguments.certificate_file;
  twitter::CurlClient http(options);
  const SystemClock clock;
  const twitter::V11Requests requests(http, clock,
                                      [] { return twitter::RandomToken(kNonceBytes); });
  twitter::V11Posts posts(requests);
  twitter::App app;
  app.consumer_key = "benchmark-key";
  app.consumer_secret = "benchmark-key-secret";
  app.api_base_url = "https://127.0.0.1:" + arguments.port;
  const twitter::OAuth1Token token{"1497182655123456789-benchmark", "benchmark-token-secret"};
  const twitter::Credentials credentials{&app, &token};

  Send(posts, credentials, arguments.warm_up);
  const double cpu_before = CpuMicroseconds();
  const auto began = std::chrono::steady_clock::now();
  Send(posts, credentials, arguments.count);
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
  std::cout << boost::json::object{{"cpu_us", (CpuMicroseconds() - cpu_before) / arguments.count},
                                   {"took_us", took.count() / arguments.count}}
            << "\n";
}

}  // namespace
}  // namespace benchmarks

int main(int argc, char** argv) {
  CLI::App program("Posts signed replies over TLS and prints what one costs.");
  benchmarks::Arguments arguments;
  program.add_option("port", arguments.port, "Port of the server on 127.0.0.1")->required();
  program.add_option("certificate", arguments.certificate_file, "PEM it is verified with")
      ->required();
  program.add_option("warm_up", arguments.warm_up, "Replies before the measurement");
  program.add_option("count", arguments.count, "Replies measured")->check(CLI::PositiveNumber);
  CLI11_PARSE(program, argc, argv);
  try {
    benchmarks::Run(arguments);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "reply_client: " << error.what() << "\n";
    return 1;
  }
}
