// A connection with an account of a made-up channel, and short ways to write to it.
#pragma once

#include <string>
#include <vector>

#include "host_stub/manifest.hpp"
#include "host_stub/store/blob_store.hpp"
#include "host_stub/store/ingest_store.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {

class IngestTest : public StoreTest {
 protected:
  static constexpr const char* kSupport = "2";

  IngestTest();

  // Messages of the account 100 "acme"; sent one second after the one before unless set.
  chp::Message Post(const std::string& id, const std::string& author);
  chp::Message Reply(const std::string& id, const std::string& author, const std::string& parent);
  chp::Message Direct(const std::string& id, const std::string& author);
  chp::Message Own(chp::Message message);  // written by us, to the former author

  chp::Delivery Deliver(const chp::Message& message);
  std::vector<chp::Delivery> Deliver(const chp::Batch& batch);
  void Update(chp::Update update);
  void Delete(const std::string& external_id);

  std::vector<Ticket> Tickets();
  Ticket OnlyTicket();
  Ticket TicketOf(const chp::Delivery& delivery);
  Ticket TicketById(Id ticket);
  std::vector<Article> Articles(Id ticket);
  std::vector<std::string> Bodies(Id ticket);
  std::size_t ArticleCount();
  void SetState(Id ticket, TicketState state);
  User CustomerOf(const Ticket& ticket);
  chp::Found Find(const std::string& external_id);
  std::string MakeBlob(const std::string& bytes);

  Id connection_ = 0;
  Id account_ = 0;
  Manifest manifest_;
};

chp::Party PartyOf(const std::string& handle);

}  // namespace stub
