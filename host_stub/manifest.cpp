// manifest.json to Manifest, section by section. Small rules: channels/manifest_rules, forms:
// channels/manifest_form, JSON types: channels/strict_object.
#include "host_stub/manifest.hpp"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "host_stub/channels/manifest_form.hpp"
#include "host_stub/channels/manifest_rules.hpp"
#include "host_stub/channels/strict_object.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestManifest = std::size_t{1} << 20;
constexpr std::size_t kMostItems = 100;
constexpr TextRule kLine{.longest = 200};
constexpr TextRule kParagraph{.longest = 2000};
constexpr TextRule kIcon{.longest = 16'384};
constexpr TextRule kName{
    .longest = 64, .accepts = &IsPlainName, .allowed = "one lower-case word, like direct_message"};
constexpr TextRule kActionName{.longest = 64,
                               .accepts = &IsDottedName,
                               .allowed = "lower-case words joined by dots, like app.verify"};
constexpr TextRule kArticleType{
    .longest = 64, .accepts = &IsArticleType, .allowed = "lower-case words, like chat message"};
constexpr TextRule kInterface{
    .longest = 100, .accepts = &IsInterfaceId, .allowed = "name/revision, like chp.job/1"};
constexpr TextRule kFileName{
    .longest = 127, .accepts = &IsPlainFileName, .allowed = "a plain file name without slash"};

// Reports an item whose key (id, path, article type) another item of the list has already.
void RefuseRepeat(std::set<std::string>& seen, const std::string& key, const std::string& path,
                  FirstMistake& mistake) {
  if (!seen.insert(key).second) mistake.Report(path, "repeats an earlier one: " + key);
}

void ReadIdentity(StrictObject& object, Manifest& manifest) {
  object.IntegerOr("manifest_version", 1, {1, 1});
  object.Member("manifest_version", true);
  manifest.id = object.Text("id", {.longest = 127,
                                   .accepts = &IsReverseDns,
                                   .allowed = "a reverse domain name, like org.example.channel"});
  manifest.slug = object.Text(
      "slug", {.longest = 32, .accepts = &IsSlug, .allowed = "lower-case letters and digits"});
  manifest.name = object.Text("name", kLine);
  manifest.description = object.OptionalText("description", kParagraph);
  manifest.version = object.Text(
      "version", {.longest = 63, .accepts = &IsVersion, .allowed = "a version like 1.2.3"});
  manifest.vendor = object.OptionalText("vendor", kLine);
  manifest.license = object.Text("license", {.longest = 127});
  manifest.icon = object.OptionalText("icon", kIcon);
}

void ReadAbi(StrictObject& manifest_object, Manifest& manifest) {
  const boost::json::value* value = manifest_object.Member("abi", true);
  if (value == nullptr) return;
  StrictObject object(*value, "abi", manifest_object.mistake());
  object.Member("major", true);
  object.Member("min_minor", true);
  manifest.abi_major = static_cast<std::uint32_t>(object.IntegerOr("major", 1, {1, 65'535}));
  manifest.abi_min_minor =
      static_cast<std::uint32_t>(object.IntegerOr("min_minor", 0, {0, 65'535}));
  object.AllowOnly({"major", "min_minor"});
}

void ReadBinary(StrictObject& manifest_object, Manifest& manifest) {
  const boost::json::value* value = manifest_object.Member("binary", true);
  if (value == nullptr) return;
  StrictObject object(*value, "binary", manifest_object.mistake());
  for (const auto& member : object.json()) {
    if (!IsPlatform(member.key())) {
      object.mistake().Report(object.PathOf(std::string_view(member.key()).substr(0, 64)),
                              "is no platform; allowed are names like linux-x86_64");
    }
    manifest.binary[std::string(member.key())] = object.Text(member.key(), kFileName);
  }
  if (manifest.binary.empty()) manifest_object.mistake().Report("binary", "must name a file");
}

void ReadSurfaces(StrictObject& manifest_object, Manifest& manifest) {
  FirstMistake& mistake = manifest_object.mistake();
  const boost::json::array* items = manifest_object.Array("surfaces", true, kMostItems);
  std::set<std::string> ids;
  std::set<std::string> types{"note"};
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    StrictObject object((*items)[i], manifest_object.PathOf("surfaces", i), mistake);
    Surface surface;
    surface.id = object.Text("id", kName);
    surface.article_type = object.Text("article_type", kArticleType);
    surface.label = object.Text("label", kLine);
    surface.icon = object.OptionalText("icon", kName);
    surface.visibility = object.OneOf("visibility", {"public", "private"});
    surface.audience_label = object.OptionalText("audience_label", kLine);
    surface.link_label = object.OptionalText("link_label", kLine);
    object.AllowOnly(
        {"id", "article_type", "label", "icon", "visibility", "audience_label", "link_label"});
    RefuseRepeat(ids, surface.id, object.PathOf("id"), mistake);
    RefuseRepeat(types, surface.article_type, object.PathOf("article_type"), mistake);
    manifest.surfaces.push_back(std::move(surface));
  }
  if (items != nullptr && items->empty()) mistake.Report("surfaces", "must have an item");
}

void ReadNeeds(StrictObject& manifest_object, Manifest& manifest) {
  manifest.capabilities = manifest_object.Texts("capabilities", true, kName);
  const std::vector<std::string_view> known = {"inbound", "send_reply", "attachments",
                                               "account_linking"};
  for (const std::string& capability : manifest.capabilities) {
    if (std::find(known.begin(), known.end(), capability) == known.end()) {
      manifest_object.mistake().Report("capabilities", "has an unknown item " + capability +
                                                           "; allowed: " + JoinAlternatives(known));
    }
  }
  if (const auto* value = manifest_object.Member("services", true)) {
    StrictObject services(*value, "services", manifest_object.mistake());
    manifest.required_services = services.Texts("required", true, kInterface);
    services.Texts("optional", false, kInterface);
    services.AllowOnly({"required", "optional"});
  }
  manifest.extensions = manifest_object.Texts("extensions", false, kInterface);
}

void ReadRoutes(StrictObject& manifest_object, Manifest& manifest) {
  FirstMistake& mistake = manifest_object.mistake();
  const boost::json::array* items = manifest_object.Array("routes", true, kMostItems);
  std::set<std::string> ids;
  std::set<std::string> paths;
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    StrictObject object((*items)[i], manifest_object.PathOf("routes", i), mistake);
    Route route;
    route.id = object.Text("id", kName);
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
    action.title = object.Text("title", kLine);
    action.audience = object.OneOf("audience", {"admin", "agent"});
    action.target = object.OneOf("target", {"connection", "account", "message"});
    action.dangerous = object.BoolOr("dangerous", false);
    action.input = ReadMemberForm(object, "input_schema", true);
    ReadMemberForm(object, "output_schema", false);
    for (const std::string& surface : object.Texts("surfaces", false, kName)) {
      if (manifest.SurfaceById(surface) == nullptr) {
        mistake.Report(object.PathOf("surfaces"), "names no surface of this manifest: " + surface);
      }
    }
    object.AllowOnly({"id", "title", "audience", "target", "surfaces", "dangerous", "input_schema",
                      "output_schema"});
    RefuseRepeat(ids, action.id, object.PathOf("id"), mistake);
    manifest.actions.push_back(std::move(action));
  }
}

void ReadLifecycle(StrictObject& manifest_object, Manifest& manifest) {
  const boost::json::value* value = manifest_object.Member("lifecycle", false);
  if (value == nullptr) return;
  StrictObject object(*value, "lifecycle", manifest_object.mistake());
  object.AllowOnly({"verify", "link_account", "account_remove", "connection_remove"});
  for (const auto& member : object.json()) {
    const std::string action = object.Text(member.key(), kActionName);
    if (manifest.ActionById(action) == nullptr) {
      object.mistake().Report(object.PathOf(member.key()), "names no action of this manifest");
    }
    manifest.lifecycle[std::string(member.key())] = action;
  }
}

void ReadLimits(StrictObject& manifest_object, Limits& limits) {
  const boost::json::value* value = manifest_object.Member("limits", false);
  if (value == nullptr) return;
  StrictObject object(*value, "limits", manifest_object.mistake());
  const auto bytes = [&](std::string_view name, std::size_t fallback) {
    return static_cast<std::size_t>(object.IntegerOr(name, static_cast<std::int64_t>(fallback),
                                                     {1024, std::int64_t{16} << 20}));
  };
  limits.inbound_body_bytes = bytes("inbound_body_bytes", limits.inbound_body_bytes);
  limits.message_text_bytes = bytes("message_text_bytes", limits.message_text_bytes);
  limits.attachments_per_message =
      static_cast<std::size_t>(object.IntegerOr("attachments_per_message", 10, {0, 100}));
  limits.context_days = object.IntegerOr("context_days", limits.context_days, {0, 3650});
  object.AllowOnly(
      {"inbound_body_bytes", "message_text_bytes", "attachments_per_message", "context_days"});
}

void ReadAll(StrictObject& object, Manifest& manifest) {
  ReadIdentity(object, manifest);
  ReadAbi(object, manifest);
  ReadBinary(object, manifest);
  ReadSurfaces(object, manifest);
  ReadNeeds(object, manifest);
  ReadRoutes(object, manifest);
  manifest.connection_fields = ReadMemberForm(object, "connection_schema", true);
  manifest.account_fields = ReadMemberForm(object, "account_schema", true);
  manifest.options_fields = ReadMemberForm(object, "options_schema", false);
  ReadActions(object, manifest);
  ReadLifecycle(object, manifest);
  ReadLimits(object, manifest.limits);
  object.AllowOnly({"manifest_version",
                    "id",
                    "slug",
                    "name",
                    "description",
                    "version",
                    "vendor",
                    "license",
                    "icon",
                    "abi",
                    "binary",
                    "surfaces",
                    "capabilities",
                    "services",
                    "extensions",
                    "routes",
                    "connection_schema",
                    "account_schema",
                    "options_schema",
                    "actions",
                    "lifecycle",
                    "limits"});
}

template <class Item>
const Item* FindItem(const std::vector<Item>& items, std::string Item::*member,
                     std::string_view wanted) {
  const auto it = std::find_if(items.begin(), items.end(),
                               [&](const Item& item) { return item.*member == wanted; });
  return it == items.end() ? nullptr : &*it;
}

}  // namespace

const Surface* Manifest::SurfaceById(std::string_view wanted) const {
  return FindItem(surfaces, &Surface::id, wanted);
}

const Surface* Manifest::SurfaceByArticleType(std::string_view type) const {
  return FindItem(surfaces, &Surface::article_type, type);
}

const Action* Manifest::ActionById(std::string_view wanted) const {
  return FindItem(actions, &Action::id, wanted);
}

chp::Result<Manifest> ParseManifest(std::string_view text) {
  FirstMistake mistake;
  if (text.size() > kLongestManifest) {
    mistake.Report("the manifest", "must be at most 1 MiB long");
    return mistake.error();
  }
  boost::system::error_code failure;
  const boost::json::value json = boost::json::parse(text, failure);
  if (failure) {
    mistake.Report("the manifest", "is not valid JSON: " + failure.message());
    return mistake.error();
  }
  Manifest manifest;
  StrictObject object(json, "", mistake);
  if (!mistake.found()) ReadAll(object, manifest);
  if (mistake.found()) return mistake.error();
  manifest.text = std::string(text);
  return manifest;
}

}  // namespace stub
