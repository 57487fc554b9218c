// TLS is always verified: the chain, and the name.
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/tls_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kHttp1 = "\x08http/1.1";

chp::Result<HttpResponse> Ask(const std::string& url, const std::string& ca_file) {
  CurlOptions options;
  options.ca_file = ca_file;
  CurlClient client(options);
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.body = "a=b";
  request.idempotent = false;
  return client.Send(request, FakeCall());
}

TEST(CurlClientTls, RefusesASelfSignedCertificate) {
  TlsServer server(MakeCertificate("127.0.0.1"), kHttp1, ServeHttp1);
  const auto answer = Ask(server.Url(), "");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kTransient);  // nothing was sent, though a write
  EXPECT_EQ(answer.error().reason, "http.tls");
}

TEST(CurlClientTls, TakesACertificateTheAdministratorTrusts) {
  const TestCertificate certificate = MakeCertificate("127.0.0.1");
  TlsServer server(certificate, kHttp1, ServeHttp1);
  const auto answer = Ask(server.Url(), certificate.path());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
}

TEST(CurlClientTls, RefusesATrustedCertificateOfAnotherHost) {
  const TestCertificate certificate = MakeCertificate("127.0.0.2");
  TlsServer server(certificate, kHttp1, ServeHttp1);
  const auto answer = Ask(server.Url(), certificate.path());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.tls");
}

TEST(CurlClientTls, AServerThatHangsUpDuringAWriteEndsOnlyTheWrite) {
  const TestCertificate certificate = MakeCertificate("127.0.0.1");
  TlsServer server(certificate, kHttp1, [](SSL* connection) {
    char some[1000];
    SSL_read(connection, some, sizeof some);
  });
  CurlOptions options;
  options.ca_file = certificate.path();
  CurlClient client(options);
  HttpRequest request;
  request.method = "POST";
  request.url = server.Url();
  request.body = std::string(20'000'000, 'x');
  request.idempotent = false;
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, chp::Code::kUncertain);
}

TEST(CurlClientTls, AMissingCaFileIsSaidSo) {
  TlsServer server(MakeCertificate("127.0.0.1"), kHttp1, ServeHttp1);
  const auto answer = Ask(server.Url(), "/nonexistent/ca.pem");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.tls");
}

}  // namespace
}  // namespace twitter::testing
