/* echo_channel.c - a toy channel in C99, written from the headers of plugin_api/ alone.
 *
 * What is posted to its webhook becomes a message of the host: a shout (public) or a whisper
 * (private). Replies go into a drawer of the host's key-value store: that is the remote side. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "echo_preview.h"
#include "flat_json.h"
#include "plugin_api/channel_extensions.h"

static const char manifest[] = {
#include "echo_manifest.inc"
};

/* Values of the manifest's connection_schema; an empty token: not configured yet. */
typedef struct settings {
  char drawer[41];
  char token[101];
} settings;

struct chp_instance {
  const chp_host* host;
  const chp_kv* kv;
  const chp_ingest* ingest;
  const chp_accounts* accounts;
  pthread_mutex_t mutex; /* configure may overlap the other calls: it guards the settings */
  settings settings;
};

static chp_status fail(chp_error* err, chp_status code, const char* reason, const char* message) {
  if (err != NULL && err->struct_size >= sizeof *err) {
    err->code = code;
    snprintf(err->reason, sizeof err->reason, "%s", reason);
    snprintf(err->message, sizeof err->message, "%s", message);
  }
  return code;
}

/* Rule R2 for an argument of which this file knows `known` bytes. */
static chp_status check(const void* argument, size_t known, chp_error* err) {
  uint32_t size = 0;
  size_t i;
  if (argument != NULL) memcpy(&size, argument, sizeof size);
  if (size < known) return fail(err, CHP_E_INVALID, "echo.argument", "An argument is too small.");
  for (i = known; i < size; ++i) {
    if (((const unsigned char*)argument)[i] != 0) {
      return fail(err, CHP_E_UNSUPPORTED, "echo.tail", "The host is newer; update this channel.");
    }
  }
  return CHP_OK;
}

/* What every call starts with; the settings are a copy, so a later configure does not disturb. */
static chp_status enter(chp_instance* self, const chp_call* call, settings* now, chp_error* err) {
  if (self == NULL) return fail(err, CHP_E_INVALID, "echo.argument", "An instance is needed.");
  pthread_mutex_lock(&self->mutex);
  *now = self->settings;
  pthread_mutex_unlock(&self->mutex);
  return check(call, sizeof *call, err);
}

static chp_str str(const char* text) {
  chp_str s;
  s.ptr = text;
  s.len = strlen(text);
  return s;
}

static chp_status CHP_CALL echo_init(const chp_host* host, chp_instance** out, chp_error* err) {
  chp_instance* self = host == NULL || out == NULL ? NULL : calloc(1, sizeof *self);
  if (self == NULL) return fail(err, CHP_E_INVALID, "echo.argument", "No host, or no memory.");
  self->host = host;
  self->kv = host->get_service(host->ctx, CHP_SVC_KV);
  self->ingest = host->get_service(host->ctx, CHP_SVC_INGEST);
  self->accounts = host->get_service(host->ctx, CHP_SVC_ACCOUNTS);
  if (self->kv == NULL || self->ingest == NULL || self->accounts == NULL) {
    free(self);
    return fail(err, CHP_E_UNSUPPORTED, "echo.service",
                "The host must offer chp.host.kv/1, chp.host.ingest/1 and chp.host.accounts/1.");
  }
  pthread_mutex_init(&self->mutex, NULL);
  *out = self;
  return CHP_OK;
}

static void CHP_CALL echo_destroy(chp_instance* self) {
  if (self == NULL) return;
  pthread_mutex_destroy(&self->mutex);
  free(self);
}

static chp_status CHP_CALL echo_configure(chp_instance* self, const chp_call* call,
                                          const chp_config* config, chp_error* err) {
  settings next;
  chp_status status = enter(self, call, &next, err);
  if (status == CHP_OK) status = check(config, sizeof *config, err);
  if (status != CHP_OK) return status;
  memset(&next, 0, sizeof next);
  if (flat_json_string(config->secrets_json, "token", next.token, sizeof next.token) > 0 &&
      flat_json_string(config->json, "drawer", next.drawer, sizeof next.drawer) < 1) {
    return fail(err, CHP_E_CONFIG, "echo.drawer", "Name a drawer, with 1 to 40 letters.");
  }
  if (config->flags & CHP_CONFIG_DRY_RUN) return CHP_OK;
  pthread_mutex_lock(&self->mutex);
  self->settings = next;
  pthread_mutex_unlock(&self->mutex);
  return CHP_OK;
}

