// The file with the key under which secrets are encrypted: beside the database, mode 0600.
#pragma once

#include <memory>
#include <string>

#include "host_stub/store/secrets.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

// The key of the database that `sql` has open, made on first start. kConfig "store.key_lost" or
// "store.key_wrong" when the database belongs to a key that is not there.
chp::Result<std::unique_ptr<SecretBox>> OpenKeyFile(const std::string& key_file,
                                                    SqliteConnection& sql);

}  // namespace stub
