/* echo_preview.c - the extension chp.compose/1 of the toy channel. */
#include "echo_preview.h"

#include <stdio.h>
#include <string.h>

static const echo_hold too_quiet = {"echo.too_quiet", "Nobody shouts quietly."};
static const echo_hold secret = {"needs_confirmation.secret",
                                 "The whole valley would hear a secret."};

static int is(chp_str text, const char* word) {
  return text.len == strlen(word) && memcmp(text.ptr, word, text.len) == 0;
}

static int contains(chp_str text, const char* word) {
  const size_t length = strlen(word);
  size_t i;
  for (i = 0; i + length <= text.len; ++i) {
    if (memcmp(text.ptr + i, word, length) == 0) return 1;
  }
  return 0;
}

const echo_hold* echo_refusal(const chp_reply* reply) {
  return is(reply->surface, "shout") && contains(reply->text, "quietly") ? &too_quiet : NULL;
}

const echo_hold* echo_confirmation(const chp_reply* reply) {
  if (!is(reply->surface, "shout") || !contains(reply->text, "secret")) return NULL;
  return contains(reply->options_json, "{\"what\":\"secret\"}") ? NULL : &secret;
}

static int put(const chp_sink* to, const char* text) {
  return chp_sink_write(to, text, strlen(text));
}

static int put_string(const chp_sink* to, chp_str text) {
  int failed = put(to, "\"");
  size_t i;
  for (i = 0; i < text.len && failed == 0; ++i) {
    const unsigned char byte = (unsigned char)text.ptr[i];
    char escaped[8];
    if (byte >= 0x20 && byte != '"' && byte != '\\') {
      failed = chp_sink_write(to, text.ptr + i, 1);
      continue;
    }
    snprintf(escaped, sizeof escaped, "\\u%04x", byte);
    failed = put(to, escaped);
  }
  return failed != 0 ? failed : put(to, "\"");
}

/* How many there are. */
static int put_breaths(const chp_sink* to, chp_str text, int* failed) {
  int count = 0;
  while (text.len > 0 && *failed == 0) {
    const char* end = memchr(text.ptr, '\n', text.len);
    chp_str line = text;
    if (end != NULL) line.len = (size_t)(end - text.ptr);
    if (line.len > 0) {
      *failed = count++ > 0 ? put(to, ",") : 0;
      if (*failed == 0) *failed = put_string(to, line);
    }
    text.ptr += line.len + (end != NULL);
    text.len -= line.len + (end != NULL);
  }
  return count;
}

static int put_hold(const chp_sink* to, const echo_hold* hold) {
  char json[256];
  if (hold == NULL) return 0;
  snprintf(json, sizeof json, "{\"reason\":\"%s\",\"message\":\"%s\"}", hold->reason,
           hold->message);
  return put(to, json);
}

chp_status CHP_CALL echo_preview(chp_instance* self, const chp_reply* reply,
                                 const chp_sink* preview_json, chp_error* err) {
  const echo_hold *refusal, *confirmation;
  char numbers[160];
  int failed, breaths;
  (void)self;
  (void)err;
  if (reply == NULL || reply->struct_size < sizeof *reply || preview_json == NULL) {
    return CHP_E_INVALID;
  }
  refusal = echo_refusal(reply);
  confirmation = echo_confirmation(reply);
  failed = put(preview_json, "{\"parts\":[");
  breaths = put_breaths(preview_json, reply->text, &failed);
  snprintf(numbers, sizeof numbers,
           "],\"length\":%zu,\"limit\":8192,\"mentions\":[],\"warnings\":[],\"accepted\":%s,"
           "\"price\":{\"micro_dollars\":%d,\"message\":\"One cent a breath.\"},\"refusal\":",
           reply->text.len, refusal == NULL ? "true" : "false", breaths * 10000);
  if (failed == 0) failed = put(preview_json, numbers);
  if (failed == 0)
    failed = refusal == NULL ? put(preview_json, "null") : put_hold(preview_json, refusal);
  if (failed == 0) failed = put(preview_json, ",\"alternatives\":[");
  if (failed == 0 && refusal != NULL) {
    failed = put(preview_json,
                 "{\"reason\":\"echo.whisper\",\"message\":\"A whisper is quiet.\","
                 "\"surface\":\"whisper\",\"in_reply_to\":\"\",\"url\":\"\"},"
                 "{\"reason\":\"echo.walk\",\"message\":\"Or walk there.\",\"surface\":\"\","
                 "\"in_reply_to\":\"\",\"url\":\"https://echo.example/path\"}");
  }
  if (failed == 0) failed = put(preview_json, "],\"confirmations\":[");
  if (failed == 0) failed = put_hold(preview_json, confirmation);
  if (failed == 0) failed = put(preview_json, "]}");
  return failed == 0 ? CHP_OK : CHP_E_CANCELLED;
}