static chp_status answer(chp_response* out, uint32_t status, const char* json) {
  out->http_status = status;
  return chp_sink_write(&out->body, json, strlen(json)) == 0 ? CHP_OK : CHP_E_CANCELLED;
}

/* Compares in a time that does not depend on where a wrong token differs. */
static int is_authentic(const chp_inbound* in, const char* token) {
  size_t i, n, length = strlen(token);
  for (i = 0; i < in->header_count; ++i) {
    const chp_header* header = in->headers[i];
    unsigned char difference = 0;
    if (header->name.len != 12 || memcmp(header->name.ptr, "x-echo-token", 12) != 0) continue;
    if (header->value.len != length) return 0;
    for (n = 0; n < length; ++n) {
      difference |= (unsigned char)(token[n] ^ header->value.ptr[n]);
    }
    return difference == 0;
  }
  return 0;
}

/* Hands one message over; the answer is sent only when it is stored. */
static chp_status deliver(chp_instance* self, const chp_inbound* in, chp_response* out) {
  char account[64], id[64], from[64], text[8193];
  const int is_private = flat_json_is_true(in->body, "private");
  chp_party author = {.struct_size = sizeof author};
  chp_message message = {.struct_size = sizeof message};
  chp_delivery delivery = {.struct_size = sizeof delivery};
  chp_delivery* const results[1] = {&delivery};
  const chp_message* const messages[1] = {&message};
  const chp_batch batch = {.struct_size = sizeof batch, .messages = messages, .message_count = 1};
  chp_status status;
  if (flat_json_string(in->body, "account", account, sizeof account) < 1 ||
      flat_json_string(in->body, "id", id, sizeof id) < 1 ||
      flat_json_string(in->body, "from", from, sizeof from) < 1 ||
      flat_json_string(in->body, "text", text, sizeof text) < 0) {
    return answer(out, 400, "{\"error\":\"account, id, from and text must be short strings\"}");
  }
  author.external_id = author.handle = author.display_name = str(from);
  message.role = CHP_ROLE_OPEN;
  message.visibility = is_private ? CHP_VISIBILITY_PRIVATE : CHP_VISIBILITY_PUBLIC;
  message.account_id = str(account);
  message.external_id = str(id);
  message.conversation_id = str(is_private ? from : id);
  message.surface = str(is_private ? "whisper" : "shout");
  message.source = str("echo");
  message.text = str(text);
  message.subject = message.text;
  message.subject.len = strcspn(text, "\n"); /* one line */
  message.sent_ms = in->received_ms;
  message.author = &author;
  status = self->ingest->deliver(self->host->ctx, &batch, results);
  if (status != CHP_OK) return status < 0 ? status : CHP_E_INTERNAL;
  if (delivery.status != CHP_OK) return answer(out, 422, "{\"error\":\"refused by the host\"}");
  if (delivery.message_ref[0] == '\0') return CHP_E_INTERNAL; /* R3: no evidence */
  return answer(out, 200, delivery.created ? "{\"stored\":true}" : "{\"stored\":false}");
}

static chp_status CHP_CALL echo_on_inbound(chp_instance* self, const chp_call* call,
                                           const chp_inbound* in, chp_response* out,
                                           chp_error* err) {
  settings now;
  size_t i;
  chp_status status = enter(self, call, &now, err);
  if (status == CHP_OK) status = check(in, sizeof *in, err);
  for (i = 0; status == CHP_OK && i < in->header_count; ++i) {
    status = check(in->headers[i], sizeof *in->headers[i], err);
  }
  if (status != CHP_OK) return status;
  if (out == NULL || out->struct_size < sizeof *out || out->body.write == NULL) {
    return fail(err, CHP_E_INVALID, "echo.argument", "A response with a body is needed.");
  }
  if (now.token[0] == '\0') {
    return fail(err, CHP_E_CONFIG, "echo.no_token", "Echo is not set up; enter its token first.");
  }
  if (!is_authentic(in, now.token)) return answer(out, 401, "{\"error\":\"wrong token\"}");
  status = deliver(self, in, out);
  if (status == CHP_OK) return CHP_OK;
  return fail(err, status, "echo.deliver", "The host did not store the message.");
}

