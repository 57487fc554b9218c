// X's rules for writing, without HTTP.
#include "tests/x_simulator/world/publish.hpp"

#include <gtest/gtest.h>

#include "tests/x_simulator/world/console.hpp"

namespace xsim {
namespace {

class PublishTest : public testing::Test {
 protected:
  PublishTest() {
    state_.now_ms = 1'750'000'000'000;
    acme_ = AddUser("acme");
    jo_ = AddUser("jo");
  }

  std::string AddUser(const char* name) {
    User user;
    user.screen_name = name;
    return std::get<User>(SignUp(state_, user)).id;
  }

  PostDraft Draft(const std::string& user_id, const std::string& text) {
    PostDraft draft;
    draft.user_id = user_id;
    draft.text = text;
    return draft;
  }

  Post Write(const PostDraft& draft) { return std::get<Post>(Publish(state_, draft)); }
  int Code(const PostDraft& draft) { return std::get<Refusal>(Publish(state_, draft)).code; }

  State state_;
  std::string acme_;
  std::string jo_;
};

TEST_F(PublishTest, BytesThatAreNoTextAreRefused) { EXPECT_EQ(Code(Draft(jo_, "\xFF")), 44); }

TEST_F(PublishTest, NothingIsStoredOfARefusedPost) {
  Code(Draft(jo_, std::string(281, 'a')));
  EXPECT_TRUE(state_.posts.list.empty());
}

TEST_F(PublishTest, ReplyToUnknownPostIsRefused) {
  PostDraft draft = Draft(jo_, "hi");
  draft.in_reply_to_status_id = "7";
  EXPECT_EQ(Code(draft), 385);
}

TEST_F(PublishTest, AnswerToOneselfNeedsNoMention) {
  PostDraft draft = Draft(jo_, "and another thing");
  draft.in_reply_to_status_id = Write(Draft(jo_, "a thing")).id;
  EXPECT_EQ(Write(draft).in_reply_to_user_id, jo_);
}

TEST_F(PublishTest, NameInTheTextIsNotPutInFrontAgain) {
  PostDraft draft = Draft(acme_, "Sorry @jo!");
  draft.in_reply_to_status_id = Write(Draft(jo_, "@acme help")).id;
  draft.populate_mentions = true;
  EXPECT_EQ(Write(draft).content.text, "Sorry @jo!");
}

TEST_F(PublishTest, PeopleMayRepeatThemselvesAppsMayNot) {
  PostDraft draft = Draft(jo_, "again");
  Write(draft);
  Write(draft);
  draft.refuse_repetition = true;
  EXPECT_EQ(Code(draft), 187);
}

TEST_F(PublishTest, DeletedPostIsNoRepetition) {
  PostDraft draft = Draft(jo_, "again");
  draft.refuse_repetition = true;
  DeletePost(state_, Write(draft).id, jo_);
  EXPECT_EQ(Write(draft).content.text, "again");
}

TEST_F(PublishTest, RepostHasTheTextOfTheOriginalCut) {
  PostDraft draft = Draft(acme_, "");
  draft.repost_of = Write(Draft(jo_, std::string(200, 'a'))).id;
  EXPECT_EQ(Write(draft).display, (Span{0, 140}));
}

TEST_F(PublishTest, FivePhotosAreRefused) {
  PostDraft draft = Draft(jo_, "look");
  draft.media.resize(5, "photo");
  EXPECT_EQ(Code(draft), 324);
}

TEST_F(PublishTest, EmptyMessageIsRefused) {
  const auto result = SendMessage(state_, {jo_, acme_, "", {}, {}});
  EXPECT_EQ(std::get<Refusal>(result).code, 151);
}

TEST_F(PublishTest, IdsIncreaseEvenWhenTheClockGoesBack) {
  const std::string first = state_.NextId();
  state_.now_ms -= 1000;
  EXPECT_TRUE(IsSmallerId(first, state_.NextId()));
}

}  // namespace
}  // namespace xsim
