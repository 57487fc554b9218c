// People of the remote side: names, logins, identities, profiles.
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

TEST_F(Customers, AKnownAuthorKeepsLoginAndNameAndFillsOnlyBlanks) {
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
  EXPECT_EQ(after.firstname, before.firstname);
  EXPECT_EQ(after.web, "https://old.example");
  EXPECT_EQ(after.note, "Now with a note");
  EXPECT_EQ(after.image_source, "https://img.example/new.png");
  ASSERT_EQ(after.identities.size(), 1u);
  EXPECT_EQ(after.identities[0].username, "jo_new");
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
  Update(update);
  EXPECT_EQ(store_->directory().FindUser(before.id)->value().identities[0].username, "jo_renamed");
}

}  // namespace
}  // namespace stub
