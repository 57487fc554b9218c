// Words stand in one automaton, authors and languages in maps, so that a message costs what fits
// it.
#include "twitter_channel/rules.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/search_text.hpp"

namespace twitter {
namespace {

// In the order of RuleKind.
constexpr std::array<std::string_view, kRuleKinds> kRuleNames{
    "include_word", "exclude_word", "allow_author", "block_author", "language", "staff"};
constexpr std::size_t kLongestHandle = 20;  // 15 today; older ones are longer
constexpr std::size_t kLongestId = 20;

bool IsWordRule(RuleKind kind) {
  return kind == RuleKind::kIncludeWord || kind == RuleKind::kExcludeWord;
}

bool IsAuthorRule(RuleKind kind) {
  return kind == RuleKind::kAllowAuthor || kind == RuleKind::kBlockAuthor ||
         kind == RuleKind::kStaff;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHandleCharacter(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

bool IsAuthor(std::string_view value) {
  const bool handle = value.starts_with('@');
  if (handle) value.remove_prefix(1);
  if (value.empty() || value.size() > (handle ? kLongestHandle : kLongestId)) return false;
  return std::all_of(value.begin(), value.end(), handle ? IsHandleCharacter : IsDigit);
}

// "pt-BR" and "pt" are one language for us: X names regions for few.
std::string PrimarySubtag(std::string_view language) {
  return ForSearch(language.substr(0, language.find_first_of("-_")));
}

bool IsLanguage(std::string_view value) {
  const std::string subtag = PrimarySubtag(value);
  return subtag.size() >= 2 && subtag.size() <= 3 &&
         std::all_of(subtag.begin(), subtag.end(), IsLetter);
}

// X writes "und" or a code of its own ("qme": only media) when there is too little to guess from.
bool IsUnknown(std::string_view subtag) {
  return subtag.empty() || subtag == "und" || subtag == "zxx" ||
         (subtag.size() == 3 && subtag.starts_with('q'));
}

std::size_t Index(RuleKind kind) { return static_cast<std::size_t>(kind); }
std::size_t Index(Source source) { return static_cast<std::size_t>(source); }

// An exact word unless the admin asked otherwise: what keeps messages out must not hit by accident.
std::string WordOf(const Rule& rule) {
  const TermPattern pattern = PatternOf(rule.value);
  if (pattern.text.empty() || pattern.whole || rule.kind == RuleKind::kIncludeWord) {
    return rule.value;
  }
  return '"' + pattern.text + '"';
}

Judgement Refused(const Rule& rule, bool shut_out) {
  return {.taken = false, .shut_out = shut_out, .rule = &rule, .kind = rule.kind};
}

template <class Map>
void Append(const Map& map, const std::string& key, std::vector<std::size_t>& found) {
  const auto at = map.find(key);
  if (at != map.end()) found.insert(found.end(), at->second.begin(), at->second.end());
}

}  // namespace

std::string_view RuleName(RuleKind kind) { return kRuleNames[Index(kind)]; }

std::optional<RuleKind> RuleNamed(std::string_view name) {
  const auto* found = std::find(kRuleNames.begin(), kRuleNames.end(), name);
  if (found == kRuleNames.end()) return std::nullopt;
  return static_cast<RuleKind>(found - kRuleNames.begin());
}

std::string_view ProblemWith(RuleKind kind, std::string_view value) {
  if (IsWordRule(kind)) {
    return PatternOf(value).text.empty() ? "needs a word, a \"phrase\", #tag, @name or $symbol."
                                         : "";
  }
  if (kind == RuleKind::kLanguage) {
    return IsLanguage(value) ? "" : "needs a language code like \"en\" or \"pt\".";
  }
  return IsAuthor(value) ? "" : "needs a handle with its @, or X's numeric id of the person.";
}

RuleBook::RuleBook(std::vector<Rule> rules) : rules_(std::move(rules)) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const Rule& rule = rules_[i];
    if (rule.kind == RuleKind::kLanguage) languages_[PrimarySubtag(rule.value)].push_back(i);
    if (IsAuthorRule(rule.kind)) authors_[ForSearch(rule.value)].push_back(i);
    auto& demanded = demanded_[Index(rule.kind)];
    if (rule.source) {
      demanded[Index(*rule.source)] = true;
    } else {
      demanded.fill(true);
    }
  }
  AddWords();
}

// The index knows each word once, however many rules name it.
void RuleBook::AddWords() {
  std::vector<std::string> words;
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (!IsWordRule(rules_[i].kind)) continue;
    const std::string word = WordOf(rules_[i]);
    const TermPattern pattern = PatternOf(word);
    const auto [place, fresh] =
        places.try_emplace((pattern.whole ? "=" : "~") + pattern.text, words.size());
    if (fresh) {
      words.push_back(word);
      word_rules_.emplace_back();
    }
    word_rules_[place->second].push_back(i);
  }
  auto index = std::make_shared<const TermIndex>(words);
  if (!index->empty()) words_ = std::move(index);
}

std::vector<const Rule*> RuleBook::Fitting(const RuleSubject& subject) const {
  std::vector<std::size_t> found;
  if (words_) {
    for (const std::size_t word : words_->Find(subject.text)) {
      found.insert(found.end(), word_rules_[word].begin(), word_rules_[word].end());
    }
  }
  if (!authors_.empty()) {
    Append(authors_, std::string(subject.author_id), found);
    if (!subject.author_handle.empty()) {
      Append(authors_, ForSearch("@" + std::string(subject.author_handle)), found);
    }
  }
  if (!languages_.empty()) Append(languages_, PrimarySubtag(subject.language), found);
  std::sort(found.begin(), found.end());
  std::vector<const Rule*> fitting;
  fitting.reserve(found.size());
  for (const std::size_t i : found) fitting.push_back(&rules_[i]);
  return fitting;
}

bool RuleBook::Demands(RuleKind kind, Source source) const {
  return demanded_[Index(kind)][Index(source)];
}

Judgement RuleBook::Judge(const std::vector<const Rule*>& fitting, const RuleSubject& subject,
                          Source source) const {
  const auto first = [&](RuleKind kind) -> const Rule* {
    const auto fits = [&](const Rule* rule) {
      return rule->kind == kind && (!rule->source || *rule->source == source);
    };
    const auto at = std::find_if(fitting.begin(), fitting.end(), fits);
    return at == fitting.end() ? nullptr : *at;
  };
  for (const RuleKind kind : {RuleKind::kStaff, RuleKind::kBlockAuthor}) {
    if (const Rule* rule = first(kind)) return Refused(*rule, true);
  }
  if (const Rule* rule = first(RuleKind::kExcludeWord)) return Refused(*rule, false);

  Judgement judgement;
  for (const RuleKind kind :
       {RuleKind::kAllowAuthor, RuleKind::kLanguage, RuleKind::kIncludeWord}) {
    if (!Demands(kind, source)) continue;
    if (kind == RuleKind::kLanguage && IsUnknown(PrimarySubtag(subject.language))) continue;
    const Rule* rule = first(kind);
    if (rule == nullptr) return {.taken = false, .shut_out = false, .rule = nullptr, .kind = kind};
    judgement.rule = rule;
    judgement.kind = kind;
  }
  return judgement;
}

}  // namespace twitter
