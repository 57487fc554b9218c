// The ports over a host: services that fail, lie (R3), are missing, older or newer.
#include <ostream>

#include <gtest/gtest.h>

#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

chp::Message SomeMessage() {
  chp::Message message;
  message.role = chp::Role::kOpen;
  message.account_id = "1";
  message.external_id = "42";
  message.author.external_id = "7";
  return message;
}

template <class T>
chp::Result<void> Outcome(const chp::Result<T>& result) {
  return result ? chp::Result<void>() : result.error();
}

// Every operation of every service, used as a channel does.
struct Operation {
  const char* name;
  chp::Result<void> (*use)(chp::HostPorts& host);
  bool has_evidence;  // whether a success needs a proof
};

void PrintTo(const Operation& value, std::ostream* out) { *out << value.name; }

const Operation kOperations[] = {
    {"kv.get", [](chp::HostPorts& host) { return Outcome(host.kv.Get("key")); }, true},
    {"kv.put",
     [](chp::HostPorts& host) { return Outcome(host.kv.Put({.key = "key", .value = "v"})); }, true},
    {"kv.erase", [](chp::HostPorts& host) { return host.kv.Erase("key"); }, false},
    {"kv.scan", [](chp::HostPorts& host) { return Outcome(host.kv.Scan("k")); }, false},
    {"ingest.deliver",
     [](chp::HostPorts& host) {
       chp::Batch batch;
       batch.messages.push_back(SomeMessage());
       return Outcome(host.ingest.Deliver(batch));
     },
     true},
    {"ingest.find",
     [](chp::HostPorts& host) {
       const std::vector<std::string> ids{"42"};
       return Outcome(host.ingest.Find("1", ids));
     },
     false},
    {"ingest.bind", [](chp::HostPorts& host) { return host.ingest.Bind("1", "key", "42"); }, false},
    {"ingest.recent",
     [](chp::HostPorts& host) {
       return host.ingest.Recent("1", 0, [](const chp::Message&) { return true; });
     },
     false},
    {"ingest.quarantine",
     [](chp::HostPorts& host) { return host.ingest.Quarantine("bytes", "x.bad"); }, false},
    {"accounts.save",
     [](chp::HostPorts& host) {
       return Outcome(host.accounts.Save({.account_json = "{}", .secrets_json = "{}"}));
     },
     true},
    {"accounts.set_state",
     [](chp::HostPorts& host) {
       return host.accounts.SetState({.account_id = "1", .reason = {}, .message = {}});
     },
     false},
    {"jobs.schedule",
     [](chp::HostPorts& host) {
       chp::Job job;
       job.id = "poll/1";
       return host.jobs.Schedule(job);
     },
     false},
    {"jobs.cancel", [](chp::HostPorts& host) { return host.jobs.Cancel("poll/1"); }, false},
    {"blob.commit",
     [](chp::HostPorts& host) {
       return Outcome(host.blobs->Store({}, [](const chp::Blobs::Writer& write) {
         write("bytes");
         return chp::Result<void>();
       }));
     },
     true},
};

std::string TestName(const Operation& operation) {
  std::string name = operation.name;
  name[name.find('.')] = '_';
  return name;
}

// Uses the operation from inside a call and returns what the channel saw.
chp::Result<void> Use(Bench& bench, const Operation& operation) {
  chp::Result<void> seen;
  bench.channel().script = [&] {
    seen = operation.use(bench.channel().host);
    return chp::Result<void>();
  };
  EXPECT_EQ(bench.RunJob(), CHP_OK);
  return seen;
}

class EveryOperation : public testing::TestWithParam<Operation> {};

TEST_P(EveryOperation, PassesEachCodeOn) {
  for (chp_status status = CHP_E_INTERNAL; status < CHP_OK; ++status) {
    Bench bench;
    bench.host.statuses[GetParam().name] = status;
    const auto seen = Use(bench, GetParam());
    if (status == CHP_E_NOT_FOUND && seen.ok()) continue;  // absence is an answer
    ASSERT_FALSE(seen.ok()) << status;
    EXPECT_EQ(seen.error().code, chp::CodeFrom(status));
    EXPECT_EQ(seen.error().reason, std::string("host.") + GetParam().name);
  }
}

TEST_P(EveryOperation, ReadsACodeNobodyKnowsAsInternal) {
  for (const chp_status status : {1, 2, 1000, -13, -1000, INT32_MIN}) {
    Bench bench;
    bench.host.statuses[GetParam().name] = status;
    const auto seen = Use(bench, GetParam());
    ASSERT_FALSE(seen.ok()) << status;
    EXPECT_EQ(seen.error().code, chp::Code::kInternal) << status;
  }
}

TEST_P(EveryOperation, IsRefusedOnAThreadOutsideOfACall) {
  Bench bench;
  const auto seen = GetParam().use(bench.channel().host);
  ASSERT_FALSE(seen.ok());
  EXPECT_EQ(seen.error().reason, "abi.foreign_thread");
}

INSTANTIATE_TEST_SUITE_P(Of, EveryOperation, testing::ValuesIn(kOperations),
                         [](const auto& parameter) { return TestName(parameter.param); });

std::vector<Operation> OperationsWithEvidence() {
  std::vector<Operation> operations(std::begin(kOperations), std::end(kOperations));
  std::erase_if(operations, [](const Operation& operation) { return !operation.has_evidence; });
  return operations;
}

class OperationWithEvidence : public testing::TestWithParam<Operation> {};

