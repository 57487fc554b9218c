// Reading the fields of a request: formats, types, limits, and the mistake that is named.
#include "host_stub/web/fields.hpp"

#include <gtest/gtest.h>

namespace stub {
namespace {

Fields Read(std::string body, std::string content_type = "application/json") {
  HttpRequest request;
  request.body = std::move(body);
  request.headers = {{"content-type", std::move(content_type)}};
  return Fields::OfBody(request);
}

TEST(Fields, ReadsJson) {
  Fields fields = Read(R"({"id": 7, "name": "x", "on": true})");
  EXPECT_EQ(fields.IdOf("id"), 7);
  EXPECT_EQ(fields.Text("name"), "x");
  EXPECT_TRUE(fields.Flag("on", false));
  EXPECT_TRUE(fields.ok());
}

TEST(Fields, ReadsForms) {
  Fields fields = Read("id=7&name=a+b&on=on", "application/x-www-form-urlencoded; charset=utf-8");
  EXPECT_EQ(fields.IdOf("id"), 7);
  EXPECT_EQ(fields.Text("name"), "a b");
  EXPECT_TRUE(fields.Flag("on", false));
}

TEST(Fields, TakesAnObjectAnnouncedAsAForm) {
  EXPECT_EQ(Read(R"({"id": 7})", "application/x-www-form-urlencoded").IdOf("id"), 7);
}

TEST(Fields, TakesIdsAsDigits) { EXPECT_EQ(Read(R"({"id": "7"})").IdOf("id"), 7); }

TEST(Fields, AnEmptyBodyIsAnEmptyObject) { EXPECT_TRUE(Read("").ok()); }

TEST(Fields, RefusesWhatIsNotJson) {
  for (const char* body : {"{", "nonsense", "{\"a\":}", "{\"a\":1}x", "\xff", "{\"a\":\"\xff\"}"}) {
    const Fields fields = Read(body);
    ASSERT_FALSE(fields.ok()) << body;
    EXPECT_EQ(fields.error().http_status, 400) << body;
  }
}

TEST(Fields, RefusesWhatIsNotAnObject) {
  for (const char* body : {"[]", "1", "null", "\"x\""}) EXPECT_FALSE(Read(body).ok()) << body;
}

TEST(Fields, RefusesDeepNesting) {
  EXPECT_FALSE(Read("{\"a\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}").ok());
}

TEST(Fields, NamesTheFieldOfAWrongType) {
  for (const char* body :
       {R"({"id": 1.5})", R"({"id": 1e400})", R"({"id": -1})", R"({"id": []})",
        R"({"id": 99999999999999999999})", R"({"id": "x"})", R"({"id": true})"}) {
    Fields fields = Read(body);
    fields.IdOf("id");
    if (fields.ok()) ADD_FAILURE() << body;
  }
}

TEST(Fields, RefusesTextOfAnotherType) {
  Fields fields = Read(R"({"name": 7})");
  fields.Text("name");
  ASSERT_FALSE(fields.ok());
  EXPECT_EQ(fields.error().message, "\"name\" must be text in quotes.");
}

TEST(Fields, RefusesTextThatIsTooLong) {
  Fields fields = Read("{\"name\": \"" + std::string(300, 'x') + "\"}");
  fields.Text("name");
  EXPECT_FALSE(fields.ok());
}

TEST(Fields, RefusesUnknownMembers) {
  Fields fields = Read(R"({"naem": 7})");
  fields.AllowOnly({"name", "id"});
  ASSERT_FALSE(fields.ok());
  EXPECT_EQ(fields.error().message, "\"naem\" is not known here. Known: name, id.");
}

TEST(Fields, KeepsTheFirstMistake) {
  Fields fields = Read(R"({"a": 1, "b": 2})");
  fields.Text("a");
  fields.Text("b");
  EXPECT_EQ(fields.error().message, "\"a\" must be text in quotes.");
}

TEST(Fields, RequiresWhatIsNotBlank) {
  for (const char* body : {"{}", R"({"a": null})", R"({"a": ""})"}) {
    Fields fields = Read(body);
    fields.Require("a");
    EXPECT_FALSE(fields.ok()) << body;
  }
}

}  // namespace
}  // namespace stub
