#include "tests/x_simulator/api/media_answer.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/picture.hpp"

namespace xsim {
namespace {

std::string ContentType(std::string_view file) {
  if (file.ends_with(".mp4")) return "video/mp4";
  return file.ends_with(".m3u8") ? "application/x-mpegURL" : "image/png";
}

std::string Content(const std::string& file) {
  if (file.ends_with(".m3u8")) return "#EXTM3U\n#EXT-X-ENDLIST\n";
  if (!file.ends_with(".mp4")) return MakePicture(file);
  return std::string(
             "\0\0\0\x18"
             "ftypmp42\0\0\0\0mp42isom",
             24) +
         file;  // only looks like a film
}

// `left` bytes: those of the file, then as many dots as it takes.
std::function<std::string()> Pieces(std::string bytes, std::uint64_t left, std::uint64_t piece) {
  auto at = std::make_shared<std::uint64_t>(0);
  return [bytes = std::move(bytes), left, piece, at] {
    std::string next(std::min(piece, left - *at), '.');
    if (*at < bytes.size()) bytes.copy(next.data(), next.size(), *at);
    *at += next.size();
    return next;
  };
}

stub::PacedBody Pace(const MediaFault& fault, std::string bytes) {
  constexpr std::uint64_t kPiece = 65'536;
  constexpr std::int64_t kPiecesPerSecond = 10;
  stub::PacedBody body;
  std::uint64_t sent = fault.size ? static_cast<std::uint64_t>(*fault.size) : bytes.size();
  if (!fault.endless) body.announced = sent;
  if (fault.endless) sent = std::numeric_limits<std::uint64_t>::max();
  if (fault.truncated) sent /= 2;
  if (fault.content_length) body.announced = static_cast<std::uint64_t>(*fault.content_length);
  std::uint64_t piece = kPiece;
  if (fault.bytes_per_second > 0) {
    const std::int64_t pieces = std::min(kPiecesPerSecond, fault.bytes_per_second);
    piece = static_cast<std::uint64_t>(fault.bytes_per_second / pieces);
    body.pause = std::chrono::milliseconds(1000 / pieces);
  }
  body.next = Pieces(std::move(bytes), sent, piece);
  return body;
}

bool ChangesBody(const MediaFault& fault) {
  return fault.truncated || fault.endless || fault.content_length || fault.size ||
         fault.bytes_per_second > 0;
}

stub::HttpResponse Refused(int status) {
  stub::HttpResponse answer;
  answer.status = status;
  answer.content_type = "text/plain";
  answer.body = "The file cannot be had.\n";
  if (status == 429 || status == 503) answer.headers.push_back({"retry-after", "1"});
  return answer;
}

}  // namespace

stub::HttpResponse MediaAnswer(State& state, const std::string& file) {
  const MediaFault fault = state.media_faults.Use(file).value_or(MediaFault());
  if (fault.status != 0) return Refused(fault.status);
  if (!fault.redirect.empty()) return Redirect(fault.redirect);
  stub::HttpResponse answer;
  answer.content_type = fault.content_type.empty() ? ContentType(file) : fault.content_type;
  std::string bytes = fault.empty ? "" : Content(file);
  if (ChangesBody(fault)) {
    answer.paced = Pace(fault, std::move(bytes));
  } else {
    answer.body = std::move(bytes);
  }
  return answer;
}

}  // namespace xsim
