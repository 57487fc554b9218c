#include "tests/x_simulator/api/billing.hpp"

#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

// What the "data" of an answer of this route is, or nothing.
std::string_view ItemOf(const Route& route) {
  const std::string_view pattern = route.pattern;
  if (route.method != "GET") return {};
  if (pattern.starts_with("/2/dm_")) return "dm event read";
  if (pattern.starts_with("/2/tweets")) return "post read";
  if (!pattern.starts_with("/2/users")) return {};
  return pattern.ends_with("/tweets") || pattern.ends_with("/mentions") ? "post read" : "user read";
}

bool IsPosting(const Route& route) {
  return route.method == "POST" && route.pattern == "/2/tweets";
}

std::string_view WriteOf(const Route& route) {
  if (IsPosting(route)) return "post";
  if (route.method == "POST" && route.pattern.starts_with("/2/dm_conversations")) return "dm send";
  if (route.method == "POST" && route.pattern == "/2/media/metadata") return "media metadata";
  const bool of_message = route.pattern.starts_with("/2/dm_events");
  const bool deletes = route.method == "DELETE" && (of_message || route.pattern == "/2/tweets/:id");
  return deletes ? "delete" : "";
}

std::int64_t SizeOf(const json::value* value) {
  if (value == nullptr) return 0;
  if (value->is_array()) return static_cast<std::int64_t>(value->get_array().size());
  return value->is_object() ? 1 : 0;
}

// A post with a link costs what it costs, whatever it answers; else an answer to somebody who named
// or quoted the account is cheaper than a post.
std::string_view KindOfPost(const State& state, const json::object& answer) {
  const auto* data = ObjectMember(&answer, "data");
  const Post* post = state.posts.Find(IdMember(data, "id").value_or(""));
  if (post == nullptr) return "post";
  if (!post->content.urls.empty()) return "post with url";
  const Post* parent = state.posts.Find(post->in_reply_to_status_id);
  const bool of_another = parent != nullptr && parent->user_id != post->user_id;
  return of_another ? "summoned reply" : "post";
}

// Its own data, for the owner of the app.
bool IsOwnedRead(const State& state, const Route& route, const Call& call) {
  const App* app = state.apps.Find(call.caller.app_id);
  const std::string id = call.Path("id");
  return app != nullptr && route.pattern.starts_with("/2/users/:id/") && app->owner_id == id &&
         call.caller.user_id == id;
}

}  // namespace

bool CostsMoney(const Route& route) { return !ItemOf(route).empty() || !WriteOf(route).empty(); }

void BillAnswer(State& state, const Route& route, const Call& call,
                const stub::HttpResponse& answer) {
  if (!CostsMoney(route) || answer.status >= 300) return;
  const auto body = ParseObject(answer.body);
  if (!body) return;
  const auto add = [&](std::string_view item, std::int64_t count) {
    state.invoice.Add(call.caller.app_id, call.caller.user_id, item, count, state.now_ms);
  };
  if (IsPosting(route)) return add(KindOfPost(state, *body), 1);
  if (!WriteOf(route).empty()) return add(WriteOf(route), 1);
  add(IsOwnedRead(state, route, call) ? "owned read" : ItemOf(route),
      SizeOf(body->if_contains("data")));
  const auto* includes = ObjectMember(&*body, "includes");
  if (includes == nullptr) return;
  add("user read", SizeOf(includes->if_contains("users")));
  add("post read", SizeOf(includes->if_contains("tweets")));
}

stub::HttpResponse CreditsDepleted(const State& state, const std::string& app_id) {
  const App* app = state.apps.Find(app_id);
  const std::string account = app == nullptr ? "0" : app->owner_id;
  stub::HttpResponse answer =
      JsonAnswer({{"title", "CreditsDepleted"},
                  {"detail", "Your enrolled account [" + account +
                                 "] does not have any credits to fulfill this request."},
                  {"type", "https://api.twitter.com/2/problems/credits"}},
                 402);
  answer.content_type = "application/problem+json";
  return answer;
}

}  // namespace xsim
