// A service for tests: answers with what it got, and with special answers under special paths.
#pragma once

#include <future>
#include <stdexcept>
#include <string>

#include "host_stub/web/http_server.hpp"

namespace stub {

class EchoService : public HttpService {
 public:
  std::size_t LaneOf(const HttpRequest& request) const override {
    if (request.path == "/slow/waiting") waiting_seen.set_value();
    return request.path.starts_with("/slow") ? 1 : 0;
  }

  HttpResponse Handle(const HttpRequest& request) override {
    HttpResponse answer;
    if (request.path == "/throw") throw std::runtime_error("secret detail");
    if (request.path == "/drop") answer.drop_connection = true;
    if (request.path == "/split") answer.headers.push_back({"x-a", "b\r\nset-cookie: c"});
    if (request.path == "/empty") answer.status = 204;
    if (request.path == "/slow") {
      slow_started.set_value();
      slow_may_end.get_future().wait();
    }
    answer.content_type = "text/plain";
    answer.headers.push_back({"x-seen", std::string(request.Header("x-given"))});
    answer.body = request.method + "|" + std::string(request.path) + "|" +
                  std::string(request.query) + "|" + request.remote_addr + "|" + request.body;
    return answer;
  }

  mutable std::promise<void> waiting_seen;
  std::promise<void> slow_started;
  std::promise<void> slow_may_end;
};

}  // namespace stub
