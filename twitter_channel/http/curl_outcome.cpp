// Three questions decide: was it cancelled, can the request have been acted upon, what broke.
#include "twitter_channel/http/curl_outcome.hpp"

#include <string_view>

namespace twitter {
namespace {

struct Failure {
  std::string_view reason;
  std::string_view sentence;
};

// OpenSSL's verdicts (X509_V_ERR_…, part of its stable interface) that an administrator can act on.
enum CertificateVerdict : long {
  kGood = 0,
  kNone = 1,  // libcurl's own: nothing was found wrong with the chain
  kNoIssuer = 2,
  kNotYetValid = 9,
  kExpired = 10,
  kSelfSigned = 18,
  kSelfSignedInChain = 19,
  kNoLocalIssuer = 20,
  kNoVerifiableLeaf = 21,
};

std::string_view CertificateSentence(long verdict) {
  switch (verdict) {
    case kNotYetValid:
      return "showed a certificate that is not valid yet; check this machine's clock";
    case kExpired:
      return "showed a certificate that has expired; check this machine's clock, and whether a "
             "proxy stands in between";
    case kSelfSigned:
      return "showed a certificate signed by itself; check the API base URL, and what stands in "
             "between";
    case kNoIssuer:
    case kSelfSignedInChain:
    case kNoLocalIssuer:
    case kNoVerifiableLeaf:
      return "showed a certificate of an unknown issuer; check what stands in between, or let this "
             "machine trust the issuer";
    case kGood:  // the chain is, so it is the name
    case kNone:
      return "showed a certificate of another host; check the API base URL, and what stands in "
             "between";
    default:
      return "showed a certificate we cannot trust; check what stands in between";
  }
}

Failure FailureOf(const CurlOutcome& outcome) {
  if (outcome.too_large) {
    return {"http.answer_too_large", "answered with more than we accept; check the API base URL"};
  }
  if (outcome.sink_refused) {
    return {"http.sink_refused", "sent something that was not wanted to its end"};
  }
  switch (outcome.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {"http.resolve", "has no known address; check DNS and the API base URL"};
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
      return {"http.connect", "cannot be reached; check network, firewall and proxy"};
    case CURLE_PEER_FAILED_VERIFICATION:
      return {"http.tls", CertificateSentence(outcome.certificate_verdict)};
    case CURLE_SSL_CACERT_BADFILE:
      return {"http.tls", "cannot be verified: the CA file cannot be read; check it"};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
      return {"http.tls", "does not speak TLS as we do; check the API base URL and the proxy"};
    case CURLE_OPERATION_TIMEDOUT:
      return {"http.timeout", "did not answer in time; check the network"};
    default:
      return {"http.no_answer", "closed the connection without a whole answer"};
  }
}

// Whether libcurl's own words say more than the sentence does.
bool AddsMeaning(CURLcode code) {
  return code != CURLE_OK && code != CURLE_PEER_FAILED_VERIFICATION &&
         code != CURLE_ABORTED_BY_CALLBACK && code != CURLE_SEND_FAIL_REWIND;
}

// While a connection is being made only a proxy or a TLS handshake has seen bytes: the request
// itself was not sent.
bool EndedBeforeRequest(std::string_view reason) {
  return reason == "http.resolve" || reason == "http.connect" || reason == "http.tls";
}

}  // namespace

chp::Error CancelledBeforeSending() {
  return {chp::Code::kCancelled, "http.cancelled",
          "The request to X was given up before it was sent."};
}

chp::Error ErrorFromOutcome(const CurlOutcome& outcome, const std::string& host) {
  const Failure failure = FailureOf(outcome);
  const bool may_have_happened = !outcome.idempotent && outcome.bytes_sent &&
                                 (outcome.cancelled || !EndedBeforeRequest(failure.reason));
  if (outcome.cancelled && !may_have_happened) return CancelledBeforeSending();

  chp::Error error;
  error.code = may_have_happened ? chp::Code::kUncertain : chp::Code::kTransient;
  error.reason = outcome.cancelled ? "http.cancelled" : failure.reason;
  error.message = host;
  error.message += outcome.cancelled ? " had not answered when the request was given up"
                                     : " " + std::string(failure.sentence);
  if (!outcome.sink_refused && AddsMeaning(outcome.code)) {
    error.message += std::string(" (") + curl_easy_strerror(outcome.code) + ")";
  }
  error.message += may_have_happened ? "; whether X acted on it is not known." : ".";
  return error;
}

}  // namespace twitter
