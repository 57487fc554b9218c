// DELETE /2/tweets/:id, DELETE /2/dm_events/:id, PUT /2/tweets/:id/hidden (x_api.md 3.4, 4.1, 4.2).
#include "twitter_channel/x_api/v2/moderation.hpp"

#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/repeatable.hpp"

namespace twitter {
namespace {

struct Change {
  std::string method;
  std::string path;
  std::string body;
  std::string_view said;  // the member of "data" that repeats what was asked for
  bool wanted = true;
};

// A success must say that it was done: X also answers 200 with nothing but errors.
chp::Result<void> Make(const V11Requests& requests, const Credentials& credentials, Change change,
                       const chp::CallContext& call) {
  V11Request request;
  request.method = std::move(change.method);
  request.path = std::move(change.path);
  request.json = std::move(change.body);
  request.idempotent = false;  // X takes each signature once: the transport may not repeat it
  request.repeatable = true;
  const chp::Result<JsonDocument> answer = requests.AskJson(credentials, request, call);
  if (!answer) return Repeatable(answer.error());
  const JsonNode* data =
      answer->root().is_object() ? ObjectMember(answer->root(), "data") : nullptr;
  if (data == nullptr) return BadAnswer("It does not say that it was done.");
  JsonProblem problem;
  const bool is_so = JsonFields(*data, problem).Flag(change.said) == change.wanted;
  if (problem || !is_so) return BadAnswer("It does not say that it was done.");
  return {};
}

chp::Error NoSuchId() {
  return {chp::Code::kRejected, std::string(reason::kNotFound),
          "This is not the id of anything on X."};
}

}  // namespace

chp::Result<void> V2Moderation::DeletePost(const Credentials& credentials, std::string_view post_id,
                                           const chp::CallContext& call) {
  if (!IsXId(post_id)) return NoSuchId();
  return Make(requests_, credentials,
              {"DELETE", "/2/tweets/" + std::string(post_id), "", "deleted"}, call);
}

chp::Result<void> V2Moderation::DeleteMessage(const Credentials& credentials,
                                              std::string_view message_id,
                                              const chp::CallContext& call) {
  if (!IsXId(message_id)) return NoSuchId();
  return Make(requests_, credentials,
              {"DELETE", "/2/dm_events/" + std::string(message_id), "", "deleted"}, call);
}

chp::Result<void> V2Moderation::SetHidden(const Credentials& credentials, std::string_view post_id,
                                          bool hidden, const chp::CallContext& call) {
  if (!IsXId(post_id)) return NoSuchId();
  return Make(requests_, credentials,
              {"PUT", "/2/tweets/" + std::string(post_id) + "/hidden",
               boost::json::serialize(boost::json::object{{"hidden", hidden}}), "hidden", hidden},
              call);
}

}  // namespace twitter
