// Runs a fuzz target over the files of its corpus, one after the other: what a fuzzer found stays
// found, with any compiler.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "tests/fuzz/fuzz.hpp"

namespace {

std::string BytesOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: " << arguments[0] << " CORPUS\n";
    return 2;
  }
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    files.insert(entry.path());
  }
  for (const std::filesystem::path& file : files) {
    std::cout << file.string() << std::endl;  // flushed: the last one named is the one that broke
    const std::string bytes = BytesOf(file);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  std::cout << files.size() << " inputs\n";
  return files.empty() ? 1 : 0;
}
