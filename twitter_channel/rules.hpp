// What an admin lets in and keeps out, beyond the groups of the sources: words, authors, languages
// and the own staff; each for every source or for one.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/term_index.hpp"

namespace twitter {

enum class RuleKind { kIncludeWord, kExcludeWord, kAllowAuthor, kBlockAuthor, kLanguage, kStaff };
constexpr std::size_t kRuleKinds = 6;
// "include_word", "exclude_word", "allow_author", "block_author", "language", "staff".
std::string_view RuleName(RuleKind kind);
std::optional<RuleKind> RuleNamed(std::string_view name);

struct Rule {
  RuleKind kind = RuleKind::kExcludeWord;
  std::string value;             // as the admin wrote it: a word, "@handle" or id, a language code
  std::optional<Source> source;  // nothing: every source
};

// What is wrong with the value of a rule of this kind, as the end of a sentence; empty: nothing.
std::string_view ProblemWith(RuleKind kind, std::string_view value);

// The facts of one message that rules look at.
struct RuleSubject {
  std::string_view author_id;
  std::string_view author_handle;
  std::string_view language;  // as X guessed it; empty or one of its "und", "zxx", "q..": unknown
  std::string_view text;      // what search terms are looked for in
};

struct Judgement {
  bool taken = true;
  bool shut_out = false;  // by its author: not even part of a conversation
  // The rule that decided: refused it, or let it in where others are kept out; null: none was
  // needed. A message that no rule of an including kind lets in has only the kind.
  const Rule* rule = nullptr;
  std::optional<RuleKind> kind;
};

// Immutable once built. Threads: any number at once. Costs per message do not grow with the number
// of rules that do not fit it.
class RuleBook {
 public:
  explicit RuleBook(std::vector<Rule> rules);

  bool has_words() const { return words_ != nullptr; }
  // The rules that fit, in the order of the list, whatever their source.
  std::vector<const Rule*> Fitting(const RuleSubject& subject) const;
  // What they mean for one source: authors kept out first, then words kept out, then what is only
  // let in. A language X could not guess passes.
  Judgement Judge(const std::vector<const Rule*>& fitting, const RuleSubject& subject,
                  Source source) const;

 private:
  void AddWords();
  bool Demands(RuleKind kind, Source source) const;

  std::vector<Rule> rules_;
  std::shared_ptr<const TermIndex> words_;            // rows are indexes of word_rules_; null: none
  std::vector<std::vector<std::size_t>> word_rules_;  // indexes of rules_ with the same word
  std::unordered_map<std::string, std::vector<std::size_t>> authors_;    // by id or "@handle"
  std::unordered_map<std::string, std::vector<std::size_t>> languages_;  // by primary subtag
  // Whether a kind has a rule for every source, and for which ones.
  std::array<std::array<bool, kSources>, kRuleKinds> demanded_{};
};

}  // namespace twitter
