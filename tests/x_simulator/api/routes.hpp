// The areas of the simulator; each returns its table of routes. Another generation of X's API comes
// as another file with another table.
#pragma once

#include <vector>

#include "tests/x_simulator/api/route.hpp"

namespace xsim {

std::vector<Route> OAuthRoutes();          // oauth_routes.cpp
std::vector<Route> ConsentRoutes();        // pages/consent_page.cpp
std::vector<Route> StatusRoutes();         // statuses.cpp
std::vector<Route> StatusLookupRoutes();   // status_lookup.cpp
std::vector<Route> TimelineRoutes();       // timelines.cpp
std::vector<Route> SearchRoutes();         // search.cpp
std::vector<Route> DirectMessageRoutes();  // direct_messages.cpp
std::vector<Route> UserRoutes();           // users.cpp
std::vector<Route> MediaRoutes();          // media.cpp
std::vector<Route> WebhookRoutes();        // account_activity.cpp
std::vector<Route> SubscriptionRoutes();   // subscriptions.cpp

std::vector<Route> OAuth2Routes();             // oauth2_routes.cpp
std::vector<Route> OAuth2ConsentRoutes();      // pages/oauth2_consent_page.cpp
std::vector<Route> V2PostRoutes();             // v2_posts.cpp
std::vector<Route> V2DirectMessageRoutes();    // v2_direct_messages.cpp
std::vector<Route> V2ReplayRoutes();           // v2_replay.cpp
std::vector<Route> V2WebhookRoutes();          // v2_webhooks.cpp
std::vector<Route> V2MediaRoutes();            // v2_media.cpp
std::vector<Route> V2ModerationRoutes();       // v2_moderation.cpp
std::vector<Route> V2AccountActivityRoutes();  // v2_account_activity.cpp

}  // namespace xsim
