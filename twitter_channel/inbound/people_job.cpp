// Ask, tell, forget: in this order, so that a run that is killed in between is repeated whole.
#include "twitter_channel/inbound/people_job.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <boost/json/serialize.hpp>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/normalizer.hpp"
#include "twitter_channel/inbound/own_json.hpp"
#include "twitter_channel/inbound/wanted_posts.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostPeople = 100;

chp::Error MorePeople() {
  return {.code = chp::Code::kAgain,
          .reason = "lookup.more",
          .message = "There are more people to look up; it goes on at once.",
          .retry_after_ms = 1};
}

chp::Job PeopleJobFor(std::string_view account_id) {
  chp::Job job;
  job.id = "people/" + std::string(account_id);
  job.kind = kPeopleJob;
  job.account_id = account_id;
  job.lane = kPeopleJob;
  job.payload_json = "{}";
  return job;
}

}  // namespace

chp::Job PersonJobFor(std::string_view account_id, std::string_view user_id) {
  chp::Job job;
  job.id = "person/" + std::string(account_id) + "/" + std::string(user_id);
  job.kind = kPersonJob;
  job.account_id = account_id;
  job.lane = kPeopleJob;
  chp::JsonText payload;
  payload.BeginObject().Name("id").Text(user_id).EndObject();
  job.payload_json = std::move(payload).Take();
  return job;
}

chp::Result<void> PeopleJob::Run(const chp::CallContext& call, const Config& config,
                                 const chp::Job& job) {
  const Account* account = config.ById(job.account_id);
  if (account == nullptr) return {};
  if (job.kind == kPersonJob) return Note(*account, job);
  if (!account->active || !account->has_credentials()) return {};
  return LookUp(call, config, *account);
}

chp::Result<void> PeopleJob::Note(const Account& account, const chp::Job& job) {
  const auto payload = ParseOwnObject(job.payload_json);
  const std::string id = payload ? OwnText(*payload, "id") : std::string();
  if (!IsXId(id)) {
    return chp::Error{chp::Code::kInvalid, "job.payload",
                      "The payload of a job is not one this channel writes."};
  }
  const auto listed = WantedPosts(host_.kv, PeoplePrefix(account.id)).Add({.id = id});
  if (!listed) return listed.error();
  if (!*listed) {
    host_.log.Write(
        chp::LogLevel::kWarn, "Too many people wait to be looked up; one stays known by id.",
        boost::json::serialize(boost::json::object{{"account", account.id}, {"person", id}}));
  }
  return host_.jobs.Schedule(PeopleJobFor(account.id));
}

chp::Result<void> PeopleJob::LookUp(const chp::CallContext& call, const Config& config,
                                    const Account& account) {
  WantedPosts wanted(host_.kv, PeoplePrefix(account.id));
  auto ids = wanted.Ids(kMostPeople + 1);
  if (!ids) return ids.error();
  const bool more = ids->size() > kMostPeople;
  if (more) ids->pop_back();
  if (!ids->empty()) {
    auto people = users_.Lookup(CredentialsOf(config, account), *ids, call);
    if (!people) return people.error();
    if (auto told = Tell(account, *std::move(people), config); !told) return told;
  }
  for (const std::string& id : *ids) {
    if (auto erased = wanted.Erase(id); !erased) return erased;
  }
  if (more) return MorePeople();
  return {};
}

chp::Result<void> PeopleJob::Tell(const Account& account, std::vector<User> people,
                                  const Config& config) {
  chp::Batch batch;
  for (User& person : people) {
    chp::Update update;
    update.kind = chp::UpdateKind::kPartyChanged;
    update.account_id = account.id;
    update.at_ms = host_.clock.NowMs();
    update.party = PartyFrom(std::move(person), config);
    batch.updates.push_back(std::move(update));
  }
  if (batch.updates.empty()) return {};
  const auto delivered = host_.ingest.Deliver(batch);
  return delivered ? chp::Result<void>() : delivered.error();
}

}  // namespace twitter
