// Tickets and articles as the REST API shows them: field names of behaviour.md section 5.
#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "host_stub/model.hpp"
#include "host_stub/web/rest/name_book.hpp"

namespace stub {

boost::json::object TicketJson(const Ticket& ticket, const std::vector<Article>& articles,
                               NameBook& names);
// `slug`: of the plugin the ticket came through, empty if none.
boost::json::object ArticleJson(const Article& article, const std::string& slug, NameBook& names);

int StateId(TicketState state);

}  // namespace stub
