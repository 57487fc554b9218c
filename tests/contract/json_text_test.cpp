// JSON written by hand must be what a parser reads back.
#include "plugin_api/cpp/json_text.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace chp::testing {
namespace {

TEST(JsonText, PutsCommasBetweenMembersAndItems) {
  JsonText json;
  json.BeginObject().Name("a").BeginArray().Text("x").Number(-2).BeginObject().EndObject();
  json.EndArray().Name("b").Flag(true).Name("c").TextOrNull("");
  EXPECT_EQ(std::move(json.EndObject()).Take(), R"({"a":["x",-2,{}],"b":true,"c":null})");
}

TEST(JsonText, ATextThatEndsLikeABeginningIsFollowedByAComma) {
  JsonText json;
  json.BeginArray().Text("{").Text("[").Text(":").Text("");
  EXPECT_EQ(std::move(json.EndArray()).Take(), R"(["{","[",":",""])");
}

TEST(JsonText, EveryCharacterIsReadBackAsItWas) {
  std::string text = "f\u00fcr \U0001F6B2 ";
  for (char byte = 0; byte < 127; ++byte) text += byte;
  JsonText json;
  json.Text(text);
  EXPECT_EQ(boost::json::parse(std::move(json).Take()), boost::json::value(text));
}

TEST(JsonText, ACharacterThatNeedsAnEscapeIsFoundWhereverItStands) {
  for (const char special : {'"', '\\', '\0', '\x1F'}) {
    for (std::size_t length = 1; length <= 20; ++length) {
      for (std::size_t place = 0; place < length; ++place) {
        std::string text(length, 'a');
        text[place] = special;
        JsonText json;
        json.Text(text);
        EXPECT_EQ(boost::json::parse(std::move(json).Take()), boost::json::value(text))
            << length << ' ' << place;
      }
    }
  }
}

TEST(JsonText, JsonInsideOfATextIsReadBackAsItWas) {
  const std::string inner = R"({"path":"a\\b","said":"\"yes\""})";
  JsonText json;
  json.BeginArray().Text(inner).Text("\"\\").Text("next");
  EXPECT_EQ(boost::json::parse(std::move(json.EndArray()).Take()),
            (boost::json::array{inner, "\"\\", "next"}));
}

TEST(JsonText, ValuesInJsonAreTakenAsTheyAre) {
  JsonText json;
  json.BeginObject().Name("geo").Raw(R"({"type":"Point"})").Name("place").Raw("{}");
  EXPECT_EQ(std::move(json.EndObject()).Take(), R"({"geo":{"type":"Point"},"place":{}})");
}

}  // namespace
}  // namespace chp::testing
