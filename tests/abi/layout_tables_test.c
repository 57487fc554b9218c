/* layout_tables_test.c - layout of plugin, host, services and extensions. */
#include "layout.h"

SIZE(chp_plugin, 88);
AT(chp_plugin, struct_size, 0);
AT(chp_plugin, abi_version, 4);
AT(chp_plugin, min_host_version, 8);
AT(chp_plugin, flags, 12);
AT(chp_plugin, id, 16);
AT(chp_plugin, version, 24);
AT(chp_plugin, manifest_json, 32);
AT(chp_plugin, init, 40);
AT(chp_plugin, configure, 48);
AT(chp_plugin, on_inbound, 56);
AT(chp_plugin, send_reply, 64);
AT(chp_plugin, destroy, 72);
AT(chp_plugin, get_extension, 80);

SIZE(chp_host, 48);
AT(chp_host, struct_size, 0);
AT(chp_host, abi_version, 4);
AT(chp_host, ctx, 8);
AT(chp_host, name, 16);
AT(chp_host, version, 24);
AT(chp_host, log, 32);
AT(chp_host, get_service, 40);

SIZE(chp_clock, 24);
AT(chp_clock, struct_size, 0);
AT(chp_clock, reserved, 4);
AT(chp_clock, now_ms, 8);
AT(chp_clock, mono_ms, 16);

SIZE(chp_kv_put, 56);
AT(chp_kv_put, struct_size, 0);
AT(chp_kv_put, flags, 4);
AT(chp_kv_put, key, 8);
AT(chp_kv_put, value, 24);
AT(chp_kv_put, expected_version, 40);
AT(chp_kv_put, ttl_ms, 48);

SIZE(chp_kv, 40);
AT(chp_kv, struct_size, 0);
AT(chp_kv, reserved, 4);
AT(chp_kv, get, 8);
AT(chp_kv, put, 16);
AT(chp_kv, erase, 24);
AT(chp_kv, scan, 32);

SIZE(chp_batch, 56);
AT(chp_batch, struct_size, 0);
AT(chp_batch, reserved, 4);
AT(chp_batch, messages, 8);
AT(chp_batch, message_count, 16);
AT(chp_batch, updates, 24);
AT(chp_batch, update_count, 32);
AT(chp_batch, jobs, 40);
AT(chp_batch, job_count, 48);

SIZE(chp_delivery, 192);
AT(chp_delivery, struct_size, 0);
AT(chp_delivery, created, 4);
AT(chp_delivery, status, 8);
AT(chp_delivery, reserved, 12);
AT(chp_delivery, message_ref, 16);
AT(chp_delivery, ticket_ref, 80);
AT(chp_delivery, reason, 144);

SIZE(chp_found, 136);
AT(chp_found, struct_size, 0);
AT(chp_found, flags, 4);
AT(chp_found, message_ref, 8);
AT(chp_found, ticket_ref, 72);

SIZE(chp_ingest, 48);
AT(chp_ingest, struct_size, 0);
AT(chp_ingest, reserved, 4);
AT(chp_ingest, deliver, 8);
AT(chp_ingest, find, 16);
AT(chp_ingest, bind, 24);
AT(chp_ingest, recent, 32);
AT(chp_ingest, quarantine, 40);

SIZE(chp_account_save, 48);
AT(chp_account_save, struct_size, 0);
AT(chp_account_save, flags, 4);
AT(chp_account_save, account_json, 8);
AT(chp_account_save, secrets_json, 24);
AT(chp_account_save, expected_revision, 40);

SIZE(chp_account_state, 56);
AT(chp_account_state, struct_size, 0);
AT(chp_account_state, state, 4);
AT(chp_account_state, account_id, 8);
AT(chp_account_state, reason, 24);
AT(chp_account_state, message, 40);

SIZE(chp_accounts, 24);
AT(chp_accounts, struct_size, 0);
AT(chp_accounts, reserved, 4);
AT(chp_accounts, save, 8);
AT(chp_accounts, set_state, 16);

SIZE(chp_blob, 64);
AT(chp_blob, struct_size, 0);
AT(chp_blob, reserved, 4);
AT(chp_blob, create, 8);
AT(chp_blob, write, 16);
AT(chp_blob, commit, 24);
AT(chp_blob, abandon, 32);
AT(chp_blob, open, 40);
AT(chp_blob, read, 48);
AT(chp_blob, close, 56);

SIZE(chp_jobs, 24);
AT(chp_jobs, struct_size, 0);
AT(chp_jobs, reserved, 4);
AT(chp_jobs, schedule, 8);
AT(chp_jobs, cancel, 16);

SIZE(chp_job_runner, 16);
AT(chp_job_runner, struct_size, 0);
AT(chp_job_runner, reserved, 4);
AT(chp_job_runner, run, 8);

SIZE(chp_actions, 16);
AT(chp_actions, struct_size, 0);
AT(chp_actions, reserved, 4);
AT(chp_actions, run, 8);

SIZE(chp_health, 24);
AT(chp_health, struct_size, 0);
AT(chp_health, reserved, 4);
AT(chp_health, check, 8);
AT(chp_health, metrics, 16);

SIZE(chp_compose, 16);
AT(chp_compose, struct_size, 0);
AT(chp_compose, reserved, 4);
AT(chp_compose, preview, 8);
