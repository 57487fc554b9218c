// Writing and reading posts (x_api.md 4.4).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V11Posts : public Posts {
 public:
  explicit V11Posts(const V11Requests& requests) : requests_(requests) {}

  // kUncertain "x.no_post_in_answer" when X says yes but shows no post. When the post shown has an
  // id but cannot be read otherwise, only id and text of the result are set.
  chp::Result<Post> Create(const Credentials& credentials, const NewPost& post,
                           const chp::CallContext& call) override;
  chp::Result<Post> Show(const Credentials& credentials, std::string_view post_id,
                         const chp::CallContext& call) override;
  chp::Result<std::vector<Post>> Lookup(const Credentials& credentials,
                                        std::span<const std::string> ids,
                                        const chp::CallContext& call) override;
  // The latest 200, whenever they were written. One unreadable post fails the whole: what cannot
  // be read cannot be proved absent.
  chp::Result<PostPage> OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                  const chp::CallContext& call) override;
  chp::Result<SearchPage> ReadTimeline(const Credentials& credentials, const TimelineQuery& query,
                                       const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
