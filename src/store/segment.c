/*
 * A leaf page is: a head of four bytes (where the first row id is when it stands before the first term, and where the footer
 * starts), terms with their doclists, and the footer with the place of each term. A doclist may run over many pages; when it
 * has left four or more pages without a term behind, its doclist index says with which row each of them begins.
 */
#include "segment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	SEGMENT_HEAD = 4,
	SEGMENT_SLACK =
		5 * SEGMENT_VARINT, /* what a page may hold besides what fills it and a term */
	SEGMENT_MIN_JUMPS = 4,      /* pages without a term that make a doclist index worth it */
	SEGMENT_JUMP_LEVELS =
		8 /* of a doclist index: each has hundreds of times the rows of the one below */
};

/* One level of the doclist index of the term being written; empty: text.len is 0. */
struct segment_jumps {
	int64_t pgno; /* of its page now */
	int64_t last; /* the row its page ends with */
	struct buf text;
};

/* Pages of doclist indexes have larger numbers than all leaves: they wait, so that the table only grows at its end. */
struct segment_late {
	int64_t id;
	size_t len;
};

struct segment {
	int number;
	size_t page_size;
	struct segment_sink sink;
	bool refused;

	uint8_t *page, *foot;
	size_t len, foot_len, cap; /* cap: of page */
	size_t last_place;         /* of a term on the page */
	int64_t pgno;
	bool has_term, has_row; /* on the page */
	bool at_start;          /* of a doclist */
	int64_t row;

	struct buf term;  /* the last one */
	struct buf key;   /* of page key_pgno, which has no row in the idx table yet */
	int64_t key_pgno; /* 0: none */

	struct segment_jumps jumps[SEGMENT_JUMP_LEVELS];
	int termless; /* pages since the last one with a term */
	struct buf late_text;
	struct segment_late *late;
	size_t nlate, late_cap;
};

size_t segment_put_varint(uint8_t *to, uint64_t v)
{
	uint8_t back[SEGMENT_VARINT];
	size_t n = 0;

	if (v < 0x80) {
		*to = (uint8_t)v;
		return 1;
	}
	if (v >> 56) { /* nine bytes: the last one has eight bits */
		to[8] = (uint8_t)v;
		v >>= 8;
		for (int i = 7; i >= 0; i--, v >>= 7)
			to[i] = (uint8_t)(v | 0x80);
		return SEGMENT_VARINT;
	}
	for (; v != 0; v >>= 7)
		back[n++] = (uint8_t)(v & 0x7f);
	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)(back[n - 1 - i] | (i + 1 < n ? 0x80 : 0));
	return n;
}

size_t segment_get_varint(const uint8_t *from, size_t left, uint64_t *v)
{
	uint64_t r = 0;

	for (size_t i = 0; i < left; i++) {
		if (i == SEGMENT_VARINT - 1) {
			*v = r << 8 | from[i];
			return SEGMENT_VARINT;
		}
		r = r << 7 | (from[i] & 0x7f);
		if (from[i] < 0x80) {
			*v = r;
			return i + 1;
		}
	}
	return 0;
}

static void segment_add_varint(struct buf *b, uint64_t v)
{
	uint8_t bytes[SEGMENT_VARINT];

	buf_addn(b, (const char *)bytes, segment_put_varint(bytes, v));
}

/* The number of a page in the data table: segment, is it of a doclist index, its height there, the page. */
static int64_t segment_page_id(const struct segment *s, bool jumps, int height, int64_t pgno)
{
	return segment_first_id(s->number) + ((int64_t)jumps << 36) + ((int64_t)height << 31) +
	       pgno;
}

struct segment *segment_new(int number, size_t page_size, const struct segment_sink *sink)
{
	struct segment *s = mem_alloc(sizeof *s);

	s->number = number;
	s->page_size = page_size;
	s->sink = *sink;
	s->cap = page_size + SEGMENT_SLACK + 64;
	s->page = mem_alloc(s->cap);
	s->foot = mem_alloc(page_size + SEGMENT_SLACK);
	s->len = SEGMENT_HEAD;
	s->pgno = 1;
	s->key_pgno = 1;
	return s;
}

void segment_free(struct segment *s)
{
	if (s == NULL)
		return;
	free(s->page);
	free(s->foot);
	buf_release(&s->term);
	buf_release(&s->key);
	for (int i = 0; i < SEGMENT_JUMP_LEVELS; i++)
		buf_release(&s->jumps[i].text);
	buf_release(&s->late_text);
	free(s->late);
	free(s);
}

static void segment_keep_jumps(struct segment *s, int height, const struct segment_jumps *j)
{
	s->late = mem_grow(s->late, &s->late_cap, s->nlate + 1, sizeof *s->late);
	s->late[s->nlate++] =
		(struct segment_late){segment_page_id(s, true, height, j->pgno), j->text.len};
	buf_addn(&s->late_text, j->text.data, j->text.len);
}

/* Row id begins the page being written: the doclist index learns it. */
static void segment_jump(struct segment *s, int64_t id)
{
	bool done = false;

	for (int i = 0; !done && i < SEGMENT_JUMP_LEVELS; i++) {
		struct segment_jumps *j = &s->jumps[i], *up = j + 1;

		done = j->text.len < s->page_size || i + 1 == SEGMENT_JUMP_LEVELS;
		if (!done) {
			j->text.data[0] = 1; /* it is not the root */
			segment_keep_jumps(s, i, j);
			if (up->text.len == 0) {
				uint64_t page, first;
				const uint8_t *t = (const uint8_t *)j->text.data + 1;

				t += segment_get_varint(t, SEGMENT_VARINT, &page);
				segment_get_varint(t, SEGMENT_VARINT, &first);
				up->pgno = j->pgno;
				buf_addch(&up->text, 0);
				segment_add_varint(&up->text, (uint64_t)j->pgno);
				segment_add_varint(&up->text, first);
				up->last = (int64_t)first;
			}
			buf_clear(&j->text);
			j->pgno++;
		}
		if (j->text.len > 0)
			segment_add_varint(&j->text, (uint64_t)id - (uint64_t)j->last);
		else {
			buf_addch(&j->text, done ? 0 : 1);
			segment_add_varint(
				&j->text, (uint64_t)(i == 0 ? s->pgno : s->jumps[i - 1].pgno));
			segment_add_varint(&j->text, (uint64_t)id);
		}
		j->last = id;
	}
}

