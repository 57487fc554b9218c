// What the channel asks of X, in domain types. One implementation per generation (v1_1 now, v2
// later); everything above is the same for both.
//
// Errors: as mapped by api_error.hpp; transport errors as in http_client.hpp.
// Threads: any number at once. Credentials are arguments: an implementation keeps none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/auth/token_pair.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/x_api/pages.hpp"

namespace twitter {

// What a request is for: answers go before everything else where X allows few requests.
enum class Purpose { kBackground, kNewPost, kAnswer };

// The app's keys plus, for most calls, a user's token.
struct Credentials {
  const App* app = nullptr;
  const OAuth1Token* user = nullptr;  // null: the app alone
  const Account* account = nullptr;   // whose they are; null: no linked account's
  std::string_view account_id = {};   // the host's, for who is billed; empty: the app asks
  bool owns_app = false;              // the account is the app's owner: its own data costs less
  Purpose purpose = Purpose::kBackground;

  // Whether they are an OAuth 2.0 grant's, whose tokens come and go; then `user` proves nothing.
  bool by_grant() const { return account != nullptr && account->has_grant(); }
};

// An account's, in whichever way it proves itself.
inline Credentials CredentialsOf(const Config& config, const Account& account) {
  const std::string owner = account.external_id + "-";  // an owner's token begins with its id
  return {.app = &config.app,
          .user = &account.token,
          .account = &account,
          .account_id = account.id,
          .owns_app = config.app.owner.token.starts_with(owner)};
}

struct RequestToken {
  std::string token;
  std::string secret;
  std::string authorize_url;
};

struct LinkedUser {
  OAuth1Token token;
  User user;
  std::string access_level;  // X's "x-access-level": read, read-write, read-write-directmessages
  // Of OAuth 2.0, separated by spaces; nothing: the credentials know no scopes.
  std::optional<std::string> scopes = std::nullopt;
};

// What a person allowed on X's OAuth 2.0 page, as it comes back to us.
struct AuthorizationCode {
  std::string_view code;          // lives 30 seconds and works once
  std::string_view verifier;      // whose challenge went out
  std::string_view redirect_uri;  // the same as on the way out
};

class AuthClient {
 public:
  virtual ~AuthClient() = default;
  virtual chp::Result<RequestToken> RequestTokenFor(const App& app, std::string_view callback_url,
                                                    const chp::CallContext& call) = 0;
  virtual chp::Result<OAuth1Token> AccessToken(const App& app, const OAuth1Token& request_token,
                                               std::string_view verifier,
                                               const chp::CallContext& call) = 0;
  virtual chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                                    const chp::CallContext& call) = 0;

  // OAuth 2.0, which v2 alone has; "oauth2.needs_v2" (kConfig) elsewhere.
  //
  // A pair for a code. kAuth "x.code_refused": it is too old or was used. kConfig
  // "x.client_refused": the client ID or secret is wrong.
  virtual chp::Result<TokenAnswer> Redeem(const App& app, const AuthorizationCode& code,
                                          const chp::CallContext& call);
  // A pair for an OAuth 1.0a token, without asking its user; the token stays good. May be done
  // again: X then ends the pair it gave before.
  virtual chp::Result<TokenAnswer> Exchange(const App& app, const OAuth1Token& token,
                                            const chp::CallContext& call);
  // Who a new access token belongs to.
  virtual chp::Result<User> UserOf(const App& app, std::string_view access_token,
                                   const chp::CallContext& call);
  // Gets ready what a write by the account needs before it is asked for: a token that has ended is
  // renewed, which may take long. Changes nothing that others can see on X.
  virtual chp::Result<void> Prepare(const Credentials& credentials, const chp::CallContext& call);
  // Ends the account's grant at X and forgets its pair; success also when there is none.
  virtual chp::Result<void> Withdraw(const Credentials& credentials, const chp::CallContext& call);
  // Whether X knows the client ID and secret. Changes nothing.
  virtual chp::Result<void> ProveClient(const App& app, const chp::CallContext& call);
};

struct Webhook {
  std::string id;
  std::string url;
  bool valid = false;
};
struct WebhookEnvironment {
  std::string label;
  std::vector<Webhook> webhooks;
};

// Events of a time that X is to send again (x_api.md 2.4): it begins 31 minutes to 24 hours ago and
// ends at least ten minutes ago.
struct ReplayOrder {
  std::string webhook_id;
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
};

class Webhooks {
 public:
  virtual ~Webhooks() = default;
  // X begins it; one at a time. kUnsupported with v1.1.
  virtual chp::Result<void> Replay(const App& app, const ReplayOrder& order,
                                   const chp::CallContext& call) = 0;
  virtual chp::Result<std::vector<Webhook>> List(const App& app, const chp::CallContext& call) = 0;
  virtual chp::Result<std::vector<WebhookEnvironment>> ListAll(const App& app,
                                                               const chp::CallContext& call) = 0;
  virtual chp::Result<Webhook> Register(const App& app, std::string_view url,
                                        const chp::CallContext& call) = 0;
  virtual chp::Result<void> Revalidate(const App& app, std::string_view webhook_id,
                                       const chp::CallContext& call) = 0;
  virtual chp::Result<void> Remove(const App& app, std::string_view webhook_id,
                                   const chp::CallContext& call) = 0;
};

// What an account collects, for APIs where every kind of event is subscribed to, and paid for, by
// itself.
struct SubscriptionWish {
  std::string user_id = {};
  bool posts = true;  // that mention, answer or quote the account; its own; deletions
  bool reposts = true;
  bool direct_messages = true;
  bool read_receipts = false;  // who has read our direct messages
};

