#include "host_stub/web/zammad_settings.hpp"

#include <algorithm>

#include <boost/json/array.hpp>

#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::string_view kGroup = "group_id";

const Field* FieldNamed(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

class Translation {
 public:
  Translation(const Manifest& manifest, const GroupMap& groups, std::set<std::string>& notes)
      : fields_(manifest.account_fields), groups_(groups), notes_(notes) {}

  json::object Of(const json::object& object, const std::string& prefix) const {
    json::object taken;
    for (const auto& member : object) {
      const std::string path = prefix + std::string(member.key());
      const bool nests = std::any_of(fields_.begin(), fields_.end(), [&](const Field& field) {
        return field.name.starts_with(path + ".");
      });
      if (const Field* field = FieldNamed(fields_, path)) {
        json::value value = ValueOf(*field, member.value());
        if (!IsBlank(value)) taken[member.key()] = std::move(value);
      } else if (nests && member.value().is_object()) {
        taken[member.key()] = Of(member.value().get_object(), path + ".");
      } else {
        notes_.insert("The setting \"" + path.substr(0, 100) + "\" has no counterpart here.");
      }
    }
    return taken;
  }

 private:
  json::value ValueOf(const Field& field, const json::value& value) const {
    if (field.type == "group") return GroupOf(value);
    if (field.type != "rows" || !value.is_array()) return value;
    json::array rows;
    for (const json::value& row : value.get_array()) {
      if (!row.is_object()) continue;
      json::object taken = RowOf(field, row.get_object());
      const bool whole = std::all_of(
          field.columns.begin(), field.columns.end(),
          [&](const Field& column) { return !column.required || taken.contains(column.name); });
      if (whole) {
        rows.push_back(std::move(taken));
      } else {
        notes_.insert("Rows of \"" + field.name + "\" that lack something are left out.");
      }
    }
    return rows;
  }

  json::object RowOf(const Field& field, const json::object& row) const {
    json::object taken;
    for (const auto& member : row) {
      const Field* column = FieldNamed(field.columns, member.key());
      if (column == nullptr) continue;
      json::value value = ValueOf(*column, member.value());
      if (!IsBlank(value)) taken[member.key()] = std::move(value);
    }
    return taken;
  }

  json::value GroupOf(const json::value& value) const {
    const auto known = groups_.find(WholeNumber(value).value_or(0));
    return known == groups_.end() ? json::value() : json::value(known->second);
  }

  const std::vector<Field>& fields_;
  const GroupMap& groups_;
  std::set<std::string>& notes_;
};

void CollectGroups(const json::value& value, std::set<Id>& found) {
  if (const json::array* list = value.if_array()) {
    for (const json::value& item : *list) CollectGroups(item, found);
  }
  const json::object* object = value.if_object();
  if (object == nullptr) return;
  for (const auto& member : *object) {
    const auto id = WholeNumber(member.value());
    if (member.key() == kGroup && id) found.insert(*id);
    CollectGroups(member.value(), found);
  }
}

}  // namespace

std::set<Id> GroupsIn(const json::value& sync) {
  std::set<Id> found;
  CollectGroups(sync, found);
  return found;
}

json::object SettingsFrom(const json::object& sync, const Manifest& manifest,
                          const GroupMap& groups, std::set<std::string>& notes) {
  const json::object all{{"sync", sync}};
  return Translation(manifest, groups, notes).Of(all, "");
}

}  // namespace stub
