// Whether a text on X is the one we sent. X rewrites links, adds handles in front of replies and
// trims; two texts are the same post when their comparable forms are equal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twitter {

// NFC, without leading handles, white space as one space, words with a link in them as one mark.
std::string ComparableText(std::string_view text);

// The handles (without "@") a text begins with, and the rest of it.
struct LeadingHandles {
  std::vector<std::string> handles;
  std::string_view rest;  // without white space in front
};
LeadingHandles SplitLeadingHandles(std::string_view text);

}  // namespace twitter
