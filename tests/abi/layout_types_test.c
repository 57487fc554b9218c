/* layout_types_test.c - layout of the values of channel_types.h. */
#include "layout.h"

SIZE(chp_str, 16);
AT(chp_str, ptr, 0);
AT(chp_str, len, 8);

SIZE(chp_sink, 16);
AT(chp_sink, ctx, 0);
AT(chp_sink, write, 8);

SIZE(chp_error, 512);
AT(chp_error, struct_size, 0);
AT(chp_error, code, 4);
AT(chp_error, http_status, 8);
AT(chp_error, scope, 12);
AT(chp_error, retry_after_ms, 16);
AT(chp_error, reason, 24);
AT(chp_error, message, 72);

SIZE(chp_call, 48);
AT(chp_call, struct_size, 0);
AT(chp_call, attempt, 4);
AT(chp_call, deadline_ms, 8);
AT(chp_call, trace_id, 16);
AT(chp_call, ctx, 32);
AT(chp_call, is_cancelled, 40);

SIZE(chp_attachment, 80);
AT(chp_attachment, struct_size, 0);
AT(chp_attachment, flags, 4);
AT(chp_attachment, blob_id, 8);
AT(chp_attachment, filename, 24);
AT(chp_attachment, media_type, 40);
AT(chp_attachment, alt_text, 56);
AT(chp_attachment, size_bytes, 72);

SIZE(chp_party, 88);
AT(chp_party, struct_size, 0);
AT(chp_party, flags, 4);
AT(chp_party, external_id, 8);
AT(chp_party, handle, 24);
AT(chp_party, display_name, 40);
AT(chp_party, avatar_url, 56);
AT(chp_party, extra_json, 72);

SIZE(chp_job, 104);
AT(chp_job, struct_size, 0);
AT(chp_job, flags, 4);
AT(chp_job, id, 8);
AT(chp_job, kind, 24);
AT(chp_job, account_id, 40);
AT(chp_job, lane, 56);
AT(chp_job, payload_json, 72);
AT(chp_job, run_at_ms, 88);
AT(chp_job, priority, 96);
AT(chp_job, reserved, 100);

SIZE(chp_message, 312);
AT(chp_message, struct_size, 0);
AT(chp_message, flags, 4);
AT(chp_message, role, 8);
AT(chp_message, visibility, 12);
AT(chp_message, account_id, 16);
AT(chp_message, external_id, 32);
AT(chp_message, conversation_id, 48);
AT(chp_message, surface, 64);
AT(chp_message, source, 80);
AT(chp_message, group_id, 96);
AT(chp_message, in_reply_to, 112);
AT(chp_message, subject, 128);
AT(chp_message, text, 144);
AT(chp_message, permalink, 160);
AT(chp_message, sent_ms, 176);
AT(chp_message, author, 184);
AT(chp_message, customer, 192);
AT(chp_message, recipients, 200);
AT(chp_message, recipient_count, 208);
AT(chp_message, parent_ids, 216);
AT(chp_message, parent_count, 224);
AT(chp_message, attachments, 232);
AT(chp_message, attachment_count, 240);
AT(chp_message, jobs, 248);
AT(chp_message, job_count, 256);
AT(chp_message, attributes_json, 264);
AT(chp_message, match_json, 280);
AT(chp_message, context_json, 296);

SIZE(chp_update, 104);
AT(chp_update, struct_size, 0);
AT(chp_update, kind, 4);
AT(chp_update, account_id, 8);
AT(chp_update, external_id, 24);
AT(chp_update, new_external_id, 40);
AT(chp_update, text, 56);
AT(chp_update, at_ms, 72);
AT(chp_update, party, 80);
AT(chp_update, attachments, 88);
AT(chp_update, attachment_count, 96);

SIZE(chp_config, 48);
AT(chp_config, struct_size, 0);
AT(chp_config, flags, 4);
AT(chp_config, revision, 8);
AT(chp_config, json, 16);
AT(chp_config, secrets_json, 32);

SIZE(chp_header, 40);
AT(chp_header, struct_size, 0);
AT(chp_header, reserved, 4);
AT(chp_header, name, 8);
AT(chp_header, value, 24);

SIZE(chp_inbound, 144);
AT(chp_inbound, struct_size, 0);
AT(chp_inbound, kind, 4);
AT(chp_inbound, received_ms, 8);
AT(chp_inbound, route, 16);
AT(chp_inbound, principal, 32);
AT(chp_inbound, base_url, 48);
AT(chp_inbound, method, 64);
AT(chp_inbound, public_url, 80);
AT(chp_inbound, remote_addr, 96);
AT(chp_inbound, headers, 112);
AT(chp_inbound, header_count, 120);
AT(chp_inbound, body, 128);

SIZE(chp_response, 104);
AT(chp_response, struct_size, 0);
AT(chp_response, http_status, 4);
AT(chp_response, content_type, 8);
AT(chp_response, body, 72);
AT(chp_response, ctx, 88);
AT(chp_response, add_header, 96);

SIZE(chp_reply, 192);
AT(chp_reply, struct_size, 0);
AT(chp_reply, flags, 4);
AT(chp_reply, idempotency_key, 8);
AT(chp_reply, account_id, 24);
AT(chp_reply, conversation_id, 40);
AT(chp_reply, surface, 56);
AT(chp_reply, in_reply_to, 72);
AT(chp_reply, recipient_id, 88);
AT(chp_reply, text, 104);
AT(chp_reply, attachments, 120);
AT(chp_reply, attachment_count, 128);
AT(chp_reply, context_json, 136);
AT(chp_reply, options_json, 152);
AT(chp_reply, agent_json, 168);
AT(chp_reply, created_ms, 184);

SIZE(chp_receipt, 360);
AT(chp_receipt, struct_size, 0);
AT(chp_receipt, part_count, 4);
AT(chp_receipt, external_id, 8);
AT(chp_receipt, url, 72);
AT(chp_receipt, parts_json, 328);
AT(chp_receipt, article_json, 344);

SIZE(chp_action, 120);
AT(chp_action, struct_size, 0);
AT(chp_action, flags, 4);
AT(chp_action, id, 8);
AT(chp_action, account_id, 24);
AT(chp_action, external_id, 40);
AT(chp_action, principal, 56);
AT(chp_action, base_url, 72);
AT(chp_action, input_json, 88);
AT(chp_action, secrets_json, 104);
