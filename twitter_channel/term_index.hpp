// Many terms in one automaton (Aho-Corasick), so that looking for ten thousand of them in a post
// costs about as much as looking for ten. What a term may be: search_text.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace twitter {

struct SearchRule;

// Immutable once built. Threads: any number at once.
class TermIndex {
 public:
  // Row i of what Find answers is terms[i]. A term that is blank or only signs never matches, nor
  // does one that repeats an earlier term.
  explicit TermIndex(const std::vector<std::string>& terms);

  bool empty() const { return nodes_.size() == 1; }
  // Rows whose term occurs in `text` (UTF-8), in list order.
  std::vector<std::size_t> Find(std::string_view text) const;

 private:
  // Nodes are numbered breadth first, so that the children of a node follow each other.
  struct Node {
    std::uint32_t first_child = 0;
    std::uint32_t failure = 0;    // the longest proper suffix that is a node
    std::uint32_t shorter = 0;    // the longest proper suffix that ends a term; 0: none
    std::uint32_t row = 0;        // 1 + row of the term that ends here; 0: none
    std::uint32_t whole_row = 0;  // the same for a term that must stand alone
    std::uint16_t child_count = 0;
    char label = 0;
  };
  struct Pattern {
    std::string text;
    bool whole = false;
    std::uint32_t row = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 stumbles over it
    auto operator<=>(const Pattern&) const = default;
  };
  // Patterns[begin, end) share the first `depth` bytes, which lead to `node`.
  struct Range {
    std::uint32_t node = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t depth = 0;
  };

  void Build(const std::vector<Pattern>& patterns);
  void AddChildren(const std::vector<Pattern>& patterns, const Range& parent,
                   std::vector<Range>& open);
  void LinkSuffixes(std::uint32_t parent);
  void LinkShorterTerms();
  static bool EndsTerm(const Node& node) { return node.row != 0 || node.whole_row != 0; }
  std::uint32_t Child(std::uint32_t node, char label) const;  // 0: none
  std::uint32_t Next(std::uint32_t node, char label) const;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> lengths_;  // of each row's pattern, in bytes
  std::array<std::uint32_t, 256> from_root_{};
};

// Null when no row can match: its term is none, or its group is not set.
std::shared_ptr<const TermIndex> BuildTermIndex(const std::vector<SearchRule>& rules);

}  // namespace twitter