static chp_status CHP_CALL echo_send_reply(chp_instance* self, const chp_call* call,
                                           const chp_reply* reply, chp_receipt* out,
                                           chp_error* err) {
  settings now;
  char key[128];
  chp_str id;
  chp_kv_put put = {.struct_size = sizeof put};
  uint64_t version = 0;
  const echo_hold* hold;
  chp_status status = enter(self, call, &now, err);
  if (status == CHP_OK) status = check(reply, sizeof *reply, err);
  if (status != CHP_OK) return status;
  hold = echo_refusal(reply) != NULL ? echo_refusal(reply) : echo_confirmation(reply);
  if (hold != NULL) return fail(err, CHP_E_REJECTED, hold->reason, hold->message);
  if (now.token[0] == '\0') {
    return fail(err, CHP_E_CONFIG, "echo.no_token", "Echo is not set up; enter its token first.");
  }
  id = reply->idempotency_key; /* the reply's name on the remote side too */
  if (out == NULL || out->struct_size < sizeof *out || id.len == 0 || id.len > 63) {
    return fail(err, CHP_E_INVALID, "echo.reply", "A receipt and a key of 1..63 bytes are needed.");
  }
  put.key.ptr = key;
  put.key.len = (size_t)snprintf(key, sizeof key, "%s/%.*s", now.drawer, (int)id.len, id.ptr);
  put.value = reply->text;
  put.expected_version = CHP_KV_ABSENT; /* a second attempt finds the first one's reply */
  status = self->kv->put(self->host->ctx, &put, &version);
  if (status != CHP_E_CONFLICT && (status != CHP_OK || version == 0)) {
    return fail(err, status < 0 ? status : CHP_E_INTERNAL, "echo.kv", "The reply was not kept.");
  }
  status = self->ingest->bind(self->host->ctx, &reply->account_id, &id, &id);
  if (status != CHP_OK) return fail(err, CHP_E_UNCERTAIN, "echo.bind", "It was kept, not noted.");
  out->part_count = 1;
  memcpy(out->external_id, id.ptr, id.len);
  out->external_id[id.len] = '\0';
  return CHP_OK;
}

static int32_t CHP_CALL count_bytes(void* ctx, const void* bytes, size_t len) {
  (void)bytes;
  *(size_t*)ctx += len;
  return 0;
}

/* The one action, "account.link": the valley becomes the account. */
static chp_status CHP_CALL echo_run_action(chp_instance* self, const chp_call* call,
                                           const chp_action* action, const chp_sink* output,
                                           chp_error* err) {
  static const char done[] = "{\"message\":\"The valley has been added.\"}";
  settings now;
  size_t id_length = 0;
  const chp_sink account_id = {&id_length, count_bytes};
  chp_account_save save = {.struct_size = sizeof save};
  chp_status status = enter(self, call, &now, err);
  if (status == CHP_OK) status = check(action, sizeof *action, err);
  if (status != CHP_OK) return status;
  if (output == NULL || action->id.len != 12 || memcmp(action->id.ptr, "account.link", 12) != 0) {
    return fail(err, CHP_E_UNSUPPORTED, "echo.action", "Echo has only the action account.link.");
  }
  save.account_json =
      str("{\"external_id\":\"valley\",\"screen_name\":\"valley\",\"name\":\"Valley\"}");
  save.secrets_json = str("{}");
  status = self->accounts->save(self->host->ctx, &save, &account_id);
  if (status != CHP_OK || id_length == 0) {
    return fail(err, status < 0 ? status : CHP_E_INTERNAL, "echo.save",
                "The host kept no account.");
  }
  return chp_sink_write(output, done, sizeof done - 1) == 0 ? CHP_OK : CHP_E_CANCELLED;
}

static const void* CHP_CALL echo_get_extension(chp_instance* self, const char* id) {
  static const chp_actions actions = {.struct_size = sizeof actions, .run = echo_run_action};
  static const chp_compose compose = {.struct_size = sizeof compose, .preview = echo_preview};
  (void)self;
  if (id != NULL && strcmp(id, CHP_EXT_COMPOSE) == 0) return &compose;
  return id != NULL && strcmp(id, CHP_EXT_ACTIONS) == 0 ? &actions : NULL;
}

const chp_plugin* CHP_CALL channel_plugin_entry_v1(void) {
  static const chp_plugin plugin = {.struct_size = sizeof plugin,
                                    .abi_version = CHP_ABI_VERSION,
                                    .min_host_version = CHP_ABI_VERSION,
                                    .id = "org.example.echo",
                                    .version = "1.0.0",
                                    .manifest_json = manifest,
                                    .init = echo_init,
                                    .configure = echo_configure,
                                    .on_inbound = echo_on_inbound,
                                    .send_reply = echo_send_reply,
                                    .destroy = echo_destroy,
                                    .get_extension = echo_get_extension};
  return &plugin;
}
