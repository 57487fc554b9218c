// All search terms of an account in one automaton (Aho-Corasick), so that looking for ten thousand
// of them in a post costs about as much as looking for ten.
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
  // A row can match when its group is set and its term is neither blank nor a bare "#", "@" or "$".
  // A row that repeats an earlier term (upper and lower case are the same) never wins and is left
  // out.
  explicit TermIndex(const std::vector<SearchRule>& rules);

  bool empty() const { return nodes_.size() == 1; }
  // Rows whose term occurs in `text` (UTF-8), in list order. Upper and lower case are the same
  // under Unicode case folding.
  std::vector<std::size_t> Find(std::string_view text) const;

 private:
  // Nodes are numbered breadth first, so that the children of a node follow each other.
  struct Node {
    std::uint32_t first_child = 0;
    std::uint32_t failure = 0;  // the longest proper suffix that is a node
    std::uint32_t shorter = 0;  // the longest proper suffix that ends a term; 0: none
    std::uint32_t rule = 0;     // 1 + row of the term that ends here; 0: none
    std::uint16_t child_count = 0;
    char label = 0;
  };
  struct Pattern {
    std::string term;
    std::uint32_t rule = 0;
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
  std::uint32_t Child(std::uint32_t node, char label) const;  // 0: none
  std::uint32_t Next(std::uint32_t node, char label) const;

  std::vector<Node> nodes_;
  std::array<std::uint32_t, 256> from_root_{};
};

// Null when no row can match.
std::shared_ptr<const TermIndex> BuildTermIndex(const std::vector<SearchRule>& rules);

}  // namespace twitter
