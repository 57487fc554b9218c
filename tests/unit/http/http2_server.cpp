// A frame is nine bytes (length 3, type 1, flags 1, stream 4) and its payload (RFC 9113, 4.1).
#include "tests/unit/http/http2_server.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace twitter::testing {
namespace {

constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr char kDataFrame = 0;
constexpr char kHeadersFrame = 1;
constexpr char kResetFrame = 3;
constexpr char kSettingsFrame = 4;
constexpr char kPingFrame = 6;
constexpr char kGoAwayFrame = 7;
constexpr char kWindowFrame = 8;
// Of a connection; nghttp2's and Node's limit, when they come within a second.
constexpr int kMostResets = 1000;
constexpr char kEndStream = 1;
constexpr char kAck = 1;
constexpr char kEndHeaders = 4;
// 16 MiB more for the connection, and SETTINGS_INITIAL_WINDOW_SIZE of as much for each stream: a
// large body comes without further window updates.
const std::string kWindow = {1, 0, 0, 0};
const std::string kInitialWindow = std::string({0, 4}) + kWindow;
// HPACK: entry 8 of the static table, ":status: 200".
const std::string kStatus200 = "\x88";

// And a literal: entry 28 of the static table, "content-length: 4".
const std::string kLength4 = {0x0f, 0x0d, 1, '4'};

enum ErrorCode : std::uint8_t {
  kNoError = 0,
  kInternalError = 2,
  kRefusedStream = 7,
  kHttp11Required = 13
};

struct Frame {
  char type = 0;
  char flags = 0;
  std::string stream = std::string(4, '\0');
  std::string payload;
};

class FrameStream {
 public:
  explicit FrameStream(SSL* connection) : connection_(connection) {}

  bool ReadPreface() {
    std::string preface;
    while (buffered_.size() < kPreface.size() && kPreface.starts_with(buffered_)) {
      const std::string more = ReadSome(connection_);
      if (more.empty()) return false;
      buffered_ += more;
    }
    return buffered_.starts_with(kPreface) && Take(kPreface.size(), preface);
  }

  bool HasBytes() const { return !buffered_.empty(); }

  bool Read(Frame& frame) {
    std::string head;
    if (!Take(9, head)) return false;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(head[at]); };
    frame.type = head[3];
    frame.flags = head[4];
    frame.stream = head.substr(5);
    return Take(static_cast<std::size_t>(byte(0) << 16 | byte(1) << 8 | byte(2)), frame.payload);
  }

  void Write(const Frame& frame) {
    const std::size_t length = frame.payload.size();
    const std::string head = {static_cast<char>(length >> 16), static_cast<char>(length >> 8),
                              static_cast<char>(length), frame.type, frame.flags};
    WriteBytes(connection_, head + frame.stream + frame.payload);
  }

 private:
  bool Take(std::size_t length, std::string& to) {
    while (buffered_.size() < length) {
      const std::string more = ReadSome(connection_);
      if (more.empty()) return false;
      buffered_ += more;
    }
    to = buffered_.substr(0, length);
    buffered_.erase(0, length);
    return true;
  }

  SSL* connection_;
  std::string buffered_;
};

std::string FourBytes(ErrorCode code) { return {0, 0, 0, static_cast<char>(code)}; }

Frame Head(const std::string& stream, bool is_whole_answer) {
  const int flags = kEndHeaders | (is_whole_answer ? kEndStream : 0);
  return {kHeadersFrame, static_cast<char>(flags), stream, kStatus200};
}

Frame Reset(const std::string& stream, ErrorCode code) {
  return {kResetFrame, 0, stream, FourBytes(code)};
}

Frame GoAway(const std::string& last_processed) {
  return {kGoAwayFrame, 0, std::string(4, '\0'), last_processed + FourBytes(kNoError)};
}

Frame HeadOf4Bytes(const std::string& stream) {
  return {kHeadersFrame, kEndHeaders, stream, kStatus200 + kLength4};
}

// Its answer says that everything before it was read.
Frame Ping() { return {kPingFrame, 0, std::string(4, '\0'), std::string(8, '\0')}; }

// False when the connection is to be dropped.
bool React(FrameStream& frames, const std::string& stream, Http2Reaction reaction) {
  const std::string no_stream(4, '\0');
  switch (reaction) {
    case Http2Reaction::kAnswer:
      frames.Write(Head(stream, true));
      return true;
    case Http2Reaction::kAnswerEndingLater:
      frames.Write(HeadOf4Bytes(stream));
      frames.Write({kDataFrame, 0, stream, "done"});
      frames.Write(Ping());
      return true;
    case Http2Reaction::kAnswerTooShort:
      frames.Write(HeadOf4Bytes(stream));
      frames.Write({kDataFrame, kEndStream, stream, "don"});
      return true;
    case Http2Reaction::kAnswerAndGoAway:
      frames.Write(Head(stream, true));
      frames.Write(GoAway(stream));
      return false;
    case Http2Reaction::kDrop:
      return false;
    case Http2Reaction::kAnswerHeadThenDrop:
      frames.Write(Head(stream, false));
      return false;
    case Http2Reaction::kAnswerHalfThenDrop:
      frames.Write(Head(stream, false));
      frames.Write({kDataFrame, 0, stream, "half"});
      return false;
    case Http2Reaction::kGoAwayUnprocessed:
      frames.Write(GoAway(no_stream));
      return true;
    case Http2Reaction::kGoAwayProcessed:
      frames.Write(GoAway(stream));
      return false;
    case Http2Reaction::kResetRefused:
      frames.Write(Reset(stream, kRefusedStream));
      return true;
    case Http2Reaction::kResetHttp11Required:
      frames.Write(Reset(stream, kHttp11Required));
      return true;
    case Http2Reaction::kResetInternalError:
      frames.Write(Reset(stream, kInternalError));
      return true;
  }
  return false;
}

}  // namespace

Http2Server::Http2Server(const TestCertificate& certificate, Handler handler)
    : handler_(std::move(handler)),
      server_(certificate, "h2", [this](SSL* connection) { Serve(connection); }) {}

void Http2Server::Serve(SSL* connection) {
  FrameStream frames(connection);
  if (!frames.ReadPreface()) {
    if (frames.HasBytes()) ++request_count_;
    return;
  }
  frames.Write({kSettingsFrame, 0, std::string(4, '\0'), kInitialWindow});
  frames.Write({kWindowFrame, 0, std::string(4, '\0'), kWindow});
  std::string answered;  // the stream
  int resets = 0;
  for (Frame frame; frames.Read(frame);) {
    if (frame.type == kResetFrame && ++resets > kMostResets) return;
    if (frame.type == kPingFrame && frame.flags == kAck) {
      frames.Write({kDataFrame, kEndStream, answered, ""});
    }
    if (frame.type == kSettingsFrame && frame.flags != kAck) {
      frames.Write({kSettingsFrame, kAck, std::string(4, '\0'), ""});
    }
    const bool request_ends =
        (frame.type == kDataFrame || frame.type == kHeadersFrame) && (frame.flags & kEndStream);
    if (request_ends) answered = frame.stream;
    if (request_ends && !React(frames, frame.stream, handler_(++request_count_))) return;
  }
}

}  // namespace twitter::testing
