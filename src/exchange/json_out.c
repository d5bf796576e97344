/*
 * JSON lines. Text goes out in runs; only what must be escaped breaks a run. The buffer is the stream's own.
 */
#include "exchange/json_out.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define FLUSH_AT (64 * 1024)

struct json_out {
	FILE *f;
	struct buf line;
	int depth;
	bool in_array[JSON_OUT_MAX_DEPTH];
	bool has_items[JSON_OUT_MAX_DEPTH];
	int failed; /* errno of the first failure */
};

struct json_out *json_out_new(FILE *f)
{
	struct json_out *j = mem_alloc(sizeof(*j));

	j->f = f;
	return j;
}

static void json_out_flush(struct json_out *j)
{
	if (j->line.len > 0 && !j->failed &&
		fwrite(j->line.data, 1, j->line.len, j->f) != j->line.len)
		j->failed = errno ? errno : EIO;
	buf_clear(&j->line);
}

/* Characters that a terminal would obey or not show: written as \uXXXX. */
static bool json_out_is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
	       (c >= 0xE0000 && c <= 0xE0FFF);
}

static void json_out_escape(struct buf *b, uint32_t c)
{
	switch (c) {
	case '"': buf_add(b, "\\\""); return;
	case '\\': buf_add(b, "\\\\"); return;
	case '\n': buf_add(b, "\\n"); return;
	case '\r': buf_add(b, "\\r"); return;
	case '\t': buf_add(b, "\\t"); return;
	default: break;
	}
	if (c >= 0x10000)
		buf_addf(b, "\\u%04x\\u%04x", (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
			(unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
	else
		buf_addf(b, "\\u%04x", (unsigned)c);
}

static void json_out_quote(struct buf *b, const char *s, size_t len)
{
	const char *end = s + len, *run = s;

	buf_addch(b, '"');
	while (s < end) {
		const char *at = s;
		unsigned char byte = (unsigned char)*s;
		uint32_t c;

		if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
			s++;
			continue;
		}
		c = text_decode(&s, end);
		if (c >= 0x80 && !json_out_is_hidden(c) && !(c == 0xFFFD && s == at + 1))
			continue;
		buf_addn(b, run, (size_t)(at - run));
		if (c == 0xFFFD)
			buf_add(b, "\xEF\xBF\xBD");
		else
			json_out_escape(b, c);
		run = s;
	}
	buf_addn(b, run, (size_t)(end - run));
	buf_addch(b, '"');
}

/* Comma and key before a value. */
static void json_out_lead(struct json_out *j, const char *key)
{
	int level = j->depth - 1;

	assert(j->depth > 0 && (key == NULL) == j->in_array[level]);
	if (j->has_items[level])
		buf_addch(&j->line, ',');
	j->has_items[level] = true;
	if (key) {
		json_out_quote(&j->line, key, strlen(key));
		buf_addch(&j->line, ':');
	}
}

static void json_out_open(struct json_out *j, bool array)
{
	assert(j->depth < JSON_OUT_MAX_DEPTH);
	buf_addch(&j->line, array ? '[' : '{');
	j->in_array[j->depth] = array;
	j->has_items[j->depth] = false;
	j->depth++;
}

void json_out_begin(struct json_out *j)
{
	assert(j->depth == 0);
	json_out_open(j, false);
}

void json_out_object(struct json_out *j, const char *key)
{
	json_out_lead(j, key);
	json_out_open(j, false);
}

void json_out_array(struct json_out *j, const char *key)
{
	json_out_lead(j, key);
	json_out_open(j, true);
}

void json_out_end(struct json_out *j)
{
	assert(j->depth > 0);
	j->depth--;
	buf_addch(&j->line, j->in_array[j->depth] ? ']' : '}');
	if (j->depth > 0)
		return;
	buf_addch(&j->line, '\n');
	if (j->line.len >= FLUSH_AT)
		json_out_flush(j);
}

void json_out_string(struct json_out *j, const char *key, const char *s)
{
	if (s)
		json_out_stringn(j, key, s, strlen(s));
	else
		json_out_null(j, key);
}

void json_out_stringn(struct json_out *j, const char *key, const char *s, size_t len)
{
	json_out_lead(j, key);
	json_out_quote(&j->line, s, len);
}

void json_out_int(struct json_out *j, const char *key, int64_t v)
{
	json_out_lead(j, key);
	buf_addf(&j->line, "%lld", (long long)v);
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)? */
static bool json_out_is_number(const char *s)
{
	if (*s == '-')
		s++;
	if (*s < '0' || *s > '9' || (s[0] == '0' && s[1] >= '0' && s[1] <= '9'))
		return false;
	s += strspn(s, "0123456789");
	if (*s == '.' && s[1])
		s += 1 + strspn(s + 1, "0123456789");
	return *s == '\0';
}

void json_out_decimal(struct json_out *j, const char *key, const char *s)
{
	if (!s || !json_out_is_number(s)) {
		json_out_string(j, key, s);
		return;
	}
	json_out_lead(j, key);
	buf_add(&j->line, s);
}

void json_out_bool(struct json_out *j, const char *key, bool v)
{
	json_out_lead(j, key);
	buf_add(&j->line, v ? "true" : "false");
}

void json_out_null(struct json_out *j, const char *key)
{
	json_out_lead(j, key);
	buf_add(&j->line, "null");
}

enum status json_out_finish(struct json_out *j, struct err *err)
{
	enum status st = ST_OK;

	assert(j->depth == 0);
	json_out_flush(j);
	if (!j->failed && fflush(j->f) != 0)
		j->failed = errno;
	if (j->failed) {
		errno = j->failed;
		st = err_errno(err, _("output"));
	}
	buf_release(&j->line);
	free(j);
	return st;
}
