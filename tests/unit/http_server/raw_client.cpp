#include "tests/unit/http_server/raw_client.hpp"

#include <utility>

#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

namespace stub {

RawClient::RawClient(std::uint16_t port) : socket_(io_) {
  socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
}

void RawClient::Send(std::string_view bytes) {
  boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()));
}

RawClient::Answer RawClient::Read(bool head) {
  boost::beast::http::response_parser<boost::beast::http::string_body> parser;
  parser.skip(head);
  boost::beast::http::read(socket_, buffer_, parser);
  return parser.release();
}

RawClient::Answer RawClient::Ask(std::string_view bytes) {
  Send(bytes);
  return Read();
}

bool RawClient::IsClosed() {
  char byte = 0;
  boost::system::error_code error;
  const std::size_t size = socket_.read_some(boost::asio::buffer(&byte, 1), error);
  return size == 0 && error;
}

}  // namespace stub
