// One call of the sender for one composed reply: the steps listed in sender.hpp.
#pragma once

#include <optional>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/media_pipeline.hpp"
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

  chp::Result<void> Run();
  // What is known to be on X, whatever Run said.
  chp::Receipt Receipt() const;

 private:
  const SendRecord& record() const { return entry_.record; }
  chp::Result<void> CheckAccount() const;
  Outgoing NextPart() const;
  MediaPipeline Media();
  chp::Result<void> Write();
  chp::Result<void> AfterFailure(const chp::Error& error);
  chp::Result<void> AfterRefusedSignature(const chp::Error& error);
  chp::Result<void> Refuse(const chp::Error& error);
  chp::Error Named(const chp::Error& error) const;
  void ForgetFiles();
  void Reopen();
  chp::Result<void> Reconcile();
  chp::Result<void> AfterFruitlessLook(bool complete);
  chp::Result<std::optional<SentMessage>> FindOurs(const Look& look);
  chp::Result<void> Record(const SentMessage& sent);
  void Bind(std::string_view external_id);
  chp::Result<Look> LookOnce();
  chp::Result<void> Store();
  void Warn(std::string_view what, const chp::Error& error);

  chp::HostPorts host_;
  SendLedger ledger_;
  RemoteMessages& remote_;
  Task task_;
  StoredRecord entry_;
};

}  // namespace twitter
