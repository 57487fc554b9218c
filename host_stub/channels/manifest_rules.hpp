// What members of a manifest must be, beyond their JSON type: names, versions, paths.
#pragma once

#include <string_view>

namespace stub {

bool IsReverseDns(std::string_view id);       // at least two words joined by dots
bool IsPlatform(std::string_view platform);   // linux-x86_64 and its like
bool IsArticleType(std::string_view type);    // lower-case words
bool IsSlug(std::string_view slug);           // letters and digits, so that REST paths cannot clash
bool IsVersion(std::string_view version);     // 1.2.3, optionally with -suffix
bool IsInterfaceId(std::string_view id);      // name/1
bool IsPlainFileName(std::string_view name);  // no slash, no leading dot or dash

// Empty when `path` may be a route of the plugin `slug`; otherwise what is wrong with it. Routes
// may not hide the host's own REST paths, nor stand among those of another plugin.
std::string_view RoutePathProblem(std::string_view path, std::string_view slug);

}  // namespace stub
