// How one request is carried out. Some things are easily got wrong and therefore said here:
//
// Writes. libcurl sends a request again on its own when a kept connection dies without an answer,
// even a POST, and over HTTP/2 also when the server refuses the stream (six times) or demands
// HTTP/1.1. Two things prevent it: a write hands its body over through a read callback without a
// seek callback, so that libcurl cannot rewind it (CURLE_SEND_FAIL_REWIND); and the callback before
// each request lets a write pass once, also one without a body.
//
// Long lives. Over HTTP/2 libcurl 7.88 resets each stream whose end comes in a frame of its own,
// after the answer; servers hang up on who does that a thousand times (CVE-2023-44487), perhaps in
// the middle of a write. A connection is therefore closed in good order long before.
//
// The CA bundle is parsed once per slot and kept for its connections (a day, libcurl's default: a
// changed bundle is noticed then, or with a new slot). Slots do not share it: libcurl keeps it in
// the multi handle, which belongs to one thread at a time.
//
// Cancellation. libcurl's progress callback is silent in a stalled transfer; the loop around
// curl_multi_poll looks every kCurlPollMs instead.
#include "twitter_channel/http/curl_slot.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "twitter_channel/http/ascii.hpp"
#include "twitter_channel/http/curl_outcome.hpp"
#include "twitter_channel/http/url.hpp"

namespace twitter {
namespace {

constexpr std::size_t kHeaderLimit = 64u << 10;
constexpr std::size_t kRefusalLimit = 4u << 20;  // of an answer that has nothing for the sink
constexpr long kIdleConnectionSeconds = 30;
constexpr int kMostOfOneConnection = 500;  // requests

template <class Value>
void Set(CURL* easy, CURLoption option, Value value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
  if (code != CURLE_OK) throw std::runtime_error("libcurl does not know an option we need");
}

void Append(CurlList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  if (list == nullptr) list.reset(longer);
}

std::string_view Trim(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

// A whole number, or 0.
std::uint64_t NumberIn(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// "HTTP/1.1 200 OK"
bool IsSuccess(std::string_view status_line) {
  const std::size_t space = status_line.find(' ');
  return space != std::string_view::npos && NumberIn(status_line.substr(space + 1)) / 100 == 2;
}

}  // namespace

// What the callbacks work on. They are called from C: nothing may be thrown through them, so lack
// of memory ends the transfer instead.
struct CurlSlot::Transfer {
  const HttpRequest& request;
  const BodySink* sink = nullptr;  // null: the body is kept
  HttpResponse response{};
  CurlList headers{};
  std::size_t header_bytes = 0;
  std::size_t body_read = 0;
  std::size_t let_through = 0;  // to the sink
  bool success = false;         // 2xx
  bool too_large = false;
  bool sink_refused = false;
  bool started = false;  // a request went out, or began to

  bool TakeHeader(std::string_view line) {
    header_bytes += line.size();
    too_large = too_large || header_bytes > kHeaderLimit;
    if (too_large) return false;
    if (line.starts_with("HTTP/")) {
      response.headers.clear();  // an interim answer came before
      success = IsSuccess(line);
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    response.headers.push_back(
        {LowerAscii(Trim(line.substr(0, colon))), std::string(Trim(line.substr(colon + 1)))});
    return true;
  }

  bool TakeBody(std::string_view bytes) {
    if (sink != nullptr && success) return LetThrough(bytes);
    const std::size_t limit = sink == nullptr ? request.response_limit : kRefusalLimit;
    too_large = too_large || bytes.size() > limit - response.body.size();
    if (too_large) return false;
    response.body.append(bytes);
    return true;
  }

  bool LetThrough(std::string_view bytes) {
    const bool first = let_through == 0;
    too_large = too_large || bytes.size() > request.response_limit - let_through ||
                (first && NumberIn(response.Header("content-length")) > request.response_limit);
    if (too_large) return false;
    let_through += bytes.size();
    sink_refused = sink_refused || !(*sink)(bytes);
    return !sink_refused;
  }

  static std::size_t OnHeader(char* bytes, std::size_t, std::size_t length, void* self) noexcept {
    try {
      return static_cast<Transfer*>(self)->TakeHeader({bytes, length}) ? length : 0;
    } catch (const std::bad_alloc&) {
      return 0;
    }
  }

  static std::size_t OnBody(char* bytes, std::size_t, std::size_t length, void* self) noexcept {
    try {
      return static_cast<Transfer*>(self)->TakeBody({bytes, length}) || length == 0
                 ? length
                 : CURL_WRITEFUNC_ERROR;
    } catch (const std::bad_alloc&) {
      return CURL_WRITEFUNC_ERROR;
    }
  }

  // Called when a connection stands, before a request goes out over it.
  static int OnRequest(void* self, char*, char*, int, int) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const bool repeated = std::exchange(transfer.started, true);
    return repeated ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
  }

  static std::size_t OnRead(char* buffer, std::size_t, std::size_t capacity, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string& body = transfer.request.body;
    const std::size_t length = std::min(capacity, body.size() - transfer.body_read);
    std::memcpy(buffer, body.data() + transfer.body_read, length);
    transfer.body_read += length;
    return length;
  }
};

struct CurlSlot::Ending {
  CURLcode code = CURLE_OK;
  bool cancelled = false;
};

CurlSlot::CurlSlot(const CurlOptions& options)
    : options_(options), multi_(curl_multi_init()), easy_(curl_easy_init()) {
  if (multi_ == nullptr || easy_ == nullptr) throw std::bad_alloc();
}

void CurlSlot::SetPolicy() {
  CURL* easy = easy_.get();
  curl_easy_reset(easy);  // keeps connections, sessions and the CA store
  Set(easy, CURLOPT_NOSIGNAL, 1L);
  Set(easy, CURLOPT_QUICK_EXIT, 1L);  // do not wait for a lookup that hangs
  Set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  Set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  Set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  Set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  Set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  // With a directory of certificates set, as distributions do, libcurl parses the whole bundle
  // again for each connection: 16 ms.
  Set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  Set(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  Set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  Set(easy, CURLOPT_USERAGENT, options_.user_agent.c_str());
  Set(easy, CURLOPT_MAXAGE_CONN, kIdleConnectionSeconds);
  // Nearly all requests of a slot go to one server.
  requests_ = (requests_ + 1) % kMostOfOneConnection;
  Set(easy, CURLOPT_FORBID_REUSE, requests_ == 0 ? 1L : 0L);
  Set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout_ms));
  Set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  Set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout_ms / 1000));
}