/* The last doclist of page key_pgno has ended: its doclist index is kept or not, and the page gets its row. */
static void segment_end_key(struct segment *s)
{
	bool keep = s->jumps[0].text.len > 0 && s->termless >= SEGMENT_MIN_JUMPS;

	if (s->key_pgno == 0)
		return;
	for (int i = 0; i < SEGMENT_JUMP_LEVELS && s->jumps[i].text.len > 0; i++) {
		if (keep)
			segment_keep_jumps(s, i, &s->jumps[i]);
		buf_clear(&s->jumps[i].text);
	}
	s->termless = 0;
	if (!s->refused)
		s->refused = !s->sink.key(
			s->sink.arg, buf_str(&s->key), s->key.len, s->key_pgno << 1 | keep);
	s->key_pgno = 0;
}

static void segment_end_page(struct segment *s)
{
	s->page[2] = (uint8_t)(s->len >> 8);
	s->page[3] = (uint8_t)s->len;
	if (s->has_term) {
		memcpy(s->page + s->len, s->foot, s->foot_len);
		s->len += s->foot_len;
	} else {
		if (!s->has_row && s->jumps[0].text.len > 0)
			buf_addch(&s->jumps[0].text, 0);
		s->termless++;
	}
	if (!s->refused)
		s->refused = !s->sink.page(
			s->sink.arg, segment_page_id(s, false, 0, s->pgno), s->page, s->len);
	memset(s->page, 0, SEGMENT_HEAD);
	s->len = SEGMENT_HEAD;
	s->foot_len = 0;
	s->last_place = 0;
	s->pgno++;
	s->has_term = s->has_row = false;
}

static size_t segment_common(const struct buf *a, const uint8_t *b, size_t len)
{
	size_t i, n = a->len < len ? a->len : len;

	for (i = 0; i < n && (uint8_t)a->data[i] == b[i]; i++)
		continue;
	return i;
}

static void segment_make_room(struct segment *s, size_t len)
{
	if (s->len + s->foot_len + len + 2 >= s->page_size && s->len > SEGMENT_HEAD)
		segment_end_page(s);
	if (s->page_size + len + SEGMENT_SLACK > s->cap)
		s->page = mem_grow(s->page, &s->cap, s->page_size + len + SEGMENT_SLACK, 1);
}

void segment_term(struct segment *s, const void *term, size_t len)
{
	const uint8_t *t = term;
	size_t common;

	segment_make_room(s, len);
	s->foot_len += segment_put_varint(s->foot + s->foot_len, s->len - s->last_place);
	s->last_place = s->len;
	common = segment_common(&s->term, t, len);
	if (!s->has_term) {
		if (s->pgno != 1) {
			/* A term between the last one of the pages before and this one. */
			segment_end_key(s);
			buf_clear(&s->key);
			buf_addn(&s->key, term, s->term.len > 0 ? common + 1 : len);
			s->key_pgno = s->pgno;
		}
		common = 0;
	} else
		s->len += segment_put_varint(s->page + s->len, common);
	s->len += segment_put_varint(s->page + s->len, len - common);
	memcpy(s->page + s->len, t + common, len - common);
	s->len += len - common;
	buf_clear(&s->term);
	buf_addn(&s->term, term, len);
	s->has_term = s->has_row = s->at_start = true;
	s->jumps[0].pgno = s->pgno;
}

void segment_row(struct segment *s, int64_t id)
{
	uint64_t v = (uint64_t)id;

	if (s->len + s->foot_len >= s->page_size)
		segment_end_page(s);
	if (!s->has_row) {
		s->page[0] = (uint8_t)(s->len >> 8);
		s->page[1] = (uint8_t)s->len;
		segment_jump(s, id);
	} else if (!s->at_start)
		v -= (uint64_t)s->row;
	s->len += segment_put_varint(s->page + s->len, v);
	s->row = id;
	s->at_start = false;
	s->has_row = true;
}

void segment_rows(struct segment *s, const uint8_t *deltas, size_t len)
{
	const uint8_t *p = deltas, *end = deltas + len;

	while (p < end) {
		size_t room = s->page_size - s->foot_len;
		uint64_t delta = 0;

		/* Small differences go as they came while the page has room. */
		while (s->has_row && p < end && *p < 0x80 && s->len < room) {
			s->page[s->len++] = *p;
			s->row += *p++;
		}
		if (p == end)
			break;
		p += segment_get_varint(p, (size_t)(end - p), &delta);
		segment_row(s, s->row + (int64_t)delta);
	}
}

int segment_finish(struct segment *s)
{
	size_t at = 0;

	if (s->len > SEGMENT_HEAD)
		segment_end_page(s);
	if (s->pgno > 1)
		segment_end_key(s);
	for (size_t i = 0; i < s->nlate && !s->refused; i++) {
		s->refused = !s->sink.page(
			s->sink.arg, s->late[i].id, s->late_text.data + at, s->late[i].len);
		at += s->late[i].len;
	}
	return s->refused ? -1 : (int)(s->pgno - 1);
}
