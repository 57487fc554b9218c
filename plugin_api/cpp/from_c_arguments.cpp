// Structs to values: arguments of the core calls and of the small host services.
#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/read_checks.hpp"

namespace chp {
namespace {

Result<HeaderView> ReadHeader(const chp_header* from) {
  const auto raw = CopyIn(from, "chp_header");
  if (!raw) return raw.error();
  const auto sound = FirstError({CheckFlags("chp_header.reserved", raw->reserved, 0),
                                 CheckStrings("chp_header", {raw->name, raw->value})});
  if (!sound) return sound.error();
  return HeaderView{.name = View(raw->name), .value = View(raw->value)};
}

}  // namespace

Result<std::string_view> ReadText(const chp_str* from, const char* what) {
  if (from == nullptr) return NullArgument(what);
  if (auto sound = CheckStrings(what, {*from}); !sound) return std::move(sound).error();
  return View(*from);
}

Result<std::string_view> ReadText(const char* bytes, std::size_t length, const char* what) {
  const chp_str text{bytes, length};
  return ReadText(&text, what);
}

Result<ConfigInput> ReadConfig(const chp_config* from) {
  const auto raw = CopyIn(from, "chp_config");
  if (!raw) return raw.error();
  const auto sound = FirstError({CheckFlags("chp_config.flags", raw->flags, CHP_CONFIG_DRY_RUN),
                                 CheckStrings("chp_config", {raw->json, raw->secrets_json})});
  if (!sound) return sound.error();
  return ConfigInput{.dry_run = (raw->flags & CHP_CONFIG_DRY_RUN) != 0,
                     .revision = raw->revision,
                     .json = View(raw->json),
                     .secrets_json = View(raw->secrets_json)};
}

Result<InboundRequest> ReadInbound(const chp_inbound* from) {
  const auto raw = CopyIn(from, "chp_inbound");
  if (!raw) return raw.error();
  const auto sound = FirstError(
      {CheckKind("chp_inbound.kind", raw->kind, CHP_INBOUND_HTTP),
       CheckStrings("chp_inbound", {raw->route, raw->principal, raw->base_url, raw->method,
                                    raw->public_url, raw->remote_addr, raw->body})});
  if (!sound) return sound.error();
  auto headers = ReadArray(raw->headers, raw->header_count, "chp_inbound.headers", ReadHeader);
  if (!headers) return std::move(headers).error();
  return InboundRequest{.received_ms = raw->received_ms,
                        .route = View(raw->route),
                        .principal = View(raw->principal),
                        .base_url = View(raw->base_url),
                        .method = View(raw->method),
                        .public_url = View(raw->public_url),
                        .remote_addr = View(raw->remote_addr),
                        .headers = std::move(headers).value(),
                        .body = View(raw->body)};
}

Result<Reply> ReadReply(const chp_reply* from) {
  const auto raw = CopyIn(from, "chp_reply");
  if (!raw) return raw.error();
  const auto sound = FirstError(
      {CheckFlags("chp_reply.flags", raw->flags, CHP_REPLY_FORCE),
       CheckStrings("chp_reply", {raw->idempotency_key, raw->account_id, raw->conversation_id,
                                  raw->surface, raw->in_reply_to, raw->recipient_id, raw->text,
                                  raw->context_json, raw->options_json, raw->agent_json})});
  if (!sound) return sound.error();
  auto attachments =
      ReadArray(raw->attachments, raw->attachment_count, "chp_reply.attachments", ReadAttachment);
  if (!attachments) return std::move(attachments).error();
  return Reply{.force = (raw->flags & CHP_REPLY_FORCE) != 0,
               .idempotency_key = View(raw->idempotency_key),
               .account_id = View(raw->account_id),
               .conversation_id = View(raw->conversation_id),
               .surface = View(raw->surface),
               .in_reply_to = View(raw->in_reply_to),
               .recipient_id = View(raw->recipient_id),
               .text = View(raw->text),
               .attachments = std::move(attachments).value(),
               .context_json = View(raw->context_json),
               .options_json = View(raw->options_json),
               .agent_json = View(raw->agent_json),
               .created_ms = raw->created_ms};
}

Result<ActionInput> ReadAction(const chp_action* from) {
  const auto raw = CopyIn(from, "chp_action");
  if (!raw) return raw.error();
  const auto sound = FirstError(
      {CheckFlags("chp_action.flags", raw->flags, 0),
       CheckStrings("chp_action", {raw->id, raw->account_id, raw->external_id, raw->principal,
                                   raw->base_url, raw->input_json, raw->secrets_json})});
  if (!sound) return sound.error();
  return ActionInput{.id = View(raw->id),
                     .account_id = View(raw->account_id),
                     .external_id = View(raw->external_id),
                     .principal = View(raw->principal),
                     .base_url = View(raw->base_url),
                     .input_json = View(raw->input_json),
                     .secrets_json = View(raw->secrets_json)};
}

Result<KvPut> ReadKvPut(const chp_kv_put* from) {
  const auto raw = CopyIn(from, "chp_kv_put");
  if (!raw) return raw.error();
  const auto sound = FirstError({CheckFlags("chp_kv_put.flags", raw->flags, CHP_KV_SECRET),
                                 CheckStrings("chp_kv_put", {raw->key, raw->value})});
  if (!sound) return sound.error();
  return KvPut{.key = View(raw->key),
               .value = View(raw->value),
               .expected_version = raw->expected_version,
               .ttl_ms = raw->ttl_ms,
               .secret = (raw->flags & CHP_KV_SECRET) != 0};
}

Result<AccountSave> ReadAccountSave(const chp_account_save* from) {
  const auto raw = CopyIn(from, "chp_account_save");
  if (!raw) return raw.error();
  const auto sound =
      FirstError({CheckFlags("chp_account_save.flags", raw->flags, 0),
                  CheckStrings("chp_account_save", {raw->account_json, raw->secrets_json})});
  if (!sound) return sound.error();
  return AccountSave{.account_json = std::string(View(raw->account_json)),
                     .secrets_json = std::string(View(raw->secrets_json)),
                     .expected_revision = raw->expected_revision};
}

Result<AccountStatus> ReadAccountState(const chp_account_state* from) {
  const auto raw = CopyIn(from, "chp_account_state");
  if (!raw) return raw.error();
  const auto sound =
      FirstError({CheckKind("chp_account_state.state", raw->state + 1, CHP_ACCOUNT_DOWN + 1),
                  CheckStrings("chp_account_state", {raw->account_id, raw->reason, raw->message})});
  if (!sound) return sound.error();
  return AccountStatus{.state = static_cast<AccountState>(raw->state),
                       .account_id = std::string(View(raw->account_id)),
                       .reason = std::string(View(raw->reason)),
                       .message = std::string(View(raw->message))};
}

}  // namespace chp
