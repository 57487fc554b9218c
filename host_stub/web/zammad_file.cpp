#include "host_stub/web/zammad_file.hpp"

#include <algorithm>
#include <optional>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/web/answer.hpp"
#include "host_stub/web/fields.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// Members of an account's "auth" that belong to its app: connections of before 2017 had no app of
// their own.
constexpr std::string_view kAppMembers[] = {"consumer_key", "consumer_secret"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return lower;
}

const json::object* ObjectIn(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

// Text, or a number as its digits; Zammad has both for the same thing.
std::string TextIn(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->get_string());
  const auto number = WholeNumber(*value);
  return number ? std::to_string(*number) : std::string();
}

Id IdIn(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? 0 : WholeNumber(*value).value_or(0);
}

class Reader {
 public:
  explicit Reader(const json::object& root) : root_(root) {}

  chp::Result<ZammadFile> Read() {
    for (const char* name : {"external_credentials", "channels"}) {
      const json::value* list = root_.if_contains(name);
      if (list == nullptr || !list->is_array()) {
        return Invalid("import.shape", std::string("\"") + name + "\" must be a list.");
      }
    }
    ForEach("groups", [&](const json::object& row, const std::string&) { ReadGroup(row); });
    ForEach("external_credentials",
            [&](const json::object& row, const std::string& place) { ReadApp(row, place); });
    ForEach("channels",
            [&](const json::object& row, const std::string& place) { ReadChannel(row, place); });
    if (error_) return *error_;
    return std::move(file_);
  }

 private:
  template <class Read>
  void ForEach(const char* name, Read read) {
    const json::value* list = root_.if_contains(name);
    if (list == nullptr || !list->is_array()) return;
    std::size_t index = 0;
    for (const json::value& item : list->get_array()) {
      const std::string place = std::string(name) + "[" + std::to_string(index++) + "]";
      if (item.is_object()) {
        read(item.get_object(), place);
      } else {
        Fail(place, "must be an object in braces.");
      }
    }
  }

  void ReadGroup(const json::object& row) {
    const std::string name = TextIn(row, "name");
    if (!name.empty()) file_.groups[IdIn(row, "id")] = name;
  }

  void ReadApp(const json::object& row, const std::string& place) {
    const json::object* credentials = ObjectIn(row, "credentials");
    const std::string provider = Lower(TextIn(row, "name"));
    if (credentials == nullptr || provider.empty()) {
      return Fail(place, "needs a \"name\" and \"credentials\".");
    }
    app_of_credential_[IdIn(row, "id")] = file_.apps.size();
    file_.apps.push_back({provider, *credentials});
  }

  void ReadChannel(const json::object& row, const std::string& place) {
    const std::string area = TextIn(row, "area");
    const std::size_t colon = area.find("::");
    if (colon == std::string::npos)
      return Fail(place, "needs an \"area\" such as \"Name::Account\".");
    const json::object* options = ObjectIn(row, "options");
    const json::object* user = options == nullptr ? nullptr : ObjectIn(*options, "user");
    if (user == nullptr) {
      file_.notes.push_back(place + " has no user and is left out.");
      return;
    }
    ZammadAccount account;
    account.external_id = TextIn(*user, "id");
    account.screen_name = TextIn(*user, "screen_name");
    account.name = TextIn(*user, "name");
    if (account.external_id.empty()) return Fail(place + ".options.user", "needs an \"id\".");
    const json::value* active = row.if_contains("active");
    account.active = active == nullptr || Truth(*active).value_or(true);
    if (const json::object* sync = ObjectIn(*options, "sync")) account.sync = *sync;
    const json::object* auth = ObjectIn(*options, "auth");
    const auto app = ReadAuth(Lower(area.substr(0, colon)), auth, account);
    if (!app) return Fail(place, "belongs to no entry of \"external_credentials\".");
    account.app = *app;
    file_.accounts.push_back(std::move(account));
  }

  // The account's tokens, and its app.
  std::optional<std::size_t> ReadAuth(const std::string& provider, const json::object* auth,
                                      ZammadAccount& account) {
    if (auth != nullptr) {
      for (const auto& member : *auth) {
        if (member.key() == "external_credential_id" || !member.value().is_string()) continue;
        const bool of_app = std::find(std::begin(kAppMembers), std::end(kAppMembers),
                                      std::string_view(member.key())) != std::end(kAppMembers);
        if (!of_app) account.secrets[member.key()] = member.value();
      }
      const auto known = app_of_credential_.find(IdIn(*auth, "external_credential_id"));
      if (known != app_of_credential_.end()) return known->second;
    }
    for (std::size_t app = 0; app < file_.apps.size(); ++app) {
      if (file_.apps[app].provider == provider) return app;
    }
    return auth == nullptr ? std::nullopt : OwnApp(provider, *auth);
  }

  // An account of the days when each brought its app along.
  std::optional<std::size_t> OwnApp(const std::string& provider, const json::object& auth) {
    json::object credentials;
    for (const std::string_view member : kAppMembers) {
      const json::value* value = auth.if_contains(member);
      if (value == nullptr || !value->is_string()) return std::nullopt;
      credentials[member] = *value;
    }
    file_.apps.push_back({provider, std::move(credentials)});
    return file_.apps.size() - 1;
  }

  void Fail(const std::string& place, std::string_view what) {
    if (!error_) error_ = Invalid("import.shape", "\"" + place + "\" " + std::string(what));
  }

  const json::object& root_;
  ZammadFile file_;
  std::map<Id, std::size_t> app_of_credential_;
  std::optional<chp::Error> error_;
};

}  // namespace

chp::Result<ZammadFile> ParseZammadFile(std::string_view text) {
  boost::system::error_code failure;
  const json::value root = json::parse(text, failure);
  if (failure || !root.is_object()) {
    return Invalid("import.json", "The file must be one JSON object, as docs/moving.md shows it.");
  }
  return Reader(root.get_object()).Read();
}

}  // namespace stub
