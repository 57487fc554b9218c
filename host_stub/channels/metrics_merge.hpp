// OpenMetrics texts of several instances as one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stub {

class MetricsMerge {
 public:
  // Each sample gets the labels {connection="id"}; broken lines are dropped.
  void Add(std::string_view text, std::string_view connection);
  // Families in order of their names, each described once, and the end mark.
  std::string Text() const;

 private:
  struct Family {
    std::vector<std::string> description;  // "# TYPE", "# HELP", "# UNIT" of the first instance
    std::vector<std::string> samples;
  };
  std::map<std::string, Family, std::less<>> families_;
};

}  // namespace stub
