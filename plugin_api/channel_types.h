/* channel_types.h - values that cross the boundary between a helpdesk host and a channel plugin.
 *
 * Rules R1 to R5 and the thread tags are in channel_plugin.h, which is the place to start reading.
 * Units: every *_ms is milliseconds; sent, created and received times are UTC since the Unix epoch.
 * Ids of the remote side are strings of at most 63 bytes, never numbers.
 */
#ifndef CHANNEL_TYPES_H
#define CHANNEL_TYPES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CHP_ABI_MAJOR 1u
#define CHP_ABI_MINOR 0u
#define CHP_ABI_VERSION ((CHP_ABI_MAJOR << 16) | CHP_ABI_MINOR)

#if defined(_WIN32)
#define CHP_CALL __cdecl
#define CHP_EXPORT __declspec(dllexport)
#else
#define CHP_CALL
#define CHP_EXPORT __attribute__((visibility("default")))
#endif

/* True when the sender of *p was compiled with `field` (R2). */
#define CHP_HAS(type, p, field) \
  ((p)->struct_size >= offsetof(type, field) + sizeof((p)->field))

/* ---- primitives: frozen for all of version 1, may be embedded by value ------------------ */

/* Borrowed UTF-8, not NUL-terminated. {NULL,0} = absent; non-null with len 0 = present, empty. */
typedef struct chp_str {
  const char *ptr;
  size_t len;
} chp_str;

/* Takes bytes from the other side. write() may be called repeatedly; non-zero aborts the call. */
typedef struct chp_sink {
  void *ctx;
  int32_t(CHP_CALL *write)(void *ctx, const void *bytes, size_t len);
} chp_sink;

/* Go (cgo) cannot call through a C function pointer; this shim can be called. */
static inline int32_t chp_sink_write(const chp_sink *sink, const void *bytes, size_t len) {
  return sink->write(sink->ctx, bytes, len);
}

/* ---- status: each code maps to exactly one host reaction -------------------------------- */

/* What the host does with a code from send_reply, a job or an action:
 *   OK           done.
 *   AGAIN        the same call after retry_after_ms; no failure; a reply or action ends after 24 h.
 *   E_RATE_LIMITED  pauses error.scope until retry_after_ms, then the same call.
 *   E_TRANSIENT, E_UNCERTAIN  the same call with exponential back-off and jitter.
 *   E_CONFLICT   the same call, back-off from 1 s, counts as an attempt.
 *   E_CANCELLED  the same call, at once.
 *   E_REJECTED   fails this message for good; error.message is shown to the agent.
 *   E_AUTH, E_CONFIG  stops error.scope, keeps its queue, tells the admin.
 *   the rest     fails, raises an operator alarm, never retried.
 * From on_inbound OK means "send `out` as the HTTP answer" (401 and 404 are answers too);
 * a retriable code is answered 503 with Retry-After, E_REJECTED 200, E_AUTH and E_CONFIG 503,
 * the rest 500. Unknown negative codes are read as E_INTERNAL, unknown positive ones too. */
typedef int32_t chp_status;
enum {
  CHP_OK = 0,
  CHP_AGAIN = 1,           /* progress is saved; more to do                        */
  CHP_E_INVALID = -1,      /* the caller broke the contract, or the item is unusable */
  CHP_E_UNSUPPORTED = -2,  /* unknown extension, kind or non-zero tail (R2)        */
  CHP_E_CONFIG = -3,       /* the configuration is wrong                           */
  CHP_E_AUTH = -4,         /* credentials are dead                                 */
  CHP_E_REJECTED = -5,     /* the remote side refused this message for good        */
  CHP_E_RATE_LIMITED = -6, /* too much, or out of credit                           */
  CHP_E_TRANSIENT = -7,    /* nothing happened remotely; may work later            */
  CHP_E_UNCERTAIN = -8,    /* it may have happened remotely                        */
  CHP_E_CANCELLED = -9,    /* the deadline passed or the host cancelled            */
  CHP_E_CONFLICT = -10,    /* compare-and-set lost                                 */
  CHP_E_NOT_FOUND = -11,
  CHP_E_INTERNAL = -12     /* a bug in the callee                                  */
};

