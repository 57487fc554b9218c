/* channel_plugin.h - binary contract between a helpdesk host and a channel plugin. DRAFT 1.0
 *
 * Pure C99, standard headers only. This file and its three siblings are the specification: where
 * code and comment disagree, the comment wins and the code is a bug.
 *   channel_types.h       values that cross the boundary: messages, people, errors
 *   channel_plugin.h      the core calls with their arguments, entry, the host's table (this file)
 *   channel_services.h    what a host offers
 *   channel_extensions.h  what a plugin may offer besides the core calls
 *
 * Five rules hold everywhere; no declaration repeats them.
 *  R1 BORROW IN, SINK OUT. A pointer passed to a call is valid until that call returns. Bytes come
 *     back through a sink or into the caller's own struct. Nothing is ever freed by the side that
 *     did not allocate it.
 *  R2 SIZE FIRST. Every growable struct starts with struct_size, set by whoever allocates it;
 *     fields are only appended.
 *       tables     (function pointers)  a reader ignores what it does not know;
 *       arguments  unknown trailing bytes must be zero, else CHP_E_UNSUPPORTED: zero means "as
 *                  before this field existed", anything else must not be ignored;
 *       results    the callee writes only inside struct_size.
 *     An argument smaller than its 1.0 size is CHP_E_INVALID. Arrays are arrays of pointers, so
 *     their elements may grow.
 *  R3 NO UNWINDING. No C++ exception, longjmp, Ruby raise or Go panic crosses, either way. A
 *     success counts only when its evidence is there: CHP_OK from ingest.deliver with an empty
 *     message_ref, from kv.get or kv.put with version 0, or from accounts.save or blob.commit
 *     without an id is read as CHP_E_INTERNAL. (A Python callback that raises returns an integer nobody chose.)
 *  R4 ONLY ON YOUR THREAD. A plugin calls the host only from a thread that is inside a plugin
 *     call, and the host never calls the plugin back from inside a host service.
 *  R5 NO STRUCT BY VALUE in a parameter or return; enums travel as int32_t/uint32_t.
 *
 * Thread tags:
 *  [control]  init, configure, destroy: one at a time per instance. configure may overlap
 *             [worker] calls; destroy overlaps nothing.
 *  [worker]   any number of host threads at once on one instance; may block until
 *             call->deadline_ms.
 *  [any]      thread-safe, returns promptly, never blocks on I/O.
 *
 * Life of a plugin: entry (any number of times) -> init -> [configure -> ...] -> destroy. One
 * instance is one connection: one remote app with every account linked through it. Before the
 * first successful configure, and with an empty "app", on_inbound and actions still work and say
 * in their errors what is missing.
 */
#ifndef CHANNEL_PLUGIN_H
#define CHANNEL_PLUGIN_H

#include "channel_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- arguments of the core calls --------------------------------------------------------- */

/* json:
 *   { "host":     {"base_url": "https://desk.example", "routes": {<route id>: <absolute URL>},
 *                  "connection_key": "...", "default_group_id": "1"},
 *     "app":      {<values of connection_schema>},          {} until an app is configured
 *     "accounts": [{"id", "external_id", "screen_name", "name", "active",
 *                   "profile": {<as accounts.save told>},
 *                   "settings": {<values of account_schema>}}] }
 * secrets_json, same places, secret members only:
 *   { "app": {...}, "accounts": [{"id", ...}] } */
typedef struct chp_config {
  uint32_t struct_size;
  uint32_t flags;    /* CHP_CONFIG_* */
  uint64_t revision; /* grows with every change */
  chp_str json;
  chp_str secrets_json; /* never logged */
} chp_config;
enum { CHP_CONFIG_DRY_RUN = 1u << 0 /* validate and probe, change nothing */ };

typedef struct chp_header {
  uint32_t struct_size;
  uint32_t reserved;
  chp_str name; /* lower case */
  chp_str value;
} chp_header;

typedef struct chp_inbound {
  uint32_t struct_size;
  uint32_t kind; /* CHP_INBOUND_HTTP */
  int64_t received_ms;
  chp_str route;     /* id of the manifest route that matched                            */
  chp_str principal; /* opaque id of the signed-in session or API token; absent if none  */
  chp_str base_url;  /* the host's public URL, without trailing slash                    */
  chp_str method;
  chp_str public_url; /* as the remote side addressed it, with query */
  chp_str remote_addr;
  const chp_header *const *headers;
  size_t header_count;
  chp_str body; /* exact bytes: signatures are computed over them */
} chp_inbound;
enum { CHP_INBOUND_HTTP = 1 };

/* Host-allocated, zeroed but for struct_size, body and add_header: what the host answers to the HTTP caller. */
typedef struct chp_response {
  uint32_t struct_size;
  uint32_t http_status;  /* 100..599; the plugin must set it */
  char content_type[64]; /* empty: application/json */
  chp_sink body;
  void *ctx;
  int32_t(CHP_CALL *add_header)(void *ctx, const char *name, size_t name_len, const char *value,
                                size_t value_len);
} chp_response;

