#include "tests/x_simulator/world/webhooks.hpp"

#include <algorithm>

namespace xsim {

Webhook* Webhooks::Find(std::string_view id) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Webhook& webhook) { return webhook.id == id; });
  return found == list.end() ? nullptr : &*found;
}

const Webhook* Webhooks::FindFor(std::string_view app_id, std::string_view environment) const {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Webhook& webhook) {
    return webhook.app_id == app_id && webhook.environment == environment;
  });
  return found == list.end() ? nullptr : &*found;
}

bool Webhooks::IsSubscribed(const Subscription& subscription) const {
  return std::find(subscriptions.begin(), subscriptions.end(), subscription) != subscriptions.end();
}

Delivery* Webhooks::FindDelivery(std::string_view id) {
  const auto found = std::find_if(deliveries.begin(), deliveries.end(),
                                  [&](const Delivery& delivery) { return delivery.id == id; });
  return found == deliveries.end() ? nullptr : &*found;
}

void Webhooks::Prune(std::size_t keep) {
  if (deliveries.size() <= keep) return;
  std::size_t surplus = deliveries.size() - keep;
  std::erase_if(deliveries, [&](const Delivery& delivery) {
    if (surplus == 0 || delivery.state == "waiting") return false;
    --surplus;
    return true;
  });
}

}  // namespace xsim
