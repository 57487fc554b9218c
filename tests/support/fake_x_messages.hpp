// X's posts and direct messages in memory: what was written is there to be read, writes can be
// refused, lost on the way or lost on the way back.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "tests/support/fault_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {

inline chp::Error XError(chp::Code code, std::string reason, std::int32_t http_status = 0) {
  return chp::Error{.code = code,
                    .reason = std::move(reason),
                    .message = "X said no.",
                    .http_status = http_status};
}

// What becomes of one write; without a plan writes succeed.
struct WritePlan {
  bool arrives = true;               // X stores it
  std::optional<chp::Error> answer;  // what the caller gets instead of the message
};
inline WritePlan LostAnswer() {
  return {.arrives = true, .answer = XError(chp::Code::kUncertain, "http.no_answer")};
}
inline WritePlan LostRequest() {
  return {.arrives = false, .answer = XError(chp::Code::kUncertain, "http.no_answer")};
}
inline WritePlan AcceptedBut(chp::Error error) {
  return {.arrives = true, .answer = std::move(error)};
}
inline WritePlan Refused(chp::Error error) {
  return {.arrives = false, .answer = std::move(error)};
}

class WritePlans {
 public:
  // Asked before each write; its plan wins. May throw: the process dies there.
  std::function<std::optional<WritePlan>()> on_write;

  void Add(WritePlan plan) { plans_.push_back(std::move(plan)); }
  WritePlan Next() {
    if (on_write) {
      if (auto plan = on_write()) return *std::move(plan);
    }
    if (plans_.empty()) return {};
    WritePlan plan = std::move(plans_.front());
    plans_.pop_front();
    return plan;
  }

 private:
  std::deque<WritePlan> plans_;
};

// What X puts behind the text of what shows a file.
inline constexpr std::string_view kMediaLink = " https://t.co/Med1aL1nk";
inline constexpr std::int64_t kFirstRemoteId = 2'087'500'000'000'000'001;

class FakePosts : public Posts {
 public:
  FakePosts(const chp::Clock& clock, User author) : clock_(clock), author_(std::move(author)) {}

  chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                           const chp::CallContext&) override {
    requests.push_back(post);
    tokens.push_back(credentials.user->token);
    WritePlan plan = plans.Next();
    Post created;
    created.id = std::to_string(kFirstRemoteId + static_cast<std::int64_t>(timeline.size()));
    created.text = prefix + post.text;
    created.author = author_;
    created.created_ms = clock_.NowMs();
    created.in_reply_to_post_id = post.in_reply_to_post_id;
    created.entities.mentions = mentions;
    for (const std::string& id : post.media_ids) {
      Media shown;
      shown.id = id;
      created.entities.media.push_back(shown);
    }
    if (!post.media_ids.empty()) created.text += kMediaLink;
    if (plan.arrives) timeline.push_back(created);
    if (plan.answer) return *plan.answer;
    return created;
  }

  chp::Result<Post> Show(const Credentials&, std::string_view post_id,
                         const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    for (const Post& post : timeline) {
      if (post.id == post_id) return post;
    }
    return XError(chp::Code::kRejected, "x.not_found", 404);
  }

  chp::Result<std::vector<Post>> Lookup(const Credentials&, std::span<const std::string> ids,
                                        const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    lookups.emplace_back(ids.begin(), ids.end());
    std::vector<Post> shown;
    for (const Post& post : timeline) {
      if (std::find(ids.begin(), ids.end(), post.id) != ids.end()) shown.push_back(post);
    }
    return shown;
  }

  chp::Result<PostPage> OwnRecent(const Credentials&, const OwnPosts& own,
                                  const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    if (hidden_reads > 0) {
      --hidden_reads;
      return PostPage();
    }
    PostPage page;
    for (auto post = timeline.rbegin(); post != timeline.rend(); ++post) {
      if (post->created_ms < own.since_ms || post->author.id != own.user_id) continue;
      page.has_older = page.posts.size() == page_size;
      if (page.has_older) break;
      page.posts.push_back(*post);
    }
    return page;
  }

  // Mentions stand in `mentioning`, own posts in `timeline`; any order.
  chp::Result<SearchPage> ReadTimeline(const Credentials&, const TimelineQuery& query,
                                       const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    queries.push_back(query);
    SearchPage page = PageOf(query.timeline == Timeline::kMentions ? mentioning : timeline, query);
    page.limit = limit;
    if (on_query) on_query();
    return page;
  }

  WritePlans plans;
  FaultPlan read_faults;
  int hidden_reads = 0;                 // so many reads do not show what was written yet
  std::string prefix;                   // what X puts in front of an answer
  std::vector<MentionEntity> mentions;  // of every post created
  std::vector<Post> timeline;           // oldest first
  std::vector<NewPost> requests;
  std::vector<std::vector<std::string>> lookups;  // every one that was answered
  std::vector<std::string> tokens;
  std::vector<Post> mentioning;  // posts of others that name the account
  std::size_t page_size = 100;
  RateLimit limit;
  std::function<void()> on_query;
  std::vector<TimelineQuery> queries;  // every one that was answered

 private:
  SearchPage PageOf(const std::vector<Post>& posts, const TimelineQuery& query) const {
    SearchPage page;
    for (const Post& post : posts) {
      const bool newer = query.since_id.empty() || IsLowerId(query.since_id, post.id);
      const bool older = query.max_id.empty() || !IsLowerId(query.max_id, post.id);
      if (newer && older) page.posts.push_back(post);
    }
    std::sort(page.posts.begin(), page.posts.end(),
              [](const Post& a, const Post& b) { return IsLowerId(b.id, a.id); });
    if (page.posts.size() > page_size) {
      page.next_max_id = page.posts[page_size].id;
      page.posts.resize(page_size);
    }
    return page;
  }

  const chp::Clock& clock_;
  User author_;
};

