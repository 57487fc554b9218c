// Just enough HTTP/2 to keep a connection and then end a request in every way a server can: frames
// are read and written as they are, headers are never decoded. A connection on which more than a
// thousand requests are reset ends without a word (CVE-2023-44487).
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

#include "tests/unit/http/tls_server.hpp"

namespace twitter::testing {

// What the server does once a request has come whole.
enum class Http2Reaction {
  kAnswer,               // status 200, no body
  kAnswerEndingLater,    // status 200 and a body; that it was all comes once the client has read it
  kAnswerTooShort,       // status 200 and less of a body than was announced
  kAnswerAndGoAway,      // status 200, then it closes the connection in good order
  kDrop,                 // the connection ends without a word
  kAnswerHeadThenDrop,   // status 200, and the connection ends before the body
  kAnswerHalfThenDrop,   // status 200 and the start of a body
  kGoAwayUnprocessed,    // GOAWAY that names no stream as processed
  kGoAwayProcessed,      // GOAWAY that names this stream as processed, then the end
  kResetRefused,         // RST_STREAM REFUSED_STREAM: "may be repeated", says the standard
  kResetHttp11Required,  // RST_STREAM HTTP_1_1_REQUIRED
  kResetInternalError,   // RST_STREAM INTERNAL_ERROR
};

class Http2Server {
 public:
  // `number` counts requests from 1, over all connections.
  using Handler = std::function<Http2Reaction(std::size_t number)>;

  Http2Server(const TestCertificate& certificate, Handler handler);

  std::string Url() const { return server_.Url(); }
  // Requests that came whole; one in another protocol than HTTP/2 counts too.
  std::size_t RequestCount() const { return request_count_; }
  std::size_t ConnectionCount() const { return server_.ConnectionCount(); }
  std::size_t DroppedCount() const { return server_.DroppedCount(); }

 private:
  void Serve(SSL* connection);

  Handler handler_;
  std::atomic<std::size_t> request_count_ = 0;
  TlsServer server_;
};

}  // namespace twitter::testing
