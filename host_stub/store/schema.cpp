// How an older database becomes a current one.
#include "host_stub/store/schema.hpp"

#include "host_stub/store/schema_tables.hpp"

namespace stub {

std::span<const char* const> SchemaSteps() {
  static const char* const kSteps[] = {kSchemaVersion1, kSchemaVersion2, kSchemaVersion3,
                                       kSchemaVersion4, kSchemaVersion5, kSchemaVersion6,
                                       kSchemaVersion7, kSchemaVersion8, kSchemaVersion9};
  return kSteps;
}

chp::Result<void> Migrate(SqliteConnection& sql, std::span<const char* const> steps,
                          const std::string& file) {
  const auto version = static_cast<std::size_t>(sql.Number("PRAGMA user_version").value_or(0));
  if (version > steps.size()) {
    return StoreFileError("store.newer_schema",
                          "Database file " + file +
                              " was written by a newer version of this program: install that "
                              "version, or restore a backup made before the upgrade.");
  }
  for (std::size_t next = version; next < steps.size(); ++next) {
    sql.RunScript("BEGIN IMMEDIATE;" + std::string(steps[next]) +
                  "PRAGMA user_version=" + std::to_string(next + 1) + ";COMMIT;");
  }
  return {};
}

}  // namespace stub
