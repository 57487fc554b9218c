#include "tests/x_simulator/world/search_query.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

using Words = std::vector<std::string>;

Words SplitWords(std::string_view text) {
  Words words(1);
  for (const char letter : LowerCase(text)) {
    const bool part = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '_' || static_cast<unsigned char>(letter) >= 0x80;
    if (part) {
      words.back() += letter;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

PostMatcher Phrase(std::string_view text) {
  return [wanted = SplitWords(text)](const State&, const Post& post) {
    const Words words = SplitWords(post.content.text);
    return !wanted.empty() &&
           std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
  };
}

PostMatcher Hashtag(std::string wanted) {
  return [wanted = std::move(wanted)](const State&, const Post& post) {
    const auto& tags = post.content.hashtags;
    return std::any_of(tags.begin(), tags.end(),
                       [&](const HashtagEntity& tag) { return LowerCase(tag.text) == wanted; });
  };
}

PostMatcher Cashtag(std::string wanted) {
  return [wanted = std::move(wanted)](const State&, const Post& post) {
    const std::string text = LowerCase(post.content.text) + " ";
    for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) {
      const Words words = SplitWords(text.substr(at));
      if (!words.empty() && words.front() == wanted.substr(1)) return true;
    }
    return false;
  };
}

bool IsUser(const State& state, const std::string& id, const std::string& name) {
  const User* user = state.users.FindByName(name);
  return user != nullptr && user->id == id;
}

PostMatcher Mention(std::string name) {
  return [name = std::move(name)](const State& state, const Post& post) {
    const auto& mentions = post.content.mentions;
    return std::any_of(mentions.begin(), mentions.end(), [&](const MentionEntity& mention) {
      return IsUser(state, mention.user_id, name);
    });
  };
}

PostMatcher Kind(std::string kind) {
  return [kind = std::move(kind)](const State&, const Post& post) {
    if (kind == "retweets" || kind == "retweet") return !post.repost_of.empty();
    if (kind == "replies" || kind == "reply") return !post.in_reply_to_status_id.empty();
    if (kind == "quote") return !post.quote_of.empty();
    if (kind == "media" || kind == "images") return !post.photos.empty();
    return kind == "links" && !post.content.urls.empty();
  };
}

PostMatcher Operator(const std::string& word) {
  const std::size_t colon = word.find(':');
  const std::string name = word.substr(0, colon);
  const std::string value = colon == word.npos ? "" : word.substr(colon + 1);
  if (name == "filter" || name == "is" || name == "has") return Kind(value);
  if (name == "from") {
    return [value](const State& state, const Post& post) {
      return IsUser(state, post.user_id, value);
    };
  }
  if (name == "to") {
    return [value](const State& state, const Post& post) {
      return IsUser(state, post.in_reply_to_user_id, value);
    };
  }
  return Phrase(word);
}

PostMatcher Term(const std::string& word) {
  if (word.size() > 1 && word.front() == '#') return Hashtag(word.substr(1));
  if (word.size() > 1 && word.front() == '@') return Mention(word);
  if (word.size() > 1 && word.front() == '$') return Cashtag(word);
  return Operator(word);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  PostMatcher Alternatives() {
    std::vector<PostMatcher> list;
    do {
      if (auto group = Group()) list.push_back(*group);
    } while (TakeOr());
    return [list](const State& state, const Post& post) {
      return std::any_of(list.begin(), list.end(),
                         [&](const PostMatcher& matches) { return matches(state, post); });
    };
  }

 private:
  std::optional<PostMatcher> Group() {
    std::vector<PostMatcher> list;
    while (auto factor = Factor()) list.push_back(*factor);
    if (list.empty()) return std::nullopt;
    return [list](const State& state, const Post& post) {
      return std::all_of(list.begin(), list.end(),
                         [&](const PostMatcher& matches) { return matches(state, post); });
    };
  }

  std::optional<PostMatcher> Factor() {
    SkipSpaces();
    if (text_.empty() || text_.front() == ')' || AtOr()) return std::nullopt;
    if (text_.front() == '-') {
      text_.remove_prefix(1);
      auto factor = Factor();
      if (!factor) return std::nullopt;
      return
          [inner = *factor](const State& state, const Post& post) { return !inner(state, post); };
    }
    if (text_.front() == '(') return Parentheses();
    if (text_.front() == '"') {
      text_.remove_prefix(1);
      const std::string phrase = Take(text_.find('"'));
      if (!text_.empty()) text_.remove_prefix(1);
      return Phrase(phrase);
    }
    return Term(LowerCase(Take(text_.find_first_of(" ()\""))));
  }

  PostMatcher Parentheses() {
    text_.remove_prefix(1);
    if (++depth_ > kDeepest) text_ = {};  // nobody nests so deep; it would only use up the stack
    PostMatcher inner = Alternatives();
    --depth_;
    SkipSpaces();
    if (text_.starts_with(')')) text_.remove_prefix(1);
    return inner;
  }

  std::string Take(std::size_t length) {
    const std::string taken(text_.substr(0, length));
    text_.remove_prefix(taken.size());
    return taken;
  }

  bool AtOr() const { return text_ == "OR" || text_.starts_with("OR "); }

  bool TakeOr() {
    SkipSpaces();
    if (!AtOr()) return false;
    text_.remove_prefix(2);
    return true;
  }

  void SkipSpaces() { text_.remove_prefix(std::min(text_.find_first_not_of(' '), text_.size())); }

  static constexpr int kDeepest = 20;
  std::string_view text_;
  int depth_ = 0;
};

}  // namespace

PostMatcher ReadSearchQuery(std::string_view query) { return Reader(query).Alternatives(); }

}  // namespace xsim
