// Writing and reading posts with API v2 (x_api.md 3.2, 4.1).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V2Posts : public Posts {
 public:
  explicit V2Posts(const V11Requests& requests) : requests_(requests) {}

  // Of the result only id and text are set: X answers no more. kUncertain "x.no_post_in_answer"
  // when X says yes but shows no post.
  chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                           const chp::CallContext& call) override;
  chp::Result<Post> Show(const Credentials& credentials, std::string_view post_id,
                         const chp::CallContext& call) override;
  chp::Result<std::vector<Post>> Lookup(const Credentials& credentials,
                                        std::span<const std::string> ids,
                                        const chp::CallContext& call) override;
  // One unreadable post fails the whole: what cannot be read cannot be proved absent.
  chp::Result<PostPage> OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                  const chp::CallContext& call) override;
  chp::Result<SearchPage> ReadTimeline(const Credentials& credentials, const TimelineQuery& query,
                                       const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
