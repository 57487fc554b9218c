// What the host knows of an account when several tell it something at once.
#include "twitter_channel/admin/state_board.hpp"

#include <functional>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace twitter {
namespace {

// A host in which somebody else tells a newer state while an older one is on its way.
class OvertakenAccounts : public chp::Accounts {
 public:
  chp::Result<std::string> Save(const chp::AccountSave&) override { return std::string("7"); }
  chp::Result<void> SetState(const chp::AccountStatus& status) override {
    if (auto meanwhile = std::exchange(before_storing, nullptr)) meanwhile();
    stored = status;
    return {};
  }
  std::function<void()> before_storing;
  chp::AccountStatus stored;
};

TEST(StateBoard, TheLaterOfTwoStatesIsTheHostsLastOne) {
  OvertakenAccounts host;
  StateBoard board(host);
  chp::AccountStatus up;
  up.state = chp::AccountState::kUp;
  up.account_id = "7";
  chp::AccountStatus down = up;
  down.state = chp::AccountState::kDown;
  host.before_storing = [&] { (void)board.SetState(down); };
  ASSERT_TRUE(board.SetState(up).ok());
  EXPECT_EQ(host.stored.state, chp::AccountState::kDown);
  EXPECT_EQ(board.StateOf("7").state, chp::AccountState::kDown);
}

}  // namespace
}  // namespace twitter
