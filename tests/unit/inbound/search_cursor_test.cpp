// Where an account's search stands, across runs and nodes.
#include "twitter_channel/inbound/search_cursor.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"

namespace twitter::testing {
namespace {

SearchCursor SomeCursor() {
  SearchCursor cursor;
  cursor.since_id = "100";
  cursor.turn = SearchTurn{.started_ms = 5, .queries = "f", .query = 2, .max_id = "90", .pages = 1};
  cursor.gaps = {{"(a)", "10", "20"}, {"(b)", "30", "40"}};
  return cursor;
}

TEST(SearchCursor, OfAnAccountNeverPolledIsEmpty) {
  FakeHost host;
  SearchCursorStore store(host.ports().kv, "7");
  EXPECT_EQ(*store.Read(), SearchCursor());
}

TEST(SearchCursor, IsReadAsItWasWritten) {
  FakeHost host;
  SearchCursorStore store(host.ports().kv, "7");
  ASSERT_TRUE(store.Write(SomeCursor()));
  SearchCursorStore later(host.ports().kv, "7");
  EXPECT_EQ(*later.Read(), SomeCursor());
}

TEST(SearchCursor, OfTwoNodesOneGoesOn) {
  FakeHost host;
  SearchCursorStore one(host.ports().kv, "7");
  SearchCursorStore other(host.ports().kv, "7");
  ASSERT_TRUE(one.Read());
  ASSERT_TRUE(other.Read());
  ASSERT_TRUE(one.Write(SomeCursor()));
  ASSERT_TRUE(one.Write(SomeCursor()));
  EXPECT_EQ(other.Write(SomeCursor()).error().code, chp::Code::kConflict);
}

TEST(SearchCursor, ADamagedValueReadsAsNew) {
  for (const char* value : {"", "[]", "{", R"({"turn":5,"gaps":{},"since_id":1})"}) {
    FakeHost host;
    SearchCursorStore seed(host.ports().kv, "7");
    ASSERT_TRUE(host.ports().kv.Put({.key = "account/7/poll/search", .value = value}));
    SearchCursorStore store(host.ports().kv, "7");
    EXPECT_EQ(*store.Read(), SearchCursor()) << value;
    EXPECT_TRUE(store.Write(SomeCursor())) << value;
  }
}

}  // namespace
}  // namespace twitter::testing