class Subscriptions {
 public:
  virtual ~Subscriptions() = default;
  // Success also when the subscription exists already (409, code 355). What is not wished any more
  // ends, where kinds are subscribed to one by one.
  virtual chp::Result<void> Subscribe(const Credentials& credentials, const SubscriptionWish& wish,
                                      const chp::CallContext& call) = 0;
  virtual chp::Result<bool> IsSubscribed(const Credentials& credentials,
                                         const chp::CallContext& call) = 0;
  virtual chp::Result<void> Unsubscribe(const Credentials& credentials,
                                        const chp::CallContext& call) = 0;
  // The same for a user whose tokens we do not have (any more), asked for as the app. Success also
  // when there is nothing to end.
  virtual chp::Result<void> End(const App& app, std::string_view user_id,
                                const chp::CallContext& call) = 0;
};

struct NewPost {
  std::string text;
  std::string in_reply_to_post_id;  // empty: a new post
  std::vector<std::string> exclude_user_ids;
  Charge charge = Charge::kPostWrite;       // what X bills for it
  std::vector<std::string> media_ids = {};  // of MediaUploads; then the text may be empty
};

// Ids that one look-up takes.
inline constexpr std::size_t kMostLookedUp = 100;

class Posts {
 public:
  virtual ~Posts() = default;
  // Not idempotent: kUncertain when it may have been posted.
  virtual chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                                   const chp::CallContext& call) = 0;
  virtual chp::Result<Post> Show(const Credentials& credentials, std::string_view post_id,
                                 const chp::CallContext& call) = 0;
  // Of 1 to 100 ids those that X shows to this account, in any order: deleted posts and those of
  // protected or suspended people are just absent, and so is what cannot be read.
  virtual chp::Result<std::vector<Post>> Lookup(const Credentials& credentials,
                                                std::span<const std::string> ids,
                                                const chp::CallContext& call) = 0;
  // One page of the account's own posts: what reconciliation looks through.
  virtual chp::Result<PostPage> OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                          const chp::CallContext& call) = 0;
  // kUnsupported with v1.1.
  virtual chp::Result<SearchPage> ReadTimeline(const Credentials& credentials,
                                               const TimelineQuery& query,
                                               const chp::CallContext& call) = 0;
};

class Users {
 public:
  virtual ~Users() = default;
  // Of 1 to 100 those that X shows, in any order: who is deleted or suspended is just absent.
  // kUnsupported "x.not_in_this_api" where the API has no such question.
  virtual chp::Result<std::vector<User>> Lookup(const Credentials& credentials,
                                                std::span<const std::string> ids,
                                                const chp::CallContext& call) = 0;
  virtual chp::Result<std::vector<User>> LookupByHandle(const Credentials& credentials,
                                                        std::span<const std::string> handles,
                                                        const chp::CallContext& call) = 0;
};

struct NewDirectMessage {
  std::string recipient_id;
  std::string text;
  std::string media_id = {};  // of MediaUploads, or empty; then the text may be
};

class DirectMessages {
 public:
  virtual ~DirectMessages() = default;
  // Not idempotent: kUncertain when it may have been sent.
  virtual chp::Result<DirectMessage> Create(const Credentials& credentials,
                                            const NewDirectMessage& message,
                                            const chp::CallContext& call) = 0;
  // Newest first, one page of all conversations.
  virtual chp::Result<std::vector<DirectMessage>> Recent(const Credentials& credentials,
                                                         const chp::CallContext& call) = 0;
  // One page of what was written to and by one person, at once where the list of all lags behind
  // (x_api.md 3.2): what reconciliation looks through.
  virtual chp::Result<MessagePage> With(const Credentials& credentials, std::string_view person_id,
                                        const chp::CallContext& call) = 0;
  virtual chp::Result<MessagePage> ReadPage(const Credentials& credentials,
                                            const MessageQuery& query,
                                            const chp::CallContext& call) = 0;
};

class Search {
 public:
  virtual ~Search() = default;
  virtual chp::Result<SearchPage> Recent(const Credentials& credentials, const SearchQuery& query,
                                         const chp::CallContext& call) = 0;
};

// A file that a message on X shows.
struct MediaRequest {
  std::string url;
  bool is_signed = false;       // with the account's token, where the address may have it
  std::size_t limit = 0;        // bytes; a larger file is refused
  std::int64_t timeout_ms = 0;  // of the whole
};
struct MediaAnswer {
  std::string media_type;  // as the server says it, lower case, without parameters; may be a lie
  std::uint64_t size_bytes = 0;
};

// Files are fetched from X's own hosts only, and the account's token goes to fewer of them still.
class MediaFiles {
 public:
  virtual ~MediaFiles() = default;
  // Pieces go to `sink` as they come (http_client.hpp, Fetch). What another try cannot mend is
  // kRejected: "x.media_address" (not a host of X's files; nothing was asked), "x.media_gone" (X
  // does not give it), "x.redirect", "x.too_large". A token that X does not take for a signed one
  // is kTransient "x.unauthorized".
  virtual chp::Result<MediaAnswer> Fetch(const Credentials& credentials,
                                         const MediaRequest& request, const BodySink& sink,
                                         const chp::CallContext& call) = 0;
};

// Of today's API only: see current_ports.hpp.
class MediaUploads;
class Moderation;

struct XApi {
  AuthClient& auth;
  Webhooks& webhooks;
  Subscriptions& subscriptions;
  Posts& posts;
  DirectMessages& direct_messages;
  Search& search;
  MediaFiles& media_files;
  Users& users;
  // Null where the API has none: v1.1.
  MediaUploads* media_uploads = nullptr;
  Moderation* moderation = nullptr;
};

}  // namespace twitter
