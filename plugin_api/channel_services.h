/* channel_services.h - what a host offers, found through chp_host.get_service(). [worker] unless
 * tagged. Every function takes chp_host.ctx first. Ids are "chp.host.NAME/REV".
 *
 * Rationale: there is no HTTP service (the plugin brings its own client), no lease (a lease is
 * kv.put(CHP_KV_ABSENT, ttl)), no sleep (long work returns CHP_AGAIN) and no poll (periodic work
 * is a job that answers CHP_AGAIN). */
#ifndef CHANNEL_SERVICES_H
#define CHANNEL_SERVICES_H

#include "channel_plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- clock: required --------------------------------------------------------------------- */

#define CHP_SVC_CLOCK "chp.host.clock/1"
typedef struct chp_clock {
  uint32_t struct_size;
  uint32_t reserved;
  int64_t(CHP_CALL *now_ms)(void *ctx);  /* UTC, Unix epoch [any] */
  int64_t(CHP_CALL *mono_ms)(void *ctx); /* never goes back; the clock of deadline_ms [any] */
} chp_clock;

/* ---- key-value store: required; durable, shared by all cluster nodes ---------------------- */

#define CHP_SVC_KV "chp.host.kv/1"
#define CHP_KV_ANY UINT64_MAX     /* unconditional */
#define CHP_KV_ABSENT UINT64_C(0) /* only if there is no value */

/* Keys: 1..255 bytes of printable ASCII; keys of an account start with "account/<id>/" and are
 * dropped with it. Values: at most 1 MiB. */
typedef struct chp_kv_put {
  uint32_t struct_size;
  uint32_t flags; /* CHP_KV_SECRET: encrypted at rest, hidden from admin listings */
  chp_str key;
  chp_str value;
  uint64_t expected_version; /* CHP_KV_ANY, CHP_KV_ABSENT or the version last read */
  int64_t ttl_ms;            /* 0 = keep; afterwards the key is absent */
} chp_kv_put;
enum { CHP_KV_SECRET = 1u << 0 };

typedef struct chp_kv {
  uint32_t struct_size;
  uint32_t reserved;
  /* CHP_E_NOT_FOUND when absent; versions are > 0 and change with every put. */
  chp_status(CHP_CALL *get)(void *ctx, const char *key, size_t key_len, const chp_sink *value,
                            uint64_t *version);
  /* CHP_E_CONFLICT when expected_version does not hold; durable when CHP_OK. */
  chp_status(CHP_CALL *put)(void *ctx, const chp_kv_put *put, uint64_t *new_version);
  /* expected as in put, CHP_KV_ABSENT excluded; CHP_E_NOT_FOUND when there is nothing. */
  chp_status(CHP_CALL *erase)(void *ctx, const char *key, size_t key_len, uint64_t expected);
  /* Keys in byte order; non-zero from each stops the scan, which then returns CHP_OK. */
  chp_status(CHP_CALL *scan)(void *ctx, const char *prefix, size_t prefix_len, void *user,
                             int32_t(CHP_CALL *each)(void *user, const char *key, size_t len));
} chp_kv;

/* ---- ingest: required -------------------------------------------------------------------- */

#define CHP_SVC_INGEST "chp.host.ingest/1"

/* One batch is one transaction: all of it is durable, or none. `jobs` are scheduled by id, and
 * never run again once finished. */
typedef struct chp_batch {
  uint32_t struct_size;
  uint32_t reserved;
  const chp_message *const *messages;
  size_t message_count;
  const chp_update *const *updates;
  size_t update_count;
  const chp_job *const *jobs;
  size_t job_count;
} chp_batch;

/* Outcome of one message, plugin-allocated, in order of batch->messages. */
typedef struct chp_delivery {
  uint32_t struct_size;
  uint32_t created;     /* 0: the external id was known already; nothing changed, unless the
                           message came with a role that takes more (chp_message.role) */
  int32_t status;       /* CHP_OK, or CHP_E_INVALID: refused for its content, the rest is stored */
  uint32_t reserved;
  char message_ref[64]; /* the host's reference; empty only when status is not CHP_OK */
  char ticket_ref[64];  /* empty: stored as context only */
  char reason[48];      /* stable token when refused */
} chp_delivery;

/* Whether an external id is stored; plugin-allocated. */
typedef struct chp_found {
  uint32_t struct_size;
  uint32_t flags; /* CHP_FOUND_* */
  char message_ref[64];
  char ticket_ref[64];
} chp_found;
enum {
  CHP_FOUND_STORED = 1u << 0,
  CHP_FOUND_OWN = 1u << 1,    /* written by us, here or elsewhere */
  CHP_FOUND_DELETED = 1u << 2 /* a tombstone */
};

