// Action app.self_test: looks at everything that has to be right between this helpdesk and X, and
// says of each thing whether it is and, if not, what to do and where. It changes nothing at X.
//
// Output: {"message": one sentence, "checks": [{"check", "result", "advice"}]}; "result" is "ok",
// "wrong", "ends soon" or "not checked" (something before it has to be mended first); "advice" is
// empty when ok.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class SelfTest {
 public:
  // Borrows everything; lives for one call.
  SelfTest(const XApi& api, const Config& config, const chp::CallContext& call)
      : api_(api), config_(config), call_(call) {}

  std::string Run();

 private:
  struct Check {
    std::string name;
    std::string_view result;
    std::string advice;
  };

  void Ok(std::string_view name);
  void Wrong(std::string_view name, std::string advice);
  void NotChecked(std::string_view name, std::string_view why);

  void CheckGeneration();
  void CheckAddress();
  bool CheckKeys();  // with clock and callback address; false: nothing else can be asked
  void CheckClient();
  void CheckPermissions();
  void CheckWebhook();
  void CheckAccounts();
  void CheckAccount(const Account& account);
  std::string Output() const;

  const XApi& api_;
  const Config& config_;
  const chp::CallContext& call_;
  std::vector<Check> checks_;
};

}  // namespace twitter
