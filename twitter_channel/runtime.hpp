// What all connections of a process share: libcurl and its pool of kept connections. The one
// process-wide object of the plugin; it lives from the first connection to the last.
#pragma once

#include <memory>

#include "twitter_channel/http/http_client.hpp"

namespace twitter {

// Threads: any. The client goes when its last owner does.
std::shared_ptr<HttpClient> SharedHttpClient();

}  // namespace twitter