typedef struct chp_ingest {
  uint32_t struct_size;
  uint32_t reserved;
  /* Idempotent on (account_id, external_id); durable when it returns CHP_OK. Only a failure of
   * the store fails the call. results[i] belongs to batch->messages[i]. What is delivered again
   * only ever gains: a role that takes more (chp_message.role). */
  chp_status(CHP_CALL *deliver)(void *ctx, const chp_batch *batch, chp_delivery *const *results);
  /* results[i] belongs to external_ids[i]. */
  chp_status(CHP_CALL *find)(void *ctx, const chp_str *account_id,
                             const chp_str *const *external_ids, size_t count,
                             chp_found *const *results);
  /* Ties a remote id to the reply being sent, after each remote write and before the next. An
   * own message already stored under that id is absorbed into the reply's article. */
  chp_status(CHP_CALL *bind)(void *ctx, const chp_str *account_id, const chp_str *idempotency_key,
                             const chp_str *external_id);
  /* Stored messages of an account since a time, oldest first; non-zero from each stops. */
  chp_status(CHP_CALL *recent)(void *ctx, const chp_str *account_id, int64_t since_ms, void *user,
                               int32_t(CHP_CALL *each)(void *user, const chp_message *message));
  /* Keeps a correctly authenticated body that could not be decoded: encrypted, 7 days. */
  chp_status(CHP_CALL *quarantine)(void *ctx, const chp_str *bytes, const chp_str *reason);
} chp_ingest;

/* ---- accounts: required ------------------------------------------------------------------ */

#define CHP_SVC_ACCOUNTS "chp.host.accounts/1"

/* account_json: {"external_id", "screen_name", "name", "profile"}; secrets_json: flat object.
 * profile: flat object of strings, what the remote side says of the account. The host shows it and
 * gives it back with the configuration. Absent: what was saved before stays. */
typedef struct chp_account_save {
  uint32_t struct_size;
  uint32_t flags; /* none defined */
  chp_str account_json;
  chp_str secrets_json;
  uint64_t expected_revision; /* of the configuration the plugin worked with; 0 = any */
} chp_account_save;

typedef struct chp_account_state {
  uint32_t struct_size;
  uint32_t state;     /* CHP_ACCOUNT_* */
  chp_str account_id; /* absent: the connection itself */
  chp_str reason;     /* stable token; empty when up */
  chp_str message;    /* one sentence for the admin */
} chp_account_state;
enum {
  CHP_ACCOUNT_CONNECTING = 0,
  CHP_ACCOUNT_UP = 1,
  CHP_ACCOUNT_DEGRADED = 2,
  CHP_ACCOUNT_DOWN = 3 /* needs a person: sending stops, the queue is kept */
};

typedef struct chp_accounts {
  uint32_t struct_size;
  uint32_t reserved;
  /* Inserts or updates by external id; settings, active flag and creation time are kept. The host
   * persists, then calls configure with a new revision after the current call has returned.
   * CHP_E_CONFLICT when expected_revision is not the current one. */
  chp_status(CHP_CALL *save)(void *ctx, const chp_account_save *account,
                             const chp_sink *account_id);
  chp_status(CHP_CALL *set_state)(void *ctx, const chp_account_state *state);
} chp_accounts;

/* ---- blob: required if the manifest lists it as required ------------------ */

#define CHP_SVC_BLOB "chp.host.blob/1"
typedef struct chp_blob {
  uint32_t struct_size;
  uint32_t reserved;
  chp_status(CHP_CALL *create)(void *ctx, const chp_attachment *meta, uint64_t *writer);
  chp_status(CHP_CALL *write)(void *ctx, uint64_t writer, const void *bytes, size_t len);
  chp_status(CHP_CALL *commit)(void *ctx, uint64_t writer, const chp_sink *blob_id);
  void(CHP_CALL *abandon)(void *ctx, uint64_t writer);
  chp_status(CHP_CALL *open)(void *ctx, const char *blob_id, size_t len, uint64_t *reader);
  /* *got == 0 with CHP_OK is the end. */
  chp_status(CHP_CALL *read)(void *ctx, uint64_t reader, void *buf, size_t cap, size_t *got);
  void(CHP_CALL *close)(void *ctx, uint64_t reader);
} chp_blob;

/* ---- jobs: required if the plugin offers chp.job/1 ---------------------------------------- */

#define CHP_SVC_JOBS "chp.host.jobs/1"
typedef struct chp_jobs {
  uint32_t struct_size;
  uint32_t reserved;
  /* Scheduling an id again replaces the waiting job and revives a finished one; a running job is
   * run once more afterwards. A job id runs at most once at a time over all nodes. */
  chp_status(CHP_CALL *schedule)(void *ctx, const chp_job *job);
  chp_status(CHP_CALL *cancel)(void *ctx, const char *id, size_t id_len);
} chp_jobs;

#ifdef __cplusplus
}
#endif
#endif /* CHANNEL_SERVICES_H */