// libcurl keeps connections of different ways apart.
void CurlSlot::SetWay(const HttpWay& way) {
  const std::string& ca_file = way.ca_file.empty() ? options_.ca_file : way.ca_file;
  const std::string& proxy = way.proxy.empty() ? options_.proxy : way.proxy;
  if (!ca_file.empty()) Set(easy_.get(), CURLOPT_CAINFO, ca_file.c_str());
  Set(easy_.get(), CURLOPT_PROXY, proxy.c_str());
}

void CurlSlot::SetBody(Transfer& transfer) {
  CURL* easy = easy_.get();
  const HttpRequest& request = transfer.request;
  if (request.method == "GET" || (request.method == "DELETE" && request.body.empty())) {
    if (request.method != "GET") Set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    return;
  }
  Set(easy, CURLOPT_POST, 1L);
  if (request.method != "POST") Set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  Set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  if (request.idempotent || request.body.empty()) {
    Set(easy, CURLOPT_POSTFIELDS, request.body.c_str());
    return;
  }
  Set(easy, CURLOPT_READFUNCTION, &Transfer::OnRead);
  Set(easy, CURLOPT_READDATA, &transfer);
}

void CurlSlot::SetRequest(Transfer& transfer) {
  CURL* easy = easy_.get();
  const HttpRequest& request = transfer.request;
  Set(easy, CURLOPT_URL, request.url.c_str());
  Set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout_ms));
  SetBody(transfer);
  if (!request.idempotent) {
    Set(easy, CURLOPT_PREREQFUNCTION, &Transfer::OnRequest);
    Set(easy, CURLOPT_PREREQDATA, &transfer);
  }

  // Ours decide: no "100-continue" round trip, and no content type that the caller did not name.
  Append(transfer.headers, "Expect:");
  bool typed = false;
  for (const HttpHeader& header : request.headers) {
    typed = typed || LowerAscii(header.name) == "content-type";
    Append(transfer.headers, header.name + ": " + header.value);
  }
  if (!typed) Append(transfer.headers, "Content-Type:");
  Set(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
  Set(easy, CURLOPT_HEADERFUNCTION, &Transfer::OnHeader);
  Set(easy, CURLOPT_HEADERDATA, &transfer);
  Set(easy, CURLOPT_WRITEFUNCTION, &Transfer::OnBody);
  Set(easy, CURLOPT_WRITEDATA, &transfer);
}

CurlSlot::Ending CurlSlot::Run(const chp::CallContext& call) {
  if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) throw std::bad_alloc();
  Ending ending;
  int running = 1;
  CURLMcode code = curl_multi_perform(multi_.get(), &running);
  while (code == CURLM_OK && running > 0 && !ending.cancelled) {
    code = curl_multi_poll(multi_.get(), nullptr, 0, kCurlPollMs, nullptr);
    if (code == CURLM_OK) code = curl_multi_perform(multi_.get(), &running);
    ending.cancelled = running > 0 && call.IsCancelled();
  }
  if (code != CURLM_OK) ending.code = CURLE_FAILED_INIT;
  int left = 0;
  if (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left); message != nullptr) {
    ending.code = message->data.result;
  }
  curl_multi_remove_handle(multi_.get(), easy_.get());
  return ending;
}

chp::Result<HttpResponse> CurlSlot::Perform(const HttpRequest& request, const BodySink* sink,
                                            const chp::CallContext& call) {
  if (call.IsCancelled()) return CancelledBeforeSending();
  Transfer transfer{request, sink};
  SetPolicy();
  SetWay(request.way);
  SetRequest(transfer);
  const Ending ending = Run(call);

  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  if (ending.code == CURLE_OK && !ending.cancelled && status >= 200) {
    transfer.response.status = static_cast<int>(status);
    return std::move(transfer.response);
  }
  long sent = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE, &sent);
  long verdict = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_SSL_VERIFYRESULT, &verdict);
  const CurlOutcome outcome{.code = ending.code,
                            .cancelled = ending.cancelled,
                            .too_large = transfer.too_large,
                            .sink_refused = transfer.sink_refused,
                            .bytes_sent = sent > 0,
                            .idempotent = request.idempotent,
                            .certificate_verdict = verdict};
  return ErrorFromOutcome(outcome, HostOf(request.url));
}

}  // namespace twitter
