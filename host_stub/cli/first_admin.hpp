// How the first admin comes to be: by a token in a file, or by a setup address for a person.
#pragma once

#include <filesystem>
#include <string>

#include "host_stub/store/directory.hpp"

namespace stub {

// Makes the first admin ("admin", no password) and writes an API token of that admin to `file`,
// readable by its owner only. Does nothing when there is an admin already.
chp::Result<void> WriteFirstAdminToken(Directory& directory, const std::filesystem::path& file);

}  // namespace stub
