// People whom a channel knows by their id only at first, as X's events of activity name them.
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

chp::Party KnownByIdOnly() {
  chp::Party party;
  party.external_id = "id-jo";
  return party;
}

chp::Update Told(const std::string& handle, const std::string& name, std::int64_t at_ms) {
  chp::Update update;
  update.kind = chp::UpdateKind::kPartyChanged;
  update.party = KnownByIdOnly();
  update.party->handle = handle;
  update.party->display_name = name;
  update.at_ms = at_ms;
  return update;
}

class KnownByIdFirst : public IngestTest {
 protected:
  // A conversation in which both sides wrote.
  KnownByIdFirst() {
    chp::Message theirs = Direct("1", "jo");
    theirs.author = KnownByIdOnly();
    ticket_ = TicketOf(Deliver(theirs)).id;
    chp::Message ours = Own(Direct("2", "jo"));
    ours.customer = KnownByIdOnly();
    ours.recipients = {PartyOf("mia"), KnownByIdOnly()};
    Deliver(ours);
  }
  User Customer() { return CustomerOf(TicketById(ticket_)); }

  Id ticket_ = 0;
};

TEST_F(KnownByIdFirst, IsCalledByTheIdUntilMoreIsTold) {
  EXPECT_EQ(Articles(ticket_).at(0).from, "id-jo");
  EXPECT_EQ(Articles(ticket_).at(1).to, "@mia, id-jo");
  EXPECT_EQ(Customer().login, "id-jo");
}

TEST_F(KnownByIdFirst, ArticlesAndCustomerTakeHandleAndName) {
  Update(Told("jo", "Jo Harper", now_ms_ + 1));
  EXPECT_EQ(Articles(ticket_).at(0).from, "@jo");
  EXPECT_EQ(Articles(ticket_).at(1).to, "@mia, @jo");
  EXPECT_EQ(Customer().login, "jo");
  EXPECT_EQ(Customer().lastname, "Harper");
}

TEST_F(KnownByIdFirst, AHandleAloneIsAName) {
  Update(Told("jo", "", now_ms_ + 1));
  EXPECT_EQ(Customer().firstname, "Jo");
  Update(Told("jo", "Jo Harper", now_ms_ + 2));
  EXPECT_EQ(Customer().lastname, "Harper");
}

TEST_F(KnownByIdFirst, ANameAloneIsShown) {
  Update(Told("", "Jo Harper", now_ms_ + 1));
  EXPECT_EQ(Articles(ticket_).at(0).from, "Jo Harper");
}

TEST_F(KnownByIdFirst, WhatIsToldOfAnEarlierTimeIsStillMoreThanNothing) {
  Update(Told("jo", "Jo Harper", 1));
  EXPECT_EQ(Articles(ticket_).at(0).from, "@jo");
  EXPECT_EQ(Customer().lastname, "Harper");
}

TEST_F(KnownByIdFirst, TheHandleOfThatTimeStays) {
  Update(Told("jo", "Jo Harper", now_ms_ + 1));
  Deliver(Direct("3", "jo"));
  Update(Told("jo_new", "Jo Harper", now_ms_ + 5000));
  EXPECT_EQ(Articles(ticket_).at(2).from, "@jo");
  EXPECT_EQ(Customer().login, "jo");
}

TEST_F(KnownByIdFirst, ALoginThatIsTakenGetsANumber) {
  chp::Party other = PartyOf("jo");
  other.external_id = "id-other";
  chp::Message theirs = Post("3", "jo");
  theirs.author = other;
  Deliver(theirs);
  Update(Told("jo", "Jo Harper", now_ms_ + 1));
  EXPECT_EQ(Customer().login, "jo1");
}

TEST_F(KnownByIdFirst, WhatAnAgentCalledThemStays) {
  UserChange change;
  change.firstname = "Johanna";
  ASSERT_TRUE(store_->directory().UpdateUser(Customer().id, change));
  Update(Told("jo", "Jo Harper", now_ms_ + 1));
  EXPECT_EQ(Customer().firstname, "Johanna");
}

TEST_F(KnownByIdFirst, ADisplayNameThatIsSomebodysIdIsNotTakenForThem) {
  Update(Told("jo", "Jo Harper", now_ms_ + 1));
  chp::Party liar;
  liar.external_id = "id-liar";
  liar.display_name = "id-jo";
  chp::Message message = Post("lie", "x");
  message.author = liar;
  EXPECT_EQ(Articles(TicketOf(Deliver(message)).id).at(0).from, "id-jo");
}

}  // namespace
}  // namespace stub
