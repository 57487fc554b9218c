#include "tests/x_simulator/world/users.hpp"

#include <algorithm>
#include <utility>

#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {

const User* Users::Find(std::string_view id) const {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const User& user) { return user.id == id; });
  return found == list.end() ? nullptr : &*found;
}

const User* Users::FindByName(std::string_view screen_name) const {
  if (screen_name.starts_with('@')) screen_name.remove_prefix(1);
  const std::string wanted = LowerCase(screen_name);
  const auto found = std::find_if(list.begin(), list.end(), [&](const User& user) {
    return LowerCase(user.screen_name) == wanted;
  });
  return found == list.end() ? nullptr : &*found;
}

User* Users::FindByName(std::string_view screen_name) {
  return const_cast<User*>(std::as_const(*this).FindByName(screen_name));
}

bool MaySee(const User& author, std::string_view reader_id) {
  if (author.suspended) return false;
  if (!author.is_protected || author.id == reader_id) return true;
  const auto& followers = author.followers;
  return std::find(followers.begin(), followers.end(), reader_id) != followers.end();
}

bool IsValidScreenName(std::string_view name) {
  const auto is_word = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
  };
  return !name.empty() && name.size() <= 15 && std::all_of(name.begin(), name.end(), is_word);
}

}  // namespace xsim
