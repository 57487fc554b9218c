// The queue's side of a reply.
#pragma once

#include "host_stub/store/article_rows.hpp"

namespace stub {

struct Departure {
  const Account& account;
  bool is_private = false;
  std::int64_t at_ms = 0;
};

// One job per reply, in the lane of its account and surface; queueing it again replaces it.
void QueueReply(Transaction& transaction, const ArticleRow& reply, const Departure& departure);

}  // namespace stub
