// Everything the host answers over HTTP: manifest routes first, then the REST API and the page.
#pragma once

#include "host_stub/web/endpoint_table.hpp"
#include "host_stub/web/http_server.hpp"

namespace stub {

class WebService : public HttpService {
 public:
  // Lanes of the server, in this order: actions that call a remote side never delay a webhook, and
  // neither delays the answer to "are you alive?".
  static constexpr std::size_t kWebhookLane = 0;
  static constexpr std::size_t kRestLane = 1;
  static constexpr std::size_t kStatusLane = 2;

  explicit WebService(Web& web);

  std::size_t LaneOf(const HttpRequest& request) const override;
  HttpResponse Handle(const HttpRequest& request) override;

 private:
  HttpResponse Route(const HttpRequest& request);
  HttpResponse AnswerEndpoint(const EndpointMatch& match, const HttpRequest& request);

  Web& web_;
  EndpointTable endpoints_;
};

}  // namespace stub
