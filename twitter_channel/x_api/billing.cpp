// Reads are counted in the answer: each item of "data" and of the expansions in "includes".
#include "twitter_channel/x_api/billing.hpp"

#include <algorithm>
#include <string>

#include "twitter_channel/x_api/endpoint.hpp"
#include "twitter_channel/x_api/json_document.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {
namespace {

enum class Data { kNothing, kPosts, kUsers, kMessages };

// What the "data" of an endpoint's answer is.
Data DataOf(std::string_view endpoint) {
  if (endpoint.starts_with("GET /2/dm_")) return Data::kMessages;
  if (endpoint.starts_with("GET /2/tweets")) return Data::kPosts;
  const bool of_user = endpoint.starts_with("GET /2/users/:id/");
  if (of_user && (endpoint.ends_with("/tweets") || endpoint.ends_with("/mentions"))) {
    return Data::kPosts;
  }
  return endpoint.starts_with("GET /2/users") && !of_user ? Data::kUsers : Data::kNothing;
}

// The requested charge of a write; kinds that say none are known by their endpoint.
std::optional<Charge> ChargeOfWrite(const V11Request& request, std::string_view endpoint) {
  if (request.charge) return request.charge;
  if (endpoint == "POST /2/tweets") return Charge::kPostWrite;
  if (endpoint == "POST /2/dm_conversations") return Charge::kDmWrite;
  if (endpoint == "POST /2/media/metadata") return Charge::kMediaMetadata;
  const bool deletes = endpoint == "DELETE /2/tweets/:id" || endpoint == "DELETE /2/dm_events/:id";
  return deletes ? std::optional(Charge::kDelete) : std::nullopt;
}

std::int64_t SizeOf(const JsonNode* list) {
  std::int64_t size = 0;
  for (const JsonNode& item : *list) size += item.is_object() ? 1 : 0;
  return size;
}

std::int64_t ItemsOf(const JsonNode& object, std::string_view name) {
  if (const JsonNode* list = ArrayMember(object, name)) return SizeOf(list);
  return ObjectMember(object, name) == nullptr ? 0 : 1;
}

Charge ChargeOf(Data data, bool owned) {
  if (data == Data::kMessages) return Charge::kDmRead;
  if (data == Data::kUsers) return Charge::kUserRead;
  return owned ? Charge::kOwnedRead : Charge::kPostRead;
}

}  // namespace

Bill& Bill::operator+=(const Bill& other) {
  for (std::size_t index = 0; index < kCharges; ++index) counts[index] += other.counts[index];
  return *this;
}

std::int64_t CostOf(const Bill& bill, const Plan& plan) {
  std::int64_t cost = 0;
  for (std::size_t index = 0; index < kCharges; ++index) {
    cost += bill.counts[index] * plan.prices[index];
  }
  return cost;
}

bool IsPaid(const V11Request& request) {
  if (!request.path.starts_with("/2/") || request.operation == Operation::kAuthorize) return false;
  const std::string endpoint = EndpointOf(request.method, request.path);
  return DataOf(endpoint) != Data::kNothing || ChargeOfWrite(request, endpoint).has_value();
}

Bill BillOf(const Credentials& credentials, const V11Request& request,
            const HttpResponse& response) {
  Bill bill;
  if (!request.path.starts_with("/2/")) return bill;
  const std::string endpoint = EndpointOf(request.method, request.path);
  if (const auto charge = ChargeOfWrite(request, endpoint)) bill.Add(*charge);
  const Data data = DataOf(endpoint);
  if (data == Data::kNothing) return bill;
  const auto answer = JsonDocument::Parse(response.body);
  if (!answer || !answer->root().is_object()) return bill;
  const bool owned = endpoint.starts_with("GET /2/users/:id/") && credentials.owns_app;
  bill.Add(ChargeOf(data, owned), ItemsOf(answer->root(), "data"));
  if (const JsonNode* includes = ObjectMember(answer->root(), "includes")) {
    bill.Add(Charge::kUserRead, ItemsOf(*includes, "users"));
    bill.Add(Charge::kPostRead, ItemsOf(*includes, "tweets") + ItemsOf(*includes, "posts"));
  }
  return bill;
}

Bill BillOfDelivery(std::string_view event_type) {
  Bill bill;
  if (event_type == "post.delete") {
    bill.Add(Charge::kPostDeleteDelivery);
  } else if (event_type.starts_with("post.")) {
    bill.Add(Charge::kPostDelivery);
  } else if (event_type == "dm.received") {
    bill.Add(Charge::kDmDelivery);
  } else if (event_type == "chat.received") {
    bill.Add(Charge::kChatDelivery);
  }
  return bill;
}

}  // namespace twitter
