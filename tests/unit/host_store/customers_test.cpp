// People of the remote side: names, logins, identities, profiles.
#include "host_stub/store/sqlite_connection.hpp"
#include "host_stub/ticketing/person_name.hpp"
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

struct NameCase {
  const char* display_name;
  PersonName expected;
};

class NameRule : public testing::TestWithParam<NameCase> {};

TEST_P(NameRule, Splits) {
  EXPECT_EQ(SplitName(GetParam().display_name), GetParam().expected) << GetParam().display_name;
}

INSTANTIATE_TEST_SUITE_P(
    Customers, NameRule,
    testing::Values(
        NameCase{"Zammad HQ", {"Zammad", "Hq"}}, NameCase{"pennbrooke", {"Pennbrooke", ""}},
        NameCase{"CCC Event Logistics", {"Ccc", "Event Logistics"}},
        NameCase{"Doe, Jane", {"Jane", "Doe"}}, NameCase{"Dr. Jane Doe", {"Dr. Jane", "Doe"}},
        NameCase{"prof. Jane van Doe", {"prof. Jane", "van Doe"}}, NameCase{"Jane", {"Jane", ""}},
        NameCase{"Dr. Jane", {"Dr. Jane", ""}}, NameCase{"JANE DOE", {"Jane", "Doe"}},
        NameCase{"  Jane   Doe ", {"Jane", "Doe"}},
        NameCase{"\xC3\x89MILE zola", {"\xC3\x89mile", "Zola"}},
        NameCase{"McKenzie o'hara", {"McKenzie", "o'hara"}}, NameCase{"jo99", {"jo99", ""}},
        NameCase{",", {",", ""}}, NameCase{"Doe,", {"Doe,", ""}}, NameCase{"", {"", ""}}));

class Customers : public IngestTest {
 protected:
  User CustomerAfter(const chp::Party& party) {
    chp::Message message = Post(std::to_string(++messages_), "x");
    message.author = party;
    return CustomerOf(TicketOf(Deliver(message)));
  }
  static chp::Party Profile(const std::string& name, const std::string& told) {
    chp::Party party = PartyOf("jo");
    party.display_name = name;
    party.extra_json =
        "{\"web\":\"" + told + "\",\"note\":\"" + told + "\",\"address\":\"" + told + "\"}";
    return party;
  }
  int messages_ = 0;
};

TEST_F(Customers, AnUnknownAuthorBecomesAUser) {
  chp::Party party = PartyOf("PennBrooke1");
  party.display_name = "pennbrooke";
  party.avatar_url = "https://img.example/1.png";
  party.extra_json = R"({"web":"https://p.example","note":"Hello","address":"London"})";
  const User user = CustomerAfter(party);
  EXPECT_EQ(user.login, "pennbrooke1");
  EXPECT_EQ(user.firstname, "Pennbrooke");
  EXPECT_EQ(user.web, "https://p.example");
  EXPECT_EQ(user.note, "Hello");
  EXPECT_EQ(user.address, "London");
  EXPECT_EQ(user.image_source, "https://img.example/1.png");
  EXPECT_EQ(user.email, "");
  EXPECT_EQ(user.roles, std::vector<std::string>{"Customer"});
  ASSERT_EQ(user.identities.size(), 1u);
  EXPECT_EQ(user.identities[0].provider, "toy");
  EXPECT_EQ(user.identities[0].uid, "id-PennBrooke1");
  EXPECT_EQ(user.identities[0].username, "PennBrooke1");
}

TEST_F(Customers, AKnownAuthorKeepsTheLoginAndWhatTheChannelFilledInFollowsTheProfile) {
  chp::Party party = PartyOf("jo");
  party.extra_json = R"({"web":"https://old.example"})";
  party.avatar_url = "https://img.example/old.png";
  const User before = CustomerAfter(party);
  party.handle = "jo_new";
  party.display_name = "Somebody Else";
  party.avatar_url = "https://img.example/new.png";
  party.extra_json = R"({"web":"https://new.example","note":"Now with a note"})";
  const User after = CustomerAfter(party);
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.login, "jo");
  EXPECT_EQ(after.firstname, "Somebody");
  EXPECT_EQ(after.lastname, "Else");
  EXPECT_EQ(after.web, "https://new.example");
  EXPECT_EQ(after.note, "Now with a note");
  EXPECT_EQ(after.image_source, "https://img.example/new.png");
  ASSERT_EQ(after.identities.size(), 1u);
  EXPECT_EQ(after.identities[0].username, "jo_new");
}

