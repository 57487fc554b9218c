// The one watch over all requests of a connection: what X still allows, whether there is credit and
// budget, and what is billed. In that order a request is held back without asking X:
//
//   out of credit   kRateLimited, scope connection, until the next probe (credit_gate.hpp)
//   budget used up  kRateLimited, scope connection, until midnight UTC; paid requests only
//   window used up  kRateLimited, scope lane, until its reset (limit_book.hpp)
//
// Signing in is never held back, nor are files. Of windows that replies and regular work share,
// regular work leaves a fifth and new posts leave a tenth to answers.
#pragma once

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/x_api/cost_meter.hpp"
#include "twitter_channel/x_api/credit_gate.hpp"
#include "twitter_channel/x_api/limit_book.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/request_watch.hpp"

namespace twitter {

// Threads: any number at once.
class RequestGuard : public RequestWatch {
 public:
  RequestGuard(chp::Kv& kv, const chp::Clock& clock) : clock_(clock), costs_(kv, clock) {}

  chp::Result<void> Before(const Credentials& credentials, const V11Request& request) override;
  void After(const Credentials& credentials, const V11Request& request,
             const HttpResponse& response) override;
  void Unanswered(const Credentials& credentials, const V11Request& request) override;
  void Refine(const Credentials& credentials, chp::Error& error) override;

  CostMeter& costs() { return costs_; }
  const CostMeter& costs() const { return costs_; }
  const CreditGate& credit() const { return credit_; }

 private:
  chp::Result<void> CheckBudget(const App& app);
  void LearnCredit(const App& app, int status);
  chp::Result<void> CheckWindows(const Credentials& credentials, const V11Request& request);

  const chp::Clock& clock_;
  CostMeter costs_;
  CreditGate credit_;
  LimitBook limits_;
};

}  // namespace twitter
