/* abi_surface.c - names every public type, so that a dump of this library's ABI shows them all:
 * tables reached through void pointers are invisible in a plugin. */
#include "plugin_api/channel_extensions.h"

typedef struct abi_surface {
  chp_plugin plugin;
  chp_host host;
  chp_clock clock;
  chp_kv kv;
  chp_ingest ingest;
  chp_accounts accounts;
  chp_blob blob;
  chp_jobs jobs;
  chp_job_runner job_runner;
  chp_actions actions;
  chp_health health;
  chp_compose compose;
} abi_surface;

CHP_EXPORT const abi_surface* chp_abi_surface(void);
const abi_surface* chp_abi_surface(void) {
  static const abi_surface surface;
  return &surface;
}
