// What messages said before they were edited on the remote side.
#include <algorithm>

#include "host_stub/store/sqlite_connection.hpp"
#include "tests/unit/host_store/updates_fixture.hpp"

namespace stub {
namespace {

class MessageHistory : public UpdatesFixture {
 protected:
  using Texts = std::vector<std::string>;

  Article OnlyArticle() { return Articles(OnlyTicket().id).at(0); }
  Texts Earlier() {
    Texts texts;
    for (const ArticleVersion& version : OnlyArticle().versions) texts.push_back(version.body);
    return texts;
  }
  std::int64_t StoredVersions() {
    SqliteConnection sql((directory_.path() / "desk.db").string(), "",
                         SqliteConnection::Access::kReadWrite);
    return sql.Number("SELECT count(*) FROM message_versions").value_or(-1);
  }
  std::size_t Found(const std::string& text) {
    TicketFilter filter;
    filter.text = text;
    return store_->tickets().List(filter)->size();
  }
};

TEST_F(MessageHistory, AMessageThatWasNotEditedHasNone) {
  Deliver(Post("1", "jo"));
  EXPECT_EQ(OnlyArticle().edited_ms, 0);
  EXPECT_EQ(Earlier(), Texts{});
}

TEST_F(MessageHistory, EachTextIsKeptWithTheTimeItWasWritten) {
  const chp::Message message = Post("1", "jo");
  Deliver(message);
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("2", "Best", "3");
  Update(first);
  Update(second);
  const Article article = OnlyArticle();
  EXPECT_EQ(article.edited_ms, second.at_ms);
  ASSERT_EQ(Earlier(), (Texts{"Better", "Text 1"}));
  EXPECT_EQ(article.versions[0].written_ms, first.at_ms);
  EXPECT_EQ(article.versions[1].written_ms, message.sent_ms);
}

TEST_F(MessageHistory, AnEditThatIsToldTwiceIsKeptOnce) {
  Deliver(Post("1", "jo"));
  const auto edit = Edit("1", "Better", "2");
  Update(edit);
  Update(edit);
  EXPECT_EQ(Earlier(), Texts{"Text 1"});
}

TEST_F(MessageHistory, AnEditThatIsToldLateStandsWhereItBelongs) {
  Deliver(Post("1", "jo"));
  const auto first = Edit("1", "Better", "2");
  const auto second = Edit("1", "Best", "3");
  Update(second);
  Update(first);
  EXPECT_EQ(Earlier(), (Texts{"Better", "Text 1"}));
}

TEST_F(MessageHistory, AnEditThatCameBeforeItsMessageHasTheFirstText) {
  const chp::Message message = Post("1", "jo");
  Update(Edit("1", "Better", "2"));
  Deliver(message);
  EXPECT_EQ(Earlier(), Texts{"Text 1"});
}

TEST_F(MessageHistory, AVersionThatCameAsAMessageBringsItsOwnAlong) {
  const auto first = Edit("1", "Text 2", "2");
  const auto second = Edit("2", "Best", "3");
  const chp::Message original = Post("1", "jo");
  Deliver(Post("2", "jo"));
  Update(second);
  Deliver(original);
  Update(first);
  const Texts earlier = Earlier();
  EXPECT_EQ(std::count(earlier.begin(), earlier.end(), "Text 1"), 1);
  EXPECT_EQ(std::count(earlier.begin(), earlier.end(), "Text 2"), 1);
  EXPECT_EQ(earlier.size(), 2u);
}

TEST_F(MessageHistory, OnlyTheLastFewAreAnswered) {
  Deliver(Post("1", "jo"));
  for (int edit = 1; edit <= 8; ++edit) Update(Edit("1", "Edit " + std::to_string(edit), ""));
  EXPECT_EQ(Earlier(), (Texts{"Edit 7", "Edit 6", "Edit 5", "Edit 4", "Edit 3"}));
}

TEST_F(MessageHistory, TheDeletionErasesItFromTheDatabaseAndFromTheSearch) {
  Deliver(Post("1", "jo"));
  Update(Edit("1", "Better", "2"));
  ASSERT_EQ(StoredVersions(), 1);
  Delete("2");
  EXPECT_EQ(Earlier(), Texts{});
  EXPECT_EQ(OnlyArticle().edited_ms, 0);
  EXPECT_EQ(StoredVersions(), 0);
  EXPECT_EQ(Found("Text 1"), 0u);
  EXPECT_EQ(Found("Better"), 0u);
}

TEST_F(MessageHistory, OfADeletedMessageNothingIsKeptWhicheverCameFirst) {
  const auto second = Edit("2", "Best", "3");
  Deliver(Post("2", "jo"));
  Update(second);
  Delete("1");
  Update(Edit("1", "Better", "2"));
  EXPECT_EQ(StoredVersions(), 0);
}

}  // namespace
}  // namespace stub
