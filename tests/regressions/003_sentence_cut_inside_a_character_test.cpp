// Foreign names were cut after so many bytes, in the middle of a character: what was said of them
// was no UTF-8.
#include <gtest/gtest.h>

#include "host_stub/manifest.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"
#include "plugin_api/cpp/text.hpp"

namespace {

// 2 bytes a character, and one in front so that even lengths end inside of one.
std::string LongName() {
  std::string name = "a";
  for (int i = 0; i < 100; ++i) name += "\xC3\xA4";
  return name;
}

TEST(SentenceCutInsideACharacter, OfAnUnknownMemberOfAManifest) {
  const auto manifest = stub::ParseManifest(
      R"({"manifest_version":1,"id":"org.example.echo","slug":"echo","name":"Echo","version":"1.0.0",
          "license":"MIT","abi":{"major":1,"min_minor":0,")" +
      LongName() + R"(":1}})");
  ASSERT_FALSE(manifest.ok());
  EXPECT_NE(manifest.error().message.find("is not known"), std::string::npos);
  EXPECT_TRUE(chp::IsUtf8(manifest.error().message));
}

TEST(SentenceCutInsideACharacter, OfAnUnknownField) {
  stub::Fields fields(boost::json::object{{LongName(), 1}});
  fields.AllowOnly({"name"});
  ASSERT_FALSE(fields.ok());
  EXPECT_TRUE(chp::IsUtf8(fields.error().message));
}

TEST(SentenceCutInsideACharacter, OfAShortForeignNameIsWhole) {
  stub::Fields fields(boost::json::object{{"gr\xC3\xB6\xC3\x9F", 1}});
  fields.AllowOnly({"name"});
  EXPECT_TRUE(fields.error().message.starts_with("\"gr\xC3\xB6\xC3\x9F\" is not known"));
}

TEST(SentenceCutInsideACharacter, OfAnUnknownValueOfAForm) {
  const auto merged = stub::MergeForm({}, {}, boost::json::object{{LongName(), 1}}, {});
  ASSERT_FALSE(merged.ok());
  EXPECT_TRUE(chp::IsUtf8(merged.error().message));
}

}  // namespace
