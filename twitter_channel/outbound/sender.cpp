// One reply: compose it, then run the steps.
#include "twitter_channel/outbound/sender.hpp"

#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/send_run.hpp"

namespace twitter {

chp::Result<const Account*> SendingAccount(const Config& config, std::string_view account_id) {
  const Account* account = config.ById(account_id);
  if (account != nullptr) return account;
  return chp::Error{.code = chp::Code::kConfig,
                    .reason = "account.unknown",
                    .message =
                        "The X account of this ticket is not linked any more; add it again "
                        "in the channel's settings.",
                    .scope = chp::Scope::kAccount};
}

chp::Result<void> Sender::Send(const chp::CallContext& call, const chp::Reply& reply,
                               const Config& config, chp::Receipt& receipt) {
  const auto account = SendingAccount(config, reply.account_id);
  if (!account) return account.error();
  const Composition composition = Compose(reply, config, **account, contacts_);
  RemoteMessages remote(api_, config, **account);
  SendRun run(host_, remote, {call, reply, **account, composition});
  auto sent = run.Run();
  receipt = run.Receipt();
  return sent;
}

}  // namespace twitter
