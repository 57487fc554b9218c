// MediaUploads over API v2: the chunked upload for every kind of file, since it can go on where it
// broke off.
#pragma once

#include "twitter_channel/x_api/current_ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

// `requests` must outlive it.
class V2MediaUploads : public MediaUploads {
 public:
  explicit V2MediaUploads(const V11Requests& requests) : requests_(requests) {}

  chp::Result<BegunUpload> Begin(const Credentials& credentials, const NewMedia& media,
                                 const chp::CallContext& call) override;
  chp::Result<void> Append(const Credentials& credentials, const MediaPiece& piece,
                           const chp::CallContext& call) override;
  chp::Result<MediaProcessing> Finish(const Credentials& credentials, std::string_view media_id,
                                      const chp::CallContext& call) override;
  chp::Result<MediaProcessing> Status(const Credentials& credentials, std::string_view media_id,
                                      const chp::CallContext& call) override;
  chp::Result<void> Describe(const Credentials& credentials, std::string_view media_id,
                             std::string_view alt_text, const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
