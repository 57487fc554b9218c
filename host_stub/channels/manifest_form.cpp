// One function per group of keywords; each type of field knows which keywords make sense for it.
#include "host_stub/channels/manifest_form.hpp"

#include <algorithm>

namespace stub {
namespace {

constexpr std::size_t kMostFields = 200;
constexpr std::size_t kMostOptions = 100;
constexpr std::int64_t kLongestFieldValue = 65'536;
constexpr std::int64_t kMostRows = 100'000;
constexpr TextRule kLabel{.longest = 200};
constexpr TextRule kHelp{.longest = 2000};
constexpr TextRule kFieldName{.longest = 64,
                              .accepts = &IsDottedName,
                              .allowed = "lower-case words joined by dots, like sync.group_id"};
constexpr TextRule kColumnName{
    .longest = 64, .accepts = &IsPlainName, .allowed = "one lower-case word, like group_id"};

void ReadDefault(StrictObject& object, const Field& field) {
  const boost::json::value* value = object.Member("default", false);
  if (value == nullptr) return;
  const bool fits = (field.type == "string" && value->is_string()) ||
                    (field.type == "bool" && value->is_bool()) ||
                    (field.type == "integer" && value->is_int64() &&
                     value->get_int64() >= field.minimum && value->get_int64() <= field.maximum) ||
                    (field.type == "enum" && value->is_string() &&
                     std::count(field.options.begin(), field.options.end(),
                                std::string_view(value->get_string())) == 1);
  if (!fits) object.mistake().Report(object.PathOf("default"), "must be a value of this field");
}

void ReadOptions(StrictObject& object, Field& field) {
  const boost::json::array* options = object.Array("options", true, kMostOptions);
  if (options == nullptr) return;
  for (std::size_t i = 0; i < options->size(); ++i) {
    StrictObject option((*options)[i], object.PathOf("options", i), object.mistake());
    std::string value = option.Text("value", TextRule{.longest = 64});
    option.Text("label", kLabel);
    option.OptionalText("notice", kHelp);
    option.AllowOnly({"value", "label", "notice"});
    if (std::count(field.options.begin(), field.options.end(), value) > 0) {
      object.mistake().Report(option.PathOf("value"), "repeats an earlier option");
    }
    field.options.push_back(std::move(value));
  }
  if (field.options.empty()) {
    object.mistake().Report(object.PathOf("options"), "must have at least one item");
  }
}

Field ReadCommon(const boost::json::value& json, StrictObject& object, const TextRule& name_rule) {
  Field field;
  field.name = object.Text("name", name_rule);
  field.label = object.Text("label", kLabel);
  field.help = object.OptionalText("help", kHelp);
  field.required = object.BoolOr("required", false);
  object.BoolOr("advanced", false);
  field.json = boost::json::serialize(json);
  return field;
}

void ReadSimpleType(StrictObject& object, Field& field) {
  if (field.type == "string") {
    field.max_length = object.IntegerOr("max_length", 0, {1, kLongestFieldValue});
    object.AllowOnly(
        {"name", "type", "label", "help", "required", "advanced", "max_length", "default"});
  } else if (field.type == "secret") {
    field.max_length = object.IntegerOr("max_length", 0, {1, kLongestFieldValue});
    object.AllowOnly({"name", "type", "label", "help", "required", "advanced", "max_length"});
  } else if (field.type == "integer") {
    field.minimum = object.IntegerOr("minimum", INT64_MIN, {INT64_MIN, INT64_MAX});
    field.maximum = object.IntegerOr("maximum", INT64_MAX, {field.minimum, INT64_MAX});
    object.AllowOnly(
        {"name", "type", "label", "help", "required", "advanced", "minimum", "maximum", "default"});
  } else if (field.type == "enum") {
    ReadOptions(object, field);
    object.AllowOnly(
        {"name", "type", "label", "help", "required", "advanced", "options", "default"});
  } else if (field.type == "bool") {
    object.AllowOnly({"name", "type", "label", "help", "required", "advanced", "default"});
  } else if (field.type == "help") {
    object.AllowOnly({"name", "type", "label", "help", "advanced"});
  } else {  // group, users
    object.AllowOnly({"name", "type", "label", "help", "required", "advanced"});
  }
  ReadDefault(object, field);
}

Field ReadColumn(const boost::json::value& json, std::string path, FirstMistake& mistake) {
  StrictObject object(json, std::move(path), mistake);
  Field column = ReadCommon(json, object, kColumnName);
  column.type = object.OneOf("type", {"string", "bool", "integer", "enum", "group"});
  ReadSimpleType(object, column);
  return column;
}

bool NamesClash(const Field& a, const Field& b) {
  return a.name == b.name || a.name.starts_with(b.name + ".") || b.name.starts_with(a.name + ".");
}

// Adds `field` unless a name is taken, or would have to be a value and an object at once.
void AddField(std::vector<Field>& fields, Field field, const std::string& path,
              FirstMistake& mistake) {
  const bool clash = std::any_of(fields.begin(), fields.end(),
                                 [&](const Field& other) { return NamesClash(field, other); });
  if (clash) mistake.Report(path + ".name", "clashes with an earlier field: " + field.name);
  fields.push_back(std::move(field));
}

void ReadRows(StrictObject& object, Field& field) {
  field.max_rows = object.IntegerOr("max_rows", 0, {1, kMostRows});
  const boost::json::array* columns = object.Array("columns", true, kMostFields);
  if (columns == nullptr) return;
  for (std::size_t i = 0; i < columns->size(); ++i) {
    const std::string path = object.PathOf("columns", i);
    AddField(field.columns, ReadColumn((*columns)[i], path, object.mistake()), path,
             object.mistake());
  }
  if (field.columns.empty()) {
    object.mistake().Report(object.PathOf("columns"), "must have at least one item");
  }
  object.AllowOnly(
      {"name", "type", "label", "help", "required", "advanced", "max_rows", "columns"});
}

Field ReadField(const boost::json::value& json, const std::string& path, FirstMistake& mistake) {
  StrictObject object(json, path, mistake);
  Field field = ReadCommon(json, object, kFieldName);
  field.type = object.OneOf(
      "type", {"string", "secret", "bool", "integer", "enum", "group", "users", "rows", "help"});
  if (field.type == "rows") {
    ReadRows(object, field);
  } else {
    ReadSimpleType(object, field);
  }
  return field;
}

}  // namespace

bool IsPlainName(std::string_view name) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), is_word);
}

bool IsDottedName(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return IsPlainName(name);
  return IsPlainName(name.substr(0, dot)) && IsDottedName(name.substr(dot + 1));
}

std::vector<Field> ReadForm(const boost::json::value& form, const std::string& path,
                            FirstMistake& mistake) {
  StrictObject object(form, path, mistake);
  std::vector<Field> fields;
  const boost::json::array* items = object.Array("fields", true, kMostFields);
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    const std::string field_path = object.PathOf("fields", i);
    AddField(fields, ReadField((*items)[i], field_path, mistake), field_path, mistake);
  }
  object.AllowOnly({"fields"});
  return fields;
}

}  // namespace stub
