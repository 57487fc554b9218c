// The file of a plugin's library, before the loader may see it.
#include <cstring>
#include <elf.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include "host_stub/channels/elf_check.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::Require;

// A file in memory with a name of its own.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size)
      : descriptor_(memfd_create("library", MFD_CLOEXEC)) {
    Require(descriptor_ >= 0, "there are files in memory");
    Require(::write(descriptor_, data, size) == static_cast<ssize_t>(size), "a file is written");
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

// Without overflow, whatever the file says.
bool IsInside(std::uint64_t offset, std::uint64_t length, std::size_t size) {
  return offset <= size && length <= size - offset;
}

// What the loader maps lies inside the file.
void CheckSegments(const std::uint8_t* data, std::size_t size) {
  Elf64_Ehdr header{};
  Require(size >= sizeof header, "a library has a header");
  std::memcpy(&header, data, sizeof header);
  Require(header.e_type == ET_DYN && header.e_phnum > 0, "a library has segments");
  const std::size_t table_size = header.e_phnum * sizeof(Elf64_Phdr);
  Require(IsInside(header.e_phoff, table_size, size), "the table of segments is there");
  for (std::size_t at = 0; at < table_size; at += sizeof(Elf64_Phdr)) {
    Elf64_Phdr segment{};
    std::memcpy(&segment, data + header.e_phoff + at, sizeof segment);
    Require(segment.p_type == PT_NULL || IsInside(segment.p_offset, segment.p_filesz, size),
            "a segment is there");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  const auto sound = stub::CheckElfFile(file.path());
  if (sound) {
    CheckSegments(data, size);
  } else {
    Require(sound.error().code == chp::Code::kConfig,
            "a damaged library is the admin's to replace");
    Require(sound.error().reason.starts_with("plugin."), "the reason is one of the loader's");
  }
  return 0;
}
