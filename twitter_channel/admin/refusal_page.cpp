// HTML for the one page of the plugin.
#include "twitter_channel/admin/refusal_page.hpp"

namespace twitter {

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += character;
    }
  }
  return escaped;
}

chp::InboundResponse RefusalPage(std::string_view back_url) {
  chp::InboundResponse page;
  page.content_type = "text/html; charset=utf-8";
  page.headers = {{"content-security-policy", "default-src 'none'"}, {"cache-control", "no-store"}};
  page.body =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<title>Account not added</title></head>\n<body><h1>Account not added</h1>\n"
      "<p>You did not allow access on X, so nothing was changed.</p>\n<p><a href=\"" +
      EscapeHtml(back_url) + "\">Back to the channel&#39;s settings</a></p></body></html>\n";
  return page;
}

}  // namespace twitter
