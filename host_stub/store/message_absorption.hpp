// Ties an external id to an article that exists already: parts of our replies, edited versions. A
// message stored under that id is absorbed.
#pragma once

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// The message's own article goes; what remains of its ticket stays or is removed.
void AbsorbIntoArticle(const IngestContext& context, MessageRow message, Id article, Id ticket);

// `external_id` is a part of the reply. kInvalid when it is known as somebody else's message,
// kConflict when it belongs to another reply.
chp::Result<void> BindReplyPart(const IngestContext& context, Id account, const ArticleRow& reply,
                                std::string_view external_id);

}  // namespace stub
