// Whoever stands between the channel and X's API: is asked before each request, and told of each
// answer.
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/http/http_client.hpp"

namespace twitter {

struct Credentials;
struct V11Request;

// Each Before that lets a request pass is followed by exactly one After or Unanswered.
// Threads: any number at once.
class RequestWatch {
 public:
  virtual ~RequestWatch() = default;
  // An error: X is not asked, and the caller gets it.
  virtual chp::Result<void> Before(const Credentials& credentials, const V11Request& request) = 0;
  virtual void After(const Credentials& credentials, const V11Request& request,
                     const HttpResponse& response) = 0;
  virtual void Unanswered(const Credentials& credentials, const V11Request& request) = 0;
  // X refused; when it may be asked again can be said better than by its answer alone.
  virtual void Refine(const Credentials& credentials, chp::Error& error) = 0;
};

}  // namespace twitter
