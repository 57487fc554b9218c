// manifest.json to Manifest. Lists: channels/manifest_lists, rules: channels/manifest_rules, forms:
// channels/manifest_form, JSON types: channels/strict_object.
#include "host_stub/manifest.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "host_stub/channels/manifest_form.hpp"
#include "host_stub/channels/manifest_lists.hpp"
#include "host_stub/channels/manifest_rules.hpp"
#include "host_stub/channels/strict_object.hpp"
#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

constexpr TextRule kParagraph{.longest = 2000};
constexpr TextRule kIcon{.longest = 16'384};
constexpr TextRule kInterface{
    .longest = 100, .accepts = &IsInterfaceId, .allowed = "name/revision, like chp.job/1"};
constexpr TextRule kFileName{
    .longest = 127, .accepts = &IsPlainFileName, .allowed = "a plain file name without slash"};

void ReadIdentity(StrictObject& object, Manifest& manifest) {
  object.IntegerOr("manifest_version", 1, {1, 1});
  object.Member("manifest_version", true);
  manifest.id = object.Text("id", {.longest = 127,
                                   .accepts = &IsReverseDns,
                                   .allowed = "a reverse domain name, like org.example.channel"});
  manifest.slug = object.Text(
      "slug", {.longest = 32, .accepts = &IsSlug, .allowed = "lower-case letters and digits"});
  manifest.name = object.Text("name", kOneLine);
  manifest.description = object.OptionalText("description", kParagraph);
  manifest.version = object.Text(
      "version", {.longest = 63, .accepts = &IsVersion, .allowed = "a version like 1.2.3"});
  manifest.vendor = object.OptionalText("vendor", kOneLine);
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
      object.mistake().Report(object.PathOf(chp::Shortened(member.key(), 64)),
                              "is no platform; allowed are names like linux-x86_64");
    }
    manifest.binary[std::string(member.key())] = object.Text(member.key(), kFileName);
  }
  if (manifest.binary.empty()) manifest_object.mistake().Report("binary", "must name a file");
}

void ReadNeeds(StrictObject& manifest_object, Manifest& manifest) {
  manifest.capabilities = manifest_object.Texts("capabilities", true, kOneWord);
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
