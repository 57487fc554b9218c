// What a helpdesk keeps about a person on the remote side.
#include "host_stub/ticketing/customer_profile.hpp"

#include <algorithm>

#include "host_stub/store/json_text.hpp"
#include "host_stub/ticketing/person_name.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

bool IsNews(const KnownProfile& known, const ProfileFields::value_type& told, std::int64_t at_ms) {
  const auto last = known.fields.find(told.first);
  if (last == known.fields.end()) return true;
  return at_ms >= known.at_ms && last->second != told.second;
}

bool IsOnlyShown(std::string_view field) {
  return field == "verified_type" || field == "followers";
}

std::string& FieldOf(User& user, std::string_view field) {
  if (field == "web") return user.web;
  if (field == "note") return user.note;
  return field == "address" ? user.address : user.image_source;
}

// What the user is called while no name was told.
constexpr std::string_view kCalled = "called";

// Nobody else has written into the field.
bool IsOurs(User& user, const KnownProfile& known, std::string_view field) {
  if (field == "image" || IsOnlyShown(field)) return true;
  auto last = known.fields.find(field);
  if (field == "name" && last == known.fields.end()) last = known.fields.find(kCalled);
  const std::string written = last == known.fields.end() ? "" : last->second;
  if (field != "name") return FieldOf(user, field) == written;
  const PersonName name = SplitName(written);
  return user.firstname == name.firstname && user.lastname == name.lastname;
}

void Name(User& user, std::string_view words) {
  const PersonName name = SplitName(words);
  user.firstname = name.firstname;
  user.lastname = name.lastname;
}

void Fill(User& user, KnownProfile& known, const ProfileFields::value_type& told) {
  known.fields[told.first] = told.second;
  if (IsOnlyShown(told.first)) return;
  if (told.first == "name") return Name(user, told.second);
  FieldOf(user, told.first) = told.second;
}

void CallByLogin(User& user, KnownProfile& known) {
  known.fields[std::string(kCalled)] = user.login;
  Name(user, user.login);
}

}  // namespace

ProfileFields ToldBy(const chp::Party& party) {
  ProfileFields told;
  if (!party.display_name.empty()) told["name"] = party.display_name;
  if (!party.avatar_url.empty()) told["image"] = party.avatar_url;
  const BriefObject extra(party.extra_json);
  for (const char* field : {"web", "note", "address", "verified_type"}) {
    if (extra->contains(field)) told[field] = StringMember(*extra, field);
  }
  // Who tells how many follow tells all: a verification that is not named is gone.
  if (const auto* followers = extra->if_contains("followers"); followers && followers->is_int64()) {
    told["followers"] = std::to_string(followers->get_int64());
    told.try_emplace("verified_type");
  }
  return told;
}

bool TellsNews(const KnownProfile& known, const chp::Party& party, std::int64_t at_ms) {
  const ProfileFields told = ToldBy(party);
  return std::any_of(told.begin(), told.end(), [&](const ProfileFields::value_type& each) {
    return IsNews(known, each, at_ms);
  });
}

bool FollowProfile(User& user, KnownProfile& known, const chp::Party& party, std::int64_t at_ms) {
  bool changed = false;
  for (const auto& each : ToldBy(party)) {
    if (!IsNews(known, each, at_ms) || !IsOurs(user, known, each.first)) continue;
    Fill(user, known, each);
    changed |= !IsOnlyShown(each.first);
  }
  known.at_ms = std::max(known.at_ms, at_ms);
  return changed;
}

User NewCustomer(const chp::Party& party, std::int64_t now_ms, KnownProfile& known) {
  User user;
  user.login = LowerAscii(party.handle.empty() ? party.external_id : party.handle);
  user.roles = {"Customer"};
  user.created_ms = user.updated_ms = now_ms;
  for (const auto& each : ToldBy(party)) Fill(user, known, each);
  if (party.display_name.empty()) CallByLogin(user, known);
  return user;
}

bool TakeHandle(User& user, KnownProfile& known, const chp::Party& party) {
  if (party.handle.empty() || user.login != LowerAscii(party.external_id)) return false;
  user.login = LowerAscii(party.handle);
  if (!known.fields.contains("name") && IsOurs(user, known, "name")) CallByLogin(user, known);
  return true;
}

std::string NameOf(const chp::Party& party) {
  if (!party.handle.empty()) return "@" + party.handle;
  return party.display_name.empty() ? party.external_id : party.display_name;
}

bool HasReadableExtra(const chp::Party& party) { return BriefObject(party.extra_json).ok(); }

}  // namespace stub
