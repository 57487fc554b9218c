/* flat_json.h - reads single string members of a small JSON text; all an echo needs of JSON.
 * Safe on any bytes: it walks strings as strings, so nothing inside one is taken for a member. */
#ifndef FLAT_JSON_H
#define FLAT_JSON_H

#include "plugin_api/channel_types.h"

/* Copies the value of the first member called `name` into `to`, NUL-terminated. Returns its length,
 * or -1 when there is none, it is no string, it is longer than capacity - 1, it contains a control
 * character, or an escape other than \" \\ \/ \n \t (send UTF-8 instead of \u). */
int flat_json_string(chp_str json, const char* name, char* to, size_t capacity);

/* 1 when the first member called `name` is the literal true. */
int flat_json_is_true(chp_str json, const char* name);

#endif /* FLAT_JSON_H */
