// Takes over what a Zammad installation knows of its channels: apps, accounts with their tokens,
// groups by name, and what goes where. The first app answers on the same addresses as there, so
// nothing is registered again at the remote side.
//
// What is here already stays as it is: an import can be done again after a crash or by mistake.
#pragma once

#include <boost/json/object.hpp>

#include "host_stub/web/zammad_file.hpp"

namespace stub {

struct Web;

struct ImportWish {
  bool dry_run = false;  // says what would be done, does nothing
  bool check = true;     // asks the remote side whether the app's keys work
  std::string principal;
};

// {"apps": [{"plugin", "result": "new" | "known" | "no_plugin", "verified", "message"}],
//  "accounts": [{"plugin", "id", "screen_name", "result": "new" | "known" | "no_plugin"}],
//  "groups": [names that are new], "notes": [sentences]}. Never a key or token.
// kInvalid names what a form refuses; nothing is stored then.
chp::Result<boost::json::object> ImportZammad(Web& web, const ZammadFile& file,
                                              const ImportWish& wish);

}  // namespace stub