typedef struct chp_reply {
  uint32_t struct_size;
  uint32_t flags;          /* CHP_REPLY_* */
  chp_str idempotency_key; /* stable over all attempts of one reply */
  chp_str account_id;
  chp_str conversation_id;
  chp_str surface;
  chp_str in_reply_to;  /* external id of the message answered, or absent */
  chp_str recipient_id; /* external id of the person written to           */
  chp_str text;
  const chp_attachment *const *attachments;
  size_t attachment_count;
  chp_str context_json; /* of the message answered */
  chp_str options_json; /* values of the manifest's options_schema */
  chp_str agent_json;   /* {id, first_name, last_name, email} */
  int64_t created_ms;
} chp_reply;
enum { CHP_REPLY_FORCE = 1u << 0 /* a person chose to send again although it may be there */ };

/* Host-allocated, zeroed but for struct_size and the sinks. parts_json is read on failure verdicts
 * too (partly sent). A sink whose write is NULL is not wanted. */
typedef struct chp_receipt {
  uint32_t struct_size;
  uint32_t part_count; /* one reply may become several messages */
  char external_id[64];
  char url[256];
  chp_sink parts_json;   /* [{"external_id", "url"}, ...] in order */
  chp_sink article_json; /* {"from", "to", "attributes": {}, "links": [{"name","url","target"}]} */
} chp_receipt;

/* ---- the plugin -------------------------------------------------------------------------- */

struct chp_host;
typedef struct chp_instance chp_instance; /* opaque; one per connection */

/* Static and constant for the life of the library. Every function is required. */
typedef struct chp_plugin {
  uint32_t struct_size;
  uint32_t abi_version;      /* CHP_ABI_VERSION at compile time                  */
  uint32_t min_host_version; /* host's abi_version must be >= this, same major   */
  uint32_t flags;            /* CHP_PLUGIN_PINNED: host must never unload it     */
  const char *id;            /* reverse-DNS, static, NUL-terminated              */
  const char *version;       /* semver of the plugin itself                      */
  const char *manifest_json; /* byte-for-byte the shipped manifest.json          */

  /* Creates an instance bound to *host, which outlives it. No I/O. [control]
   * CHP_E_UNSUPPORTED when a service the plugin needs is missing (message names it). */
  chp_status(CHP_CALL *init)(const struct chp_host *host, chp_instance **out, chp_error *err);

  /* Validates and atomically replaces the configuration; on failure the old one stays. Calls
   * already running finish on the snapshot they started with. No network I/O except with
   * CHP_CONFIG_DRY_RUN. [control] */
  chp_status(CHP_CALL *configure)(chp_instance *self, const chp_call *call,
                                  const chp_config *config, chp_error *err);

  /* Handles one HTTP request to a manifest route: authenticate, normalise, hand over through
   * ingest, answer. Answers 2xx only after every message is durable in the host. No network I/O
   * for events. [worker] */
  chp_status(CHP_CALL *on_inbound)(chp_instance *self, const chp_call *call,
                                   const chp_inbound *in, chp_response *out, chp_error *err);

  /* Sends, or resumes, one agent reply and returns when the outcome is known. The host owns the
   * queue and the retry schedule; the plugin owns the verdict and writes an intent record before
   * each remote write. [worker] */
  chp_status(CHP_CALL *send_reply)(chp_instance *self, const chp_call *call,
                                   const chp_reply *reply, chp_receipt *out, chp_error *err);

  /* Frees the instance. NULL is a no-op. No thread, timer or handle survives. [control] */
  void(CHP_CALL *destroy)(chp_instance *self);

  /* Static table for an extension id such as CHP_EXT_JOB, or NULL. [any] */
  const void *(CHP_CALL *get_extension)(chp_instance *self, const char *id);
} chp_plugin;
enum { CHP_PLUGIN_PINNED = 1u << 0 };

/* The only exported symbol. The major version is part of the name: a host that speaks v2 and v1
 * probes v2 first; a plugin may export both. Pure, callable at any time from any thread. */
#define CHP_ENTRY_SYMBOL "channel_plugin_entry_v1"
typedef const chp_plugin *(CHP_CALL *chp_entry_fn)(void);
CHP_EXPORT const chp_plugin *CHP_CALL channel_plugin_entry_v1(void);

/* ---- the host ---------------------------------------------------------------------------- */

/* The two last levels only accuse the other side of breaking the contract. */
enum {
  CHP_LOG_DEBUG = 0,
  CHP_LOG_INFO = 1,
  CHP_LOG_WARN = 2,
  CHP_LOG_ERROR = 3,
  CHP_LOG_HOST_MISBEHAVING = 4,
  CHP_LOG_PLUGIN_MISBEHAVING = 5
};

/* One per instance; ctx already carries the connection's namespace. */
typedef struct chp_host {
  uint32_t struct_size;
  uint32_t abi_version;
  void *ctx; /* first argument of every host function and service function */
  const char *name;
  const char *version;
  /* fields_json: an object or absent. Never a secret, never the text of a message. [any] */
  void(CHP_CALL *log)(void *ctx, int32_t level, const char *text, size_t text_len,
                      const char *fields_json, size_t fields_len);
  /* Static table for a service id such as CHP_SVC_KV, or NULL. [any] */
  const void *(CHP_CALL *get_service)(void *ctx, const char *id);
} chp_host;

#ifdef __cplusplus
}
#endif
#endif /* CHANNEL_PLUGIN_H */
