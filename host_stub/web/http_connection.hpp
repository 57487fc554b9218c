// One client connection: reads a request, lets a lane handle it and write the answer, and again.
//
// Ownership: shared by its own pending operations and by the server's list of connections.
// Threads: everything runs on the server's I/O thread, except Answer(). From Dispatch() on,
// request, answer and socket belong to the lane's thread, which gives them back in one of two ways:
// * Usually, when the answer is written and the connection stays, it starts the next read itself:
//   that wakes nobody. During its last two steps, forgetting the exchange and starting the read,
//   it holds `hand_over_`. The I/O thread takes that lock wherever it comes to a connection that
//   may belong to a lane: at the end of that read, for CloseIfLate() and for CloseWhenAnswered().
//   While the lane has the connection, these find `answering_` set and no time running out.
// * Else it posts to the I/O thread and does not touch the connection again.
// The last reference may end on the lane's thread; the socket is closed then.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>

#include "host_stub/web/http_server.hpp"

namespace stub {

using HttpSocket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
 public:
  // What a connection needs of its server. All members are called on the I/O thread.
  struct Host {
    HttpService& service;
    const HttpServer::Options& options;
    std::chrono::milliseconds time_between_looks;  // see CloseIfLate
    // Runs the task on a worker of that lane; false: the lane is full.
    std::function<bool(std::size_t lane, std::function<void()> task)> submit;
    std::function<void(HttpConnection* closed)> forget;
  };

  HttpConnection(HttpSocket socket, const Host& host);

  void Run();
  // Called once in a while: closes when the client has taken too long.
  void CloseIfLate();
  // Closes at once when no request is being handled, else after its answer.
  void CloseWhenAnswered();
  void CloseNow();

 private:
  using Error = boost::beast::error_code;
  using Body = boost::beast::http::string_body;

  void Allow(std::chrono::milliseconds time);
  void ReadFirstByte();
  void StartRead();
  void OnFirstByte(Error error, std::size_t size);
  void ReadHeader();
  void OnHeader(Error error);
  void SendContinue();
  void ReadBody();
  void OnBody(Error error);
  // False: the request breaks HTTP in a way the parser does not check.
  bool TakeRequest();
  void Dispatch();
  void Answer();
  // On the lane's thread. False: the I/O thread has to go on.
  bool GoOnReading();
  void ForgetExchange();
  void Refuse(Error error);
  void RefuseAndClose(int status, std::string_view sentence);
  void PrepareAnswer(HttpResponse answer);
  Error WriteWhatFits();
  void WriteRest(Error error);
  void OnMessage(Error error);
  void WritePaced();
  void WritePiece();
  void OnWritten(Error error);
  void Drain();

  HttpSocket socket_;
  const Host& host_;
  // Beast's buffer starts at 512 bytes and grows by copying; one reservation is measurably faster.
  static constexpr std::size_t kReadBuffer = std::size_t{32} << 10;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<Body>> parser_;
  boost::beast::http::response<boost::beast::http::empty_body> continue_;
  boost::beast::http::response<Body> response_;
  std::optional<boost::beast::http::response_serializer<Body>> serializer_;
  std::optional<PacedBody> paced_;
  bool pacing_ = false;  // a paced body is being written
  std::string piece_;
  boost::asio::steady_timer pace_;
  HttpRequest request_;
  std::int64_t looks_left_ = 0;  // until the client has taken too long; 0: it need not hurry
  bool keep_alive_ = false;
  std::mutex hand_over_;  // guards the moment in which a lane gives the connection back, see above
  bool answering_ = false;  // from the complete request to its written answer
  std::atomic<bool> closing_ = false;
  bool closed_ = false;
  bool unread_input_ = false;  // refused before all of the request was read
  std::size_t drained_ = 0;
};

}  // namespace stub
