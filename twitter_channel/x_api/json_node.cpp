// Looking for members, and writing a value out.
#include "twitter_channel/x_api/json_node.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include <boost/json/serialize.hpp>

namespace twitter {
namespace {

void WriteText(std::string_view value, std::string& text) {
  text += boost::json::serialize(boost::json::string_view(value.data(), value.size()));
}

// Most names that are as long as the wanted one begin with another letter.
bool IsSame(std::string_view name, std::string_view wanted) {
  return name.size() == wanted.size() &&
         (name.empty() || (name.front() == wanted.front() &&
                           std::memcmp(name.data(), wanted.data(), name.size()) == 0));
}

}  // namespace

// Members stand in the reverse order of the text, so that the first that is found was the last.
const JsonNode* JsonNode::FindMember(std::string_view name) const {
  if (sorted_ == nullptr) {
    const JsonNode* member = first_;
    while (member != nullptr && !IsSame(member->name_, name)) member = member->next_;
    return member;
  }
  const auto is_less = [](const JsonNode* member, std::string_view wanted) {
    return member->name_ < wanted;
  };
  const JsonNode* const* end = sorted_ + size_;
  const JsonNode* const* found = std::lower_bound(sorted_, end, name, is_less);
  return found != end && (*found)->name_ == name ? *found : nullptr;
}

void JsonNode::WriteMembers(std::string& text) const {
  std::vector<const JsonNode*> members;
  for (const JsonNode& member : *this) members.push_back(&member);
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member != members.rbegin()) text.push_back(',');
    WriteText((*member)->name_, text);
    text.push_back(':');
    (*member)->Write(text);
  }
}

void JsonNode::Write(std::string& text) const {
  switch (kind_) {
    case Kind::kNull:
      text += "null";
      break;
    case Kind::kBool:
      text += flag_ ? "true" : "false";
      break;
    case Kind::kInt64:
    case Kind::kUint64:
    case Kind::kDouble:
      text += text_;
      break;
    case Kind::kString:
      WriteText(text_, text);
      break;
    case Kind::kArray:
      text.push_back('[');
      for (const JsonNode& item : *this) {
        if (&item != first_) text.push_back(',');
        item.Write(text);
      }
      text.push_back(']');
      break;
    case Kind::kObject:
      text.push_back('{');
      WriteMembers(text);
      text.push_back('}');
      break;
  }
}

std::string JsonNode::ToText() const {
  std::string text;
  Write(text);
  return text;
}

}  // namespace twitter
