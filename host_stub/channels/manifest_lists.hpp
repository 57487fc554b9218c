// The lists of a manifest: surfaces, routes, actions; and the lifecycle, which names actions.
#pragma once

#include <string_view>
#include <vector>

#include "host_stub/channels/strict_object.hpp"
#include "host_stub/manifest.hpp"

namespace stub {

// Each reads its member of the manifest's object; mistakes go to object.mistake(). The slug must be
// read before the routes, the surfaces before the actions, and the actions before the lifecycle.
void ReadSurfaces(StrictObject& manifest_object, Manifest& manifest);
void ReadRoutes(StrictObject& manifest_object, Manifest& manifest);
void ReadActions(StrictObject& manifest_object, Manifest& manifest);
void ReadLifecycle(StrictObject& manifest_object, Manifest& manifest);

// The form in a member of `object`; empty when it is optional and absent.
std::vector<Field> ReadMemberForm(StrictObject& object, std::string_view name, bool required);

}  // namespace stub
