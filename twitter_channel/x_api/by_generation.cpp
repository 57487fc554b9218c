// One forwarding class per port.
#include "twitter_channel/x_api/by_generation.hpp"

namespace twitter {
class ApiByGeneration::Auth : public AuthClient, private Pair<AuthClient> {
 public:
  explicit Auth(Pair<AuthClient> pair) : Pair(pair) {}
  chp::Result<RequestToken> RequestTokenFor(const App& app, std::string_view callback_url,
                                            const chp::CallContext& call) override {
    return For(app).RequestTokenFor(app, callback_url, call);
  }
  chp::Result<OAuth1Token> AccessToken(const App& app, const OAuth1Token& request_token,
                                       std::string_view verifier,
                                       const chp::CallContext& call) override {
    return For(app).AccessToken(app, request_token, verifier, call);
  }
  chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                            const chp::CallContext& call) override {
    return For(*credentials.app).VerifyCredentials(credentials, call);
  }
  chp::Result<TokenAnswer> Redeem(const App& app, const AuthorizationCode& code,
                                  const chp::CallContext& call) override {
    return For(app).Redeem(app, code, call);
  }
  chp::Result<TokenAnswer> Exchange(const App& app, const OAuth1Token& token,
                                    const chp::CallContext& call) override {
    return For(app).Exchange(app, token, call);
  }
  chp::Result<User> UserOf(const App& app, std::string_view access_token,
                           const chp::CallContext& call) override {
    return For(app).UserOf(app, access_token, call);
  }
  chp::Result<void> Prepare(const Credentials& credentials, const chp::CallContext& call) override {
    return For(*credentials.app).Prepare(credentials, call);
  }
  chp::Result<void> Withdraw(const Credentials& credentials,
                             const chp::CallContext& call) override {
    return For(*credentials.app).Withdraw(credentials, call);
  }
  chp::Result<void> ProveClient(const App& app, const chp::CallContext& call) override {
    return For(app).ProveClient(app, call);
  }
};

class ApiByGeneration::Hooks : public Webhooks, private Pair<Webhooks> {
 public:
  explicit Hooks(Pair<Webhooks> pair) : Pair(pair) {}
  chp::Result<std::vector<Webhook>> List(const App& app, const chp::CallContext& call) override {
    return For(app).List(app, call);
  }
  chp::Result<std::vector<WebhookEnvironment>> ListAll(const App& app,
                                                       const chp::CallContext& call) override {
    return For(app).ListAll(app, call);
  }
  chp::Result<Webhook> Register(const App& app, std::string_view url,
                                const chp::CallContext& call) override {
    return For(app).Register(app, url, call);
  }
  chp::Result<void> Revalidate(const App& app, std::string_view webhook_id,
                               const chp::CallContext& call) override {
    return For(app).Revalidate(app, webhook_id, call);
  }
  chp::Result<void> Remove(const App& app, std::string_view webhook_id,
                           const chp::CallContext& call) override {
    return For(app).Remove(app, webhook_id, call);
  }
  chp::Result<void> Replay(const App& app, const ReplayOrder& order,
                           const chp::CallContext& call) override {
    return For(app).Replay(app, order, call);
  }
};

class ApiByGeneration::Subscribed : public Subscriptions, private Pair<Subscriptions> {
 public:
  explicit Subscribed(Pair<Subscriptions> pair) : Pair(pair) {}
  chp::Result<void> Subscribe(const Credentials& credentials, const SubscriptionWish& wish,
                              const chp::CallContext& call) override {
    return For(*credentials.app).Subscribe(credentials, wish, call);
  }
  chp::Result<bool> IsSubscribed(const Credentials& credentials,
                                 const chp::CallContext& call) override {
    return For(*credentials.app).IsSubscribed(credentials, call);
  }
  chp::Result<void> Unsubscribe(const Credentials& credentials,
                                const chp::CallContext& call) override {
    return For(*credentials.app).Unsubscribe(credentials, call);
  }
  chp::Result<void> End(const App& app, std::string_view user_id,
                        const chp::CallContext& call) override {
    return For(app).End(app, user_id, call);
  }
};

class ApiByGeneration::Written : public Posts, private Pair<Posts> {
 public:
  explicit Written(Pair<Posts> pair) : Pair(pair) {}
  chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                           const chp::CallContext& call) override {
    return For(*credentials.app).Create(credentials, post, call);
  }
  chp::Result<Post> Show(const Credentials& credentials, std::string_view post_id,
                         const chp::CallContext& call) override {
    return For(*credentials.app).Show(credentials, post_id, call);
  }
  chp::Result<std::vector<Post>> Lookup(const Credentials& credentials,
                                        std::span<const std::string> ids,
                                        const chp::CallContext& call) override {
    return For(*credentials.app).Lookup(credentials, ids, call);
  }
  chp::Result<PostPage> OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                  const chp::CallContext& call) override {
    return For(*credentials.app).OwnRecent(credentials, own, call);
  }
  chp::Result<SearchPage> ReadTimeline(const Credentials& credentials, const TimelineQuery& query,
                                       const chp::CallContext& call) override {
    return For(*credentials.app).ReadTimeline(credentials, query, call);
  }
};

