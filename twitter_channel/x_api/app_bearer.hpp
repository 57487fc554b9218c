// The app's own token (x_api.md 1.4): minted from its keys when it is first needed, and again when
// X does not take it any more. X hands out one per app, the same until somebody invalidates it.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class AppBearer {
 public:
  explicit AppBearer(const V11Requests& requests) : requests_(requests) {}

  // Asks as the app. The answer of a success, or X's refusal.
  chp::Result<JsonDocument> AskJson(const App& app, V11Request request,
                                    const chp::CallContext& call);
  // For answers that may be empty.
  chp::Result<HttpResponse> Ask(const App& app, V11Request request, const chp::CallContext& call);

 private:
  template <class Answer, class Asking>
  chp::Result<Answer> AskAs(const App& app, V11Request& request, const chp::CallContext& call,
                            const Asking& ask);
  chp::Result<std::string> TokenOf(const App& app, const chp::CallContext& call);
  chp::Result<std::string> Mint(const App& app, const chp::CallContext& call) const;
  void Forget(const App& app, const std::string& token);

  const V11Requests& requests_;
  std::mutex mutex_;  // guards tokens_; never held while X is asked
  std::map<std::string, std::string, std::less<>> tokens_;  // by address and consumer key
};

}  // namespace twitter
