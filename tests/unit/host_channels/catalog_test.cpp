// What the host finds in its plugins directory.
#include "host_stub/channels/catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/host_channels/temporary_directory.hpp"

namespace stub {
namespace {

using ::testing::HasSubstr;

class CatalogTest : public ::testing::Test {
 protected:
  void AddPlugin(const std::string& name, const std::string& manifest) {
    testing::WriteFile(directory_.path() / name / "manifest.json", manifest);
    std::filesystem::copy_file(std::filesystem::path(SAMPLE_PLUGINS) / "good.so",
                               directory_.path() / name / "sample.so");
  }
  std::vector<CatalogEntry> Scan() {
    auto entries = ScanPlugins(directory_.path());
    EXPECT_TRUE(entries);
    return entries ? std::move(entries).value() : std::vector<CatalogEntry>{};
  }
  static std::string With(const std::string& from, const std::string& to) {
    std::string manifest = testing::ReadFile(SAMPLE_MANIFEST);
    return manifest.replace(manifest.find(from), from.size(), to);
  }

  const std::string manifest_ = testing::ReadFile(SAMPLE_MANIFEST);
  testing::TemporaryDirectory directory_;
};

TEST_F(CatalogTest, APluginIsFoundAndLoaded) {
  AddPlugin("sample", manifest_);
  auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  const auto loaded = LoadEntry(entries[0], PLUGIN_PROBE);
  EXPECT_TRUE(loaded) << entries[0].refusal;
}

TEST_F(CatalogTest, StrayFilesAndEmptyDirectoriesAreIgnored) {
  testing::WriteFile(directory_.path() / "README", "hello");
  std::filesystem::create_directory(directory_.path() / "empty");
  EXPECT_TRUE(Scan().empty());
}

TEST_F(CatalogTest, ALoopOfLinksIsIgnored) {
  std::filesystem::create_symlink("b", directory_.path() / "a");
  std::filesystem::create_symlink("a", directory_.path() / "b");
  std::filesystem::create_directory_symlink(".", directory_.path() / "self");
  EXPECT_TRUE(Scan().empty());
}

TEST_F(CatalogTest, AMissingDirectoryIsAnError) {
  const auto entries = ScanPlugins(directory_.path() / "nothing");
  ASSERT_FALSE(entries);
  EXPECT_THAT(entries.error().message,
              HasSubstr("nothing cannot be read as the plugins directory"));
}

TEST_F(CatalogTest, ABrokenManifestIsListedWithItsRefusal) {
  testing::WriteFile(directory_.path() / "broken" / "manifest.json", "{}");
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_THAT(entries[0].refusal, HasSubstr("broken/manifest.json is not valid: "));
}

TEST_F(CatalogTest, AManifestThatIsADirectoryIsRefused) {
  std::filesystem::create_directories(directory_.path() / "broken" / "manifest.json");
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_THAT(entries[0].refusal, HasSubstr("is not a readable file"));
}

TEST_F(CatalogTest, TheSecondOfTwoWithTheSameSlugIsRefused) {
  AddPlugin("a", manifest_);
  AddPlugin("b", With("org.example.sample", "org.example.other"));
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].refusal, "");
  EXPECT_THAT(entries[1].refusal, HasSubstr("has the same slug sample as"));
}

TEST_F(CatalogTest, TheSecondOfTwoWithTheSameIdIsRefused) {
  AddPlugin("a", manifest_);
  std::string other = With("\"sample\"", "\"another\"");
  other.replace(other.find("channels_sample_hook"), 20, "channels_another_hok");
  AddPlugin("b", other);
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_THAT(entries[1].refusal, HasSubstr("has the same id org.example.sample as"));
}

TEST_F(CatalogTest, AMissingServiceIsNamed) {
  AddPlugin("a", With("chp.host.clock/1", "chp.host.telepathy/1"));
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_THAT(entries[0].refusal, HasSubstr("needs the service chp.host.telepathy/1"));
}

TEST_F(CatalogTest, AManifestOfAnotherMajorIsNamed) {
  AddPlugin("a", With("\"major\": 1", "\"major\": 2"));
  const auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_THAT(entries[0].refusal, HasSubstr("was built for channel ABI 2; this host speaks 1"));
}

TEST_F(CatalogTest, ARefusedPluginIsNotLoaded) {
  AddPlugin("a", With("chp.host.clock/1", "chp.host.telepathy/1"));
  auto entries = Scan();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_FALSE(LoadEntry(entries[0], PLUGIN_PROBE));
}

}  // namespace
}  // namespace stub
