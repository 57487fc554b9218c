#include "twitter_channel/inbound/poll_start.hpp"

#include <string>
#include <utility>

#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// What came while events were set up is seen.
constexpr std::int64_t kMarkLagMs = 60'000;
// An outage may have begun before it was noticed.
constexpr std::int64_t kBeforeOutageMs = std::int64_t{10} * 60'000;

std::string FirstIdOf(std::int64_t outage_ms) { return LowestIdAt(outage_ms - kBeforeOutageMs); }

chp::Result<void> MarkFirst(chp::Kv& kv, const Account& account, Feed feed,
                            std::int64_t outage_ms) {
  PollPlaceStore store(kv, account.id, FeedName(feed));
  auto place = store.Read();
  if (!place) return place.error();
  if (!place->since_id.empty()) return {};
  place->since_id = FirstIdOf(outage_ms);
  auto marked = store.Write(*place);
  // Who was faster had a turn of the list.
  if (!marked && marked.error().code != chp::Code::kConflict) return marked;
  return {};
}

}  // namespace

PollStart StartOf(PollPlace stored, const PollPlan& plan, const Account& account,
                  std::int64_t outage_ms, std::int64_t now_ms) {
  const std::string outage_id = FirstIdOf(outage_ms);
  if (!stored.since_id.empty()) {
    // A list that is read after outages only begins anew at each of them.
    const bool anew = plan.interval_ms == 0 && IsLowerId(stored.since_id, outage_id);
    return {.place = anew ? PollPlace{.since_id = outage_id, .gaps = {}} : std::move(stored)};
  }
  if (outage_ms > 0) return {.place = {.since_id = outage_id, .gaps = {}}};
  if (plan.beside_events) {
    return {.place = {.since_id = LowestIdAt(now_ms - kMarkLagMs), .gaps = {}}, .only_marks = true};
  }
  const std::int64_t first_ms = now_ms - account.settings.polling.first_ms;
  return {.place = {.since_id = LowestIdAt(first_ms), .gaps = {}}, .one_page = true};
}

chp::Result<void> PlanCatchUp(const chp::HostPorts& host, const Config& config,
                              const Account& account, std::int64_t since_ms) {
  for (const chp::Job& job : CatchUpJobs(config, account, since_ms)) {
    const auto feed = FeedOfKind(job.kind);
    if (!feed) continue;
    if (auto marked = MarkFirst(host.kv, account, *feed, since_ms); !marked) return marked;
    if (auto scheduled = host.jobs.Schedule(job); !scheduled) return scheduled;
  }
  return {};
}

}  // namespace twitter
