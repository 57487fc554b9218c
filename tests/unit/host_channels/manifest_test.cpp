// What a manifest may hold, and how a mistake in it is told.
#include "host_stub/manifest.hpp"

#include <functional>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/host_channels/temporary_directory.hpp"

namespace stub {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

json::value ProjectManifest() { return json::parse(testing::ReadFile(PROJECT_MANIFEST)); }

// The sentence of the refusal; empty when the manifest is taken.
std::string Refusal(const json::value& manifest) {
  const auto parsed = ParseManifest(json::serialize(manifest));
  return parsed ? "" : parsed.error().message;
}

// The value at a JSON pointer; a member that is not there yet is made.
json::value& At(json::value& from, std::string_view pointer) {
  if (pointer.empty()) return from;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view word = pointer.substr(1, end - 1);
  json::value& next = from.is_array() ? from.get_array().at(std::stoul(std::string(word)))
                                      : from.get_object()[word];
  return At(next, pointer.substr(end));
}

// The refusal after the value at a JSON pointer was changed.
std::string RefusalWith(std::string_view pointer, const json::value& changed) {
  json::value manifest = ProjectManifest();
  At(manifest, pointer) = changed;
  return Refusal(manifest);
}

TEST(Manifest, TheProjectsOwnManifestIsRead) {
  const std::string text = testing::ReadFile(PROJECT_MANIFEST);
  const auto manifest = ParseManifest(text);
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->text, text);
  EXPECT_EQ(manifest->surfaces.size(), 2u);
  EXPECT_FALSE(manifest->connection_fields.empty());
  EXPECT_EQ(manifest->limits.inbound_body_bytes, 1048576u);
  EXPECT_NE(manifest->ActionById(manifest->lifecycle.at("verify")), nullptr);
}

TEST(Manifest, RowsKeepTheirColumns) {
  const auto manifest = ParseManifest(testing::ReadFile(PROJECT_MANIFEST));
  ASSERT_TRUE(manifest);
  std::size_t columns = 0;
  for (const Field& field : manifest->account_fields) {
    EXPECT_EQ(field.columns.empty(), field.type != "rows") << field.name;
    columns += field.columns.size();
  }
  // terms: term and group; rules: what, value and source; order numbers: pattern
  EXPECT_EQ(columns, 6u);
}

TEST(Manifest, TextThatIsNoJsonIsRefused) {
  for (const char* text : {"", "{", "[]", "null", "\xff\xfe", "{\"id\": }"}) {
    const auto manifest = ParseManifest(text);
    ASSERT_FALSE(manifest) << text;
    EXPECT_THAT(manifest.error().message, StartsWith("the manifest "));
  }
}

