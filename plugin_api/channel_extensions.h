/* channel_extensions.h - what a plugin may offer, found through chp_plugin.get_extension().
 * Ids are "chp.NAME/REV"; REV grows only when the table breaks. Third parties prefix their
 * reverse domain. A draft keeps its id when it becomes stable. */
#ifndef CHANNEL_EXTENSIONS_H
#define CHANNEL_EXTENSIONS_H

#include "channel_services.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Runs a job scheduled through chp.host.jobs, a message or a batch; at least once per job. */
#define CHP_EXT_JOB "chp.job/1"
typedef struct chp_job_runner {
  uint32_t struct_size;
  uint32_t reserved;
  /* CHP_AGAIN with err->retry_after_ms runs it again: periodic work. [worker] */
  chp_status(CHP_CALL *run)(chp_instance *self, const chp_call *call, const chp_job *job,
                            chp_error *err);
} chp_job_runner;

/* One run of an action declared in the manifest. */
typedef struct chp_action {
  uint32_t struct_size;
  uint32_t flags; /* none defined */
  chp_str id;
  chp_str account_id;  /* target account or message only */
  chp_str external_id; /* target message only            */
  chp_str principal;   /* as in chp_inbound              */
  chp_str base_url;
  chp_str input_json;   /* valid against input_schema */
  chp_str secrets_json; /* secret members of the input, same shape; never logged */
} chp_action;

/* Runs an action declared in the manifest, for an admin or an agent.
 * Members of the output that every host understands: "redirect_url" (send the person's browser
 * there), "attributes" (object to store with the app's configuration), "message" (one sentence).
 * Secrets never appear in an output. */
#define CHP_EXT_ACTIONS "chp.actions/1"
typedef struct chp_actions {
  uint32_t struct_size;
  uint32_t reserved;
  chp_status(CHP_CALL *run)(chp_instance *self, const chp_call *call, const chp_action *action,
                            const chp_sink *output_json, chp_error *err); /* [worker] */
} chp_actions;

#define CHP_EXT_HEALTH "chp.health/1"
enum { CHP_HEALTH_UP = 0, CHP_HEALTH_DEGRADED = 1, CHP_HEALTH_DOWN = 2 };
typedef struct chp_health {
  uint32_t struct_size;
  uint32_t reserved;
  chp_status(CHP_CALL *check)(chp_instance *self, const chp_call *call, uint32_t *state,
                              const chp_sink *detail_json, chp_error *err); /* [worker] */
  chp_status(CHP_CALL *metrics)(chp_instance *self, const chp_sink *openmetrics); /* [any] */
} chp_health;

/* Says what send_reply will do with a reply, before it is sent. Pure: no I/O, same answer for the
 * same configuration, reply and facts in memory; send_reply runs the same code. Result object:
 *   {"length", "limit", "parts": [text...], "mentions": [handle...], "accepted": bool,
 *    "refusal": {"reason", "message"} | null,
 *    "alternatives": [{"reason", "message", "surface", "in_reply_to", "url"}...], "" says nothing,
 *    "price": {"micro_dollars", "message"} | null, "warnings": [{"reason", "message"}...],
 *    "confirmations": [{"reason": "needs_confirmation.<what>", "message"}...]}
 * send_reply refuses with the reason of a confirmation unless "confirmed" of options_json names
 * <what>. */
#define CHP_EXT_COMPOSE "chp.compose/1"
typedef struct chp_compose {
  uint32_t struct_size;
  uint32_t reserved;
  chp_status(CHP_CALL *preview)(chp_instance *self, const chp_reply *reply,
                                const chp_sink *preview_json, chp_error *err); /* [any] */
} chp_compose;

#ifdef __cplusplus
}
#endif
#endif /* CHANNEL_EXTENSIONS_H */
