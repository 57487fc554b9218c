// Reads the ELF header and the program headers; every offset and size is checked against the file's
// real size with subtraction, which cannot overflow.
#include "host_stub/channels/elf_check.hpp"

#include <bit>
#include <cerrno>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "host_stub/channels/file_refusal.hpp"

namespace stub {
namespace {

#if defined(__x86_64__)
constexpr std::uint16_t kMachine = EM_X86_64;
constexpr const char* kPlatform = "linux-x86_64";
#elif defined(__aarch64__)
constexpr std::uint16_t kMachine = EM_AARCH64;
constexpr const char* kPlatform = "linux-aarch64";
#else
#error "Add this machine here; manifests name their binaries by it."
#endif

constexpr unsigned char kEndianness =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

// Bytes of a regular file; the descriptor is closed at the end.
class FileBytes {
 public:
  explicit FileBytes(const std::filesystem::path& file)
      : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~FileBytes() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  bool open() const { return descriptor_ >= 0; }
  // Nothing unless this is a regular file.
  std::optional<std::uint64_t> Size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
  }
  bool Read(std::uint64_t offset, void* to, std::size_t size) const {
    return ::pread(descriptor_, to, size, static_cast<off_t>(offset)) == static_cast<ssize_t>(size);
  }

 private:
  int descriptor_;
};

bool Inside(std::uint64_t offset, std::uint64_t size, std::uint64_t file_size) {
  return offset <= file_size && size <= file_size - offset;
}

std::string MachineName(std::uint16_t machine) {
  if (machine == EM_X86_64) return "x86_64";
  if (machine == EM_AARCH64) return "aarch64";
  if (machine == EM_386) return "32-bit x86";
  return "machine number " + std::to_string(machine);
}

chp::Result<void> CheckHeader(const std::filesystem::path& file, const Elf64_Ehdr& header) {
  const std::string this_build = std::string("install the build for ") + kPlatform;
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
    return RefuseFile(file, "plugin.not_elf",
                      "is not a shared library (no ELF file): " + this_build);
  }
  if (header.e_ident[EI_CLASS] != ELFCLASS64) {
    return RefuseFile(file, "plugin.wrong_machine",
                      "is not a 64-bit library, but this host is 64-bit: " + this_build);
  }
  if (header.e_ident[EI_DATA] != kEndianness) {
    return RefuseFile(file, "plugin.wrong_machine",
                      "was built for the other byte order: " + this_build);
  }
  if (header.e_machine != kMachine) {
    return RefuseFile(file, "plugin.wrong_machine",
                      "was built for " + MachineName(header.e_machine) + ", but this host is " +
                          kPlatform + ": " + this_build);
  }
  if (header.e_type != ET_DYN) {
    return RefuseFile(file, "plugin.not_library",
                      "is an ELF file but not a shared library: " + this_build);
  }
  return {};
}

chp::Result<void> CheckSegments(const std::filesystem::path& file, const FileBytes& bytes,
                                std::uint64_t file_size, const Elf64_Ehdr& header) {
  const chp::Error cut =
      RefuseFile(file, "plugin.truncated",
                 "is cut short or damaged (" + std::to_string(file_size) +
                     " bytes are fewer than its headers promise): copy it again");
  const std::uint64_t table_size = std::uint64_t{header.e_phnum} * sizeof(Elf64_Phdr);
  if (header.e_phnum == 0 || header.e_phentsize != sizeof(Elf64_Phdr)) return cut;
  if (!Inside(header.e_phoff, table_size, file_size)) return cut;
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment{};
    if (!bytes.Read(header.e_phoff + i * sizeof segment, &segment, sizeof segment)) return cut;
    if (segment.p_type == PT_NULL) continue;
    if (!Inside(segment.p_offset, segment.p_filesz, file_size)) return cut;
  }
  return {};
}

}  // namespace

const char* HostPlatform() { return kPlatform; }

chp::Result<void> CheckElfFile(const std::filesystem::path& file) {
  const FileBytes bytes(file);
  if (!bytes.open()) {
    const int error = errno;
    if (error == ENOENT) {
      return RefuseFile(file, "plugin.missing_file",
                        "is missing, although the manifest names it: copy it there");
    }
    return RefuseFile(file, "plugin.unreadable",
                      "cannot be read (" + std::generic_category().message(error) +
                          "): let the user of this host read it");
  }
  const std::optional<std::uint64_t> size = bytes.Size();
  if (!size) {
    return RefuseFile(file, "plugin.unreadable", "is not a regular file: copy the library there");
  }
  Elf64_Ehdr header{};
  if (*size < sizeof header || !bytes.Read(0, &header, sizeof header)) {
    return RefuseFile(file, "plugin.not_elf",
                      "is too short to be a shared library: copy it there again");
  }
  if (auto fits = CheckHeader(file, header); !fits) return fits;
  return CheckSegments(file, bytes, *size, header);
}

}  // namespace stub
