// What a Zammad installation knows of its channels, as the JSON that docs/moving.md describes:
// rows of its tables external_credentials, channels and groups.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "host_stub/model.hpp"

namespace stub {

struct ZammadApp {
  std::string provider;  // lower case: the slug of the plugin that takes it
  boost::json::object credentials;
};

struct ZammadAccount {
  std::size_t app = 0;  // index into apps
  std::string external_id;
  std::string screen_name;
  std::string name;
  bool active = true;
  boost::json::object secrets;  // tokens, by the names they have there
  boost::json::object sync;     // group ids are Zammad's
};

struct ZammadFile {
  std::vector<ZammadApp> apps;
  std::vector<ZammadAccount> accounts;
  std::map<Id, std::string> groups;  // names, by Zammad's id
  std::vector<std::string> notes;    // what cannot be taken over, a sentence each
};

// kInvalid; the sentence names the place and never quotes a value.
chp::Result<ZammadFile> ParseZammadFile(std::string_view text);

}  // namespace stub
