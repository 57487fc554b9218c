// One call of the sender for one composed reply: the steps listed in sender.hpp.
#pragma once

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/remote_messages.hpp"
#include "twitter_channel/outbound/send_ledger.hpp"

namespace twitter {

class SendRun {
 public:
  struct Task {
    const chp::CallContext& call;
    const chp::Reply& reply;
    const Account& account;
    const Composition& composition;
  };

  SendRun(const chp::HostPorts& host, RemoteMessages& remote, const Task& task)
      : host_(host), ledger_(host.kv), remote_(remote), task_(task) {}

  chp::Result<SentMessage> Run();

 private:
  chp::Result<SentMessage> Write(StoredRecord& entry);
  chp::Result<SentMessage> AfterFailure(const chp::Error& error, StoredRecord& entry);
  chp::Result<SentMessage> Reconcile(StoredRecord& entry);
  chp::Result<SentMessage> AfterFruitlessLook(bool complete, StoredRecord& entry);
  chp::Result<std::optional<SentMessage>> FindOurs(const Look& look);
  SentMessage Record(const SentMessage& sent, StoredRecord& entry);
  SentMessage Bound(const SentMessage& sent);
  chp::Result<Look> LookOnce(const StoredRecord& entry);
  chp::Result<void> Store(StoredRecord& entry);
  void Warn(std::string_view what, const chp::Error& error);

  chp::HostPorts host_;
  SendLedger ledger_;
  RemoteMessages& remote_;
  Task task_;
};

}  // namespace twitter
