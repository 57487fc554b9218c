// Counters -> OpenMetrics.
#include "twitter_channel/admin/metrics.hpp"

namespace twitter {
namespace {

// Some words come from X.
std::string EscapedLabel(std::string_view word) {
  std::string escaped;
  for (const char character : word) {
    if (character == '\n') {
      escaped += "\\n";
      continue;
    }
    if (character == '\\' || character == '"') escaped += '\\';
    escaped += character;
  }
  return escaped;
}

struct Family {
  std::string_view name;
  std::string_view label;
  std::string_view help;
};

void Append(const Family& family, const std::map<std::string, std::uint64_t>& counts,
            std::string& text) {
  const std::string name(family.name);
  text += "# TYPE " + name + " counter\n# HELP " + name + " " + std::string(family.help) + "\n";
  for (const auto& [word, count] : counts) {
    text += name + "_total{" + std::string(family.label) + "=\"" + EscapedLabel(word) + "\"} " +
            std::to_string(count) + "\n";
  }
}

}  // namespace

void Tally::Add(std::string_view word) {
  const std::lock_guard lock(mutex_);
  const auto known = counts_.find(word);
  if (known != counts_.end()) {
    ++known->second;
  } else {
    counts_.emplace(word, 1);
  }
}

std::map<std::string, std::uint64_t> Tally::Snapshot() const {
  const std::lock_guard lock(mutex_);
  return {counts_.begin(), counts_.end()};
}

std::string_view VerdictName(chp::Code code) {
  switch (code) {
    case chp::Code::kOk:
      return "ok";
    case chp::Code::kAgain:
      return "again";
    case chp::Code::kRateLimited:
      return "rate_limited";
    case chp::Code::kTransient:
      return "transient";
    case chp::Code::kUncertain:
      return "uncertain";
    case chp::Code::kRejected:
      return "rejected";
    case chp::Code::kAuth:
      return "auth";
    case chp::Code::kConfig:
      return "config";
    case chp::Code::kCancelled:
      return "cancelled";
    case chp::Code::kConflict:
      return "conflict";
    default:
      return "failed";
  }
}

std::string OpenMetrics(const Counts& counts) {
  std::string text;
  Append({"twitter_events", "kind", "Events received from X."}, counts.events, text);
  Append({"twitter_webhook_answers", "status", "Webhook requests answered, by HTTP status."},
         counts.webhook_answers, text);
  Append({"twitter_sends", "verdict", "Replies handled, by verdict."}, counts.sends, text);
  Append({"twitter_billed", "kind", "What X bills."}, counts.billed, text);
  Append({"twitter_cost_micro_dollars", "kind", "What that costs by the table of plans."},
         counts.micro_dollars, text);
  return text + "# EOF\n";
}

}  // namespace twitter