class FakeDirectMessages : public DirectMessages {
 public:
  FakeDirectMessages(const chp::Clock& clock, User sender)
      : clock_(clock), sender_(std::move(sender)) {}

  chp::Result<DirectMessage> Create(const Credentials&, const NewDirectMessage& message,
                                    const chp::CallContext&) override {
    requests.push_back(message);
    WritePlan plan = plans.Next();
    DirectMessage created;
    created.id = std::to_string(kFirstRemoteId + static_cast<std::int64_t>(sent.size()));
    created.text = message.text;
    created.sender = sender_;
    created.recipient.id = message.recipient_id;
    created.created_ms = clock_.NowMs();
    created.created_timestamp = std::to_string(created.created_ms);
    if (!message.media_id.empty()) {
      Media shown;
      shown.id = message.media_id;
      created.entities.media.push_back(shown);
      created.text += kMediaLink;
    }
    if (plan.arrives) sent.push_back(created);
    if (plan.answer) return *plan.answer;
    return created;
  }

  chp::Result<std::vector<DirectMessage>> Recent(const Credentials&,
                                                 const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    return std::vector<DirectMessage>(sent.rbegin(), sent.rend());
  }

  chp::Result<MessagePage> With(const Credentials&, std::string_view person_id,
                                const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    MessagePage page;
    for (auto message = sent.rbegin(); message != sent.rend(); ++message) {
      if (message->sender.id != person_id && message->recipient.id != person_id) continue;
      page.has_older = page.messages.size() == page_size;
      if (page.has_older) break;
      page.messages.push_back(*message);
    }
    return page;
  }

  // Tokens name the message that a page begins with.
  chp::Result<MessagePage> ReadPage(const Credentials&, const MessageQuery& query,
                                    const chp::CallContext&) override {
    if (auto fault = read_faults.Next()) return *fault;
    queries.push_back(query);
    std::vector<DirectMessage> newest = sent;
    std::sort(newest.begin(), newest.end(),
              [](const DirectMessage& a, const DirectMessage& b) { return IsLowerId(b.id, a.id); });
    std::erase_if(newest, [&](const DirectMessage& each) {
      return !query.token.empty() && IsLowerId(query.token.substr(kTokenMark.size()), each.id);
    });
    MessagePage page;
    page.limit = limit;
    const std::size_t size = std::min(page_size, static_cast<std::size_t>(query.count));
    if (newest.size() > size) {
      page.next_token = std::string(kTokenMark) + newest[size].id;
      newest.resize(size);
    }
    page.messages = std::move(newest);
    return page;
  }
  static constexpr std::string_view kTokenMark = "older-";

  std::size_t page_size = 100;  // at most
  RateLimit limit;
  std::vector<MessageQuery> queries;  // every one that was answered
  WritePlans plans;
  FaultPlan read_faults;
  std::vector<DirectMessage> sent;  // oldest first
  std::vector<NewDirectMessage> requests;

 private:
  const chp::Clock& clock_;
  User sender_;
};

}  // namespace twitter::testing
