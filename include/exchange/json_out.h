/*
 * JSON lines out: one object a line. Strings are escaped so that the line is valid JSON whatever was
 * stored (bad UTF-8 becomes U+FFFD) and safe on a terminal (controls, bidirectional overrides and
 * invisible characters as \uXXXX, which is lossless).
 *
 *     json_out_begin(j);
 *     json_out_int(j, "id", 7);
 *     json_out_array(j, "tags");
 *     json_out_string(j, NULL, "vip");
 *     json_out_end(j);                     ends the array
 *     json_out_end(j);                     ends the object and the line
 *
 * key is required in an object and NULL in an array (asserted). A failed write is kept and reported
 * by json_out_finish().
 */
#ifndef EXCHANGE_JSON_OUT_H
#define EXCHANGE_JSON_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

#define JSON_OUT_MAX_DEPTH 32

struct json_out;
struct json_out *json_out_new(FILE *f); /* f is borrowed */

void json_out_begin(struct json_out *j); /* a new line's object */
void json_out_object(struct json_out *j, const char *key);
void json_out_array(struct json_out *j, const char *key);
void json_out_end(struct json_out *j); /* the innermost object or array */

void json_out_string(struct json_out *j, const char *key, const char *s); /* NULL gives null */
void json_out_stringn(struct json_out *j, const char *key, const char *s, size_t len);
void json_out_int(struct json_out *j, const char *key, int64_t v);
/* A decimal already written ("12.50", "-3"): as a JSON number when it is one, else as a string. */
void json_out_decimal(struct json_out *j, const char *key, const char *s);
void json_out_bool(struct json_out *j, const char *key, bool v);
void json_out_null(struct json_out *j, const char *key);

/* Flush and free; ST_IO when any write failed. Every begun object must have ended. */
enum status json_out_finish(struct json_out *j, struct err *err);

#endif
