// A plugin's manifest.json: read and validated without loading any code. The closed list of form
// keywords and the shape are those of plugin_api/manifest.schema.json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"

namespace stub {

struct Field {
  std::string name;  // dots nest: "sync.mentions.group_id"
  std::string type;  // string, secret, bool, integer, enum, group, users, rows, help
  std::string label;
  std::string help;
  bool required = false;
  std::int64_t max_length = 0;       // 0: the host's default
  std::int64_t minimum = INT64_MIN;  // of integer
  std::int64_t maximum = INT64_MAX;
  std::int64_t max_rows = 0;         // of rows; 0: the host's default
  std::vector<std::string> options;  // values of enum
  std::vector<Field> columns;        // of rows
  std::string json;                  // the field as written, for the panel
};

struct Surface {
  std::string id;
  std::string article_type;
  std::string label;
  std::string icon;
  std::string visibility;  // "public", "private"
  std::string audience_label;
  std::string link_label;
};

struct Route {
  std::string id;
  std::vector<std::string> methods;
  std::string path;
  bool is_public = false;  // else: signed-in admins only
};

struct Action {
  std::string id;
  std::string title;
  std::string audience;                    // admin, agent
  std::string target;                      // connection, account, message
  std::vector<std::string> surfaces = {};  // of messages; empty: all
  std::string authors = {};                // of messages: own, others; empty: both
  bool dangerous = false;
  std::vector<Field> input;
};

struct Limits {
  std::size_t inbound_body_bytes = 1u << 20;
  std::size_t message_text_bytes = 128u << 10;
  std::size_t attachments_per_message = 10;
  std::int64_t context_days = 7;
};

struct Manifest {
  std::string id;
  std::string slug;
  std::string name;
  std::string description;
  std::string version;
  std::string vendor;
  std::string license;
  std::string icon;  // SVG text
  std::uint32_t abi_major = 1;
  std::uint32_t abi_min_minor = 0;
  std::map<std::string, std::string> binary;  // platform -> file
  std::vector<Surface> surfaces;
  std::vector<std::string> capabilities;
  std::vector<std::string> required_services;
  std::vector<std::string> extensions;
  std::vector<Route> routes;
  std::vector<Field> connection_fields;
  std::vector<Field> account_fields;
  std::vector<Field> options_fields;
  std::vector<Action> actions;
  std::map<std::string, std::string>
      lifecycle;  // verify, link_account, account_remove, connection_remove, replay
  Limits limits;
  std::string text;  // the file, byte for byte

  const Surface* SurfaceById(std::string_view wanted) const;
  const Surface* SurfaceByArticleType(std::string_view type) const;
  const Action* ActionById(std::string_view wanted) const;
};

inline constexpr std::size_t kLongestManifest = std::size_t{1} << 20;  // bytes

// kConfig; the sentence names the member and what is allowed.
chp::Result<Manifest> ParseManifest(std::string_view text);

}  // namespace stub
