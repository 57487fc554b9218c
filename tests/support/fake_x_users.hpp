// X's people in memory.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "tests/support/fault_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter::testing {

class FakeUsers : public Users {
 public:
  chp::Result<std::vector<User>> Lookup(const Credentials&, std::span<const std::string> ids,
                                        const chp::CallContext&) override {
    if (auto fault = faults.Next()) return *fault;
    lookups.emplace_back(ids.begin(), ids.end());
    return Those(ids, &User::id);
  }
  chp::Result<std::vector<User>> LookupByHandle(const Credentials&,
                                                std::span<const std::string> handles,
                                                const chp::CallContext&) override {
    if (auto fault = faults.Next()) return *fault;
    return Those(handles, &User::screen_name);
  }

  FaultPlan faults;
  std::vector<User> people;
  std::vector<std::vector<std::string>> lookups;  // by id; every one that was answered

 private:
  std::vector<User> Those(std::span<const std::string> values, std::string User::*member) const {
    std::vector<User> shown;
    for (const User& person : people) {
      const bool wanted = std::find(values.begin(), values.end(), person.*member) != values.end();
      if (wanted) shown.push_back(person);
    }
    return shown;
  }
};

}  // namespace twitter::testing
