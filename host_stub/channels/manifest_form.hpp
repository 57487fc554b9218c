// Forms of a manifest: the closed list of field types and keywords (plugin_abi.md A21).
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "host_stub/channels/strict_object.hpp"
#include "host_stub/manifest.hpp"

namespace stub {

// {"fields": [...]}; `path` is where it stands in the manifest.
std::vector<Field> ReadForm(const boost::json::value& form, const std::string& path,
                            FirstMistake& mistake);

// Lower-case words joined by dots: "sync.mentions.group_id".
bool IsDottedName(std::string_view name);
// One lower-case word: letters, digits and underscores.
bool IsPlainName(std::string_view name);

inline constexpr TextRule kOneLine{.longest = 200};
inline constexpr TextRule kOneWord{
    .longest = 64, .accepts = &IsPlainName, .allowed = "one lower-case word, like direct_message"};

}  // namespace stub
