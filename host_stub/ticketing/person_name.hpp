// How a person who writes for the first time is called here.
#pragma once

#include <string>
#include <string_view>

namespace stub {

struct PersonName {
  std::string firstname;
  std::string lastname;
  bool operator==(const PersonName&) const = default;
};

// "Last, First" is swapped; else the first word (or "Dr. X", "Prof. X") is the first name and the
// rest the last name; a part in one case only is capitalised. Source: behaviour.md 5.8.
PersonName SplitName(std::string_view display_name);

// A login that is taken gets a number from 1 to this behind it, then a random name.
inline constexpr int kMostLoginSuffixes = 20;

}  // namespace stub
