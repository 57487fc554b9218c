#include "host_stub/cli/first_admin.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stub {
namespace {

// A file that only its owner can read, opened before anything is promised.
class PrivateFile {
 public:
  explicit PrivateFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                           S_IRUSR | S_IWUSR)) {
    // A file that was there before keeps its mode, so it is set again.
    if (descriptor_ >= 0 && ::fchmod(descriptor_, S_IRUSR | S_IWUSR) != 0) Close();
  }
  ~PrivateFile() { Close(); }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }

  bool Write(const std::string& text) const {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    return written == static_cast<ssize_t>(text.size()) && ::fsync(descriptor_) == 0;
  }

 private:
  void Close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  int descriptor_;
};

chp::Error NotWritable(const std::filesystem::path& file) {
  return {chp::Code::kConfig, "cli.token_file",
          "The token file " + file.string() + " cannot be written (" + std::strerror(errno) +
              "). Choose another place with --first-admin-token-file."};
}

}  // namespace

chp::Result<void> WriteFirstAdminToken(Directory& directory, const std::filesystem::path& file) {
  const auto has_admin = directory.HasAdmin();
  if (!has_admin) return has_admin.error();
  if (*has_admin) return {};
  PrivateFile output(file);
  if (!output.is_open()) return NotWritable(file);
  NewUser admin;
  admin.login = "admin";
  admin.firstname = "Admin";
  admin.roles = {"Admin", "Agent"};
  const auto id = directory.CreateUser(admin);
  if (!id) return id.error();
  const auto token = directory.CreateToken(*id, "first admin token");
  if (!token) return token.error();
  if (!output.Write(*token + "\n")) return NotWritable(file);
  return {};
}

}  // namespace stub
