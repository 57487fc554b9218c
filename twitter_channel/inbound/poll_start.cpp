#include "twitter_channel/inbound/poll_start.hpp"

#include <utility>

#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// What came while events were set up is seen.
constexpr std::int64_t kMarkLagMs = 60'000;
// An outage may have begun before it was noticed.
constexpr std::int64_t kBeforeOutageMs = std::int64_t{10} * 60'000;

}  // namespace

PollStart StartOf(PollPlace stored, const PollPlan& plan, const Account& account,
                  std::int64_t outage_ms, std::int64_t now_ms) {
  const std::string outage_id = LowestIdAt(outage_ms - kBeforeOutageMs);
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

}  // namespace twitter
