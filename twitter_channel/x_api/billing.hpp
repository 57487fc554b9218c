// What X bills for one request (x_api.md 2.1): reads by what an answer returns, expansions
// included; writes by the request; nothing for what failed and for empty answers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/plans.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

struct V11Request;

// How many of each kind.
struct Bill {
  std::array<std::int64_t, kCharges> counts{};

  void Add(Charge charge, std::int64_t count = 1) {
    counts[static_cast<std::size_t>(charge)] += count;
  }
  std::int64_t Of(Charge charge) const { return counts[static_cast<std::size_t>(charge)]; }
  bool empty() const { return counts == std::array<std::int64_t, kCharges>{}; }
  Bill& operator+=(const Bill& other);
  bool operator==(const Bill&) const = default;
};

// What a poll costs each time: by what it finds, nothing when that is nothing.
struct PollPrice {
  std::string account;  // handle
  std::string what;     // "search terms"
  std::int64_t interval_ms = 0;
  Charge item = Charge::kPostRead;  // each comes with at most one author
};

std::int64_t CostOf(const Bill& bill, const Plan& plan);  // micro-dollars

// Whether a request of this kind can cost anything.
bool IsPaid(const V11Request& request);
// Only API v2 is billed. `response` is a success.
Bill BillOf(const Credentials& credentials, const V11Request& request,
            const HttpResponse& response);
// Of an event that X delivered ("post.mention.create"); nothing for kinds that are free.
Bill BillOfDelivery(std::string_view event_type);

}  // namespace twitter