TEST(Manifest, DeepNestingIsRefused) { EXPECT_FALSE(ParseManifest(std::string(100'000, '['))); }

TEST(Manifest, HugeTextIsRefused) { EXPECT_FALSE(ParseManifest(std::string(2u << 20, ' '))); }

TEST(Manifest, EveryPrefixIsRefusedOrReadWithoutHarm) {
  const std::string text = testing::ReadFile(PROJECT_MANIFEST);
  const std::size_t last = text.rfind('}');
  for (std::size_t length = 0; length <= last; length += 7) {
    EXPECT_FALSE(ParseManifest(std::string_view(text).substr(0, length))) << length;
  }
}

TEST(Manifest, EachRequiredMemberIsMissed) {
  for (const char* name :
       {"manifest_version", "id", "slug", "name", "version", "license", "abi", "binary", "surfaces",
        "capabilities", "services", "routes", "connection_schema", "account_schema"}) {
    json::value manifest = ProjectManifest();
    manifest.get_object().erase(name);
    EXPECT_EQ(Refusal(manifest), std::string(name) + " is missing");
  }
}

TEST(Manifest, OptionalMembersMayBeAbsent) {
  json::value manifest = ProjectManifest();
  for (const char* name : {"description", "vendor", "icon", "extensions", "options_schema",
                           "limits", "lifecycle", "actions"}) {
    manifest.get_object().erase(name);
  }
  EXPECT_EQ(Refusal(manifest), "");
}

// Calls `visit` with the JSON pointer of every value in `value`.
void EachPointer(const json::value& value, const std::string& pointer,
                 const std::function<void(const std::string&)>& visit) {
  visit(pointer);
  if (value.is_object()) {
    for (const auto& member : value.get_object()) {
      EachPointer(member.value(), pointer + "/" + std::string(member.key()), visit);
    }
  }
  if (!value.is_array()) return;
  for (std::size_t i = 0; i < value.get_array().size(); ++i) {
    EachPointer(value.get_array()[i], pointer + "/" + std::to_string(i), visit);
  }
}

TEST(Manifest, EveryMemberOfAnImpossibleTypeIsRefusedByName) {
  const json::value manifest = ProjectManifest();
  EachPointer(manifest, "", [](const std::string& pointer) {
    if (pointer.empty()) return;
    const std::string refusal = RefusalWith(pointer, nullptr);
    const std::size_t slash = pointer.find('/', 1);
    EXPECT_THAT(refusal, StartsWith(pointer.substr(1, slash - 1))) << pointer;
  });
}

TEST(Manifest, EveryMemberOfAnotherTypeIsRefused) {
  const json::value manifest = ProjectManifest();
  EachPointer(manifest, "", [&](const std::string& pointer) {
    if (pointer.empty()) return;
    const json::value nested = {{"nested", {1.5}}};
    EXPECT_NE(RefusalWith(pointer, nested), "") << pointer;
  });
}

TEST(Manifest, AnUnknownMemberAnywhereIsRefusedWithWhatIsAllowed) {
  const json::value manifest = ProjectManifest();
  EachPointer(manifest, "", [&](const std::string& pointer) {
    if (!manifest.at_pointer(pointer).is_object()) return;
    const std::string refusal = RefusalWith(pointer + "/surprise", 1);
    EXPECT_THAT(refusal, HasSubstr("surprise is")) << pointer;
    EXPECT_THAT(refusal, ::testing::AnyOf(HasSubstr("allowed here: "), HasSubstr("allowed are ")))
        << pointer;
  });
}

struct BadValue {
  const char* pointer;
  json::value value;
  const char* sentence;
};

void PrintTo(const BadValue& bad, std::ostream* out) { *out << bad.pointer << " " << bad.value; }

class ManifestBadValue : public ::testing::TestWithParam<BadValue> {};

TEST_P(ManifestBadValue, IsRefusedByName) {
  EXPECT_THAT(RefusalWith(GetParam().pointer, GetParam().value), HasSubstr(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, ManifestBadValue,
    ::testing::Values(
        BadValue{"/manifest_version", 2, "manifest_version must be a whole number from 1 to 1"},
        BadValue{"/id", "noDots", "id must be a reverse domain name"},
        BadValue{"/id", "a..b", "id must be a reverse domain name"},
        BadValue{"/slug", "../etc", "slug must be lower-case letters and digits"},
        BadValue{"/slug", "with_underscore", "slug must be"},
        BadValue{"/name", "", "name must not be empty"},
        BadValue{"/name", "two\nlines", "name must not contain control characters"},
        BadValue{"/version", "1.2", "version must be a version like 1.2.3"},
        BadValue{"/version", "01.2.3", "version must be"},
        BadValue{"/abi/major", 0, "abi.major must be a whole number from 1"},
        BadValue{"/binary/linux-x86_64", "../evil.so", "binary.linux-x86_64 must be a plain file"},
        BadValue{"/binary/linux-x86_64", "/etc/passwd", "without slash"},
        BadValue{"/binary/linux-x86_64", "..", "without slash"},
        BadValue{"/binary", json::object(), "binary must name a file"},
        BadValue{"/surfaces", json::array(), "surfaces must have an item"},
        BadValue{"/surfaces/1/id", "post", "surfaces[1].id repeats an earlier one: post"},
        BadValue{"/surfaces/0/visibility", "secret", "must be public or private"},
        BadValue{"/surfaces/0/article_type", "note", "surfaces[0].article_type repeats"},
        BadValue{"/capabilities/0", "telepathy", "unknown item telepathy; allowed: inbound"},
        BadValue{"/services/required/0", "clock", "services.required[0] must be name/revision"},
        BadValue{"/services/required/1", "chp.host.clock/1", "repeats an earlier item"},
        BadValue{"/routes/0/methods/0", "BREW", "routes[0].methods[0] must be GET, POST"},
        BadValue{"/routes/0/methods", json::array(), "routes[0].methods must have an item"},
        BadValue{"/routes/0/access", "everyone", "routes[0].access must be public or admin"},
        BadValue{"/routes/1/id", "webhook", "routes[1].id repeats"},
        BadValue{"/connection_schema/fields/0/type", "textarea",
                 "connection_schema.fields[0].type must be string, secret, bool"},
        BadValue{"/connection_schema/fields/0/pattern", ".*", "fields[0].pattern is not known"},
        BadValue{"/connection_schema/fields/1/default", "x", "fields[1].default is not known"},
        BadValue{"/connection_schema/fields/0/name", "Consumer Key", "fields[0].name must be"},
        BadValue{"/connection_schema/fields/1/name", "consumer_key", "clashes with an earlier"},
        BadValue{"/connection_schema/fields/0/max_length", -1, "must be a whole number from 1"},
        BadValue{"/account_schema/fields/0/name", "sync", "clashes with an earlier field"},
        BadValue{"/actions/0/target", "world", "must be connection, account or message"},
        BadValue{"/lifecycle/verify", "app.nothing", "lifecycle.verify names no action"},
        BadValue{"/limits/inbound_body_bytes", 1, "limits.inbound_body_bytes must be a whole"},
        BadValue{"/limits/context_days", -1, "limits.context_days must be"},
        BadValue{"/limits/attachments_per_message", 1e300, "must be a whole number"}));

class ManifestBadRoute : public ::testing::TestWithParam<const char*> {};

TEST_P(ManifestBadRoute, IsRefused) {
  EXPECT_THAT(RefusalWith("/routes/0/path", GetParam()), StartsWith("routes[0].path "));
}

INSTANTIATE_TEST_SUITE_P(
    Paths, ManifestBadRoute,
    ::testing::Values("/hook", "/api/v1/", "/api/v2/hook", "api/v1/hook", "/api/v1/tickets",
                      "/api/v1/tickets/7", "/api/v1/plugins", "/api/v1/channels_twitter",
                      "/api/v1/channels_twitter_enable", "/api/v1/channels_twitter_disable",
                      "/api/v1/channels_other_webhook",
                      "/api/v1/external_credentials/twitter/app_verify",
                      "/api/v1/external_credentials/twitter/link_account",
                      "/api/v1/external_credentials/other/callback", "/api/v1/hook/",
                      "/api/v1//hook", "/api/v1/../x", "/api/v1/a b", "/api/v1/hook?x=1",
                      "/api/v1/external_credentials/twitter"));

TEST(Manifest, ARouteOfItsOwnIsFree) {
  EXPECT_EQ(RefusalWith("/routes/0/path", "/api/v1/sample-hook/deep"), "");
}

TEST(Manifest, AnEnumNeedsDifferentOptions) {
  const json::value option = {{"value", "a"}, {"label", "A"}};
  const json::value field = {{"name", "kind"},
                             {"type", "enum"},
                             {"label", "Kind"},
                             {"options", json::array{option, option}}};
  EXPECT_THAT(RefusalWith("/connection_schema/fields/0", field), HasSubstr("repeats"));
}

TEST(Manifest, AnOptionMayCarryANotice) {
  const auto refusal = [](const json::value& notice) {
    const json::value option = {{"value", "a"}, {"label", "A"}, {"notice", notice}};
    return RefusalWith(
        "/connection_schema/fields/0",
        {{"name", "kind"}, {"type", "enum"}, {"label", "Kind"}, {"options", json::array{option}}});
  };
  EXPECT_EQ(refusal("It ends in January."), "");
  EXPECT_THAT(refusal(7), HasSubstr("notice"));
}

TEST(Manifest, ADefaultMustBeAnOption) {
  const json::value option = {{"value", "a"}, {"label", "A"}};
  const json::value field = {{"name", "kind"},
                             {"type", "enum"},
                             {"label", "Kind"},
                             {"default", "b"},
                             {"options", json::array{option}}};
  EXPECT_THAT(RefusalWith("/connection_schema/fields/0", field),
              HasSubstr("default must be a value of this field"));
}

TEST(Manifest, AnotherMajorIsReadSoThatTheLoaderCanNameIt) {
  EXPECT_EQ(RefusalWith("/abi/major", 2), "");
}

}  // namespace
}  // namespace stub
