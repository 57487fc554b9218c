// A client that sends exactly the bytes a test gives it and reads answers one by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace stub {

class RawClient {
 public:
  using Answer = boost::beast::http::response<boost::beast::http::string_body>;

  explicit RawClient(std::uint16_t port);

  void Send(std::string_view bytes);
  // The next answer. `head`: it has no body although it announces one.
  Answer Read(bool head = false);
  Answer Ask(std::string_view bytes);
  // True when the server has closed the connection and nothing more comes.
  bool IsClosed();

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

}  // namespace stub
