// Every change by an admin is on the audit list, without what was sent.
#include <gtest/gtest.h>

#include "host_stub/web/rest/endpoints.hpp"
#include "tests/unit/host_web/web_fixture.hpp"

namespace stub {
namespace {

class Audit : public WebFixture {
 protected:
  boost::json::value Newest() {
    const Seen list = Get("/api/v1/audit?per_page=1");
    return list.json.as_array().empty() ? boost::json::value() : list.json.at(0);
  }
};

TEST_F(Audit, SaysWhoChangedWhatWhenAndWhichFields) {
  ASSERT_EQ(Post("/api/v1/groups", R"({"name":"Sales"})").status, 201);
  const auto entry = Newest();
  EXPECT_EQ(entry.at("login").as_string(), "root");
  EXPECT_EQ(entry.at("action").as_string(), "made a group");
  EXPECT_EQ(entry.at("fields").as_string(), "name");
  EXPECT_EQ(entry.at("created_at").as_string(), "2023-11-14T22:13:20.000Z");
}

TEST_F(Audit, NamesWhatItWasDoneTo) {
  LinkAccount();
  const std::string id = std::to_string(account_id);
  ASSERT_EQ(Post("/api/v1/channels_toy/" + id, R"({"options":{"days":3},"active":true})").status,
            200);
  EXPECT_EQ(Newest().at("target").as_string(), "toy " + id);
  EXPECT_EQ(Newest().at("fields").as_string(), "days, active");
  ASSERT_EQ(Post("/api/v1/channels_toy_disable", R"({"id":)" + id + "}").status, 200);
  EXPECT_EQ(Newest().at("action").as_string(), "paused an account");
  EXPECT_EQ(Newest().at("target").as_string(), "toy " + id);
}

TEST_F(Audit, KeepsNoValues) {
  Post("/api/v1/external_credentials/toy/app_verify",
       R"({"key":"k1","key_secret":"canary-secret","unverified":true})");
  EXPECT_EQ(Newest().at("fields").as_string(), "key, key_secret, unverified");
  EXPECT_EQ(Get("/api/v1/audit").body.find("canary"), std::string::npos);
}

TEST_F(Audit, WhatFailedIsNoChange) {
  EXPECT_EQ(Post("/api/v1/groups", R"({"name":" "})").status, 422);
  channels->verify_answer = chp::Error{chp::Code::kAuth, "toy.keys", "401 Unauthorized"};
  EXPECT_EQ(Post("/api/v1/external_credentials/toy/app_verify", R"({"key":"k1"})").status, 200);
  EXPECT_TRUE(Newest().is_null());
}

TEST_F(Audit, ComesBackFromAConsentPageAreOnIt) {
  channels->inbound_answer.status = 302;
  ASSERT_EQ(Get("/api/v1/external_credentials/toy/callback?oauth_verifier=canary").status, 302);
  EXPECT_EQ(Newest().at("action").as_string(), "came back from a consent page");
  EXPECT_EQ(Get("/api/v1/audit").body.find("canary"), std::string::npos);
}

TEST_F(Audit, OlderEntriesFollow) {
  for (const char* name : {"A", "B", "C"}) {
    Post("/api/v1/groups", std::string(R"({"name":")") + name + "\"}");
  }
  const Seen first = Get("/api/v1/audit?per_page=2");
  ASSERT_EQ(first.json.as_array().size(), 2u);
  const auto oldest = first.json.at(1).at("id").as_int64();
  const Seen rest = Get("/api/v1/audit?per_page=2&before_id=" + std::to_string(oldest));
  EXPECT_EQ(rest.json.as_array().size(), 1u);
  EXPECT_EQ(Get("/api/v1/audit?per_page=0").status, 422);
}

// A new endpoint for admins cannot forget it.
TEST(AuditOfEndpoints, EveryChangeThatNeedsAnAdminIsOnTheList) {
  for (const auto& list :
       {SessionEndpoints(), TokenEndpoints(), DirectoryEndpoints(), PluginEndpoints(),
        CredentialEndpoints(), ChannelEndpoints(), ActionEndpoints(), JobEndpoints(),
        QuarantineEndpoints(), AccountEndpoints(), AuditEndpoints()}) {
    for (const Endpoint& endpoint : list) {
      if (endpoint.access != Access::kAdmin || endpoint.method == "GET") continue;
      EXPECT_FALSE(endpoint.audited_as.empty()) << endpoint.method << " " << endpoint.pattern;
    }
  }
}

}  // namespace
}  // namespace stub
