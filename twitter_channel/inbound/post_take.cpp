// Read the request, ask X, deliver: nothing is kept in between, so that it may be repeated whole.
#include "twitter_channel/inbound/post_take.hpp"

#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/inbound/post_link.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {
namespace {

chp::Error Refusal(std::string_view reason, std::string sentence) {
  return {chp::Code::kRejected, std::string(reason), std::move(sentence)};
}

struct Wish {
  const Account* account = nullptr;
  std::string post_id;
  std::string group_id;  // empty: none was chosen
};

chp::Result<Wish> ReadWish(const chp::ActionInput& action, const Config& config) {
  Wish wish{.account = config.ById(action.account_id), .post_id = {}, .group_id = {}};
  if (wish.account == nullptr) {
    return Refusal("account.unknown", "This account is not linked here any more.");
  }
  if (!wish.account->has_credentials()) {
    return chp::Error{
        chp::Code::kAuth, "account.no_token",
        "There is no access token for @" + wish.account->screen_name + "; add the account again."};
  }
  const auto input = ParseObject(action.input_json, "input");
  if (!input) return input.error();
  FieldErrors errors("post");
  const FieldReader fields(*input, "", errors);
  const auto id = PostIdIn(fields.Text("post"));
  wish.group_id = fields.Text("group_id");
  if (errors.first()) return *errors.first();
  if (!id) {
    return Refusal("post.link",
                   "This names no post on X. Copy the link of the post, such as "
                   "https://x.com/name/status/1234567890, or its number.");
  }
  wish.post_id = *id;
  return wish;
}

std::string FirstGroupOf(const AccountSettings& settings) {
  for (const std::string* group : {&settings.mentions_group, &settings.replies_group,
                                   &settings.quotes_group, &settings.direct_messages_group}) {
    if (!group->empty()) return *group;
  }
  for (const SearchRule& rule : settings.search) {
    if (!rule.group_id.empty()) return rule.group_id;
  }
  return {};
}

// As the router says, except that it becomes a ticket for certain.
Routing ByHand(const Post& post, const Account& account, std::string group_id) {
  Routing routing = RoutePost(post, account);
  routing.matches.push_back({Source::kByHand, account.screen_name});
  if (routing.group_id.empty()) {
    routing.source = Source::kByHand;
    routing.detail = account.screen_name;
    routing.group_id = FirstGroupOf(account.settings);
  }
  if (!group_id.empty()) routing.group_id = std::move(group_id);
  routing.disposition = Disposition::kOpen;
  return routing;
}

}  // namespace

chp::Result<std::string> PostTake::Run(const chp::CallContext& call, const chp::ActionInput& action,
                                       const Config& config) {
  auto wish = ReadWish(action, config);
  if (!wish) return wish.error();
  auto post = posts_.Show(CredentialsOf(config, *wish->account), wish->post_id, call);
  if (!post) return post.error();
  Post taken = post->reposted ? *post->reposted : *std::move(post);
  return Deliver(std::move(taken), *wish->account, std::move(wish->group_id), config);
}

chp::Result<std::string> PostTake::Deliver(Post post, const Account& account, std::string group_id,
                                           const Config& config) {
  if (post.author.id == account.external_id) {
    return Refusal("post.own",
                   "This account wrote the post itself. Answers to it come as tickets of their "
                   "own; take one of them.");
  }
  const Routing routing = ByHand(post, account, std::move(group_id));
  if (routing.group_id.empty()) {
    return Refusal("post.group", "Choose a group for the ticket: the account has none yet.");
  }
  const chp::Batch batch = BatchOfPost(std::move(post), routing, account, config);
  const auto delivered = host_.ingest.Deliver(batch);
  if (!delivered) return delivered.error();
  if (delivered->empty() || delivered->front().status != chp::Code::kOk ||
      delivered->front().ticket_ref.empty()) {
    return Refusal("post.refused",
                   "The helpdesk did not take this post: it was deleted here, or holds what the "
                   "helpdesk cannot keep.");
  }
  const chp::Delivery& delivery = delivered->front();
  return boost::json::serialize(boost::json::object{{"ticket", delivery.ticket_ref},
                                                    {"title", batch.messages.front().subject},
                                                    {"created", delivery.created}});
}

}  // namespace twitter