class ApiByGeneration::Messages : public DirectMessages, private Pair<DirectMessages> {
 public:
  explicit Messages(Pair<DirectMessages> pair) : Pair(pair) {}
  chp::Result<DirectMessage> Create(const Credentials& credentials, const NewDirectMessage& message,
                                    const chp::CallContext& call) override {
    return For(*credentials.app).Create(credentials, message, call);
  }
  chp::Result<std::vector<DirectMessage>> Recent(const Credentials& credentials,
                                                 const chp::CallContext& call) override {
    return For(*credentials.app).Recent(credentials, call);
  }
  chp::Result<MessagePage> With(const Credentials& credentials, std::string_view person_id,
                                const chp::CallContext& call) override {
    return For(*credentials.app).With(credentials, person_id, call);
  }
  chp::Result<MessagePage> ReadPage(const Credentials& credentials, const MessageQuery& query,
                                    const chp::CallContext& call) override {
    return For(*credentials.app).ReadPage(credentials, query, call);
  }
};

class ApiByGeneration::Found : public Search, private Pair<Search> {
 public:
  explicit Found(Pair<Search> pair) : Pair(pair) {}
  chp::Result<SearchPage> Recent(const Credentials& credentials, const SearchQuery& query,
                                 const chp::CallContext& call) override {
    return For(*credentials.app).Recent(credentials, query, call);
  }
};

class ApiByGeneration::Files : public MediaFiles, private Pair<MediaFiles> {
 public:
  explicit Files(Pair<MediaFiles> pair) : Pair(pair) {}
  chp::Result<MediaAnswer> Fetch(const Credentials& credentials, const MediaRequest& request,
                                 const BodySink& sink, const chp::CallContext& call) override {
    return For(*credentials.app).Fetch(credentials, request, sink, call);
  }
};

class ApiByGeneration::People : public Users, private Pair<Users> {
 public:
  explicit People(Pair<Users> pair) : Pair(pair) {}
  chp::Result<std::vector<User>> Lookup(const Credentials& credentials,
                                        std::span<const std::string> ids,
                                        const chp::CallContext& call) override {
    return For(*credentials.app).Lookup(credentials, ids, call);
  }
  chp::Result<std::vector<User>> LookupByHandle(const Credentials& credentials,
                                                std::span<const std::string> handles,
                                                const chp::CallContext& call) override {
    return For(*credentials.app).LookupByHandle(credentials, handles, call);
  }
};

ApiByGeneration::ApiByGeneration(HttpClient& http, const chp::Clock& clock, chp::Kv& kv,
                                 const NonceSource& nonce, RequestWatch* watch)
    : tokens_(kv, clock),
      requests_(http, clock, nonce, tokens_, watch),
      legacy_(http, clock, nonce, watch),
      current_(requests_, tokens_) {
  const XApi old = legacy_.ports();
  const XApi now = current_.ports();
  auth_ = std::make_unique<Auth>(Pair<AuthClient>{old.auth, now.auth});
  webhooks_ = std::make_unique<Hooks>(Pair<Webhooks>{old.webhooks, now.webhooks});
  subscriptions_ =
      std::make_unique<Subscribed>(Pair<Subscriptions>{old.subscriptions, now.subscriptions});
  posts_ = std::make_unique<Written>(Pair<Posts>{old.posts, now.posts});
  direct_messages_ =
      std::make_unique<Messages>(Pair<DirectMessages>{old.direct_messages, now.direct_messages});
  search_ = std::make_unique<Found>(Pair<Search>{old.search, now.search});
  media_files_ = std::make_unique<Files>(Pair<MediaFiles>{old.media_files, now.media_files});
  users_ = std::make_unique<People>(Pair<Users>{old.users, now.users});
}

ApiByGeneration::~ApiByGeneration() = default;

// What v1.1 has not is not asked of its apps: the composer and the actions look first.
XApi ApiByGeneration::ports() {
  return {*auth_,
          *webhooks_,
          *subscriptions_,
          *posts_,
          *direct_messages_,
          *search_,
          *media_files_,
          *users_,
          current_.ports().media_uploads,
          current_.ports().moderation};
}

}  // namespace twitter
