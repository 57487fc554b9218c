// The queue's side of a reply.
#pragma once

#include "host_stub/store/article_rows.hpp"

namespace stub {

// One job per reply, in the lane of its account and surface; queueing it again replaces it.
void QueueReply(Transaction& transaction, const ArticleRow& reply, const Account& account);

}  // namespace stub
