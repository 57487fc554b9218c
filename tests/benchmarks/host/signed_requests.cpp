// Webhook requests with holes: the id of the post, the author's number, the signature.
#include "tests/benchmarks/host/signed_requests.hpp"

#include <stdexcept>

#include "tests/x_simulator/base/crypto.hpp"

namespace benchmarks {
namespace {

constexpr std::string_view kPostId = "1718001199887766544";
constexpr std::size_t kPostDigits = 12;  // at the end of the id: these count
constexpr std::string_view kAuthorId = "4820117733";
constexpr std::string_view kAuthorHandle = "martarides";
constexpr std::size_t kAuthorDigits = 3;
constexpr std::size_t kAuthors = 1000;
constexpr std::size_t kSignatureLength = 7 + 44;  // "sha256=" and 32 bytes in base64

void WriteNumber(std::string& text, std::size_t end, std::size_t digits, std::size_t number) {
  for (std::size_t at = 0; at < digits; ++at) {
    text[end - 1 - at] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

std::string Head(const Target& target, std::size_t body_length) {
  return "POST " + target.path + " HTTP/1.1\r\nHost: " + target.host + ":" + target.port +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body_length) +
         "\r\nX-Twitter-Webhooks-Signature: ";
}

}  // namespace

SignedRequests::SignedRequests(const Target& target, const std::string& recorded,
                               std::string_view secret, RequestRange range)
    : first_(range.first), blank_(Head(target, recorded.size())) {
  signature_ = {blank_.size(), kSignatureLength};
  blank_.append(kSignatureLength, '-').append("\r\n\r\n");
  const std::size_t body = blank_.size();
  blank_ += recorded;
  const auto find = [&](std::string_view text, std::vector<Place>& places) {
    const std::size_t before = places.size();
    for (auto at = blank_.find(text, body); at != blank_.npos; at = blank_.find(text, at + 1)) {
      places.push_back({at, text.size()});
    }
    if (places.size() == before) {
      throw std::runtime_error("The recorded event does not hold " + std::string(text) + ".");
    }
  };
  find(kPostId, post_ids_);
  find(kAuthorId, author_numbers_);
  find(kAuthorHandle, author_numbers_);

  signatures_.resize(range.count);
  std::string request = blank_;
  for (std::size_t index = 0; index < range.count; ++index) {
    FillNumbers(index, request);
    const std::string_view signed_part = std::string_view(request).substr(body);
    signatures_[index] = xsim::WebhookSignature(secret, signed_part);
  }
}

void SignedRequests::Fill(std::size_t index, std::string& request) const {
  FillNumbers(index, request);
  request.replace(signature_.offset, signature_.length, signatures_.at(index));
}

void SignedRequests::FillNumbers(std::size_t index, std::string& request) const {
  const std::size_t number = first_ + index;
  for (const Place& place : post_ids_) {
    WriteNumber(request, place.offset + place.length, kPostDigits, number);
  }
  for (const Place& place : author_numbers_) {
    WriteNumber(request, place.offset + place.length, kAuthorDigits, number % kAuthors);
  }
}

}  // namespace benchmarks
