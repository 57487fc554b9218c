// Deleting and hiding in memory: what is deleted is gone from the posts and messages beside it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_x_messages.hpp"
#include "twitter_channel/x_api/current_ports.hpp"

namespace twitter::testing {

class FakeModeration : public Moderation {
 public:
  FakeModeration(FakePosts& posts, FakeDirectMessages& messages)
      : posts_(posts), messages_(messages) {}

  chp::Result<void> DeletePost(const Credentials&, std::string_view post_id,
                               const chp::CallContext&) override {
    deletions.emplace_back(post_id);
    return Remove(post_id, posts_.timeline);
  }
  chp::Result<void> DeleteMessage(const Credentials&, std::string_view message_id,
                                  const chp::CallContext&) override {
    deletions.emplace_back(message_id);
    return Remove(message_id, messages_.sent);
  }
  chp::Result<void> SetHidden(const Credentials&, std::string_view post_id, bool hide,
                              const chp::CallContext&) override {
    const WritePlan plan = plans.Next();
    if (plan.arrives && hide) hidden.emplace(post_id);
    if (plan.arrives && !hide) hidden.erase(std::string(post_id));
    return Answer(plan);
  }

  WritePlans plans;
  std::vector<std::string> deletions;  // asked for, in order
  std::set<std::string> hidden;

 private:
  template <class Item>
  chp::Result<void> Remove(std::string_view id, std::vector<Item>& items) {
    const WritePlan plan = plans.Next();
    const auto is_it = [&](const Item& item) { return item.id == id; };
    const bool there = std::any_of(items.begin(), items.end(), is_it);
    if (plan.arrives) std::erase_if(items, is_it);
    if (!there && !plan.answer) return XError(chp::Code::kRejected, "x.not_found", 404);
    return Answer(plan);
  }
  static chp::Result<void> Answer(const WritePlan& plan) {
    if (!plan.answer) return {};
    chp::Error error = *plan.answer;
    if (error.code == chp::Code::kUncertain) error.code = chp::Code::kTransient;
    return error;
  }

  FakePosts& posts_;
  FakeDirectMessages& messages_;
};

}  // namespace twitter::testing
