// What an admin sets for answers of the whole helpdesk.
#include "host_stub/store/settings_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

Answer ShowReplySettings(const Call& call) {
  const auto settings = call.web.store.settings().Replies();
  if (!settings) return settings.error();
  return JsonAnswer(
      boost::json::object{{"undo_seconds", settings->undo_seconds},
                          {"second_answer_seconds", settings->second_answer_seconds}});
}

Answer ChangeReplySettings(const Call& call) {
  auto settings = call.web.store.settings().Replies();
  if (!settings) return settings.error();
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"undo_seconds", "second_answer_seconds"});
  settings->undo_seconds = body.Integer("undo_seconds", settings->undo_seconds);
  settings->second_answer_seconds =
      body.Integer("second_answer_seconds", settings->second_answer_seconds);
  if (!body.ok()) return body.error();
  if (auto kept = call.web.store.settings().SetReplies(*settings); !kept) return kept.error();
  return ShowReplySettings(call);
}

constexpr Endpoint kSettingsEndpoints[] = {
    {"GET", "/api/v1/reply_settings", Access::kAgent, &ShowReplySettings},
    {"PUT", "/api/v1/reply_settings", Access::kAdmin, &ChangeReplySettings,
     "changed the settings of answers"},
};

}  // namespace

std::span<const Endpoint> SettingsEndpoints() { return kSettingsEndpoints; }

}  // namespace stub
