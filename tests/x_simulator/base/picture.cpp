// A PNG is a signature and chunks: header, pixels as one zlib stream, end. The stream here is a
// single stored block, so no compressor is needed (PNG specification 5 and 10; RFC 1950, RFC 1951).
#include "tests/x_simulator/base/picture.hpp"

#include <cstdint>

#include <boost/crc.hpp>

namespace xsim {
namespace {

constexpr std::uint32_t kSide = 32;
constexpr std::uint32_t kSquare = 4;  // pixels of one square of the pattern

void AppendBigEndian(std::string& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
}

void AppendChunk(std::string& file, std::string_view type, std::string_view data) {
  AppendBigEndian(file, static_cast<std::uint32_t>(data.size()));
  const std::string content = std::string(type) + std::string(data);
  boost::crc_32_type crc;
  crc.process_bytes(content.data(), content.size());
  file += content;
  AppendBigEndian(file, crc.checksum());
}

std::uint32_t Adler32(std::string_view data) {
  constexpr std::uint32_t kModulus = 65521;
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char byte : data) {
    low = (low + static_cast<unsigned char>(byte)) % kModulus;
    high = (high + low) % kModulus;
  }
  return high << 16 | low;
}

std::string StoredStream(std::string_view data) {
  const auto size = static_cast<std::uint16_t>(data.size());
  const auto complement = static_cast<std::uint16_t>(~size);
  std::string stream = "\x78\x01\x01";  // zlib header; last block, stored
  for (const std::uint16_t number : {size, complement}) {
    stream += static_cast<char>(number & 0xFF);
    stream += static_cast<char>(number >> 8);
  }
  stream += data;
  AppendBigEndian(stream, Adler32(data));
  return stream;
}

}  // namespace

std::string MakePicture(std::string_view seed) {
  boost::crc_32_type hash;
  hash.process_bytes(seed.data(), seed.size());
  const std::uint32_t colour = hash.checksum();
  std::string rows;
  for (std::uint32_t y = 0; y < kSide; ++y) {
    rows += '\0';  // no filter
    for (std::uint32_t x = 0; x < kSide; ++x) {
      const bool light = (colour >> ((x / kSquare + y / kSquare * 3) % 24) & 1U) != 0;
      for (const int shift : {0, 8, 16}) {
        rows += light ? '\xF0' : static_cast<char>(colour >> shift & 0xBF);
      }
    }
  }
  std::string header;
  AppendBigEndian(header, kSide);
  AppendBigEndian(header, kSide);
  header += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB, no interlace
  std::string file = "\x89PNG\r\n\x1A\n";
  AppendChunk(file, "IHDR", header);
  AppendChunk(file, "IDAT", StoredStream(rows));
  AppendChunk(file, "IEND", "");
  return file;
}

}  // namespace xsim
