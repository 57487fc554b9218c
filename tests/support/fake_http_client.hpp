// An HttpClient in memory: gives the answers a test queued, in order, and keeps what it was asked.
//
//   FakeHttpClient http;
//   http.WillAnswer(200, R"({"id_str":"1"})");
//   ... EXPECT_EQ(http.requests.at(0).url, "https://api.twitter.com/1.1/…");
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "twitter_channel/http/http_client.hpp"

namespace twitter::testing {

class FakeHttpClient : public HttpClient {
 public:
  chp::Result<HttpResponse> Send(const HttpRequest& request, const chp::CallContext&) override {
    requests.push_back(request);
    if (results_.empty()) {
      return chp::Error{chp::Code::kInternal, "test.no_answer", "The test queued no answer."};
    }
    chp::Result<HttpResponse> result = std::move(results_.front());
    results_.pop_front();
    return result;
  }

  // The body of a success goes to the sink in one piece, as far as the limit allows.
  chp::Result<HttpResponse> Fetch(const HttpRequest& request, const BodySink& sink,
                                  const chp::CallContext& call) override {
    chp::Result<HttpResponse> result = Send(request, call);
    if (!result || result->status / 100 != 2) return result;
    const std::string body = std::exchange(result->body, {});
    if (body.size() > request.response_limit) {
      return chp::Error{chp::Code::kTransient, "http.answer_too_large", "It is too large."};
    }
    if (!body.empty() && !sink(body)) {
      return chp::Error{chp::Code::kTransient, "http.sink_refused", "It is not wanted."};
    }
    return result;
  }

  void WillAnswer(int status, std::string body, std::vector<HttpHeader> headers = {}) {
    results_.push_back(HttpResponse{status, std::move(headers), std::move(body)});
  }
  void WillFail(chp::Error error) { results_.push_back(std::move(error)); }

  std::vector<HttpRequest> requests;

 private:
  std::deque<chp::Result<HttpResponse>> results_;
};

}  // namespace twitter::testing
