// The host's ingest service, with a memory of who can be answered: which posts named or quoted our
// accounts, and who wrote to them privately. So the preview can say what would work instead of an
// answer that X refuses, without asking anybody.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// Bounded: whoever was met first is forgotten first. Threads: any number at once.
class ContactBook : public chp::Ingest {
 public:
  static constexpr std::size_t kMostPeople = 20'000;

  explicit ContactBook(chp::Ingest& ingest) : ingest_(ingest) {}
  ContactBook(const ContactBook&) = delete;
  ContactBook& operator=(const ContactBook&) = delete;

  chp::Result<std::vector<chp::Delivery>> Deliver(const chp::Batch& batch) override;
  chp::Result<std::vector<chp::Found>> Find(std::string_view account_id,
                                            std::span<const std::string> external_ids) override;
  chp::Result<void> Bind(std::string_view account_id, std::string_view idempotency_key,
                         std::string_view external_id) override;
  chp::Result<void> Recent(std::string_view account_id, std::int64_t since_ms,
                           const std::function<bool(chp::Message)>& each) override;
  chp::Result<void> Quarantine(std::string_view bytes, std::string_view reason) override;

  // After a start: what the host stored of the account since then, once. A host that cannot tell
  // (kUnsupported) is no failure: then only what comes from now on is known.
  chp::Result<void> Learn(std::string_view account_id, std::int64_t since_ms);

  // The person's latest post that names or quotes the account: in that conversation, or anywhere.
  std::optional<std::string> PostNamingUs(std::string_view account_id, std::string_view person_id,
                                          std::string_view conversation_id) const;
  std::optional<std::string> PostNamingUs(std::string_view account_id,
                                          std::string_view person_id) const;
  bool WrotePrivately(std::string_view account_id, std::string_view person_id) const;

 private:
  struct NamingPost {
    std::string id;
    std::string conversation_id;
  };
  struct Person {
    std::deque<NamingPost> posts;  // oldest first, a few
    bool wrote_privately = false;
  };
  using Key = std::pair<std::string, std::string>;  // account, person

  void Note(const chp::Message& message);   // mutex_ is held
  void Forget(const chp::Update& deleted);  // mutex_ is held
  Person& Entry(Key key);                   // mutex_ is held
  const Person* Known(std::string_view account_id, std::string_view person_id) const;

  chp::Ingest& ingest_;
  mutable std::mutex mutex_;  // guards all below; the host is asked outside of it
  std::map<Key, Person> people_;
  std::deque<Key> met_;  // keys of people_, in the order in which they came
  std::set<std::string, std::less<>> learnt_;
};

}  // namespace twitter
