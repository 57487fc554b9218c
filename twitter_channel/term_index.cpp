// The trie is built breadth first from the sorted, case-folded terms: terms that share a prefix lie
// side by side, so one node is one range of them. Suffix links of a node need only those of nodes
// nearer to the root, which are there already.
#include "twitter_channel/term_index.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/account_settings.hpp"
#include "twitter_channel/search_text.hpp"

namespace twitter {
namespace {

std::size_t Slot(char label) { return static_cast<unsigned char>(label); }

void Insert(std::uint32_t numbered_row, std::vector<std::size_t>& rows) {
  const std::size_t row = numbered_row - 1;
  const auto place = std::lower_bound(rows.begin(), rows.end(), row);
  if (place == rows.end() || *place != row) rows.insert(place, row);
}

}  // namespace

TermIndex::TermIndex(const std::vector<std::string>& terms) : lengths_(terms.size()) {
  std::vector<Pattern> patterns;
  for (std::size_t row = 0; row < terms.size(); ++row) {
    TermPattern pattern = PatternOf(terms[row]);
    if (pattern.text.empty()) continue;
    lengths_[row] = static_cast<std::uint32_t>(pattern.text.size());
    patterns.push_back(
        {std::move(pattern.text), pattern.whole, static_cast<std::uint32_t>(row + 1)});
  }
  std::sort(patterns.begin(), patterns.end());
  const auto repeats = [](const Pattern& a, const Pattern& b) {
    return a.text == b.text && a.whole == b.whole;
  };
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
  for (; begin < parent.end && patterns[begin].text.size() == parent.depth; ++begin) {
    Node& node = nodes_[parent.node];
    (patterns[begin].whole ? node.whole_row : node.row) = patterns[begin].row;
  }
  nodes_[parent.node].first_child = static_cast<std::uint32_t>(nodes_.size());
  while (begin < parent.end) {
    const char label = patterns[begin].text[parent.depth];
    std::size_t end = begin + 1;
    while (end < parent.end && patterns[end].text[parent.depth] == label) ++end;
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
    node.shorter = EndsTerm(suffix) ? node.failure : suffix.shorter;
  }
}

std::vector<std::size_t> TermIndex::Find(std::string_view text) const {
  std::vector<std::size_t> found;
  const std::string folded = ForSearch(text);
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    node = Next(node, folded[at]);
    for (std::uint32_t end = node; end != 0; end = nodes_[end].shorter) {
      if (nodes_[end].row != 0) Insert(nodes_[end].row, found);
      if (nodes_[end].whole_row == 0) continue;
      const std::size_t length = lengths_[nodes_[end].whole_row - 1];
      if (StandsAlone(folded, at + 1 - length, length)) Insert(nodes_[end].whole_row, found);
    }
  }
  return found;
}

std::shared_ptr<const TermIndex> BuildTermIndex(const std::vector<SearchRule>& rules) {
  std::vector<std::string> terms;
  terms.reserve(rules.size());
  for (const SearchRule& rule : rules) {
    terms.push_back(rule.group_id.empty() ? std::string() : rule.term);
  }
  auto index = std::make_shared<const TermIndex>(terms);
  return index->empty() ? nullptr : index;
}

}  // namespace twitter
