// The table is read strictly: a member that is missing, unknown or of another type is named.
#include "twitter_channel/plans.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <boost/json.hpp>

#include "twitter_channel/field_reader.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr char kTable[] = {
#include "plans_json.inc"
};

constexpr std::int64_t kDearest = 1'000'000'000;  // a thousand dollars
constexpr std::int64_t kMost = 1'000'000'000;
constexpr std::int64_t kLongestProbe = 86'400;

struct ChargeRow {
  Charge charge;
  std::string_view name;
  std::string_view label;
};
constexpr ChargeRow kRows[] = {
    {Charge::kPostRead, "post_read", "posts read"},
    {Charge::kOwnedRead, "owned_read", "own posts and mentions read"},
    {Charge::kUserRead, "user_read", "people read"},
    {Charge::kDmRead, "dm_read", "direct messages read"},
    {Charge::kPostWrite, "post_write", "posts written"},
    {Charge::kPostWriteLink, "post_write_link", "posts written with a link"},
    {Charge::kSummonedReply, "summoned_reply", "answers to posts that name us"},
    {Charge::kDmWrite, "dm_write", "direct messages sent"},
    {Charge::kDelete, "delete", "posts and messages deleted"},
    {Charge::kMediaMetadata, "media_metadata", "descriptions of media"},
    {Charge::kPostDelivery, "post_delivery", "posts delivered by webhook"},
    {Charge::kPostDeleteDelivery, "post_delete_delivery", "deletions delivered by webhook"},
    {Charge::kDmDelivery, "dm_delivery", "direct messages delivered by webhook"},
    {Charge::kChatDelivery, "chat_delivery", "encrypted messages delivered by webhook"},
};
static_assert(std::size(kRows) == kCharges);

std::string Unknown(const std::string& path) { return "\"" + path + "\" is no member of a plan."; }

// Members over what `plan` holds; `complete`: each must be there.
class PlanReader {
 public:
  PlanReader(FieldErrors& errors, bool complete) : errors_(errors), complete_(complete) {}

  void Read(const json::object& from, const std::string& path, Plan& plan) {
    Check(from, path,
          {"label", "prices", "gates", "subscriptions", "webhooks", "posts_per_month",
           "credit_probe_seconds", "limits"});
    const FieldReader fields(from, path, errors_);
    if (from.contains("label")) plan.label = fields.Text("label");
    ReadPrices(fields.Object("prices"), fields.PathOf("prices"), plan);
    ReadGates(fields.Object("gates"), fields.PathOf("gates"), plan);
    plan.subscriptions = fields.Number("subscriptions", plan.subscriptions, 0, kMost);
    plan.webhooks = fields.Number("webhooks", plan.webhooks, 0, kMost);
    plan.posts_per_month = fields.Number("posts_per_month", plan.posts_per_month, 0, kMost);
    plan.credit_probe_ms =
        1000 * fields.Number("credit_probe_seconds", plan.credit_probe_ms / 1000, 1, kLongestProbe);
    ReadLimits(fields.Object("limits"), fields.PathOf("limits"), plan);
  }

 private:
  void Check(const json::object& from, const std::string& path,
             const std::vector<std::string_view>& known) {
    const FieldReader fields(from, path, errors_);
    for (const auto& member : from) {
      if (std::find(known.begin(), known.end(), std::string_view(member.key())) != known.end()) {
        continue;
      }
      errors_.Add(fields.PathOf(member.key()), Unknown(fields.PathOf(member.key())));
    }
    for (const std::string_view name : known) {
      if (!complete_ || from.contains(name)) continue;
      errors_.Add(fields.PathOf(name), "\"" + fields.PathOf(name) + "\" is missing.");
    }
  }

  void ReadPrices(const json::object& from, const std::string& path, Plan& plan) {
    std::vector<std::string_view> names;
    for (const ChargeRow& row : kRows) names.push_back(row.name);
    Check(from, path, names);
    const FieldReader fields(from, path, errors_);
    for (const ChargeRow& row : kRows) {
      std::int64_t& price = plan.prices[static_cast<std::size_t>(row.charge)];
      price = fields.Number(row.name, price, 0, kDearest);
    }
  }

  void ReadGates(const json::object& from, const std::string& path, Plan& plan) {
    Check(from, path, {"replies", "cashtags", "quote_posts", "mentions_in_new_posts"});
    const FieldReader fields(from, path, errors_);
    plan.gates_replies = fields.Flag("replies", plan.gates_replies);
    plan.cashtags = fields.Number("cashtags", plan.cashtags, 0, kMost);
    plan.quote_posts = fields.Flag("quote_posts", plan.quote_posts);
    plan.mentions_in_new_posts = fields.Flag("mentions_in_new_posts", plan.mentions_in_new_posts);
  }

  void ReadLimits(const json::object& from, const std::string& path, Plan& plan) {
    const FieldReader fields(from, path, errors_);
    for (const auto& member : from) {
      const std::string name = fields.PathOf(member.key());
      const json::object& row = fields.Object(member.key());
      const FieldReader windows(row, name, errors_);
      for (const auto& window : row) {
        const std::string_view key = window.key();
        if (key == "user" || key == "app" || key == "user_day" || key == "app_day") continue;
        errors_.Add(windows.PathOf(key), Unknown(windows.PathOf(key)));
      }
      EndpointLimit& limit = plan.limits[std::string(member.key())];
      limit.user = windows.Number("user", limit.user, 0, kMost);
      limit.app = windows.Number("app", limit.app, 0, kMost);
      limit.user_day = windows.Number("user_day", limit.user_day, 0, kMost);
      limit.app_day = windows.Number("app_day", limit.app_day, 0, kMost);
    }
  }

  FieldErrors& errors_;
  bool complete_;
};

}  // namespace

std::string_view ChargeName(Charge charge) { return kRows[static_cast<std::size_t>(charge)].name; }

std::string_view ChargeLabel(Charge charge) {
  return kRows[static_cast<std::size_t>(charge)].label;
}

std::optional<Charge> ChargeNamed(std::string_view name) {
  for (const ChargeRow& row : kRows) {
    if (row.name == name) return row.charge;
  }
  return std::nullopt;
}

chp::Result<Plan> PlanNamed(std::string_view id, std::string_view overrides) {
  const auto table = ParseObject({kTable, sizeof(kTable) - 1}, "table of plans");
  if (!table) return table.error();
  FieldErrors errors("config");
  const FieldReader root(*table, "plans", errors);
  const json::object& plans = root.Object("plans");
  const json::value* row = plans.if_contains(id);
  if (row == nullptr || !row->is_object()) {
    errors.Add("app.plan",
               "The plan at X must be one of: auto, pay_per_use, enterprise, "
               "legacy_v1_1.");
    return *errors.first();
  }
  Plan plan;
  plan.id = id;
  plan.as_of = root.Text("as_of");
  PlanReader(errors, true).Read(row->get_object(), "plans." + std::string(id), plan);
  const auto over = ParseObject(overrides, "changes of the plan");
  if (!over) {
    errors.Add("app.plan_overrides", over.error().message);
    return *errors.first();
  }
  PlanReader(errors, false).Read(*over, "app.plan_overrides", plan);
  if (errors.first()) return *errors.first();
  return plan;
}

std::string Dollars(std::int64_t micro_dollars) {
  std::string decimals = std::to_string(micro_dollars % 1'000'000);
  decimals.insert(0, 6 - decimals.size(), '0');
  while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
  return "$" + std::to_string(micro_dollars / 1'000'000) + "." + decimals;
}

}  // namespace twitter
