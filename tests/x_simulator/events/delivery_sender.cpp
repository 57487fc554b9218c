#include "tests/x_simulator/events/delivery_sender.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/http_client.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostParallel = 16;
// An event being sent is due again only then, longer than a request may take.
constexpr std::int64_t kSendingMs = 10'000;

// For the fault reverse_deliveries: events not tried yet wait until `batch` of them are there, then
// become due newest first. Returns true while events must go on waiting.
bool HoldForReversal(State& state) {
  const Fault* fault = state.faults.Find("reverse_deliveries");
  if (fault == nullptr) return false;
  std::vector<Delivery*> fresh;
  for (Delivery& delivery : state.webhooks.deliveries) {
    const bool reversed = delivery.due_ms < delivery.created_ms;
    if (delivery.state == "waiting" && delivery.attempts.empty() && !reversed) {
      fresh.push_back(&delivery);
    }
  }
  const std::size_t batch = fault->value > 0 ? static_cast<std::size_t>(fault->value) : 2;
  if (fresh.size() < batch) return true;
  std::int64_t due = fresh.front()->created_ms;
  for (Delivery* delivery : fresh) delivery->due_ms = --due;
  state.faults.Use("reverse_deliveries");
  return true;
}

Delivery* FindDue(State& state) {
  const bool hold = HoldForReversal(state);
  Delivery* next = nullptr;
  for (Delivery& delivery : state.webhooks.deliveries) {
    const bool held = hold && delivery.attempts.empty() && delivery.due_ms >= delivery.created_ms;
    const bool due = delivery.state == "waiting" && delivery.due_ms <= state.now_ms && !held;
    if (due && (next == nullptr || delivery.due_ms < next->due_ms)) next = &delivery;
  }
  return next;
}

// Why the event cannot be sent at all, or "".
std::string Obstacle(const Webhook* webhook, const App* app) {
  if (webhook == nullptr || app == nullptr) return "The environment has no webhook any more.";
  if (!webhook->valid) return "The webhook is not valid; X sends nothing until it passes its CRC.";
  return {};
}

}  // namespace

DeliverySender::DeliverySender(World& world, std::vector<std::chrono::milliseconds> retries)
    : world_(world), retries_(std::move(retries)) {}

DeliverySender::~DeliverySender() { Stop(); }

void DeliverySender::Start() {
  thread_ = std::thread([this] { Run(); });
}

void DeliverySender::Stop() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void DeliverySender::Wake() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void DeliverySender::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    woken_ = false;
    lock.unlock();
    const bool sent = SendNext();
    const auto pause = sent ? std::chrono::milliseconds(0) : UntilNext();
    lock.lock();
    const auto has_news = [this] { return woken_ || stopping_; };
    if (!pause) {
      changed_.wait(lock, has_news);
    } else if (pause->count() > 0) {
      changed_.wait_for(lock, *pause, has_news);
    }
  }
}

bool DeliverySender::SendNext() {
  const auto first = TakeNext();
  if (!first) return false;
  std::vector<std::thread> others;
  if (world_.Lock()->faults.Find("parallel_deliveries") != nullptr) {
    while (others.size() < kMostParallel) {
      const auto job = TakeNext();
      if (!job) break;
      others.emplace_back([this, job] { SendOne(*job); });
    }
  }
  SendOne(*first);
  for (std::thread& other : others) other.join();
  return true;
}

void DeliverySender::SendOne(const Job& job) {
  OutgoingRequest request;
  request.method = "POST";
  request.url = job.url;
  request.headers = {"content-type: application/json",
                     "x-twitter-webhooks-signature: " + WebhookSignature(job.secret, job.body)};
  if (!job.client_secret.empty()) {
    request.headers.push_back("x-twitter-webhooks-signature-oauth2: " +
                              WebhookSignature(job.client_secret, job.body));
  }
  request.body = job.body;
  const std::int64_t started = world_.clock()();
  const OutgoingResult result = Send(request);
  Record(job.delivery_id, {started, result.status, result.duration_ms, result.error},
         result.Succeeded());
}

std::optional<DeliverySender::Job> DeliverySender::TakeNext() {
  const auto state = world_.Lock();
  while (Delivery* delivery = FindDue(*state)) {
    const Webhook* webhook = state->webhooks.FindFor(delivery->app_id, delivery->environment);
    const App* app = state->apps.Find(delivery->app_id);
    const std::string obstacle = Obstacle(webhook, app);
    if (obstacle.empty()) {
      delivery->due_ms = state->now_ms + kSendingMs;
      const bool wrong = state->faults.Use("invalid_signature").has_value();
      const std::string spoilt = wrong ? "not " : "";
      // Webhooks of API v2 have no environment; only they know the client secret.
      const bool as_client = webhook->environment.empty() && !app->client_secret.empty();
      return Job{delivery->id, webhook->url, spoilt + app->consumer_secret,
                 as_client ? spoilt + app->client_secret : "", delivery->body};
    }
    delivery->state = "failed";
    delivery->attempts.push_back({state->now_ms, 0, 0, obstacle});
  }
  return std::nullopt;
}

void DeliverySender::Record(const std::string& delivery_id, Attempt attempt, bool accepted) {
  const auto state = world_.Lock();
  Delivery* delivery = state->webhooks.FindDelivery(delivery_id);
  if (delivery == nullptr) return;
  const std::size_t failed_before = delivery->attempts.size();
  delivery->attempts.push_back(std::move(attempt));
  if (accepted) {
    delivery->state = "delivered";
  } else if (failed_before < retries_.size()) {
    delivery->due_ms = state->now_ms + retries_[failed_before].count();
  } else {
    delivery->state = "failed";
  }
}

std::optional<std::chrono::milliseconds> DeliverySender::UntilNext() {
  const auto state = world_.Lock();
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  std::int64_t earliest = kNever;
  for (const Delivery& delivery : state->webhooks.deliveries) {
    const bool retry = !delivery.attempts.empty() || delivery.due_ms > state->now_ms;
    if (delivery.state == "waiting" && retry) earliest = std::min(earliest, delivery.due_ms);
  }
  if (earliest == kNever) return std::nullopt;
  return std::chrono::milliseconds(std::max<std::int64_t>(1, earliest - state->now_ms));
}

}  // namespace xsim
