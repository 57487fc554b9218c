// What passes on its way to the host is looked at after the host has taken it.
#include "twitter_channel/outbound/contact_book.hpp"

#include <algorithm>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::size_t kPostsOfAPerson = 8;

bool NamesUs(std::string_view source) {
  return source == SourceName(Source::kMention) || source == SourceName(Source::kReply) ||
         source == SourceName(Source::kQuote);
}

}  // namespace

chp::Result<std::vector<chp::Delivery>> ContactBook::Deliver(const chp::Batch& batch) {
  auto delivered = ingest_.Deliver(batch);
  if (!delivered) return delivered;
  const std::lock_guard lock(mutex_);
  for (std::size_t index = 0; index < batch.messages.size(); ++index) {
    const bool taken = index < delivered->size() && (*delivered)[index].status == chp::Code::kOk;
    if (taken) Note(batch.messages[index]);
  }
  for (const chp::Update& update : batch.updates) {
    if (update.kind == chp::UpdateKind::kDeleted) Forget(update);
  }
  return delivered;
}

chp::Result<std::vector<chp::Found>> ContactBook::Find(std::string_view account_id,
                                                       std::span<const std::string> external_ids) {
  return ingest_.Find(account_id, external_ids);
}

chp::Result<void> ContactBook::Bind(std::string_view account_id, std::string_view idempotency_key,
                                    std::string_view external_id) {
  return ingest_.Bind(account_id, idempotency_key, external_id);
}

chp::Result<void> ContactBook::Recent(std::string_view account_id, std::int64_t since_ms,
                                      const std::function<bool(chp::Message)>& each) {
  return ingest_.Recent(account_id, since_ms, each);
}

chp::Result<void> ContactBook::Quarantine(std::string_view bytes, std::string_view reason) {
  return ingest_.Quarantine(bytes, reason);
}

chp::Result<void> ContactBook::Learn(std::string_view account_id, std::int64_t since_ms) {
  {
    const std::lock_guard lock(mutex_);
    if (learnt_.contains(account_id)) return {};
  }
  auto read = ingest_.Recent(account_id, since_ms, [this](const chp::Message& message) {
    const std::lock_guard lock(mutex_);
    Note(message);
    return true;
  });
  if (!read && read.error().code != chp::Code::kUnsupported) return read;
  const std::lock_guard lock(mutex_);
  learnt_.emplace(account_id);
  return {};
}

std::optional<std::string> ContactBook::PostNamingUs(std::string_view account_id,
                                                     std::string_view person_id,
                                                     std::string_view conversation_id) const {
  const std::lock_guard lock(mutex_);
  const Person* person = Known(account_id, person_id);
  if (person == nullptr) return std::nullopt;
  const auto found =
      std::find_if(person->posts.rbegin(), person->posts.rend(),
                   [&](const NamingPost& post) { return post.conversation_id == conversation_id; });
  return found == person->posts.rend() ? std::nullopt : std::optional(found->id);
}

std::optional<std::string> ContactBook::PostNamingUs(std::string_view account_id,
                                                     std::string_view person_id) const {
  const std::lock_guard lock(mutex_);
  const Person* person = Known(account_id, person_id);
  if (person == nullptr || person->posts.empty()) return std::nullopt;
  return person->posts.back().id;
}

bool ContactBook::WrotePrivately(std::string_view account_id, std::string_view person_id) const {
  const std::lock_guard lock(mutex_);
  const Person* person = Known(account_id, person_id);
  return person != nullptr && person->wrote_privately;
}

void ContactBook::Note(const chp::Message& message) {
  if (message.own || message.author.external_id.empty()) return;
  const bool is_message = message.surface == kDirectMessageSurface;
  if (!is_message && !NamesUs(message.source)) return;
  Person& person = Entry({message.account_id, message.author.external_id});
  if (is_message) {
    person.wrote_privately = true;
    return;
  }
  auto& posts = person.posts;
  const auto place = std::find_if(posts.begin(), posts.end(), [&](const NamingPost& known) {
    return !IsLowerId(known.id, message.external_id);
  });
  if (place != posts.end() && place->id == message.external_id) return;
  posts.insert(place, {message.external_id, message.conversation_id});
  if (posts.size() > kPostsOfAPerson) posts.pop_front();
}

// The update names no author; posts are few and deletions rare.
void ContactBook::Forget(const chp::Update& deleted) {
  for (auto& [key, person] : people_) {
    if (key.first != deleted.account_id) continue;
    std::erase_if(person.posts,
                  [&](const NamingPost& post) { return post.id == deleted.external_id; });
  }
}

ContactBook::Person& ContactBook::Entry(Key key) {
  const auto known = people_.find(key);
  if (known != people_.end()) return known->second;
  if (people_.size() >= kMostPeople) {
    people_.erase(met_.front());
    met_.pop_front();
  }
  met_.push_back(key);
  return people_[std::move(key)];
}

const ContactBook::Person* ContactBook::Known(std::string_view account_id,
                                              std::string_view person_id) const {
  const auto known = people_.find(Key(account_id, person_id));
  return known == people_.end() ? nullptr : &known->second;
}

}  // namespace twitter
