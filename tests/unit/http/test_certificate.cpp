// OpenSSL's certificate functions, as little as the tests need.
#include "tests/unit/http/test_certificate.hpp"

#include <cstdio>
#include <stdexcept>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace twitter::testing {
namespace {

void AddExtension(X509* certificate, int id, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void Describe(X509* certificate, const CertificateOptions& options) {
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(options.subject.c_str()), -1,
                             -1, 0);
  X509_set_issuer_name(certificate, options.issuer == nullptr
                                        ? name
                                        : X509_get_subject_name(options.issuer->certificate()));
  AddExtension(certificate, NID_subject_alt_name, options.alternative_name.c_str());
  // May issue others, unless it was issued itself.
  if (options.issuer == nullptr) AddExtension(certificate, NID_basic_constraints, "CA:TRUE");
}

}  // namespace

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

TestCertificate::TestCertificate(std::shared_ptr<X509> certificate, std::shared_ptr<EVP_PKEY> key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {
  std::string path = "/tmp/twitter_http_test_XXXXXX";
  const int file = mkstemp(path.data());
  if (file < 0) throw std::runtime_error("cannot write the test certificate");
  std::FILE* stream = fdopen(file, "w");
  PEM_write_X509(stream, certificate_.get());
  std::fclose(stream);
  file_ = std::make_shared<const TemporaryFile>(path);
}

TestCertificate MakeCertificate(const CertificateOptions& options) {
  const std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::shared_ptr<X509> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), options.valid_from_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), options.valid_until_s);
  X509_set_pubkey(certificate.get(), key.get());
  Describe(certificate.get(), options);
  EVP_PKEY* signer = options.issuer == nullptr ? key.get() : options.issuer->key();
  X509_sign(certificate.get(), signer, EVP_sha256());
  return TestCertificate(certificate, key);
}

}  // namespace twitter::testing
