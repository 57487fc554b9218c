// host_stub replay: sends recorded HTTP requests, headers and all, through the routes of this
// process or to a running host.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/cli/commands.hpp"
#include "host_stub/cli/host.hpp"

namespace stub {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Recorded = http::request<http::string_body>;

constexpr std::size_t kLargestBody = 64u << 20;

struct Place {
  std::string host;
  std::string port;
};

std::optional<std::string> ReadFile(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(input), {});
}

// One whole request: start line, headers, blank line, body.
chp::Result<Recorded> ParseRecorded(const std::filesystem::path& file) {
  const auto bytes = ReadFile(file);
  if (!bytes) {
    return chp::Error{chp::Code::kNotFound, "cli.no_file", file.string() + " cannot be read."};
  }
  http::request_parser<http::string_body> parser;
  parser.eager(true);
  parser.body_limit(kLargestBody);
  boost::system::error_code failure;
  const std::size_t used = parser.put(asio::buffer(*bytes), failure);
  const bool whole = !failure && parser.is_done() && used == bytes->size();
  if (whole) return parser.release();
  return chp::Error{chp::Code::kInvalid, "cli.not_a_request",
                    file.string() + " is not one whole HTTP/1.1 request (" +
                        (failure ? failure.message() : "its length is not its Content-Length") +
                        "): it needs a start line, headers, an empty line and the body."};
}

HttpRequest ToHostRequest(const Recorded& recorded) {
  HttpRequest request;
  request.method = std::string(recorded.method_string());
  request.target = std::string(recorded.target());
  request.remote_addr = "127.0.0.1";
  for (const auto& field : recorded) {
    std::string name(field.name_string());
    for (char& letter : name) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    }
    request.headers.push_back({std::move(name), std::string(field.value())});
  }
  request.body = recorded.body();
  return request;
}

void SplitTarget(HttpRequest& request) {
  const std::string_view target = request.target;
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  request.query =
      question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
}

void PrintAnswer(const std::filesystem::path& file, unsigned status, const std::string& body) {
  std::printf("%s: %u %s\n", file.c_str(), status, body.c_str());
}

bool IsGood(unsigned status) { return status >= 200 && status < 400; }

chp::Result<Place> ParsePlace(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  std::string_view rest = url;
  if (rest.starts_with(kScheme)) rest.remove_prefix(kScheme.size());
  rest = rest.substr(0, rest.find('/'));
  const std::size_t colon = rest.rfind(':');
  const std::string_view port = colon == std::string_view::npos ? "80" : rest.substr(colon + 1);
  std::string_view host = rest.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (url.starts_with(kScheme) && !host.empty() && !port.empty()) {
    return Place{std::string(host), std::string(port)};
  }
  return chp::Error{chp::Code::kInvalid, "cli.bad_url",
                    "--url must look like http://127.0.0.1:3000 (plain http)."};
}

chp::Result<http::response<http::string_body>> SendTo(const Place& place,
                                                      const Recorded& recorded) {
  boost::system::error_code failure;
  asio::io_context io;
  asio::ip::tcp::resolver resolver(io);
  asio::ip::tcp::socket socket(io);
  const auto found = resolver.resolve(place.host, place.port, failure);
  if (!failure) asio::connect(socket, found, failure);
  if (!failure) http::write(socket, recorded, failure);
  http::response_parser<http::string_body> parser;
  parser.body_limit(kLargestBody);
  boost::beast::flat_buffer buffer;
  if (!failure) http::read(socket, buffer, parser, failure);
  if (!failure) return parser.release();
  return chp::Error{chp::Code::kTransient, "cli.no_answer",
                    "No answer from " + place.host + ":" + place.port + " (" + failure.message() +
                        "). Is the host running?"};
}

int ReplayToHost(const ReplayOptions& options) {
  const auto place = ParsePlace(options.url);
  if (!place) return Fail(place.error().message);
  bool all_good = true;
  for (const std::filesystem::path& file : options.files) {
    const auto recorded = ParseRecorded(file);
    if (!recorded) return Fail(recorded.error().message);
    const auto answer = SendTo(*place, *recorded);
    if (!answer) return Fail(answer.error().message);
    PrintAnswer(file, answer->result_int(), answer->body());
    all_good = all_good && IsGood(answer->result_int());
  }
  return all_good ? 0 : 1;
}

int ReplayInProcess(const ReplayOptions& options) {
  spdlog::set_level(spdlog::level::warn);
  auto store = OpenStore(options.database);
  if (!store) {
    const bool running = store.error().reason == "store.locked";
    return Fail(store.error().message +
                (running ? " To send to a running host add --url with its address." : ""));
  }
  WebSettings settings;
  settings.public_url = options.public_url;
  settings.cookie_name = "stub_host";
  settings.now_ms = &UtcNowMs;
  ChannelsOptions channels;
  channels.plugins_directory = options.plugins;
  channels.public_url = options.public_url;
  Host host(std::move(store).value(), channels, std::move(settings));
  int status = 0;
  for (const std::filesystem::path& file : options.files) {
    const auto recorded = ParseRecorded(file);
    if (!recorded) {
      status = Fail(recorded.error().message);
      break;
    }
    HttpRequest request = ToHostRequest(*recorded);
    SplitTarget(request);
    const HttpResponse answer = host.service.Handle(request);
    PrintAnswer(file, static_cast<unsigned>(answer.status), answer.body);
    if (!IsGood(static_cast<unsigned>(answer.status))) status = 1;
  }
  host.channels->Stop(std::chrono::seconds(10));
  return status;
}

}  // namespace

int Replay(const ReplayOptions& options) {
  return options.url.empty() ? ReplayInProcess(options) : ReplayToHost(options);
}

}  // namespace stub