TEST_F(Customers, WhatAnAgentChangedStays) {
  const User before = CustomerAfter(Profile("Jo Old", "old"));
  UserChange change;
  change.lastname = "Smith";
  change.note = "";
  change.address = "Entered by hand";
  ASSERT_TRUE(store_->directory().UpdateUser(before.id, change));
  for (const char* told : {"new", "newer"}) {
    const User after = CustomerAfter(Profile("Jo New", told));
    EXPECT_EQ(after.firstname, "Jo");
    EXPECT_EQ(after.lastname, "Smith");
    EXPECT_EQ(after.note, "");
    EXPECT_EQ(after.address, "Entered by hand");
    EXPECT_EQ(after.web, told);
  }
}

TEST_F(Customers, WhatThePersonClearsIsCleared) {
  CustomerAfter(Profile("Jo", "old"));
  EXPECT_EQ(CustomerAfter(Profile("Jo", "")).note, "");
}

TEST_F(Customers, WhatAProfileDoesNotSpeakOfStays) {
  CustomerAfter(Profile("Jo", "old"));
  EXPECT_EQ(CustomerAfter(PartyOf("jo")).note, "old");
}

TEST_F(Customers, AnOlderProfileThatComesLateOverwritesNothingNewer) {
  chp::Message late = Post("late", "jo");
  late.author = Profile("Jo Old", "old");
  late.author.handle = "jo_old";
  late.author.avatar_url = "https://img.example/old.png";
  chp::Party newer = Profile("Jo New", "new");
  newer.extra_json = R"({"web":"new"})";
  const User before = CustomerAfter(newer);
  Deliver(late);
  const User after = store_->directory().FindUser(before.id)->value();
  EXPECT_EQ(after.lastname, "New");
  EXPECT_EQ(after.web, "new");
  EXPECT_EQ(after.note, "old") << "the newer one did not speak of it";
  EXPECT_EQ(after.identities[0].username, "jo");
  EXPECT_EQ(after.image_source, "https://img.example/old.png");
}

// A profile that is seen again is as new as its last message.
TEST_F(Customers, AProfileSeenAgainIsNotOlderForIt) {
  const User before = CustomerAfter(Profile("Jo", "mine"));
  chp::Message between = Post("between", "jo");
  between.author = Profile("Jo", "of before");
  CustomerAfter(Profile("Jo", "mine"));
  Deliver(between);
  EXPECT_EQ(store_->directory().FindUser(before.id)->value().web, "mine");
}

TEST_F(Customers, AnIdentityOfAUserMadeHereIsOnlyFilledIn) {
  NewUser made;
  made.login = "jane";
  made.firstname = "Jane";
  made.roles = {"Customer"};
  const Id user = store_->directory().CreateUser(made).value();
  SqliteConnection sql(Options().database_file, "", SqliteConnection::Access::kReadWrite);
  sql.Run("INSERT INTO identities(provider, uid, username, user_id) VALUES('toy','id-jo','',?)",
          user);
  const User after = CustomerAfter(Profile("Jo New", "new"));
  EXPECT_EQ(after.id, user);
  EXPECT_EQ(after.firstname, "Jane");
  EXPECT_EQ(after.note, "new");
  EXPECT_EQ(after.identities[0].username, "jo");
}

