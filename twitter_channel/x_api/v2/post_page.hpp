// One page of a list of posts as API v2 answers it: search and timelines have the same shape.
#pragma once

#include <string>
#include <string_view>

#include "twitter_channel/auth/oauth1_signer.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

// since_id and until_id. X pages by tokens and counts until_id out; here pages are cut by ids, the
// newest one counted in, so that a list can be gone on with days later.
void AddIdRange(std::string_view since_id, std::string_view max_id, Parameters& query);
// Posts that cannot be read are counted.
chp::Result<SearchPage> PostPageFrom(HttpResponse answer);

}  // namespace twitter
