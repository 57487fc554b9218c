// TLS is always verified, and what is wrong with a certificate is said in words.
#include <cstdio>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/name_lookup.hpp"
#include "tests/unit/http/requests.hpp"
#include "tests/unit/http/tls_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

constexpr std::int64_t kDay = 86'400;

chp::Result<HttpResponse> Ask(const std::string& url, const std::string& ca_file) {
  CurlOptions options;
  options.ca_file = ca_file;
  CurlClient client(options);
  return client.Send(Write(url), FakeCall());
}

// Nothing was sent, though it is a write.
void ExpectRefused(const chp::Result<HttpResponse>& answer, const std::string& because) {
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);
  EXPECT_EQ(answer.error().reason, "http.tls");
  EXPECT_NE(answer.error().message.find(because), std::string::npos) << answer.error().message;
}

TEST(CurlClientTls, TakesACertificateTheAdministratorTrusts) {
  const TestCertificate certificate = MakeCertificate();
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  const auto answer = Ask(server.Url(), certificate.path());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
}

TEST(CurlClientTls, TakesACertificateOfATrustedIssuer) {
  const TestCertificate issuer = MakeCertificate({.subject = "issuer"});
  const TestCertificate certificate = MakeCertificate({.issuer = &issuer});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  const auto answer = Ask(server.Url(), issuer.path());
  EXPECT_TRUE(answer.ok()) << answer.error().message;
}

TEST(CurlClientTls, RefusesASelfSignedCertificate) {
  TlsServer server(MakeCertificate(), "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), ""), "signed by itself");
}

TEST(CurlClientTls, RefusesACertificateOfAnUnknownIssuer) {
  const TestCertificate issuer = MakeCertificate({.subject = "issuer"});
  const TestCertificate other = MakeCertificate({.subject = "other"});
  TlsServer server(MakeCertificate({.issuer = &issuer}), "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), other.path()), "unknown issuer");
}

TEST(CurlClientTls, RefusesAnExpiredCertificate) {
  const TestCertificate certificate =
      MakeCertificate({.valid_from_s = -2 * kDay, .valid_until_s = -kDay});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), certificate.path()), "expired");
}

TEST(CurlClientTls, RefusesACertificateOfTheFuture) {
  const TestCertificate certificate =
      MakeCertificate({.valid_from_s = kDay, .valid_until_s = 2 * kDay});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), certificate.path()), "not valid yet");
}

TEST(CurlClientTls, RefusesATrustedCertificateOfAnotherAddress) {
  const TestCertificate certificate = MakeCertificate({.alternative_name = "IP:127.0.0.2"});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), certificate.path()), "another host");
}

TEST(CurlClientTls, RefusesATrustedCertificateOfAnotherName) {
  const TestCertificate certificate =
      MakeCertificate({.alternative_name = "DNS:x.invalid,DNS:*.api.x.invalid,IP:127.0.0.1"});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(kLoopbackName), certificate.path()), "another host");
}

TEST(CurlClientTls, AMissingCaFileIsSaidSo) {
  TlsServer server(MakeCertificate(), "http/1.1", AlwaysOk());
  ExpectRefused(Ask(server.Url(), "/nonexistent/ca.pem"), "CA file");
}

TEST(CurlClientTls, ReadsTheCaFileOnceForAllConnectionsOfASlot) {
  auto certificate = MakeCertificate();
  TlsServer server(certificate, "http/1.1", ServeHttp1([](auto&, auto) {
                     Reply reply = Answer(200, "ok");
                     reply.close = true;
                     return reply;
                   }));
  CurlOptions options;
  options.ca_file = certificate.path();
  CurlClient client(options);
  ASSERT_TRUE(client.Send(Write(server.Url()), FakeCall()).ok());
  while (server.DroppedCount() == 0) std::this_thread::yield();
  ASSERT_EQ(std::remove(certificate.path().c_str()), 0);
  const auto answer = client.Send(Write(server.Url()), FakeCall());
  EXPECT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(server.ConnectionCount(), 2u);
}

// Neither a kept connection nor a kept store of certificates of one serves the other.
TEST(CurlClientTls, WhomARequestBelievesIsItsOwn) {
  const TestCertificate certificate = MakeCertificate();
  const TestCertificate other = MakeCertificate({.subject = "other"});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  CurlClient client({});
  HttpRequest request = Write(server.Url());
  for (int round = 0; round < 2; ++round) {
    request.way.ca_file = certificate.path();
    const auto answer = client.Send(request, FakeCall());
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    request.way.ca_file = other.path();
    ExpectRefused(client.Send(request, FakeCall()), "signed by itself");
    ExpectRefused(client.Send(Write(server.Url()), FakeCall()), "signed by itself");
  }
  EXPECT_EQ(server.ConnectionCount(), 5u);
}

TEST(CurlClientTls, AServerThatHangsUpDuringAWriteEndsOnlyTheWrite) {
  const TestCertificate certificate = MakeCertificate();
  TlsServer server(certificate, "http/1.1", [](SSL* connection) { ReadSome(connection); });
  CurlOptions options;
  options.ca_file = certificate.path();
  CurlClient client(options);
  HttpRequest request = Write(server.Url());
  request.body = std::string(20'000'000, 'x');
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
}

}  // namespace
}  // namespace twitter::testing
