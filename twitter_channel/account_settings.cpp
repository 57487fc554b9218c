// One function per list of the form.
#include "twitter_channel/account_settings.hpp"

#include <utility>

#include "twitter_channel/search_text.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::string_view kEverySource = "any";

// A row of a table, and how it is called in a sentence.
struct Row {
  FieldReader fields;
  std::string name;  // "Row 2 of the search terms (accounts[0].settings.sync.search[1])"
};

// read(row) for each row of the list `list`, until one is no object.
template <class Read>
void ForEachRow(const FieldReader& sync, std::string_view list, std::string_view title,
                FieldErrors& errors, const Read& read) {
  const json::array* rows = sync.Array(list);
  if (rows == nullptr) return;
  for (std::size_t index = 0; index < rows->size(); ++index) {
    const std::string path = sync.PathOf(list) + "[" + std::to_string(index) + "]";
    const std::string name =
        "Row " + std::to_string(index + 1) + " of the " + std::string(title) + " (" + path + ") ";
    const json::object* object = (*rows)[index].if_object();
    if (object == nullptr) {
      errors.Add(list, name + "must be an object.");
      return;
    }
    read(Row{FieldReader(*object, path, errors), name});
  }
}

std::vector<SearchRule> ReadSearch(const FieldReader& sync, FieldErrors& errors) {
  std::vector<SearchRule> rules;
  ForEachRow(sync, "search", "search terms", errors, [&](const Row& row) {
    SearchRule rule{.term = row.fields.Text("term"), .group_id = row.fields.Id("group_id")};
    if (PatternOf(rule.term).text.empty()) {
      errors.Add("search", row.name + "needs a term: a word, \"phrase\", #tag, @name or $symbol.");
    }
    if (rule.group_id.empty()) errors.Add("search", row.name + "needs a group.");
    rules.push_back(std::move(rule));
  });
  return rules;
}

std::vector<std::string> ReadOrderPatterns(const FieldReader& sync, FieldErrors& errors) {
  constexpr std::size_t kShortest = 3;  // or every other number would be one
  std::vector<std::string> patterns;
  ForEachRow(sync, "order_numbers", "order numbers", errors, [&](const Row& row) {
    std::string pattern = row.fields.Text("pattern");
    if (pattern.size() < kShortest || pattern.find('#') == std::string::npos) {
      errors.Add("order_numbers", row.name + "needs at least 3 characters and a # for a digit.");
    }
    patterns.push_back(std::move(pattern));
  });
  return patterns;
}

Rule ReadRule(const Row& row, FieldErrors& errors) {
  Rule rule;
  const auto kind = RuleNamed(row.fields.Text("what"));
  if (!kind) errors.Add("rules", row.name + "does not say what it does.");
  rule.kind = kind.value_or(RuleKind::kExcludeWord);
  rule.value = row.fields.Text("value");
  const std::string_view problem = ProblemWith(rule.kind, rule.value);
  if (kind && !problem.empty()) errors.Add("rules", row.name + std::string(problem));
  const std::string source = row.fields.Text("source");
  if (source.empty() || source == kEverySource) return rule;
  rule.source = SourceNamed(source);
  const bool known = rule.source && *rule.source != Source::kOwn;
  if (!known) errors.Add("rules", row.name + "names a source that does not exist.");
  return rule;
}

std::vector<Rule> ReadRules(const FieldReader& sync, FieldErrors& errors) {
  std::vector<Rule> rules;
  ForEachRow(sync, "rules", "rules", errors,
             [&](const Row& row) { rules.push_back(ReadRule(row, errors)); });
  return rules;
}

// X allows 180 searches in a quarter of an hour, in which all queries of the account must fit.
PollingSettings ReadPolling(const FieldReader& polling) {
  constexpr std::int64_t kDaySeconds = 86'400;
  constexpr std::int64_t kDayMinutes = 1'440;
  constexpr std::int64_t kWeekHours = 168;  // X's search knows no older posts
  constexpr std::int64_t kMostPosts = 100'000;
  PollingSettings read;
  read.interval_ms = 1000 * polling.Number("search_seconds", 120, 15, kDaySeconds);
  read.first_ms = 3'600'000 * polling.Number("first_hours", 24, 0, kWeekHours);
  read.flood_posts = static_cast<int>(polling.Number("flood_posts", 50, 0, kMostPosts));
  read.mentions_ms = 1000 * polling.Number("mentions_seconds", 60, 15, kDaySeconds);
  // X allows fifteen lists of direct messages in a quarter of an hour.
  read.messages_ms = 1000 * polling.Number("messages_seconds", 120, 90, kDaySeconds);
  read.check_mentions_ms = 60'000 * polling.Number("check_mentions_minutes", 15, 0, kDayMinutes);
  read.check_messages_ms = 60'000 * polling.Number("check_messages_minutes", 60, 0, kDayMinutes);
  return read;
}

}  // namespace

AccountSettings ReadAccountSettings(const FieldReader& settings, FieldErrors& errors) {
  const FieldReader sync(settings.Object("sync"), settings.PathOf("sync"), errors);
  const auto source = [&](std::string_view name) {
    return FieldReader(sync.Object(name), sync.PathOf(name), errors);
  };
  AccountSettings read;
  read.mentions_group = source("mentions").Id("group_id");
  read.direct_messages_group = source("direct_messages").Id("group_id");
  read.replies_group = source("replies").Id("group_id");
  read.ignore_replies = source("replies").Flag("ignore", false);
  read.quotes_group = source("quotes").Id("group_id");
  read.ignore_quotes = source("quotes").Flag("ignore", false);
  read.reposts_group = source("reposts").Id("group_id");
  read.track_retweets = sync.Flag("track_retweets", false);
  read.read_receipts = sync.Flag("read_receipts", false);
  read.long_posts = sync.Flag("long_posts", false);
  read.order_patterns = ReadOrderPatterns(sync, errors);
  constexpr std::int64_t kYearHours = 8760;
  read.silence_hours = sync.Number("silence_hours", 0, 0, kYearHours);
  read.search = ReadSearch(sync, errors);
  read.polling = ReadPolling(source("polling"));
  read.terms = BuildTermIndex(read.search);
  std::vector<Rule> rules = ReadRules(sync, errors);
  if (!rules.empty()) read.rules = std::make_shared<const RuleBook>(std::move(rules));
  return read;
}

}  // namespace twitter
