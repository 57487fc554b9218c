// Which members of its objects X is asked for (x_api.md 3.1: the tweet dialect, which every guide
// documents; what comes back is read in both).
#pragma once

#include <string_view>

#include "twitter_channel/auth/oauth1_signer.hpp"

namespace twitter {

inline constexpr std::string_view kUserFields =
    "created_at,description,entities,location,name,profile_image_url,protected,public_metrics,url,"
    "username,verified,verified_type,withheld";

inline Parameters PostParameters() {
  return {{"tweet.fields",
           "attachments,author_id,conversation_id,created_at,display_text_range,"
           "edit_history_tweet_ids,entities,geo,in_reply_to_user_id,lang,note_tweet,"
           "possibly_sensitive,public_metrics,referenced_tweets,withheld"},
          {"expansions",
           "author_id,attachments.media_keys,entities.mentions.username,in_reply_to_user_id,"
           "referenced_tweets.id,referenced_tweets.id.author_id"},
          {"user.fields", std::string(kUserFields)},
          {"media.fields", "alt_text,media_key,preview_image_url,type,url,variants"}};
}

}  // namespace twitter
