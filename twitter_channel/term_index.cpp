// The trie is built breadth first from the sorted, case-folded terms: terms that share a prefix lie
// side by side, so one node is one range of them. Suffix links of a node need only those of nodes
// nearer to the root, which are there already.
#include "twitter_channel/term_index.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>

#include "twitter_channel/config.hpp"

namespace twitter {
namespace {

std::string FoldCase(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<std::int32_t>(
      std::min<std::size_t>(text.size(), std::numeric_limits<std::int32_t>::max()));
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), length), sink, nullptr, status);
  return folded;
}

bool CanMatch(const SearchRule& rule) {
  if (rule.group_id.empty()) return false;
  const std::size_t first = rule.term.find_first_not_of(" \t\r\n\v\f");
  if (first == std::string::npos) return false;
  const std::size_t last = rule.term.find_last_not_of(" \t\r\n\v\f");
  const bool bare_sign =
      first == last && std::string_view("#@$").find(rule.term[first]) != std::string_view::npos;
  return !bare_sign;
}

std::size_t Slot(char label) { return static_cast<unsigned char>(label); }

}  // namespace

TermIndex::TermIndex(const std::vector<SearchRule>& rules) {
  std::vector<Pattern> patterns;
  for (std::size_t row = 0; row < rules.size(); ++row) {
    if (!CanMatch(rules[row])) continue;
    patterns.push_back({FoldCase(rules[row].term), static_cast<std::uint32_t>(row + 1)});
  }
  std::sort(patterns.begin(), patterns.end(), [](const Pattern& a, const Pattern& b) {
    return std::tie(a.term, a.rule) < std::tie(b.term, b.rule);
  });
  const auto repeats = [](const Pattern& a, const Pattern& b) { return a.term == b.term; };
  patterns.erase(std::unique(patterns.begin(), patterns.end(), repeats), patterns.end());
  Build(patterns);
}

void TermIndex::Build(const std::vector<Pattern>& patterns) {
  nodes_.emplace_back();
  std::vector<Range> open{{0, 0, patterns.size(), 0}};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const Range parent = open[next];
    AddChildren(patterns, parent, open);
    LinkSuffixes(parent.node);
  }
  LinkShorterTerms();
}

void TermIndex::AddChildren(const std::vector<Pattern>& patterns, const Range& parent,
                            std::vector<Range>& open) {
  std::size_t begin = parent.begin;
  if (begin < parent.end && patterns[begin].term.size() == parent.depth) {
    nodes_[parent.node].rule = patterns[begin].rule;
    ++begin;
  }
  nodes_[parent.node].first_child = static_cast<std::uint32_t>(nodes_.size());
  while (begin < parent.end) {
    const char label = patterns[begin].term[parent.depth];
    std::size_t end = begin + 1;
    while (end < parent.end && patterns[end].term[parent.depth] == label) ++end;
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({.label = label});
    ++nodes_[parent.node].child_count;
    if (parent.node == 0) from_root_[Slot(label)] = child;
    open.push_back({child, begin, end, parent.depth + 1});
    begin = end;
  }
}

void TermIndex::LinkSuffixes(std::uint32_t parent) {
  if (parent == 0) return;  // what follows the root has no suffix but the empty one
  const std::uint32_t first = nodes_[parent].first_child;
  for (std::uint32_t child = first; child < first + nodes_[parent].child_count; ++child) {
    nodes_[child].failure = Next(nodes_[parent].failure, nodes_[child].label);
  }
}

std::uint32_t TermIndex::Child(std::uint32_t node, char label) const {
  if (node == 0) return from_root_[Slot(label)];
  const std::uint32_t first = nodes_[node].first_child;
  const std::uint32_t end = first + nodes_[node].child_count;
  for (std::uint32_t child = first; child < end; ++child) {
    if (nodes_[child].label == label) return child;
  }
  return 0;
}

std::uint32_t TermIndex::Next(std::uint32_t node, char label) const {
  for (;;) {
    const std::uint32_t child = Child(node, label);
    if (child != 0 || node == 0) return child;
    node = nodes_[node].failure;
  }
}

void TermIndex::LinkShorterTerms() {
  for (Node& node : nodes_) {
    const Node& suffix = nodes_[node.failure];
    node.shorter = suffix.rule != 0 ? node.failure : suffix.shorter;
  }
}

std::vector<std::size_t> TermIndex::Find(std::string_view text) const {
  std::vector<std::size_t> found;
  std::uint32_t node = 0;
  for (const char label : FoldCase(text)) {
    node = Next(node, label);
    for (std::uint32_t end = node; end != 0; end = nodes_[end].shorter) {
      if (nodes_[end].rule == 0) continue;
      const std::size_t row = nodes_[end].rule - 1;
      const auto place = std::lower_bound(found.begin(), found.end(), row);
      if (place == found.end() || *place != row) found.insert(place, row);
    }
  }
  return found;
}

std::shared_ptr<const TermIndex> BuildTermIndex(const std::vector<SearchRule>& rules) {
  auto index = std::make_shared<const TermIndex>(rules);
  return index->empty() ? nullptr : index;
}

}  // namespace twitter
