// A channel's manifest.json, as the host reads it before it loads any code.
#include <set>
#include <string>

#include "host_stub/manifest.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using fuzz::Require;

void CheckFields(const std::vector<stub::Field>& fields) {
  std::set<std::string> names;
  for (const stub::Field& field : fields) {
    if (field.type != "help") Require(names.insert(field.name).second, "a field's name is its own");
    Require(!field.json.empty(), "the panel gets every field");
    Require(field.minimum <= field.maximum, "some number is allowed");
    CheckFields(field.columns);
  }
}

void CheckManifest(const stub::Manifest& manifest, std::string_view text) {
  Require(manifest.text == text, "the text is kept byte for byte");
  Require(!manifest.slug.empty() && manifest.slug.find_first_of("/. ") == std::string::npos,
          "a slug fits into an address");
  for (const auto& [platform, file] : manifest.binary) {
    Require(file.find('/') == std::string::npos && file != "..",
            "a library is beside its manifest");
  }
  for (const stub::Surface& surface : manifest.surfaces) {
    Require(manifest.SurfaceById(surface.id) == &surface, "a surface has its own id");
  }
  for (const stub::Route& route : manifest.routes) {
    Require(route.path.starts_with('/') && !route.methods.empty(), "a route can be asked");
  }
  for (const auto& [moment, action] : manifest.lifecycle) {
    Require(manifest.ActionById(action) != nullptr, "a moment of life has an action");
  }
  CheckFields(manifest.connection_fields);
  CheckFields(manifest.account_fields);
  CheckFields(manifest.options_fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::TextOf(data, size);
  const auto manifest = stub::ParseManifest(text);
  if (manifest) {
    CheckManifest(*manifest, text);
    return 0;
  }
  const chp::Error& error = manifest.error();
  Require(error.code == chp::Code::kConfig && error.reason == "manifest.invalid",
          "a wrong manifest is a mistake of its author");
  Require(!error.message.empty() && error.message.size() <= 1000, "the sentence is short");
  Require(chp::IsUtf8(error.message), "the sentence is UTF-8");
  return 0;
}
