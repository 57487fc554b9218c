// Finding what a path or body names, or the sentence that says it is not there.
#pragma once

#include <string>

#include "host_stub/web/endpoint.hpp"

namespace stub {

chp::Result<Ticket> NeedTicket(Web& web, Id ticket);
chp::Result<Article> NeedArticle(Web& web, Id article);
// The manifest of an enabled plugin.
chp::Result<const Manifest*> NeedPlugin(Web& web, const std::string& slug);
// An account of that plugin.
chp::Result<Account> NeedAccount(Web& web, const std::string& slug, Id account);
// Slug of a connection's plugin; empty when there is none.
chp::Result<std::string> SlugOfConnection(Web& web, Id connection);

}  // namespace stub
