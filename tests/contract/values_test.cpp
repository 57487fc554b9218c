// Values through C structs and back: nothing is lost, and hostile structs are refused.
#include <ostream>

#include <gtest/gtest.h>

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/to_c.hpp"
#include "tests/contract/newer.hpp"

namespace contract {
namespace {

chp::Attachment FullAttachment() {
  return {.blob_id = "b",
          .filename = "f.png",
          .media_type = "image/png",
          .alt_text = "a cat",
          .size_bytes = 12};
}

chp::Party FullParty(const std::string& id) {
  return {.external_id = id,
          .handle = "jo",
          .display_name = "Jo \xF0\x9F\x98\x80",
          .avatar_url = "https://x.example/a.png",
          .extra_json = "{}",
          .own = true};
}

chp::Job FullJob() {
  return {.id = "j",
          .kind = "k",
          .account_id = "1",
          .lane = "l",
          .payload_json = "{}",
          .run_at_ms = 5,
          .priority = -2};
}

chp::Message FullMessage() {
  chp::Message message;
  message.role = chp::Role::kJoin;
  message.visibility = chp::Visibility::kPrivate;
  message.own = true;
  message.account_id = "1";
  message.external_id = "42";
  message.conversation_id = "40";
  message.surface = "post";
  message.source = "mention";
  message.group_id = "3";
  message.in_reply_to = "41";
  message.subject = "late";
  message.text = "my parcel is late";
  message.permalink = "https://x.example/42";
  message.sent_ms = 1'700'000'000'000;
  message.author = FullParty("7");
  message.customer = FullParty("8");
  message.recipients = {FullParty("9"), FullParty("10")};
  message.parent_ids = {"41", "40"};
  message.attachments = {FullAttachment()};
  message.jobs = {FullJob()};
  message.attributes_json = "{\"a\":1}";
  message.match_json = "{\"source\":\"mention\"}";
  message.context_json = "{\"c\":1}";
  return message;
}

chp::Update FullUpdate() {
  return {.kind = chp::UpdateKind::kPartyChanged,
          .account_id = "1",
          .external_id = "42",
          .new_external_id = "43",
          .text = "edited",
          .at_ms = 9,
          .party = FullParty("7"),
          .attachments = {FullAttachment()}};
}

TEST(Values, OfAMessageSurvive) {
  chp::CStructs structs;
  const chp::Message message = FullMessage();
  const auto read = chp::ReadMessage(structs.Add(message));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, message);
}

TEST(Values, OfAnUpdateSurvive) {
  chp::CStructs structs;
  const chp::Update update = FullUpdate();
  const auto read = chp::ReadUpdate(structs.Add(update));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, update);
}

TEST(Values, OfALargeBatchSurvive) {
  chp::CStructs structs;
  chp::Batch batch;
  batch.messages.assign(200, FullMessage());
  batch.updates = {FullUpdate()};
  batch.jobs = {FullJob()};
  const auto read = chp::ReadBatch(structs.Add(batch));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->messages, batch.messages);
  EXPECT_EQ(read->updates, batch.updates);
  EXPECT_EQ(read->jobs, batch.jobs);
}

TEST(Values, ThatAreEmptyAreAbsent) {
  chp::CStructs structs;
  EXPECT_EQ(structs.Add(chp::Job{})->id.ptr, nullptr);
}

// A change to one struct inside of a message that must make the whole batch refused.
struct Spoiled {
  const char* name;
  void (*spoil)(chp_message& message);
  chp::Code expected;
};

void PrintTo(const Spoiled& value, std::ostream* out) { *out << value.name; }

const Spoiled kSpoiled[] = {
    {"no_author", [](chp_message& message) { message.author = nullptr; }, chp::Code::kInvalid},
    {"role", [](chp_message& message) { message.role = 9; }, chp::Code::kUnsupported},
    {"no_role", [](chp_message& message) { message.role = 0; }, chp::Code::kUnsupported},
    {"visibility", [](chp_message& message) { message.visibility = 3; }, chp::Code::kUnsupported},
    {"flags", [](chp_message& message) { message.flags = 2; }, chp::Code::kUnsupported},
    {"text",
     [](chp_message& message) {
       message.text = {nullptr, 1};
     },
     chp::Code::kInvalid},
    {"long_text", [](chp_message& message) { message.text.len = SIZE_MAX; }, chp::Code::kInvalid},
    {"jobs", [](chp_message& message) { message.jobs = nullptr; }, chp::Code::kInvalid},
    {"recipients", [](chp_message& message) { message.recipient_count = SIZE_MAX; },
     chp::Code::kInvalid},
    {"size", [](chp_message& message) { message.struct_size = 8; }, chp::Code::kInvalid},
};

class SpoiledMessage : public testing::TestWithParam<Spoiled> {};

TEST_P(SpoiledMessage, MakesTheBatchRefused) {
  chp::CStructs structs;
  const chp::Message message = FullMessage();
  chp_message raw = *structs.Add(message);
  GetParam().spoil(raw);
  const chp_message* const messages[] = {&raw};
  auto batch = chp::Zeroed<chp_batch>();
  batch.messages = messages;
  batch.message_count = 1;
  const auto read = chp::ReadBatch(&batch);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(By, SpoiledMessage, testing::ValuesIn(kSpoiled),
                         [](const auto& parameter) { return parameter.param.name; });

TEST(Readers, KeepTheTailRuleInsideOfAMessage) {
  chp::CStructs structs;
  const chp::Message message = FullMessage();
  chp_message raw = *structs.Add(message);
  Newer<chp_party> author(*raw.author);
  raw.author = author.get();
  EXPECT_TRUE(chp::ReadMessage(&raw).ok());
  author.SetTailByte(5);
  EXPECT_FALSE(chp::ReadMessage(&raw).ok());
}

TEST(Readers, RefuseAnUnknownKindOfUpdate) {
  auto raw = chp::Zeroed<chp_update>();
  raw.kind = CHP_UPDATE_PARTY_CHANGED + 1;
  EXPECT_EQ(chp::ReadUpdate(&raw).error().code, chp::Code::kUnsupported);
}

TEST(Readers, RefuseAnUnknownStateOfAnAccount) {
  auto raw = chp::Zeroed<chp_account_state>();
  raw.state = CHP_ACCOUNT_DOWN + 1;
  EXPECT_EQ(chp::ReadAccountState(&raw).error().code, chp::Code::kUnsupported);
  raw.state = UINT32_MAX;
  EXPECT_EQ(chp::ReadAccountState(&raw).error().code, chp::Code::kUnsupported);
}

TEST(Readers, RefuseANullAmongIds) {
  const chp_str* const ids[] = {nullptr};
  EXPECT_EQ(chp::ReadIds(ids, 1).error().code, chp::Code::kInvalid);
}

TEST(Readers, ReadAKeyValuePut) {
  auto raw = chp::Zeroed<chp_kv_put>();
  raw.flags = CHP_KV_SECRET;
  raw.key = chp::Str("k");
  raw.expected_version = CHP_KV_ABSENT;
  raw.ttl_ms = 7;
  const auto put = chp::ReadKvPut(&raw);
  ASSERT_TRUE(put.ok());
  EXPECT_TRUE(put->secret);
  EXPECT_EQ(put->expected_version, 0U);
  EXPECT_EQ(put->ttl_ms, 7);
}

}  // namespace
}  // namespace contract