TEST_F(Customers, AKnownPersonChangesHandsWithTheirTickets) {
  chp::Message theirs = Post("1", "jo");
  const Ticket ticket = TicketOf(Deliver(theirs));
  const Ticket direct = TicketOf(Deliver(Direct("2", "jo")));
  const Ticket other = TicketOf(Deliver(Post("3", "mia")));
  NewUser made;
  made.login = "jane";
  made.firstname = "Jane";
  made.roles = {"Customer"};
  const Id jane = store_->directory().CreateUser(made).value();
  ASSERT_TRUE(store_->directory().AttachIdentity(jane, {"toy", "id-jo", ""}, TakeFrom::kCustomers));
  EXPECT_EQ(TicketById(ticket.id).customer_id, jane);
  EXPECT_EQ(TicketById(direct.id).customer_id, jane);
  EXPECT_NE(TicketById(other.id).customer_id, jane);
  EXPECT_EQ(Articles(ticket.id)[0].created_by_id, jane);
  EXPECT_EQ(CustomerAfter(Profile("Jo New", "new")).id, jane);
  const User now = store_->directory().FindUser(jane)->value();
  EXPECT_EQ(now.firstname, "Jane") << "entered by hand";
  ASSERT_EQ(now.identities.size(), 1u);
  EXPECT_EQ(now.identities[0].username, "jo");
  EXPECT_TRUE(store_->directory().FindUser(ticket.customer_id)->value().identities.empty());
}

TEST_F(Customers, APersonNotSeenYetCanBeAttached) {
  NewUser made;
  made.login = "jane";
  made.roles = {"Customer"};
  const Id jane = store_->directory().CreateUser(made).value();
  ASSERT_TRUE(
      store_->directory().AttachIdentity(jane, {"toy", "id-jo", "jo"}, TakeFrom::kCustomers));
  EXPECT_EQ(CustomerAfter(PartyOf("jo")).id, jane);
  EXPECT_FALSE(
      store_->directory().AttachIdentity(999, {"toy", "id-jo", "jo"}, TakeFrom::kCustomers));
}

TEST_F(Customers, ATakenLoginGetsANumberAndAtLastARandomName) {
  for (int i = 0; i <= kMostLoginSuffixes + 1; ++i) {
    chp::Party party = PartyOf("jo");
    party.external_id = std::to_string(i);
    const std::string login = CustomerAfter(party).login;
    if (i == 0) {
      EXPECT_EQ(login, "jo");
    } else if (i <= kMostLoginSuffixes) {
      EXPECT_EQ(login, "jo" + std::to_string(i));
    } else {
      EXPECT_EQ(login.size(), 32u);
    }
  }
}

TEST_F(Customers, TheNamedCustomerIsTheTicketsAndTheAuthorTheArticles) {
  chp::Message message = Post("1", "author");
  message.customer = PartyOf("customer");
  const Ticket ticket = TicketOf(Deliver(message));
  EXPECT_EQ(CustomerOf(ticket).login, "customer");
  EXPECT_EQ(Articles(ticket.id).at(0).from, "@author");
}

TEST_F(Customers, OurOwnAccountIsNoUser) {
  Deliver(Direct("1", "jo"));
  Deliver(Own(Direct("2", "jo")));
  EXPECT_EQ(store_->directory().Users(10)->size(), 1u);
}

TEST_F(Customers, ContextMakesNoUser) {
  chp::Message message = Post("1", "jo");
  message.role = chp::Role::kContext;
  Deliver(message);
  EXPECT_TRUE(store_->directory().Users(10)->empty());
}

TEST_F(Customers, AChangedPartyIsFollowedWithoutAMessage) {
  const User before = CustomerAfter(PartyOf("jo"));
  chp::Update update;
  update.kind = chp::UpdateKind::kPartyChanged;
  update.party = PartyOf("jo");
  update.party->handle = "jo_renamed";
  update.party->display_name = "Jo Renamed";
  update.at_ms = now_ms_ + 1;
  Update(update);
  update.party->handle = "jo_older";
  update.at_ms = now_ms_ - 1;
  Update(update);
  const User after = store_->directory().FindUser(before.id)->value();
  EXPECT_EQ(after.identities[0].username, "jo_renamed");
  EXPECT_EQ(after.lastname, "Renamed");
}

}  // namespace
}  // namespace stub
