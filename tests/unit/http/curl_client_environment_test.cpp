// Nothing in the process's environment diverts a request, weakens TLS or adds credentials.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"
#include "tests/unit/http/loopback_server.hpp"
#include "tests/unit/http/name_lookup.hpp"
#include "tests/unit/http/requests.hpp"
#include "tests/unit/http/tls_server.hpp"
#include "twitter_channel/http/curl_client.hpp"

namespace twitter::testing {
namespace {

// Sets variables and puts back what was there before.
class Environment {
 public:
  ~Environment() {
    for (const auto& [name, value] : before_) {
      if (value == nullptr) {
        unsetenv(name.c_str());
      } else {
        setenv(name.c_str(), value->c_str(), 1);
      }
    }
  }

  void Set(const std::string& name, const std::string& value) {
    const char* old = std::getenv(name.c_str());
    before_.emplace_back(name, old == nullptr ? nullptr : std::make_unique<std::string>(old));
    setenv(name.c_str(), value.c_str(), 1);
  }

 private:
  std::vector<std::pair<std::string, std::unique_ptr<std::string>>> before_;
};

TEST(CurlClientEnvironment, NamesNoProxy) {
  const TestCertificate certificate = MakeCertificate({.alternative_name = "DNS:api.x.invalid"});
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  LoopbackServer proxy([](auto&, auto) { return Answer(502, "diverted"); });
  Environment environment;
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
    environment.Set(name, proxy.Url(""));
  }
  CurlOptions options;
  options.ca_file = certificate.path();
  CurlClient client(options);
  // A name, for loopback addresses are asked directly anyhow.
  const auto answer = client.Send(Get(server.Url(kLoopbackName)), FakeCall());
  ASSERT_TRUE(answer.ok()) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(proxy.ConnectionCount(), 0u);
}

TEST(CurlClientEnvironment, AddsNoTrust) {
  const TestCertificate certificate = MakeCertificate();
  TlsServer server(certificate, "http/1.1", AlwaysOk());
  Environment environment;
  for (const char* name : {"SSL_CERT_FILE", "CURL_CA_BUNDLE"}) {
    environment.Set(name, certificate.path());
  }
  environment.Set("SSL_CERT_DIR", std::filesystem::path(certificate.path()).parent_path());
  CurlClient client({});
  const auto answer = client.Send(Get(server.Url()), FakeCall());
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "http.tls");
}

TEST(CurlClientEnvironment, AddsNoCredentials) {
  std::string home = "/tmp/twitter_http_home_XXXXXX";
  ASSERT_NE(mkdtemp(home.data()), nullptr);
  std::ofstream(home + "/.netrc") << "default login jo password from-netrc\n";
  Environment environment;
  environment.Set("HOME", home);
  LoopbackServer server([](auto&, auto) { return Answer(200, "ok"); });
  CurlClient client({});
  EXPECT_TRUE(client.Send(Get(server.Url()), FakeCall()).ok());
  EXPECT_EQ(server.Requests().at(0).find("Authorization"), std::string::npos);
  std::filesystem::remove_all(home);
}

TEST(CurlClientEnvironment, AConfiguredProxyIsUsed) {
  LoopbackServer proxy([](auto&, auto) { return Answer(502, "diverted"); });
  CurlClient client({});
  HttpRequest request = Get(std::string("https://") + kLoopbackName + "/");
  request.way.proxy = proxy.Url("");
  const auto answer = client.Send(request, FakeCall());
  ASSERT_FALSE(answer.ok());
  ASSERT_EQ(proxy.RequestCount(), 1u);
  EXPECT_TRUE(proxy.Requests().at(0).starts_with("CONNECT api.x.invalid:443 "));
}

}  // namespace
}  // namespace twitter::testing
