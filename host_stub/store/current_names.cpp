#include "host_stub/store/current_names.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "host_stub/store/identity_rows.hpp"

namespace stub {
namespace {

constexpr std::string_view kBetweenNames = ", ";

std::string SlugOf(SqliteConnection& sql, Id ticket) {
  Statement row = sql.Query("SELECT slug FROM tickets WHERE id=?", ticket);
  return row.Step() ? row.Text(0) : std::string();
}

// `name` itself unless it is the id of a person who is called something else now.
std::string NameNow(SqliteConnection& sql, Id ticket, const std::string& name) {
  if (name.empty() || name.front() == '@') return name;
  const auto person = LoadIdentity(sql, SlugOf(sql, ticket), name);
  if (!person) return name;
  if (!person->username.empty()) return "@" + person->username;
  const KnownProfile profile = ProfileOf(*person);
  const auto told = profile.fields.find("name");
  return told == profile.fields.end() ? name : told->second;
}

std::string NamesNow(SqliteConnection& sql, Id ticket, const std::string& names) {
  std::string now;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(kBetweenNames, begin), names.size());
    if (begin != 0) now += kBetweenNames;
    now += NameNow(sql, ticket, names.substr(begin, end - begin));
    begin = end + kBetweenNames.size();
  }
  return now;
}

// A display name may look like anybody's id.
bool IsAuthorsId(SqliteConnection& sql, const Article& article) {
  return sql
      .Number(
          "SELECT 1 FROM messages WHERE article_id=?1 AND article_id>0 AND author_id=?2 LIMIT 1",
          article.id, article.from)
      .has_value();
}

}  // namespace

void CallByCurrentNames(SqliteConnection& sql, Article& article) {
  const bool is_named = article.from.empty() || article.from.front() == '@';
  if (!is_named && article.sender == "Customer" && IsAuthorsId(sql, article)) {
    article.from = NameNow(sql, article.ticket_id, article.from);
  }
  article.to = NamesNow(sql, article.ticket_id, article.to);
}

}  // namespace stub
