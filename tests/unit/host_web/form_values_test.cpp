// Values of a form that a manifest describes, merged into the stored ones.
#include "host_stub/web/form_values.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace stub {
namespace {

namespace json = boost::json;

Field Make(std::string name, std::string type) {
  Field field;
  field.name = std::move(name);
  field.type = std::move(type);
  return field;
}

std::vector<Field> Form() {
  Field term = Make("term", "string");
  term.required = true;
  term.max_length = 5;
  Field group = Make("group_id", "group");
  group.required = true;
  Field rows = Make("sync.search", "rows");
  rows.columns = {term, group};
  rows.max_rows = 2;
  Field days = Make("days", "integer");
  days.minimum = 0;
  days.maximum = 30;
  Field mode = Make("mode", "enum");
  mode.options = {"slow", "fast"};
  return {Make("sync.mentions.group_id", "group"),
          rows,
          Make("sync.tracked", "bool"),
          days,
          mode,
          Make("agents", "users")};
}

chp::Result<json::object> Merge(std::string_view sent, std::string_view stored = "{}") {
  User user;
  user.id = 5;
  return MergeForm(Form(), {{{1, "Users"}, {2, "Sales"}}, {user}}, json::parse(sent).get_object(),
                   json::parse(stored).get_object());
}

std::string Merged(std::string_view sent, std::string_view stored = "{}") {
  const auto merged = Merge(sent, stored);
  return merged ? json::serialize(*merged) : merged.error().message;
}

TEST(FormValues, KeepsWhatWasNotSent) {
  EXPECT_EQ(Merged(R"({"sync":{"tracked":true}})", R"({"sync":{"mentions":{"group_id":1}}})"),
            R"({"sync":{"mentions":{"group_id":1},"tracked":true}})");
}

TEST(FormValues, TakesDottedNames) {
  EXPECT_EQ(Merged(R"({"sync.mentions.group_id":"2"})"), R"({"sync":{"mentions":{"group_id":2}}})");
}

TEST(FormValues, AnEmptyGroupIsSwitchedOff) {
  const char* stored = R"({"sync":{"mentions":{"group_id":1}}})";
  EXPECT_EQ(Merged(R"({"sync":{"mentions":{"group_id":""}}})", stored),
            R"({"sync":{"mentions":{}}})");
  EXPECT_EQ(Merged(R"({"sync":{"mentions":{"group_id":null}}})", stored),
            R"({"sync":{"mentions":{}}})");
}

TEST(FormValues, RefusesAnUnknownGroup) {
  EXPECT_EQ(Merged(R"({"sync":{"mentions":{"group_id":9}}})"),
            "\"sync.mentions.group_id\" names group 9, which does not exist.");
}

TEST(FormValues, RefusesAnUnknownField) {
  EXPECT_EQ(Merged(R"({"sync":{"mention":{"group_id":1}}})"),
            "\"sync.mention\" is not a field of this form.");
}

TEST(FormValues, RefusesAValueInPlaceOfAnObject) {
  EXPECT_EQ(Merged(R"({"sync":7})"), "\"sync\" must be an object in braces.");
}

TEST(FormValues, ReplacesRowsAsAWhole) {
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"term":"b","group_id":"2"}]}})",
                   R"({"sync":{"search":[{"term":"a","group_id":1}]}})"),
            R"({"sync":{"search":[{"term":"b","group_id":2}]}})");
}

TEST(FormValues, NamesTheCellThatIsWrong) {
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"term":"a","group_id":1},{"term":"b","group_id":7}]}})"),
            "\"sync.search[1].group_id\" names group 7, which does not exist.");
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"group_id":1}]}})"),
            "\"sync.search[0].term\" is missing.");
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"term":"","group_id":1}]}})"),
            "\"sync.search[0].term\" is missing.");
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"term":"abcdef","group_id":1}]}})"),
            "\"sync.search[0].term\" is longer than 5 characters.");
  EXPECT_EQ(Merged(R"({"sync":{"search":[{"term":"a","group_id":1,"x":1}]}})"),
            "\"sync.search[0].x\" is not a column of this table.");
}

TEST(FormValues, CountsCharactersNotBytes) {
  EXPECT_TRUE(Merge(
      "{\"sync\":{\"search\":[{\"term\":\"\u00e9\u00e9\u00e9\u00e9\u00e9\",\"group_id\":1}]}}"));
}

TEST(FormValues, LimitsTheNumberOfRows) {
  EXPECT_EQ(Merged(R"({"sync":{"search":[{},{},{}]}})"), "\"sync.search\" has more than 2 rows.");
}

TEST(FormValues, ChecksIntegers) {
  EXPECT_EQ(Merged(R"({"days":"7"})"), R"({"days":7})");
  EXPECT_EQ(Merged(R"({"days":31})"), "\"days\" must be from 0 to 30.");
  EXPECT_EQ(Merged(R"({"days":1.5})"), "\"days\" must be a whole number.");
}

TEST(FormValues, ChecksChoices) {
  EXPECT_EQ(Merged(R"({"mode":"fast"})"), R"({"mode":"fast"})");
  EXPECT_EQ(Merged(R"({"mode":"best"})"), "\"mode\" must be one of: slow, fast.");
}

TEST(FormValues, ChecksUsers) {
  EXPECT_EQ(Merged(R"({"agents":["5"]})"), R"({"agents":[5]})");
  EXPECT_EQ(Merged(R"({"agents":[6]})"), "\"agents\" names a user who does not exist.");
}

}  // namespace
}  // namespace stub