/* How much an error stops. CHP_SCOPE_DEFAULT: MESSAGE for E_REJECTED, LANE for E_RATE_LIMITED,
 * ACCOUNT for E_AUTH, CONNECTION for E_CONFIG. A lane is (account, surface). */
enum {
  CHP_SCOPE_DEFAULT = 0,
  CHP_SCOPE_MESSAGE = 1,
  CHP_SCOPE_LANE = 2,
  CHP_SCOPE_ACCOUNT = 3,
  CHP_SCOPE_CONNECTION = 4
};

/* Caller-allocated, zeroed but for struct_size; 512 bytes. Never holds a secret or message text. */
typedef struct chp_error {
  uint32_t struct_size;
  int32_t code;
  int32_t http_status; /* of the remote answer; from an action: what the host should answer */
  uint32_t scope;      /* CHP_SCOPE_*                                                       */
  int64_t retry_after_ms;
  char reason[48];   /* NUL-terminated stable token, e.g. "x.dm_forbidden"                  */
  char message[440]; /* NUL-terminated, one sentence for a person: what is wrong, what to do */
} chp_error;

/* Context of one [worker] or [control] call. */
typedef struct chp_call {
  uint32_t struct_size;
  uint32_t attempt;    /* 1 on first delivery                               */
  int64_t deadline_ms; /* on the host's monotonic clock; 0 = none           */
  chp_str trace_id;    /* W3C traceparent, or absent                        */
  void *ctx;
  int32_t(CHP_CALL *is_cancelled)(void *ctx); /* [any] poll at least every 500 ms; may be NULL */
} chp_call;

/* ---- people, files, follow-up work ------------------------------------------------------ */

typedef struct chp_attachment {
  uint32_t struct_size;
  uint32_t flags;      /* none defined                                     */
  chp_str blob_id;     /* key in the blob service; bytes never cross here  */
  chp_str filename;
  chp_str media_type;
  chp_str alt_text;
  uint64_t size_bytes;
} chp_attachment;

/* A person or account on the remote side. Identity is external_id; everything else may change. */
typedef struct chp_party {
  uint32_t struct_size;
  uint32_t flags; /* CHP_PARTY_* */
  chp_str external_id;
  chp_str handle;       /* without "@"                                                       */
  chp_str display_name;
  chp_str avatar_url;   /* shown as a link only: the host never fetches a URL from a message */
  chp_str extra_json;   /* {web, note, address, verified_type, followers, avatar_blob_id}, all optional */
} chp_party;
enum { CHP_PARTY_OWN = 1u << 0 /* one of the accounts linked through this connection */ };

/* Work to run later through chp.job/1. Ids are chosen by the plugin and unique per connection. */
typedef struct chp_job {
  uint32_t struct_size;
  uint32_t flags; /* none defined */
  chp_str id;
  chp_str kind;
  chp_str account_id; /* absent: the connection's own lane                     */
  chp_str lane;       /* jobs of one (account, lane) run one at a time, in order of run_at_ms */
  chp_str payload_json;
  int64_t run_at_ms;  /* 0 = now */
  int32_t priority;   /* higher runs first; 0 is normal */
  uint32_t reserved;
} chp_job;

/* ---- messages: plugin -> host, already normalised --------------------------------------- */

/* What a message may do to tickets.
 * Per account, a public ticket is a connected component of OPEN and JOIN messages under two kinds
 * of edge: message -> nearest ancestor (parent_ids) that is OPEN, or that is our own and itself in
 * a ticket; and same conversation_id with the same author. CONTEXT never connects: five hundred
 * customers who answer one announcement are five hundred tickets. An edge found late merges
 * tickets: the one whose first message is earlier by (sent_ms, external_id) survives.
 * Private messages: one ticket per (account, counterpart = customer or author), cut by the
 * account's reopen window.
 * Delivered again with a role that takes more (OPEN over JOIN over CONTEXT), a stored message gets
 * that role and the group, source, title and match that came with it, and its place; so the order
 * of deliveries does not matter. A role that takes less changes nothing, nor any role an own
 * message that became a reply; what was deleted stays without its text. */
