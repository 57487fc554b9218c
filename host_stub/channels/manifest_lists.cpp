// Ids within a list, paths and article types are unique.
#include "host_stub/channels/manifest_lists.hpp"

#include <set>

#include "host_stub/channels/manifest_form.hpp"
#include "host_stub/channels/manifest_rules.hpp"

namespace stub {
namespace {

constexpr std::size_t kMostItems = 100;
constexpr TextRule kActionName{.longest = 64,
                               .accepts = &IsDottedName,
                               .allowed = "lower-case words joined by dots, like app.verify"};
constexpr TextRule kArticleType{
    .longest = 64, .accepts = &IsArticleType, .allowed = "lower-case words, like chat message"};

// Reports an item whose key (id, path, article type) another item of the list has already.
void RefuseRepeat(std::set<std::string>& seen, const std::string& key, const std::string& path,
                  FirstMistake& mistake) {
  if (!seen.insert(key).second) mistake.Report(path, "repeats an earlier one: " + key);
}

}  // namespace

void ReadSurfaces(StrictObject& manifest_object, Manifest& manifest) {
  FirstMistake& mistake = manifest_object.mistake();
  const boost::json::array* items = manifest_object.Array("surfaces", true, kMostItems);
  std::set<std::string> ids;
  std::set<std::string> types{"note"};
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    StrictObject object((*items)[i], manifest_object.PathOf("surfaces", i), mistake);
    Surface surface;
    surface.id = object.Text("id", kOneWord);
    surface.article_type = object.Text("article_type", kArticleType);
    surface.label = object.Text("label", kOneLine);
    surface.icon = object.OptionalText("icon", kOneWord);
    surface.visibility = object.OneOf("visibility", {"public", "private"});
    surface.audience_label = object.OptionalText("audience_label", kOneLine);
    surface.link_label = object.OptionalText("link_label", kOneLine);
    object.AllowOnly(
        {"id", "article_type", "label", "icon", "visibility", "audience_label", "link_label"});
    RefuseRepeat(ids, surface.id, object.PathOf("id"), mistake);
    RefuseRepeat(types, surface.article_type, object.PathOf("article_type"), mistake);
    manifest.surfaces.push_back(std::move(surface));
  }
  if (items != nullptr && items->empty()) mistake.Report("surfaces", "must have an item");
}

void ReadRoutes(StrictObject& manifest_object, Manifest& manifest) {
  FirstMistake& mistake = manifest_object.mistake();
  const boost::json::array* items = manifest_object.Array("routes", true, kMostItems);
  std::set<std::string> ids;
  std::set<std::string> paths;
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    StrictObject object((*items)[i], manifest_object.PathOf("routes", i), mistake);
    Route route;
    route.id = object.Text("id", kOneWord);
    const auto is_method = [](std::string_view method) {
      return method == "GET" || method == "POST" || method == "PUT" || method == "PATCH" ||
             method == "DELETE";
    };
    route.methods = object.Texts(
        "methods", true,
        {.longest = 8, .accepts = is_method, .allowed = "GET, POST, PUT, PATCH or DELETE"});
    if (route.methods.empty()) mistake.Report(object.PathOf("methods"), "must have an item");
    route.path = object.Text("path", {.longest = 200});
    const std::string_view problem = RoutePathProblem(route.path, manifest.slug);
    if (!problem.empty()) mistake.Report(object.PathOf("path"), problem);
    route.is_public = object.OneOf("access", {"public", "admin"}) == "public";
    object.AllowOnly({"id", "methods", "path", "access"});
    RefuseRepeat(ids, route.id, object.PathOf("id"), mistake);
    RefuseRepeat(paths, route.path, object.PathOf("path"), mistake);
    manifest.routes.push_back(std::move(route));
  }
}

std::vector<Field> ReadMemberForm(StrictObject& object, std::string_view name, bool required) {
  const boost::json::value* value = object.Member(name, required);
  if (value == nullptr) return {};
  return ReadForm(*value, object.PathOf(name), object.mistake());
}

void ReadActions(StrictObject& manifest_object, Manifest& manifest) {
  FirstMistake& mistake = manifest_object.mistake();
  const boost::json::array* items = manifest_object.Array("actions", false, kMostItems);
  std::set<std::string> ids;
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    StrictObject object((*items)[i], manifest_object.PathOf("actions", i), mistake);
    Action action;
    action.id = object.Text("id", kActionName);
    action.title = object.Text("title", kOneLine);
    action.audience = object.OneOf("audience", {"admin", "agent"});
    action.target = object.OneOf("target", {"connection", "account", "message"});
    action.dangerous = object.BoolOr("dangerous", false);
    action.input = ReadMemberForm(object, "input_schema", true);
    ReadMemberForm(object, "output_schema", false);
    for (const std::string& surface : object.Texts("surfaces", false, kOneWord)) {
      if (manifest.SurfaceById(surface) == nullptr) {
        mistake.Report(object.PathOf("surfaces"), "names no surface of this manifest: " + surface);
      }
      action.surfaces.push_back(surface);
    }
    if (object.Member("authors", false) != nullptr) {
      action.authors = object.OneOf("authors", {"own", "others"});
    }
    object.AllowOnly({"id", "title", "audience", "target", "surfaces", "authors", "dangerous",
                      "input_schema", "output_schema"});
    RefuseRepeat(ids, action.id, object.PathOf("id"), mistake);
    manifest.actions.push_back(std::move(action));
  }
}

void ReadLifecycle(StrictObject& manifest_object, Manifest& manifest) {
  const boost::json::value* value = manifest_object.Member("lifecycle", false);
  if (value == nullptr) return;
  StrictObject object(*value, "lifecycle", manifest_object.mistake());
  object.AllowOnly({"verify", "link_account", "account_remove", "connection_remove", "replay"});
  for (const auto& member : object.json()) {
    const std::string action = object.Text(member.key(), kActionName);
    if (manifest.ActionById(action) == nullptr) {
      object.mistake().Report(object.PathOf(member.key()), "names no action of this manifest");
    }
    manifest.lifecycle[std::string(member.key())] = action;
  }
}

}  // namespace stub
