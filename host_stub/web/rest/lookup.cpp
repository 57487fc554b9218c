#include "host_stub/web/rest/lookup.hpp"

#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

chp::Result<Ticket> NeedTicket(Web& web, Id ticket) {
  auto found = web.store.tickets().Find(ticket);
  if (!found) return found.error();
  if (!*found) return Missing("There is no ticket with this id.");
  return *std::move(found).value();
}

chp::Result<Article> NeedArticle(Web& web, Id article) {
  auto found = web.store.tickets().FindArticle(article);
  if (!found) return found.error();
  if (!*found) return Missing("There is no article with this id.");
  return *std::move(found).value();
}

chp::Result<const Manifest*> NeedPlugin(Web& web, const std::string& slug) {
  const Manifest* manifest = web.channels.ManifestOf(slug);
  if (manifest != nullptr) return manifest;
  return Missing("There is no enabled plugin of this name. GET /api/v1/plugins lists them.");
}

chp::Result<Account> NeedAccount(Web& web, const std::string& slug, Id account) {
  auto accounts = web.store.connections().Accounts(slug);
  if (!accounts) return accounts.error();
  for (Account& known : *accounts) {
    if (known.id == account) return std::move(known);
  }
  return Missing("There is no channel with this id.");
}

chp::Result<std::string> SlugOfConnection(Web& web, Id connection) {
  if (connection == 0) return std::string();
  const auto snapshot = web.store.connections().Snapshot(connection);
  if (!snapshot) return snapshot.error();
  return *snapshot ? (*snapshot)->connection.slug : std::string();
}

}  // namespace stub
