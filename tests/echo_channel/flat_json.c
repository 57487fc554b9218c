/* flat_json.c - see flat_json.h */
#include "flat_json.h"

#include <string.h>

static size_t skip_space(chp_str json, size_t at) {
  while (at < json.len && memchr(" \t\r\n", json.ptr[at], 4) != NULL) ++at;
  return at;
}

/* `at` stands on a quote; returns the place after the closing one, or 0 when there is none. */
static size_t skip_string(chp_str json, size_t at) {
  for (++at; at < json.len; ++at) {
    if (json.ptr[at] == '\\') {
      ++at;
    } else if (json.ptr[at] == '"') {
      return at + 1;
    }
  }
  return 0;
}

/* The place of the value of the first member called `name`, or 0 when there is none. */
static size_t find_value(chp_str json, const char* name) {
  size_t at = 0, name_len = strlen(name);
  while (at < json.len) {
    size_t end, colon;
    if (json.ptr[at] != '"') {
      ++at;
      continue;
    }
    end = skip_string(json, at);
    if (end == 0) return 0;
    colon = skip_space(json, end);
    if (colon < json.len && json.ptr[colon] == ':' && end - at - 2 == name_len &&
        memcmp(json.ptr + at + 1, name, name_len) == 0) {
      return skip_space(json, colon + 1);
    }
    at = end;
  }
  return 0;
}

/* The character an escape stands for, or 0 when it is not one of ours. */
static char unescape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'n':
      return '\n';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

int flat_json_string(chp_str json, const char* name, char* to, size_t capacity) {
  size_t length = 0, at = find_value(json, name);
  if (at == 0 || at >= json.len || json.ptr[at] != '"') return -1;
  for (++at; at < json.len && json.ptr[at] != '"'; ++at) {
    char c = json.ptr[at];
    if ((unsigned char)c < 0x20) return -1;
    if (c == '\\') {
      if (++at >= json.len) return -1;
      c = unescape(json.ptr[at]);
      if (c == 0) return -1;
    }
    if (length + 1 >= capacity) return -1;
    to[length++] = c;
  }
  if (at >= json.len) return -1;
  to[length] = '\0';
  return (int)length;
}

int flat_json_is_true(chp_str json, const char* name) {
  const size_t at = find_value(json, name);
  return at != 0 && json.len - at >= 4 && memcmp(json.ptr + at, "true", 4) == 0;
}
