// A web service on a real store in a directory of its own, with plugins played by FakeChannels.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "host_stub/web/web_service.hpp"
#include "tests/unit/host_web/fake_channels.hpp"

namespace stub {

// An answer as a client sees it.
struct Seen {
  int status = 0;
  boost::json::value json;
  std::string body;
  std::vector<HttpHeader> headers;

  std::string Header(std::string_view name) const;
  // The sentence of an error.
  std::string Error() const;
};

class WebFixture : public testing::Test {
 protected:
  enum class Without { kNothing, kAdmin };
  explicit WebFixture(Without without = Without::kNothing);
  ~WebFixture() override;

  Seen Send(const std::string& method, const std::string& target, const std::string& body = "",
            std::vector<HttpHeader> headers = {});
  // As the admin made by the fixture.
  Seen Get(const std::string& target) { return Send("GET", target, "", AsAdmin()); }
  Seen Post(const std::string& target, const std::string& body) {
    return Send("POST", target, body, AsAdmin());
  }
  std::vector<HttpHeader> AsAdmin() const { return {{"authorization", "Token token=" + token}}; }
  std::vector<HttpHeader> AsAgent();
  std::string TokenOf(const std::string& login, std::vector<std::string> roles);

  // One connection with one account; the account's id.
  Id LinkAccount();
  // A message of a customer; the ticket's id.
  Id Deliver(const std::string& external_id, chp::Visibility visibility);

  std::filesystem::path directory;
  std::int64_t now_ms = 1'700'000'000'000;
  std::unique_ptr<Store> store;
  std::unique_ptr<FakeChannels> channels;
  std::unique_ptr<Web> web;
  std::unique_ptr<WebService> service;
  std::string token;
  Id connection_id = 0;
  Id account_id = 0;
};

}  // namespace stub