TEST_P(OperationWithEvidence, ThatLiesIsFoundOut) {
  Bench bench;
  bench.host.lies.insert(GetParam().name);
  const auto seen = Use(bench, GetParam());
  ASSERT_FALSE(seen.ok());
  EXPECT_EQ(seen.error().code, chp::Code::kInternal);
  EXPECT_EQ(seen.error().reason, "host.no_evidence");
}

INSTANTIATE_TEST_SUITE_P(Of, OperationWithEvidence, testing::ValuesIn(OperationsWithEvidence()),
                         [](const auto& parameter) { return TestName(parameter.param); });

TEST(Ingest, RefusalOfOneMessageIsReportedBesideTheOthers) {
  Bench bench;
  bench.channel().script = [&]() -> chp::Result<void> {
    chp::Batch batch;
    batch.messages = {SomeMessage(), SomeMessage()};
    batch.messages[1].permalink = "javascript:alert(1)";
    const auto deliveries = bench.channel().host.ingest.Deliver(batch);
    if (!deliveries) return deliveries.error();
    EXPECT_EQ((*deliveries)[0].status, chp::Code::kOk);
    EXPECT_EQ((*deliveries)[1].status, chp::Code::kInvalid);
    EXPECT_EQ((*deliveries)[1].reason, "message.permalink");
    return {};
  };
  EXPECT_EQ(bench.RunJob(), CHP_OK) << bench.error.message;
}

TEST(Ingest, StoredMessagesAreListedUntilTheChannelHasEnough) {
  Bench bench;
  std::size_t seen = 0;
  bench.channel().script = [&]() -> chp::Result<void> {
    chp::Ingest& ingest = bench.channel().host.ingest;
    chp::Batch batch;
    batch.messages = {SomeMessage(), SomeMessage(), SomeMessage()};
    if (const auto stored = ingest.Deliver(batch); !stored) return stored.error();
    return ingest.Recent("1", 0, [&](const chp::Message& message) {
      EXPECT_EQ(message, SomeMessage());
      return ++seen < 2;
    });
  };
  EXPECT_EQ(bench.RunJob(), CHP_OK);
  EXPECT_EQ(seen, 2u);
}

TEST(Ingest, AnExceptionWhileListingDoesNotPassThroughTheHost) {
  Bench bench;
  bench.channel().script = [&]() -> chp::Result<void> {
    chp::Ingest& ingest = bench.channel().host.ingest;
    chp::Batch batch;
    batch.messages = {SomeMessage()};
    if (const auto stored = ingest.Deliver(batch); !stored) return stored.error();
    const auto listed =
        ingest.Recent("1", 0, [](const chp::Message&) -> bool { throw std::bad_alloc(); });
    EXPECT_FALSE(listed.ok());
    EXPECT_EQ(listed.error().reason, "host.ingest.recent");
    return {};
  };
  EXPECT_EQ(bench.RunJob(), CHP_OK);
}

TEST(Blobs, HalfWrittenAreAbandoned) {
  for (const char* failing : {"blob.write", "blob.commit"}) {
    Bench bench;
    bench.host.statuses[failing] = CHP_E_TRANSIENT;
    EXPECT_FALSE(Use(bench, kOperations[std::size(kOperations) - 1]).ok());
    EXPECT_EQ(bench.host.abandoned, 1) << failing;
  }
}

TEST(Blobs, AreAbandonedWhenTheirSourceThrows) {
  Bench bench;
  bench.channel().script = [&]() -> chp::Result<void> {
    const auto thrower = [](const chp::Blobs::Writer&) -> chp::Result<void> { throw 1; };
    return Outcome(bench.channel().host.blobs->Store({}, thrower));
  };
  EXPECT_EQ(bench.RunJob(), CHP_E_INTERNAL);
  EXPECT_EQ(bench.host.abandoned, 1);
}

chp_status ReadBlob(Bench& bench, std::string* bytes) {
  bench.host.blobs.push_back({.meta = {}, .bytes = std::string(200'000, 'x')});
  bench.channel().script = [&bench, bytes]() -> chp::Result<void> {
    return bench.channel().host.blobs->Read("b1", [&](std::string_view block) {
      bytes->append(block);
      return true;
    });
  };
  return bench.RunJob();
}

TEST(Blobs, AreReadInBlocksToTheirEnd) {
  Bench bench;
  std::string bytes;
  EXPECT_EQ(ReadBlob(bench, &bytes), CHP_OK);
  EXPECT_EQ(bytes.size(), 200'000U);
  EXPECT_EQ(bench.host.closed, 1);
}

TEST(Blobs, WhoseReaderStopsAreClosed) {
  Bench bench;
  bench.host.blobs.push_back({.meta = {}, .bytes = "x"});
  bench.channel().script = [&] {
    return bench.channel().host.blobs->Read("b1", [](std::string_view) { return false; });
  };
  EXPECT_EQ(bench.RunJob(), CHP_E_CANCELLED);
  EXPECT_STREQ(bench.error.reason, "blob.stopped");
  EXPECT_EQ(bench.host.closed, 1);
}

TEST(Blobs, ThatClaimMoreThanTheBufferHoldsAreNotRead) {
  Bench bench;
  bench.host.lies.insert("blob.read");
  std::string bytes;
  EXPECT_EQ(ReadBlob(bench, &bytes), CHP_E_INTERNAL);
  EXPECT_EQ(bytes, "");
}

}  // namespace
}  // namespace contract
