// RFC 5849, 3.4, read from the other side.
#include "tests/unit/x_api/signature_check.hpp"

#include <cctype>
#include <cstdio>
#include <set>
#include <sstream>
#include <utility>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace twitter::testing {
namespace {

using Pairs = std::multiset<std::pair<std::string, std::string>>;

std::string Encode(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    char buffer[4];
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (std::isalnum(byte) != 0 && byte < 128) || c == '-' || c == '.' || c == '_' || c == '~';
    std::snprintf(buffer, sizeof buffer, plain ? "%c" : "%%%02X", byte);
    encoded += buffer;
  }
  return encoded;
}

std::string Decode(const std::string& text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      decoded += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

void AddForm(const std::string& form, Pairs& pairs) {
  std::istringstream stream(form);
  for (std::string pair; std::getline(stream, pair, '&');) {
    const std::size_t equals = pair.find('=');
    pairs.emplace(Encode(Decode(pair.substr(0, equals))), Encode(Decode(pair.substr(equals + 1))));
  }
}

std::string HeaderOf(const HttpRequest& request, const std::string& name) {
  for (const HttpHeader& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

std::string HmacSha1(const std::string& key, const std::string& message) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest, &length);
  unsigned char text[64];
  const int size = EVP_EncodeBlock(text, digest, static_cast<int>(length));
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
}

}  // namespace

std::map<std::string, std::string> AuthorizationOf(const HttpRequest& request) {
  std::map<std::string, std::string> parameters;
  const std::string header = HeaderOf(request, "Authorization");
  if (header.rfind("OAuth ", 0) != 0) return parameters;
  std::istringstream stream(header.substr(6));
  for (std::string item; std::getline(stream, item, ',');) {
    const std::size_t start = item.find_first_not_of(' ');
    const std::size_t equals = item.find("=\"");
    parameters[Decode(item.substr(start, equals - start))] =
        Decode(item.substr(equals + 2, item.rfind('"') - equals - 2));
  }
  return parameters;
}

bool IsSignedWith(const HttpRequest& request, const std::string& consumer_secret,
                  const std::string& token_secret) {
  Pairs pairs;
  std::string signature;
  for (const auto& [name, value] : AuthorizationOf(request)) {
    if (name == "oauth_signature") {
      signature = value;
    } else {
      pairs.emplace(Encode(name), Encode(value));
    }
  }
  const std::size_t question = request.url.find('?');
  if (question != std::string::npos) AddForm(request.url.substr(question + 1), pairs);
  if (HeaderOf(request, "Content-Type") == "application/x-www-form-urlencoded") {
    AddForm(request.body, pairs);
  }
  std::string joined;
  for (const auto& [name, value] : pairs) {
    joined += (joined.empty() ? "" : "&") + name + "=" + value;
  }
  const std::string base =
      request.method + "&" + Encode(request.url.substr(0, question)) + "&" + Encode(joined);
  return !signature.empty() &&
         signature == HmacSha1(Encode(consumer_secret) + "&" + Encode(token_secret), base);
}

}  // namespace twitter::testing
