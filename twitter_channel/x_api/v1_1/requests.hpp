// Signed requests to X API v1.1: builds, signs, sends, and turns refusals into errors. What all
// v1.1 ports stand on.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/auth/oauth1_signer.hpp"
#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/x_api/api_error.hpp"
#include "twitter_channel/x_api/json_document.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/request_watch.hpp"

namespace twitter {

struct V11Request {
  Operation operation = Operation::kRead;
  std::string method = "GET";
  std::string path;  // "/1.1/…", encoded
  Parameters query;
  Parameters form;         // a form body: signed
  std::string json;        // a JSON body: not signed; never together with `form`
  std::string bytes = {};  // any other body, of type `bytes_type`: not signed, as JSON
  std::string bytes_type = {};
  Parameters oauth;                // further oauth_* parameters of the header
  std::string authorization = {};  // "Bearer …", "Basic …": instead of a signature; a secret
  bool names_itself = false;       // in its form; no header proves anything
  bool idempotent = true;
  // Not as it stands (`idempotent`), but signed anew a second time changes nothing.
  bool repeatable = false;
  std::int64_t timeout_ms = 30'000;   // of the whole
  std::optional<Charge> charge = {};  // of a write whose kind does not say it all
};

inline constexpr int kSignedTries = 5;

// A fresh nonce for each call: ASCII letters, digits, '-', '_'.
using NonceSource = std::function<std::string()>;

// Threads: any number at once.
class V11Requests {
 public:
  // `watch` is asked before each request and told of its answer; null: nobody is.
  V11Requests(HttpClient& http, const chp::Clock& clock, NonceSource nonce,
              RequestWatch* watch = nullptr);
  virtual ~V11Requests() = default;
  V11Requests(const V11Requests&) = delete;
  V11Requests& operator=(const V11Requests&) = delete;

  // X's answer, whatever its status. What may be repeated, and whose signature X
  // refuses, is signed and sent anew, up to kSignedTries times in all.
  chp::Result<HttpResponse> Send(const Credentials& credentials, const V11Request& request,
                                 const chp::CallContext& call) const;
  // The answer of a success (2xx), or X's refusal as an error.
  virtual chp::Result<HttpResponse> Ask(const Credentials& credentials, const V11Request& request,
                                        const chp::CallContext& call) const;
  // The same for an answer that must be JSON; kTransient "x.bad_answer" when it is not.
  chp::Result<JsonDocument> AskJson(const Credentials& credentials, const V11Request& request,
                                    const chp::CallContext& call) const;
  // A file from wherever it is: `request.url`, with the account's signature if `is_signed`. The
  // caller has made sure that the address may be asked, and signed to.
  virtual chp::Result<HttpResponse> Fetch(const Credentials& credentials,
                                          const MediaRequest& request, const BodySink& sink,
                                          const chp::CallContext& call) const;
  // What X refused, as an error. X's own words may repeat what it was sent: the secrets of this
  // request are taken out of them.
  chp::Error Refused(const Credentials& credentials, const V11Request& request,
                     const HttpResponse& response) const;

 protected:
  // A file as it is asked for, without proof.
  static HttpRequest FileRequest(const Credentials& credentials, const MediaRequest& request);
  HttpClient& http() const { return http_; }

 private:
  chp::Result<HttpResponse> SendSigned(const Credentials& credentials, const V11Request& request,
                                       const chp::CallContext& call) const;
  HttpRequest Build(const Credentials& credentials, const V11Request& request) const;
  std::string Signature(const Credentials& credentials, const V11Request& request,
                        std::string_view url) const;

  HttpClient& http_;
  const chp::Clock& clock_;
  NonceSource nonce_;
  RequestWatch* watch_;
};

// Nothing when the body is not JSON. Never throws for what it holds.
std::optional<JsonDocument> ParseAnswer(std::string body);
// kTransient "x.bad_answer": a read that made no sense. `detail` names the field.
chp::Error BadAnswer(std::string_view detail);
// The app with its owner's token, which manages webhooks.
Credentials OwnerOf(const App& app);

}  // namespace twitter
