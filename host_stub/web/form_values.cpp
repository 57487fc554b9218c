#include "host_stub/web/form_values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/web/answer.hpp"
#include "host_stub/web/fields.hpp"
#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultMaxLength = 1000;
constexpr std::int64_t kDefaultMaxRows = 1000;
constexpr std::size_t kMaxUsers = 1000;

// The value to store; nullopt: the field becomes empty.
using Value = std::optional<json::value>;

chp::Error Wrong(std::string_view path, std::string_view what) {
  return Invalid("rest.bad_field",
                 "\"" + std::string(chp::Shortened(path, 100)) + "\" " + std::string(what));
}

std::int64_t CodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

class FormMerger {
 public:
  FormMerger(const FormTargets& targets, json::object stored)
      : targets_(targets), merged_(std::move(stored)) {}

  chp::Result<void> Merge(const std::vector<Field>& fields, const json::object& sent,
                          const std::string& prefix) {
    for (const auto& member : sent) {
      const std::string path = prefix + std::string(member.key());
      auto done = MergeMember(fields, path, member.value());
      if (!done) return done;
    }
    return {};
  }

  json::object Take() { return std::move(merged_); }

 private:
  chp::Result<void> MergeMember(const std::vector<Field>& fields, const std::string& path,
                                const json::value& value) {
    const auto named = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
      return field.name == path && field.type != "help";
    });
    if (named != fields.end()) {
      auto checked = Check(*named, path, value);
      if (!checked) return checked.error();
      Store(path, std::move(checked).value());
      return {};
    }
    const bool nests = std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
      return field.name.starts_with(path + ".");
    });
    if (!nests) return Wrong(path, "is not a field of this form.");
    if (!value.is_object()) return Wrong(path, "must be an object in braces.");
    return Merge(fields, value.get_object(), path + ".");
  }

  void Store(std::string_view path, Value value) {
    json::object* place = &merged_;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
      json::value& inner = (*place)[path.substr(0, dot)];
      if (!inner.is_object()) inner.emplace_object();
      place = &inner.get_object();
      path.remove_prefix(dot + 1);
    }
    if (value) {
      (*place)[path] = *std::move(value);
    } else {
      place->erase(path);
    }
  }

  chp::Result<Value> Check(const Field& field, const std::string& path, const json::value& value) {
    if (field.type == "rows") return CheckRows(field, path, value);
    if (field.type == "users") return CheckUsers(path, value);
    if (value.is_null()) return Value();
    if (field.type == "string" || field.type == "secret") return CheckText(field, path, value);
    if (IsBlank(value) && field.type != "bool") return Value();
    if (field.type == "bool") return CheckBool(path, value);
    if (field.type == "integer") return CheckInteger(field, path, value);
    if (field.type == "enum") return CheckEnum(field, path, value);
    return CheckGroup(path, value);
  }

  static chp::Result<Value> CheckText(const Field& field, const std::string& path,
                                      const json::value& value) {
    if (!value.is_string()) return Wrong(path, "must be text in quotes.");
    const std::int64_t longest = field.max_length > 0 ? field.max_length : kDefaultMaxLength;
    if (CodePoints(value.get_string()) > longest) {
      return Wrong(path, "is longer than " + std::to_string(longest) + " characters.");
    }
    if (value.get_string().empty()) return Value();
    return Value(value);
  }

  static chp::Result<Value> CheckBool(const std::string& path, const json::value& value) {
    const auto truth = Truth(value);
    if (!truth) return Wrong(path, "must be true or false.");
    return Value(json::value(*truth));
  }

  static chp::Result<Value> CheckInteger(const Field& field, const std::string& path,
                                         const json::value& value) {
    const auto number = WholeNumber(value);
    if (!number) return Wrong(path, "must be a whole number.");
    if (*number < field.minimum || *number > field.maximum) {
      return Wrong(path, "must be from " + std::to_string(field.minimum) + " to " +
                             std::to_string(field.maximum) + ".");
    }
    return Value(json::value(*number));
  }

  static chp::Result<Value> CheckEnum(const Field& field, const std::string& path,
                                      const json::value& value) {
    std::string known;
    for (const std::string& option : field.options) {
      if (value.is_string() && value.get_string() == option) return Value(value);
      known += (known.empty() ? "" : ", ") + option;
    }
    return Wrong(path, "must be one of: " + known + ".");
  }

  chp::Result<Value> CheckGroup(const std::string& path, const json::value& value) {
    const auto id = WholeNumber(value);
    if (!id) return Wrong(path, "must be the id of a group, or empty.");
    const bool known = std::any_of(targets_.groups.begin(), targets_.groups.end(),
                                   [&](const Group& group) { return group.id == *id; });
    if (!known)
      return Wrong(path, "names group " + std::to_string(*id) + ", which does not exist.");
    return Value(json::value(*id));
  }

  chp::Result<Value> CheckUsers(const std::string& path, const json::value& value) {
    if (value.is_null()) return Value();
    if (!value.is_array() || value.get_array().size() > kMaxUsers) {
      return Wrong(path, "must be a list of at most 1000 user ids.");
    }
    json::array ids;
    for (const json::value& item : value.get_array()) {
      const auto id = WholeNumber(item);
      const bool known = id && std::any_of(targets_.users.begin(), targets_.users.end(),
                                           [&](const User& user) { return user.id == *id; });
      if (!known) return Wrong(path, "names a user who does not exist.");
      ids.push_back(*id);
    }
    return Value(std::move(ids));
  }

  chp::Result<Value> CheckRows(const Field& field, const std::string& path,
                               const json::value& value) {
    if (value.is_null()) return Value();
    if (!value.is_array()) return Wrong(path, "must be a list of rows in brackets.");
    const std::int64_t most = field.max_rows > 0 ? field.max_rows : kDefaultMaxRows;
    if (static_cast<std::int64_t>(value.get_array().size()) > most) {
      return Wrong(path, "has more than " + std::to_string(most) + " rows.");
    }
    json::array rows;
    for (const json::value& item : value.get_array()) {
      auto row = CheckRow(field, path + "[" + std::to_string(rows.size()) + "]", item);
      if (!row) return row.error();
      rows.push_back(std::move(row).value());
    }
    return Value(std::move(rows));
  }

  chp::Result<json::object> CheckRow(const Field& field, const std::string& path,
                                     const json::value& item) {
    if (!item.is_object()) return Wrong(path, "must be an object in braces.");
    json::object row;
    for (const auto& member : item.get_object()) {
      const auto column = std::find_if(field.columns.begin(), field.columns.end(),
                                       [&](const Field& c) { return c.name == member.key(); });
      const std::string cell = path + "." + std::string(member.key());
      if (column == field.columns.end()) return Wrong(cell, "is not a column of this table.");
      auto value = Check(*column, cell, member.value());
      if (!value) return value.error();
      if (*value) row[member.key()] = *std::move(value).value();
    }
    for (const Field& column : field.columns) {
      if (column.required && !row.contains(column.name)) {
        return Wrong(path + "." + column.name, "is missing.");
      }
    }
    return row;
  }

  const FormTargets& targets_;
  json::object merged_;
};

}  // namespace

bool IsBlank(const json::value& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty());
}

chp::Result<json::object> MergeForm(const std::vector<Field>& fields, const FormTargets& targets,
                                    const json::object& sent, json::object stored) {
  FormMerger merger(targets, std::move(stored));
  auto done = merger.Merge(fields, sent, "");
  if (!done) return done.error();
  return merger.Take();
}

}  // namespace stub
