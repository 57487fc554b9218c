// Names are compared by their letters alone.
#include "twitter_channel/inbound/activity_kinds.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace twitter {
namespace {

constexpr std::size_t kLongestTypeName = 64;

constexpr std::array kActivityTypes{
    ActivityType{ActivityKind::kPost, "post.create"},
    ActivityType{ActivityKind::kPost, "post.mention.create"},
    ActivityType{ActivityKind::kPost, "post.reply.create"},
    ActivityType{ActivityKind::kPost, "post.quote.create"},
    ActivityType{ActivityKind::kPost, "post.repost.create"},
    ActivityType{ActivityKind::kPostDeleted, "post.delete"},
    ActivityType{ActivityKind::kMessages, "dm.received"},
    ActivityType{ActivityKind::kMessages, "dm.sent"},
    ActivityType{ActivityKind::kMessagesRead, "dm.read"},
    ActivityType{ActivityKind::kEncrypted, "chat.received"},
    ActivityType{ActivityKind::kRevoked, "oauth.revoke"},
    ActivityType{ActivityKind::kOther, "dm.indicate_typing"},
    ActivityType{ActivityKind::kOther, "chat.sent"},
    ActivityType{ActivityKind::kOther, "chat.conversation.join"},
    ActivityType{ActivityKind::kOther, "chat.conversation.member_added"},
    ActivityType{ActivityKind::kOther, "chat.conversation.member_removed"},
    ActivityType{ActivityKind::kOther, "chat.conversation.admin_added"},
    ActivityType{ActivityKind::kOther, "chat.conversation.admin_removed"},
    ActivityType{ActivityKind::kOther, "chat.update.group_name"},
    ActivityType{ActivityKind::kOther, "chat.update.restrictions"},
    ActivityType{ActivityKind::kOther, "like.create"},
    ActivityType{ActivityKind::kOther, "follow.follow"},
    ActivityType{ActivityKind::kOther, "follow.unfollow"},
    ActivityType{ActivityKind::kOther, "mute.mute"},
    ActivityType{ActivityKind::kOther, "mute.unmute"},
    ActivityType{ActivityKind::kOther, "block.block"},
    ActivityType{ActivityKind::kOther, "block.unblock"},
    ActivityType{ActivityKind::kOther, "profile.update.bio"},
    ActivityType{ActivityKind::kOther, "profile.update.profile_picture"},
    ActivityType{ActivityKind::kOther, "profile.update.banner_picture"},
    ActivityType{ActivityKind::kOther, "profile.update.screenname"},
    ActivityType{ActivityKind::kOther, "profile.update.handle"},
    ActivityType{ActivityKind::kOther, "profile.update.geo"},
    ActivityType{ActivityKind::kOther, "profile.update.url"},
    ActivityType{ActivityKind::kOther, "profile.update.verified_badge"},
    ActivityType{ActivityKind::kOther, "profile.update.affiliate_badge"},
    ActivityType{ActivityKind::kOther, "spaces.start"},
    ActivityType{ActivityKind::kOther, "spaces.end"},
    ActivityType{ActivityKind::kOther, "broadcast.start"},
    ActivityType{ActivityKind::kOther, "broadcast.end"},
    ActivityType{ActivityKind::kOther, "broadcast.chat"},
    ActivityType{ActivityKind::kOther, "news.new"},
};

// Names of the beta that are not today's without dots.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kOlderNames{{
    {"profilebioupdate", "profileupdatebio"},
    {"profilepictureupdate", "profileupdateprofilepicture"},
    {"profilebannerupdate", "profileupdatebannerpicture"},
    {"profilebannerpictureupdate", "profileupdatebannerpicture"},
    {"profilescreennameupdate", "profileupdatescreenname"},
    {"profilehandleupdate", "profileupdatehandle"},
    {"profilegeoupdate", "profileupdategeo"},
    {"profileurlupdate", "profileupdateurl"},
    {"profileverifiedbadgeupdate", "profileupdateverifiedbadge"},
    {"trendsnew", "newsnew"},
}};

std::string LettersOf(std::string_view name) {
  std::string letters;
  for (const char character : name) {
    if (character >= 'A' && character <= 'Z') {
      letters.push_back(static_cast<char>(character - 'A' + 'a'));
    } else if (character != '.' && character != '_' && character != '-') {
      letters.push_back(character);
    }
  }
  return letters;
}

bool HasLetters(std::string_view name, std::string_view letters) {
  std::size_t at = 0;
  for (const char character : name) {
    if (character == '.' || character == '_') continue;
    if (at == letters.size() || letters[at++] != character) return false;
  }
  return at == letters.size();
}

}  // namespace

ActivityType ActivityNamed(std::string_view written) {
  const auto exact = std::find_if(kActivityTypes.begin(), kActivityTypes.end(),
                                  [&](const ActivityType& type) { return type.name == written; });
  if (exact != kActivityTypes.end()) return *exact;
  if (written.size() > kLongestTypeName) return {};
  std::string letters = LettersOf(written);
  if (letters.starts_with("tweet")) letters.replace(0, 5, "post");
  for (const auto& [older, today] : kOlderNames) {
    if (letters == older) letters = today;
  }
  const auto found =
      std::find_if(kActivityTypes.begin(), kActivityTypes.end(),
                   [&](const ActivityType& type) { return HasLetters(type.name, letters); });
  return found == kActivityTypes.end() ? ActivityType{} : *found;
}

}  // namespace twitter
