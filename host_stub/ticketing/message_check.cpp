// Whether a delivered message can be kept.
#include "host_stub/ticketing/message_check.hpp"

#include <algorithm>

#include "host_stub/store/json_text.hpp"
#include "host_stub/ticketing/customer_profile.hpp"

namespace stub {
namespace {

const Surface* FindSurface(const Manifest& manifest, std::string_view id) {
  const auto found = std::find_if(manifest.surfaces.begin(), manifest.surfaces.end(),
                                  [id](const Surface& surface) { return surface.id == id; });
  return found == manifest.surfaces.end() ? nullptr : &*found;
}

bool IsId(const std::string& id) { return !id.empty() && id.size() <= kLongestExternalId; }

bool PartiesAreReadable(const chp::Message& message) {
  if (!HasReadableExtra(message.author)) return false;
  if (message.customer && !HasReadableExtra(*message.customer)) return false;
  return std::all_of(message.recipients.begin(), message.recipients.end(), HasReadableExtra);
}

bool IsObject(std::string_view json) { return BriefObject(json).ok(); }

std::string_view ReasonOfIds(const chp::Message& message) {
  if (!IsId(message.external_id)) return "message.id_invalid";
  if (!IsId(message.author.external_id)) return "message.author_missing";
  const bool counterpart_unknown = message.own && message.visibility == chp::Visibility::kPrivate &&
                                   !message.customer && message.recipients.empty();
  if (counterpart_unknown || !IsId(PersonAbout(message).external_id)) {
    return "message.customer_missing";
  }
  for (const std::string& parent : message.parent_ids) {
    if (!IsId(parent)) return "message.parent_invalid";
  }
  for (const chp::Job& job : message.jobs) {
    if (job.id.empty() || job.kind.empty()) return "message.job_invalid";
  }
  return {};
}

std::string_view ReasonOfSurface(const chp::Message& message, const Manifest& manifest) {
  const Surface* surface = FindSurface(manifest, message.surface);
  if (surface == nullptr) return "message.surface_unknown";
  const bool is_private = message.visibility == chp::Visibility::kPrivate;
  if (is_private != (surface->visibility == "private")) return "message.visibility_mismatch";
  return {};
}

std::string_view ReasonOfContent(const chp::Message& message, const Limits& limits) {
  if (message.text.size() > limits.message_text_bytes) return "message.text_too_long";
  if (message.subject.size() > limits.message_text_bytes) return "message.text_too_long";
  if (message.attachments.size() > limits.attachments_per_message) {
    return "message.attachments_too_many";
  }
  if (!IsObject(message.attributes_json)) return "message.attributes_invalid";
  if (!IsObject(message.match_json)) return "message.match_invalid";
  if (!PartiesAreReadable(message)) return "message.party_invalid";
  return {};
}

}  // namespace

const chp::Party& PersonAbout(const chp::Message& message) {
  if (message.customer) return *message.customer;
  if (message.own && !message.recipients.empty()) return message.recipients.front();
  return message.author;
}

std::optional<std::string> ReasonToRefuse(const chp::Message& message, const Manifest& manifest) {
  for (const std::string_view reason : {ReasonOfIds(message), ReasonOfSurface(message, manifest),
                                        ReasonOfContent(message, manifest.limits)}) {
    if (!reason.empty()) return std::string(reason);
  }
  return std::nullopt;
}

}  // namespace stub
