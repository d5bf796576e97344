/*
 * Delimited text out. A cell is copied into the buffer and looked at in the same pass, sixteen bytes at a time;
 * only when a byte that needs quotes was among them is the copy taken back and written with care.
 */
#include "exchange/csv_out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define BUFFER (1024 * 1024)
#define ROOM_EXTRA 64 /* quotes, guard, delimiter, line end, and what a vector copy overshoots */

typedef uint8_t vec __attribute__((vector_size(16)));

struct csv_out {
	FILE *f;
	struct csv_out_options opt;
	struct charset_out *encoder; /* NULL: UTF-8, written as it is */
	struct buf encoded;
	char *buffer;
	size_t len, cap;
	size_t columns;  /* cells of the row so far */
	bool lone_empty; /* the row so far is one cell without a character */
	bool first_row;
	int failed; /* errno of the first failure */
	uint8_t delimiter;
	bool special[256]; /* bytes that need quotes */
	bool guarded[256]; /* bytes with which a text begins that may need a guard */
};

/* Is c the first byte of anything that guard_needed() could say yes to? */
static bool csv_out_may_be_guarded(unsigned char c, enum guard_level level)
{
	if (level == GUARD_NONE)
		return false;
	return memchr("=+-@\t\r\n' \xEF", c, 10) || (level == GUARD_SHEET && c >= '0' && c <= '9');
}

enum status csv_out_new(
	FILE *f, const struct csv_out_options *opt, struct csv_out **out, struct err *err)
{
	struct charset_out *encoder = NULL;
	struct csv_out *o;

	if (opt->charset != CHARSET_UTF8) {
		enum status st = charset_out_new(opt->charset, &encoder, err);

		if (st != ST_OK)
			return st;
	}
	o = mem_alloc(sizeof(*o));
	o->f = f;
	o->opt = *opt;
	o->encoder = encoder;
	o->cap = BUFFER;
	o->buffer = mem_alloc(o->cap);
	o->first_row = true;
	o->delimiter = (uint8_t)opt->delimiter;
	o->special[(unsigned char)'"'] = o->special[(unsigned char)opt->delimiter] = true;
	o->special['\n'] = o->special['\r'] = true;
	for (int c = 0; c < 256; c++)
		o->guarded[c] = csv_out_may_be_guarded((unsigned char)c, opt->guard);
	if (opt->bom && opt->charset <= CHARSET_UTF16BE) {
		memcpy(o->buffer, "\xEF\xBB\xBF", 3);
		o->len = 3;
	}
	*out = o;
	return ST_OK;
}

/* Whole cells, so that no character is cut. */
static void csv_out_write(struct csv_out *o, const char *bytes, size_t len)
{
	if (o->encoder) {
		buf_clear(&o->encoded);
		charset_out_feed(o->encoder, bytes, len, &o->encoded);
		bytes = o->encoded.data;
		len = o->encoded.len;
	}
	if (len > 0 && !o->failed && fwrite(bytes, 1, len, o->f) != len)
		o->failed = errno ? errno : EIO;
}

/* Hand the buffer to the stream; a writer without one keeps it. */
static void csv_out_flush(struct csv_out *o)
{
	if (!o->f)
		return;
	csv_out_write(o, o->buffer, o->len);
	o->len = 0;
}

/* Make room for a cell of len bytes, each of them perhaps doubled. */
static void csv_out_reserve(struct csv_out *o, size_t len)
{
	size_t need = 2 * len + ROOM_EXTRA;

	if (o->cap - o->len >= need)
		return;
	csv_out_flush(o);
	if (need > o->cap - o->len)
		o->buffer = mem_grow(o->buffer, &o->cap, o->len + need, 1);
}

void csv_out_swap(struct csv_out *o, struct buf *b)
{
	struct buf was = {.data = o->buffer, .len = o->len, .cap = o->cap};

	o->buffer = b->data;
	o->cap = b->cap;
	o->len = 0;
	*b = was;
}

void csv_out_rows(struct csv_out *o, const char *bytes, size_t len)
{
	csv_out_flush(o);
	csv_out_write(o, bytes, len);
}

static bool vec_any(vec v)
{
	uint64_t half[2];

	memcpy(half, &v, sizeof(half));
	return (half[0] | half[1]) != 0;
}

/* Set where v holds a quote, the delimiter or a line end. */
static vec vec_specials(vec v, uint8_t delimiter)
{
	return (vec)((v == '"') | (v == delimiter) | (v == '\n') | (v == '\r'));
}

/* The same copy for less than a vector: two halves that may overlap make one. */
static bool csv_out_copy_short(const struct csv_out *o, char *to, const char *s, size_t len)
{
	union {
		uint64_t half[2];
		uint32_t quarter[4];
		vec v;
	} u = {.half = {0, 0}};
	bool special = false;

	if (len >= 8) {
		memcpy(&u.half[0], s, 8);
		memcpy(&u.half[1], s + len - 8, 8);
		memcpy(to, &u.half[0], 8);
		memcpy(to + len - 8, &u.half[1], 8);
	} else if (len >= 4) {
		memcpy(&u.quarter[0], s, 4);
		memcpy(&u.quarter[1], s + len - 4, 4);
		memcpy(to, &u.quarter[0], 4);
		memcpy(to + len - 4, &u.quarter[1], 4);
	} else {
		for (size_t i = 0; i < len; i++) {
			special |= o->special[(unsigned char)s[i]];
			to[i] = s[i];
		}
		return special;
	}
	return vec_any(vec_specials(u.v, o->delimiter));
}

