/* A plugin that does nothing, in variants that a loader must refuse: each SAMPLE_* macro breaks
 * one thing. SAMPLE_NULL_MEMBER in the environment names a member of the table to leave out. */
#include <stdlib.h>
#include <string.h>

#include "plugin_api/channel_plugin.h"

static const char kManifest[] = {
#include "sample_manifest.inc"
};

#ifndef SAMPLE_ABI_VERSION
#define SAMPLE_ABI_VERSION CHP_ABI_VERSION
#endif
#ifndef SAMPLE_MIN_HOST_VERSION
#define SAMPLE_MIN_HOST_VERSION CHP_ABI_VERSION
#endif
#ifndef SAMPLE_ID
#define SAMPLE_ID "org.example.sample"
#endif
#ifdef SAMPLE_OTHER_MANIFEST
#define SAMPLE_MANIFEST &kManifest[1]
#else
#define SAMPLE_MANIFEST kManifest
#endif
#ifndef SAMPLE_TABLE_SIZE
#define SAMPLE_TABLE_SIZE sizeof(chp_plugin)
#endif
#ifndef SAMPLE_ENTRY
#define SAMPLE_ENTRY channel_plugin_entry_v1
#endif

#ifdef SAMPLE_CRASH
__attribute__((constructor)) static void CrashWhenLoaded(void) { abort(); }
#endif

#ifdef SAMPLE_UNDEFINED
int a_function_nobody_has(void);
int (*const kNeeded)(void) = a_function_nobody_has;
#endif

struct chp_instance {
  int unused;
};

static chp_status Init(const struct chp_host* host, chp_instance** out, chp_error* err) {
  (void)err;
  *out = malloc(sizeof(chp_instance));
  return host != NULL && *out != NULL ? CHP_OK : CHP_E_TRANSIENT;
}

static chp_status Configure(chp_instance* self, const chp_call* call, const chp_config* config,
                            chp_error* err) {
  (void)self, (void)call, (void)config, (void)err;
  return CHP_OK;
}

static chp_status OnInbound(chp_instance* self, const chp_call* call, const chp_inbound* in,
                            chp_response* out, chp_error* err) {
  (void)self, (void)call, (void)in, (void)err;
  out->http_status = 204;
  return CHP_OK;
}

static chp_status SendReply(chp_instance* self, const chp_call* call, const chp_reply* reply,
                            chp_receipt* out, chp_error* err) {
  (void)self, (void)call, (void)reply, (void)out, (void)err;
  return CHP_E_UNSUPPORTED;
}

static void Destroy(chp_instance* self) { free(self); }

static const void* GetExtension(chp_instance* self, const char* id) {
  (void)self, (void)id;
  return NULL;
}

static chp_plugin table = {SAMPLE_TABLE_SIZE,
                           SAMPLE_ABI_VERSION,
                           SAMPLE_MIN_HOST_VERSION,
                           0,
                           SAMPLE_ID,
                           "1.0.0",
                           SAMPLE_MANIFEST,
                           Init,
                           Configure,
                           OnInbound,
                           SendReply,
                           Destroy,
                           GetExtension};

static void LeaveOut(const char* member) {
  if (strcmp(member, "id") == 0) table.id = NULL;
  if (strcmp(member, "version") == 0) table.version = NULL;
  if (strcmp(member, "manifest_json") == 0) table.manifest_json = NULL;
  if (strcmp(member, "init") == 0) table.init = NULL;
  if (strcmp(member, "configure") == 0) table.configure = NULL;
  if (strcmp(member, "on_inbound") == 0) table.on_inbound = NULL;
  if (strcmp(member, "send_reply") == 0) table.send_reply = NULL;
  if (strcmp(member, "destroy") == 0) table.destroy = NULL;
  if (strcmp(member, "get_extension") == 0) table.get_extension = NULL;
}

CHP_EXPORT const chp_plugin* CHP_CALL SAMPLE_ENTRY(void);
CHP_EXPORT const chp_plugin* CHP_CALL SAMPLE_ENTRY(void) {
  const char* left_out = getenv("SAMPLE_NULL_MEMBER");
  if (left_out != NULL) LeaveOut(left_out);
#ifdef SAMPLE_NO_TABLE
  return NULL;
#else
  return &table;
#endif
}
