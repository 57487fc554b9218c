// Faults somebody switched on: what goes wrong, and how often still.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct Fault {
  std::string name;       // "api_503", "error"
  int value = 0;          // of "name=value", where the name takes one
  int count = 0;          // how often still; 0: until it is switched off
  std::string path = {};  // part of the path of the requests it strikes; empty: all

  bool operator==(const Fault&) const = default;
};

struct Faults {
  std::vector<Fault> list;

  // Takes one use of the fault, if it is on for that path.
  std::optional<Fault> Use(std::string_view name, std::string_view path = {});
  // Looks without using it up.
  const Fault* Find(std::string_view name) const;
  // Replaces the fault of the same name and path.
  void Set(const Fault& fault);

  bool operator==(const Faults&) const = default;
};

// From "api_503" or "api_delay_ms=20". Nothing when there is no such fault or its value is missing.
std::optional<Fault> ParseFault(std::string_view text);
// Every fault with what it does, one per line, for --help and error texts.
std::string ListOfFaults();

}  // namespace xsim
