// Every refusal of a library names the file, the reason and what to do; the host survives all.
#include "host_stub/plugin_library.hpp"

#include <cstdlib>
#include <cstring>
#include <elf.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/host_channels/temporary_directory.hpp"

namespace stub {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class PluginLibraryTest : public ::testing::Test {
 protected:
  PluginLibraryTest() {
    testing::WriteFile(directory_.path() / "manifest.json", testing::ReadFile(SAMPLE_MANIFEST));
  }

  static std::string SampleBytes(const std::string& name) {
    return testing::ReadFile(std::filesystem::path(SAMPLE_PLUGINS) / (name + ".so"));
  }
  // A file of its own: one that is loaded already must not be written over.
  std::filesystem::path Install(const std::string& bytes) {
    const std::filesystem::path file = directory_.path() / "sample.so";
    std::filesystem::remove(file);
    testing::WriteFile(file, bytes);
    return file;
  }
  // Tried in a child and then loaded, as the host does. "" when it was taken.
  static std::string Refusal(const std::filesystem::path& file) {
    const auto manifest = ParseManifest(testing::ReadFile(SAMPLE_MANIFEST));
    if (auto tried = TryInChild(PLUGIN_PROBE, file); !tried) return tried.error().message;
    const auto library = LoadPluginLibrary(file, *manifest);
    return library ? "" : library.error().message;
  }
  std::string RefusalOf(const std::string& sample) { return Refusal(Install(SampleBytes(sample))); }
  auto NamesFileAnd(const char* reason) {
    return AllOf(StartsWith((directory_.path() / "sample.so").string()), HasSubstr(reason));
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(PluginLibraryTest, AGoodOneIsLoaded) { EXPECT_EQ(RefusalOf("good"), ""); }

TEST_F(PluginLibraryTest, ItsTableIsWhole) {
  const auto manifest = ParseManifest(testing::ReadFile(SAMPLE_MANIFEST));
  const auto library = LoadPluginLibrary(Install(SampleBytes("good")), *manifest);
  ASSERT_TRUE(library);
  EXPECT_STREQ((*library)->table().id, "org.example.sample");
}

TEST_F(PluginLibraryTest, AMissingEntryIsNamed) {
  EXPECT_THAT(RefusalOf("no_entry"),
              NamesFileAnd("has no symbol channel_plugin_entry_v1, so it is no channel plugin"));
}

TEST_F(PluginLibraryTest, AnEntryOfTheNextMajorIsTold) {
  EXPECT_THAT(RefusalOf("next_major_entry"),
              NamesFileAnd("was built for channel ABI 2; this host speaks 1: install a matching"));
}

TEST_F(PluginLibraryTest, ATableOfAnotherMajorIsTold) {
  EXPECT_THAT(RefusalOf("wrong_major"),
              NamesFileAnd("was built for channel ABI 2; this host speaks 1: install a matching"));
}

TEST_F(PluginLibraryTest, ATooOldHostIsTold) {
  EXPECT_THAT(RefusalOf("host_too_old"),
              NamesFileAnd("needs a host with channel ABI 1.9; this host offers 1.0: update"));
}

TEST_F(PluginLibraryTest, AnotherIdThanTheManifestsIsTold) {
  EXPECT_THAT(RefusalOf("wrong_id"), NamesFileAnd("calls itself org.example.other"));
}

TEST_F(PluginLibraryTest, AnotherManifestInsideIsTold) {
  EXPECT_THAT(RefusalOf("other_manifest"), NamesFileAnd("holds another manifest"));
}

TEST_F(PluginLibraryTest, ATooSmallTableIsTold) {
  EXPECT_THAT(RefusalOf("small_table"), NamesFileAnd("has a table of 80 bytes; 88 are needed"));
}

TEST_F(PluginLibraryTest, AMissingTableIsTold) {
  EXPECT_THAT(RefusalOf("no_table"), NamesFileAnd("gives no table of functions"));
}

TEST_F(PluginLibraryTest, ACrashWhileLoadingIsASentence) {
  EXPECT_THAT(RefusalOf("crash"), NamesFileAnd("crashed while it was loaded (Aborted)"));
}

TEST_F(PluginLibraryTest, AnUnresolvedFunctionIsNamed) {
  EXPECT_THAT(RefusalOf("undefined"), NamesFileAnd("a_function_nobody_has"));
}

class PluginTableMember : public PluginLibraryTest,
                          public ::testing::WithParamInterface<const char*> {};

TEST_P(PluginTableMember, IsNamedWhenItIsMissing) {
  ::setenv("SAMPLE_NULL_MEMBER", GetParam(), 1);
  const std::string refusal = RefusalOf("good");
  ::unsetenv("SAMPLE_NULL_MEMBER");
  EXPECT_THAT(refusal,
              NamesFileAnd(("has no " + std::string(GetParam()) + " in its table").c_str()));
}

INSTANTIATE_TEST_SUITE_P(Each, PluginTableMember,
                         ::testing::Values("id", "version", "manifest_json", "init", "configure",
                                           "on_inbound", "send_reply", "destroy", "get_extension"));

TEST_F(PluginLibraryTest, AMissingFileIsTold) {
  EXPECT_THAT(Refusal(directory_.path() / "sample.so"), NamesFileAnd("is missing"));
}

TEST_F(PluginLibraryTest, ADirectoryInItsPlaceIsTold) {
  std::filesystem::create_directory(directory_.path() / "sample.so");
  EXPECT_THAT(Refusal(directory_.path() / "sample.so"), NamesFileAnd("is not a regular file"));
}

TEST_F(PluginLibraryTest, ATextFileIsTold) {
  EXPECT_THAT(Refusal(Install(std::string(200, 'x'))), NamesFileAnd("is not a shared library"));
}

TEST_F(PluginLibraryTest, AnEmptyFileIsTold) {
  EXPECT_THAT(Refusal(Install("")), NamesFileAnd("is too short"));
}

TEST_F(PluginLibraryTest, ACutFileIsRefusedOrLoadedButNeverKills) {
  const std::string whole = SampleBytes("good");
  const std::size_t step = whole.size() / 23;
  for (std::size_t size = 64; size + step < whole.size(); size += step) {
    const std::string refusal = Refusal(Install(whole.substr(0, size)));
    // Section headers and symbols of a debug build stand behind everything that is loaded.
    EXPECT_THAT(refusal, ::testing::AnyOf("", NamesFileAnd(""))) << size;
  }
}

TEST_F(PluginLibraryTest, AFileCutInItsFirstPageIsCalledCut) {
  EXPECT_THAT(Refusal(Install(SampleBytes("good").substr(0, 1000))), NamesFileAnd("is cut short"));
}

// The sample with some bytes of its ELF header changed.
std::string Patched(std::string bytes, const std::function<void(Elf64_Ehdr&)>& change) {
  Elf64_Ehdr header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  change(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

TEST_F(PluginLibraryTest, AnotherMachineIsNamed) {
  const std::string bytes =
      Patched(SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_machine = EM_RISCV; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("was built for machine number 243"));
}

TEST_F(PluginLibraryTest, A32BitLibraryIsNamed) {
  const std::string bytes = Patched(
      SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_ident[EI_CLASS] = ELFCLASS32; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("is not a 64-bit library"));
}

TEST_F(PluginLibraryTest, TheOtherByteOrderIsNamed) {
  const std::string bytes = Patched(
      SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_ident[EI_DATA] = ELFDATA2MSB; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("the other byte order"));
}

TEST_F(PluginLibraryTest, AnObjectFileIsNamed) {
  const std::string bytes =
      Patched(SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_type = ET_REL; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("not a shared library"));
}

TEST_F(PluginLibraryTest, OffsetsThatOverflowAreCut) {
  const std::string bytes =
      Patched(SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_phoff = UINT64_MAX - 10; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("is cut short or damaged"));
}

TEST_F(PluginLibraryTest, AHugeCountOfSegmentsIsCut) {
  const std::string bytes =
      Patched(SampleBytes("good"), [](Elf64_Ehdr& header) { header.e_phnum = 0xfffe; });
  EXPECT_THAT(Refusal(Install(bytes)), NamesFileAnd("is cut short or damaged"));
}

TEST_F(PluginLibraryTest, AHostThatCannotStartAChildSaysSo) {
  const auto tried = TryInChild("/nowhere/host", Install(SampleBytes("good")));
  ASSERT_FALSE(tried);
  EXPECT_THAT(tried.error().message, HasSubstr("/nowhere/host did not start"));
}

TEST_F(PluginLibraryTest, AManifestWithoutThisMachineIsTold) {
  auto manifest = ParseManifest(testing::ReadFile(SAMPLE_MANIFEST));
  manifest->binary = {{"windows-x86_64", "sample.dll"}};
  const auto file = LibraryFile(directory_.path(), *manifest);
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message, HasSubstr("names no library for linux-"));
}

}  // namespace
}  // namespace stub
