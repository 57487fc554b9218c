// Files of articles. What came from outside is never run by a browser: only plain media types are
// shown, everything else is a download.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "host_stub/store/blob_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"

namespace stub {
namespace {

constexpr std::array<std::string_view, 7> kShown = {
    "image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "audio/mpeg", "audio/mp4"};
constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::uint64_t kLargestWhole = std::uint64_t{4} << 20;

// For programs that know no UTF-8: letters, digits and a few signs.
std::string PlainName(std::string_view name) {
  std::string plain;
  for (const char byte : name.substr(0, 100)) {
    const bool kept = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '_';
    plain += kept ? byte : '_';
  }
  return plain.empty() ? "file" : plain;
}

chp::Result<std::string> ReadAll(BlobReader& reader) {
  std::string bytes;
  std::array<char, kChunk> chunk;
  for (;;) {
    const auto size = reader.Read(chunk.data(), chunk.size());
    if (!size) return size.error();
    if (*size == 0) return bytes;
    bytes.append(chunk.data(), *size);
  }
}

// A file that cannot be read to its end is an answer that ends early.
std::string NextPiece(BlobReader& reader) {
  std::string piece(kChunk, '\0');
  const auto size = reader.Read(piece.data(), piece.size());
  piece.resize(size ? *size : 0);
  return piece;
}

HttpResponse HeadOf(const ArticleAttachment& file) {
  const bool shown = std::find(kShown.begin(), kShown.end(), file.media_type) != kShown.end();
  HttpResponse answer;
  answer.content_type = shown ? file.media_type : "application/octet-stream";
  answer.headers = {
      {"content-disposition", std::string(shown ? "inline" : "attachment") + "; filename=\"" +
                                  PlainName(file.filename) + "\"; filename*=UTF-8''" +
                                  PercentEncode(file.filename)},
      {"content-security-policy", "sandbox; default-src 'none'"},
      {"cache-control", "private, max-age=3600"}};
  return answer;
}

Answer FileAnswer(const ArticleAttachment& file, std::unique_ptr<BlobReader> reader) {
  HttpResponse answer = HeadOf(file);
  if (file.size_bytes > kLargestWhole) {
    answer.paced = PacedBody{.next = [shared = std::shared_ptr<BlobReader>(
                                          std::move(reader))] { return NextPiece(*shared); },
                             .announced = file.size_bytes};
    return answer;
  }
  auto bytes = ReadAll(*reader);
  if (!bytes) return bytes.error();
  answer.body = std::move(*bytes);
  return answer;
}

Answer ShowAttachment(const Call& call) {
  const auto ticket = NeedTicket(call.web, ParseId(call.arguments[0]));
  if (!ticket) return ticket.error();
  const auto article = NeedArticle(call.web, ParseId(call.arguments[1]));
  if (!article) return article.error();
  const Id wanted = ParseId(call.arguments[2]);
  for (const ArticleAttachment& file : article->attachments) {
    if (file.id != wanted || article->ticket_id != ticket->id) continue;
    auto reader = call.web.store.blobs().OpenForStaff(file.blob_id);
    if (!reader) return reader.error();
    return FileAnswer(file, std::move(*reader));
  }
  return Missing("There is no such file in this article.");
}

constexpr Endpoint kAttachmentEndpoints[] = {
    {"GET", "/api/v1/ticket_attachment/{ticket}/{article}/{file}", Access::kAgent, &ShowAttachment},
};

}  // namespace

std::span<const Endpoint> AttachmentEndpoints() { return kAttachmentEndpoints; }

}  // namespace stub
