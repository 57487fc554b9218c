// What a media job is told: which files of which message. Its payload as JSON:
//   {"message_id":"12","files":[{"kind":"photo","url":"https://…","others":["https://…"],
//    "name":"a.jpg","type":"image/jpeg","alt":"A cat","page":"https://…","signed":false}],
//    "left_out":0}
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/inbound/media_files.hpp"

namespace twitter {

struct MediaOrder {
  std::string message_id;
  MediaFileList list;
};

std::string WriteMediaOrder(const MediaOrder& order);
// kInvalid "job.payload" when it is not what WriteMediaOrder writes.
chp::Result<MediaOrder> ReadMediaOrder(std::string_view payload);

}  // namespace twitter