/* Copy s to the end of the buffer; does it hold a byte that needs quotes? */
static bool csv_out_copy(struct csv_out *o, const char *s, size_t len)
{
	char *to = o->buffer + o->len;
	vec v, hits = {};

	if (len < 16)
		return csv_out_copy_short(o, to, s, len);
	for (size_t i = 0; i + 16 < len; i += 16) {
		memcpy(&v, s + i, 16);
		hits |= vec_specials(v, o->delimiter);
		memcpy(to + i, &v, 16);
	}
	memcpy(&v, s + len - 16, 16);
	hits |= vec_specials(v, o->delimiter);
	memcpy(to + len - 16, &v, 16);
	return vec_any(hits);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Would the reader take the file's first cell for something else? */
static bool csv_out_misleads(const struct csv_out *o, const char *s, size_t len)
{
	return o->columns == 0 && ((len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) ||
					  (len >= 4 && memcmp(s, "sep=", 4) == 0));
}

static void csv_out_quoted(struct csv_out *o, const char *s, size_t len, bool guard)
{
	char *to = o->buffer + o->len;

	*to++ = '"';
	if (guard)
		*to++ = '\'';
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '"')
			*to++ = '"';
		*to++ = s[i];
	}
	*to++ = '"';
	o->len = (size_t)(to - o->buffer);
}

/* The next cell, with an apostrophe before it when guard. */
static void csv_out_cell(struct csv_out *o, const char *s, size_t len, bool guard)
{
	size_t start;

	csv_out_reserve(o, len);
	if (o->columns > 0)
		o->buffer[o->len++] = o->opt.delimiter;
	start = o->len;
	if (guard)
		o->buffer[o->len++] = '\'';
	if (len > 0 && (csv_out_copy(o, s, len) || is_blank(s[0]) || is_blank(s[len - 1]) ||
			       (o->first_row && csv_out_misleads(o, s, len)))) {
		o->len = start;
		csv_out_quoted(o, s, len, guard);
	} else {
		o->len += len;
	}
	o->lone_empty = o->columns == 0 && o->len == start;
	o->columns++;
}

void csv_out_text(struct csv_out *o, const char *s)
{
	csv_out_textn(o, s, s ? strlen(s) : 0);
}

/* The same cell with nothing in it that could steer a terminal. */
static void csv_out_visible(struct csv_out *o, const char *s, size_t len)
{
	char *text = mem_strndup(s, len);
	struct buf shown = BUF_INIT;

	text_visible(&shown, text, true);
	csv_out_cell(o, shown.data, shown.len, guard_needed(s, len, o->opt.guard));
	buf_release(&shown);
	free(text);
}

void csv_out_textn(struct csv_out *o, const char *s, size_t len)
{
	if (len == 0)
		csv_out_cell(o, "", 0, false);
	else if (o->opt.visible)
		csv_out_visible(o, s, len);
	else
		csv_out_cell(o, s, len,
			o->guarded[(unsigned char)*s] && guard_needed(s, len, o->opt.guard));
}

void csv_out_number(struct csv_out *o, const char *s)
{
	size_t len = s ? strlen(s) : 0;
	char *point, number[64];

	if (len >= sizeof(number) || !guard_is_number(s, len)) {
		csv_out_textn(o, s, len);
		return;
	}
	memcpy(number, s, len + 1);
	point = strchr(number, '.');
	if (point)
		*point = o->opt.decimal;
	csv_out_cell(o, number, len, false);
}

void csv_out_int(struct csv_out *o, int64_t v)
{
	uint64_t left = v < 0 ? -(uint64_t)v : (uint64_t)v;
	char number[24], *start = number + sizeof(number);

	do
		*--start = (char)('0' + left % 10);
	while (left /= 10);
	if (v < 0)
		*--start = '-';
	csv_out_cell(o, start, (size_t)(number + sizeof(number) - start), false);
}

void csv_out_end_row(struct csv_out *o)
{
	csv_out_reserve(o, 0);
	if (o->columns == 1 && o->lone_empty) {
		/* An empty line would be no row. */
		o->buffer[o->len++] = '"';
		o->buffer[o->len++] = '"';
	}
	if (o->opt.crlf)
		o->buffer[o->len++] = '\r';
	o->buffer[o->len++] = '\n';
	o->columns = 0;
	o->first_row = false;
}

uint64_t csv_out_missing(struct csv_out *o)
{
	csv_out_flush(o);
	return o->encoder ? charset_out_missing(o->encoder) : 0;
}

void csv_out_name_missing(struct csv_out *o, struct buf *b)
{
	csv_out_flush(o);
	if (o->encoder)
		charset_out_name_missing(o->encoder, b);
}

enum status csv_out_finish(struct csv_out *o, struct err *err)
{
	enum status st = ST_OK;

	csv_out_flush(o);
	if (!o->failed && o->f && fflush(o->f) != 0)
		o->failed = errno;
	if (o->failed) {
		errno = o->failed;
		st = err_errno(err, _("output"));
	}
	charset_out_free(o->encoder);
	buf_release(&o->encoded);
	free(o->buffer);
	free(o);
	return st;
}
