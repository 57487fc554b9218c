// Texts that are shown one single time after a redirect, such as new keys.
//
// Threads: any.
#pragma once

#include <map>
#include <mutex>
#include <string>

namespace xsim {

class ShownOnce {
 public:
  // The ticket with which `html` can be fetched, once. Tickets nobody fetches are forgotten when
  // many others came after them.
  std::string Keep(std::string html);
  // Empty when there is nothing under that ticket any more.
  std::string Take(const std::string& ticket);

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> kept_;
};

}  // namespace xsim
