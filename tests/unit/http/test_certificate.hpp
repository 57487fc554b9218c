// Certificates made for a test, right or wrong in one way each.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <openssl/ssl.h>

namespace twitter::testing {

// Removes the file at its end.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  const std::string path_;
};

// A certificate with its key, also written to a file that is removed with it.
class TestCertificate {
 public:
  TestCertificate(std::shared_ptr<X509> certificate, std::shared_ptr<EVP_PKEY> key);

  const std::string& path() const { return file_->path(); }
  X509* certificate() const { return certificate_.get(); }
  EVP_PKEY* key() const { return key_.get(); }

 private:
  std::shared_ptr<X509> certificate_;
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<const TemporaryFile> file_;
};

struct CertificateOptions {
  std::string alternative_name = "IP:127.0.0.1";
  std::string subject = "test server";
  std::int64_t valid_from_s = -3600;  // from now
  std::int64_t valid_until_s = 3600;
  const TestCertificate* issuer = nullptr;  // null: signs itself
};
TestCertificate MakeCertificate(const CertificateOptions& options = {});

}  // namespace twitter::testing
