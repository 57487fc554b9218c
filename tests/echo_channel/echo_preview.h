/* echo_preview.h - what becomes of a reply in the valley. The preview shows it, sending obeys it.
 */
#ifndef ECHO_PREVIEW_H
#define ECHO_PREVIEW_H

#include "plugin_api/channel_extensions.h"

/* Why a reply is not sent as it is; NULL: it is. A reply that is refused for good has no way to be
 * confirmed. */
typedef struct echo_hold {
  const char* reason;
  const char* message;
} echo_hold;

/* A shout that asks for quiet contradicts itself. */
const echo_hold* echo_refusal(const chp_reply* reply);
/* A shout with the word "secret" has to be confirmed. */
const echo_hold* echo_confirmation(const chp_reply* reply);

/* Each line of a shout is one breath, and costs one cent. */
chp_status CHP_CALL echo_preview(chp_instance* self, const chp_reply* reply,
                                 const chp_sink* preview_json, chp_error* err);

#endif /* ECHO_PREVIEW_H */