enum {
  CHP_ROLE_OPEN = 1,   /* may open a ticket                                                   */
  CHP_ROLE_JOIN = 2,   /* joins a ticket when connected to one, now or later; else is context */
  CHP_ROLE_CONTEXT = 3 /* never an article by itself                                          */
};
enum { CHP_VISIBILITY_PUBLIC = 1, CHP_VISIBILITY_PRIVATE = 2 };

/* Unique key everywhere: (connection, account_id, external_id). */
typedef struct chp_message {
  uint32_t struct_size;
  uint32_t flags;      /* CHP_MSG_* */
  uint32_t role;       /* CHP_ROLE_*; delivered again, the one that takes most counts */
  uint32_t visibility; /* CHP_VISIBILITY_*; one ticket holds only one of the two */
  chp_str account_id;  /* the linked account that received or wrote it           */
  chp_str external_id;
  chp_str conversation_id; /* the remote side's thread id, or absent               */
  chp_str surface;         /* id of a manifest surface                             */
  chp_str source;          /* why it was taken, a word of the channel's: "mention"  */
  chp_str group_id;        /* the host's group; unknown or absent: default and a note */
  chp_str in_reply_to;     /* external id answered, or absent                      */
  chp_str subject;         /* title, should it open a ticket; plain text, one line */
  chp_str text;            /* plain text                                           */
  chp_str permalink;       /* absolute https URL on the remote side                */
  int64_t sent_ms;
  const chp_party *author;
  const chp_party *customer; /* the person the ticket is about; NULL = author       */
  const chp_party *const *recipients; /* in text order */
  size_t recipient_count;
  const chp_str *const *parent_ids; /* known ancestors, nearest first */
  size_t parent_count;
  const chp_attachment *const *attachments;
  size_t attachment_count;
  const chp_job *const *jobs; /* scheduled in the same transaction, only if the message is new or
                                 gets a role that takes more */
  size_t job_count;
  chp_str attributes_json; /* object; stored and shown as preferences.<slug>        */
  chp_str match_json;      /* object {source, detail, matches: [{source, detail}]}  */
  chp_str context_json;    /* opaque; comes back in chp_reply.context_json          */
} chp_message;
enum {
  CHP_MSG_OWN = 1u << 0 /* written by one of our own accounts, not by this host */
};

/* A later fact about a message or a party. For an unknown external_id it is kept and applied when
 * the message arrives. DELETED leaves a tombstone that outlives any redelivery; jobs that came with
 * no other message are dropped, and one that runs is not repeated.
 * ATTACHED is idempotent: a message's files are known by blob_id and by filename, and a second one
 * of either is dropped with its blob, as are those of a deleted message. So a job that was killed
 * may fetch and attach again. */
typedef struct chp_update {
  uint32_t struct_size;
  uint32_t kind; /* CHP_UPDATE_* */
  chp_str account_id;
  chp_str external_id;
  chp_str new_external_id; /* EDITED: the id of the edited version, if it has its own */
  chp_str text;            /* EDITED: new text; ATTACHED: a note for the agent, if any */
  int64_t at_ms;
  const chp_party *party;  /* PARTY_CHANGED */
  const chp_attachment *const *attachments; /* ATTACHED */
  size_t attachment_count;
} chp_update;
enum {
  CHP_UPDATE_EDITED = 1,
  CHP_UPDATE_DELETED = 2,
  CHP_UPDATE_ATTACHED = 3,
  CHP_UPDATE_DELIVERED = 4,
  CHP_UPDATE_READ = 5,
  CHP_UPDATE_PARTY_CHANGED = 6
};

#ifdef __cplusplus
}
#endif
#endif /* CHANNEL_TYPES_H */
