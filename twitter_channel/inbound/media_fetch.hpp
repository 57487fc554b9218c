// One file from X into the host's blobs, streamed: no more than a piece of it is ever held.
#pragma once

#include <cstddef>
#include <cstdint>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/inbound/media_files.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

struct MediaBounds {
  std::size_t bytes = 0;
  std::int64_t time_ms = 0;  // for one address
};

class MediaFetch {
 public:
  MediaFetch(chp::Blobs& blobs, MediaFiles& x, const Credentials& credentials)
      : blobs_(blobs), x_(x), credentials_(credentials) {}

  // The stored file, typed by its own first bytes. When the best address is refused for good the
  // lesser ones are tried. Errors: as MediaFiles and the host gave them; kRejected
  // "media.type" for what is neither a picture nor a video, "media.empty".
  chp::Result<chp::Attachment> Take(const MediaFile& file, const MediaBounds& bounds,
                                    const chp::CallContext& call);

 private:
  chp::Result<chp::Attachment> TakeFrom(const std::string& url, const MediaFile& file,
                                        const MediaBounds& bounds, const chp::CallContext& call);

  chp::Blobs& blobs_;
  MediaFiles& x_;
  const Credentials& credentials_;
};

}  // namespace twitter
