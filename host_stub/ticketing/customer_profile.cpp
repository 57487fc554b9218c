// What a helpdesk keeps about a person on the remote side.
#include "host_stub/ticketing/customer_profile.hpp"

#include "host_stub/store/json_text.hpp"
#include "host_stub/ticketing/person_name.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

bool FillIfBlank(std::string& field, const std::string& value) {
  if (!field.empty() || value.empty()) return false;
  field = value;
  return true;
}

}  // namespace

bool RefreshProfile(User& user, const chp::Party& party) {
  const auto extra = ParseObject(party.extra_json, "extra_json");
  bool changed = false;
  if (!party.avatar_url.empty() && user.image_source != party.avatar_url) {
    user.image_source = party.avatar_url;
    changed = true;
  }
  if (!extra) return changed;
  changed = FillIfBlank(user.web, StringMember(*extra, "web")) || changed;
  changed = FillIfBlank(user.note, StringMember(*extra, "note")) || changed;
  changed = FillIfBlank(user.address, StringMember(*extra, "address")) || changed;
  return changed;
}

User NewCustomer(const chp::Party& party, std::int64_t now_ms) {
  User user;
  user.login = LowerAscii(party.handle.empty() ? party.external_id : party.handle);
  const PersonName name =
      SplitName(party.display_name.empty() ? user.login : std::string_view(party.display_name));
  user.firstname = name.firstname;
  user.lastname = name.lastname;
  user.roles = {"Customer"};
  user.created_ms = user.updated_ms = now_ms;
  RefreshProfile(user, party);
  return user;
}

std::string NameOf(const chp::Party& party) {
  if (!party.handle.empty()) return "@" + party.handle;
  return party.display_name.empty() ? party.external_id : party.display_name;
}

bool HasReadableExtra(const chp::Party& party) {
  return ParseObject(party.extra_json, "extra_json").ok();
}

}  // namespace stub
