// Hands requests on manifest routes (webhooks, callbacks) to the plugin they belong to.
#pragma once

#include "host_stub/web/endpoint.hpp"

namespace stub {

HttpResponse AnswerPluginRoute(Web& web, const RouteMatch& match, const HttpRequest& request);

}  // namespace stub
