// The article that shows a message.
#pragma once

#include <string>

#include "host_stub/model.hpp"

namespace stub {

// What the manifest says of the message's surface.
struct SurfaceWords {
  std::string article_type;
  std::string link_label;
};

// Without ids, attachments and author's user id. Source of the fields: behaviour.md 5.5.
Article ArticleOf(const chp::Message& message, const SurfaceWords& surface);

// Of a ticket: the subject, else the beginning of the text.
std::string TitleOf(const chp::Message& message);

// What stands in the place of a text that was deleted on the remote side.
inline constexpr const char* kDeletedBody = "[This message was deleted on the remote side.]";

}  // namespace stub
