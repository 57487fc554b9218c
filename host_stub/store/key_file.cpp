// The file with the key under which secrets are encrypted.
//
// The database keeps one value sealed under the key. With it, a lost or foreign key file is noticed
// at start, before anything is written under a second key.
#include "host_stub/store/key_file.hpp"

#include <algorithm>
#include <filesystem>

#include "host_stub/store/file_access.hpp"

namespace stub {
namespace {

constexpr std::string_view kCheckName = "key_check";
constexpr std::string_view kCheckText = "this database belongs to this key";

std::string StoredCheck(SqliteConnection& sql) {
  Statement row = sql.Query("SELECT value FROM meta WHERE name=?", kCheckName);
  return row.Step() ? row.Text(0) : std::string();
}

chp::Result<std::unique_ptr<SecretBox>> ReadKey(const std::string& key_file) {
  const auto bytes = ReadSmallFile(key_file, kSecretKeyBytes + 1);
  if (!bytes) return bytes.error();
  if (bytes->size() != kSecretKeyBytes) {
    return StoreFileError("store.key_wrong",
                          "The key file " + key_file + " is damaged: restore it from a backup.");
  }
  std::array<unsigned char, kSecretKeyBytes> key{};
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return std::make_unique<SecretBox>(key);
}

chp::Result<void> MakeKey(const std::string& key_file) {
  const auto key = RandomBytes(kSecretKeyBytes);
  if (!key) return key.error();
  return WritePrivateFile(key_file, *key);
}

// Nobody knows whether there is a key: making one could replace it.
chp::Error CannotLook(const std::string& key_file, const std::error_code& failed) {
  return StoreFileError("store.permission", "Cannot open the key file " + key_file + ": " +
                                                failed.message() + "; check it and its directory.");
}

}  // namespace

chp::Result<std::unique_ptr<SecretBox>> OpenKeyFile(const std::string& key_file,
                                                    SqliteConnection& sql) {
  const std::string check = StoredCheck(sql);
  std::error_code failed;
  if (!std::filesystem::exists(key_file, failed)) {
    if (failed) return CannotLook(key_file, failed);
    if (!check.empty()) {
      return StoreFileError("store.key_lost",
                            "The key file " + key_file +
                                " is missing, without which the secrets in this database cannot "
                                "be read: restore it from a backup, or start with a new database.");
    }
    if (auto made = MakeKey(key_file); !made) return made.error();
  }
  auto box = ReadKey(key_file);
  if (!box) return box;
  if (check.empty()) {
    const auto sealed = (*box)->Seal(kCheckText, kCheckName);
    if (!sealed) return sealed.error();
    sql.Run("INSERT INTO meta(name, value) VALUES(?, ?)", kCheckName, Blob{*sealed});
    return box;
  }
  if (!(*box)->Open(check, kCheckName)) {
    return StoreFileError("store.key_wrong", "The key file " + key_file +
                                                 " does not belong to this database: restore the "
                                                 "one that does from a backup.");
  }
  return box;
}

}  // namespace stub
