/* Merged cells: <mergeCell ref="A1:C2"/>, found without parsing the megabytes of rows before it. */
#include "xlsx_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define CHUNK (64 * 1024)
#define LONGEST 1024 /* bytes of such an element */
#define MAX_MERGES 1000000
#define MAX_PART (16ULL * 1024 * 1024 * 1024)

static const char element[] = "mergeCell";

bool xlsx_address(const char **s, int32_t *row, int32_t *col)
{
	const char *p = *s;
	int64_t r = 0, c = 0;

	for (; (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'); p++) {
		c = c * 26 + (*p & 31);
		if (c > 9999999)
			return false;
	}
	for (; *p >= '0' && *p <= '9'; p++) {
		r = r * 10 + (*p - '0');
		if (r > INT32_MAX)
			return false;
	}
	if (r == 0 || c == 0)
		return false;
	*s = p;
	*row = (int32_t)r;
	*col = (int32_t)c;
	return true;
}

void xlsx_letters(int32_t col, char out[8])
{
	char text[8];
	int n = 0;

	for (; col > 0 && n < 7; col = (col - 1) / 26)
		text[n++] = (char)('A' + (col - 1) % 26);
	for (int i = 0; i < n; i++)
		out[i] = text[n - 1 - i];
	out[n] = '\0';
}

/* Note the range "A1:C2" when it is one and hides anything. */
static void merges_add(struct xlsx_merges *m, const char *ref)
{
	struct xlsx_range r;

	if (!xlsx_address(&ref, &r.row1, &r.col1) || *ref++ != ':' ||
		!xlsx_address(&ref, &r.row2, &r.col2))
		return;
	if (r.col2 > m->ncols)
		r.col2 = m->ncols;
	if (r.row2 < r.row1 || r.col2 < r.col1 || m->n == MAX_MERGES)
		return;
	if (m->n == m->cap)
		m->items = mem_grow(m->items, &m->cap, m->n + 1, sizeof(*m->items));
	m->items[m->n++] = r;
}

/*
 * The start of the element whose name is at s, or NULL when that is not its name but text. A bare '<' stands in no text.
 */
static const char *element_start(const char *data, const char *s)
{
	const char *p = s;

	while (p > data && p[-1] != '<' && s - p < 64 &&
		(p[-1] == ':' || (p[-1] | 32) >= 'a' || (p[-1] >= '0' && p[-1] <= '9')))
		p--;
	return p > data && p[-1] == '<' && (p == s || s[-1] == ':') ? p - 1 : NULL;
}

/* Take the attribute ref of the element whose name ends at s. */
static void merges_take(struct xlsx_merges *m, const char *s, const char *end)
{
	char ref[64];
	size_t n = 0;
	const char *at = memmem(s, (size_t)(end - s), " ref=", 5);

	if (!at || at + 6 >= end)
		return;
	for (at += 6; at < end && *at != '"' && *at != '\'' && n + 1 < sizeof(ref); at++)
		ref[n++] = *at;
	ref[n] = '\0';
	merges_add(m, ref);
}

/* Take all elements in data; how many bytes at its end must be seen again with what follows. */
static size_t merges_scan(struct xlsx_merges *m, const char *data, size_t len)
{
	const char *s = data, *end = data + len;
	size_t keep = sizeof(element) + 64;

	while ((s = memmem(s, (size_t)(end - s), element, sizeof(element) - 1)) != NULL) {
		const char *behind = s + sizeof(element) - 1, *start = element_start(data, s);
		const char *close = memchr(behind, '>', (size_t)(end - behind));

		if (start && !close && end - start < LONGEST)
			return (size_t)(end - start);
		if (start && close && behind < close && strchr(" \t\r\n", *behind))
			merges_take(m, behind, close);
		s = behind;
	}
	return keep < len ? keep : len;
}

static int range_compare(const void *a, const void *b)
{
	const struct xlsx_range *x = a, *y = b;

	return (x->row1 > y->row1) - (x->row1 < y->row1);
}

enum status xlsx_merges_load(
	struct xlsx_zip *z, const char *path, int ncols, struct xlsx_merges *out, struct err *err)
{
	struct xlsx_part *part;
	enum status st = xlsx_part_open(z, path, MAX_PART, &part, err);
	size_t got = 1, have = 0;
	char *data;

	memset(out, 0, sizeof(*out));
	if (st != ST_OK)
		return st;
	out->ncols = ncols;
	data = mem_alloc(CHUNK + LONGEST);
	while (st == ST_OK && got > 0) {
		st = xlsx_part_read(part, data + have, CHUNK, &got, err);
		if (st == ST_OK && got > 0) {
			size_t keep = merges_scan(out, data, have + got);

			memmove(data, data + have + got - keep, keep);
			have = keep;
		}
	}
	free(data);
	xlsx_part_close(part);
	if (out->n > 0) {
		qsort(out->items, out->n, sizeof(*out->items), range_compare);
		out->until = mem_alloc((size_t)(ncols + 1) * sizeof(*out->until));
	}
	if (st != ST_OK)
		xlsx_merges_release(out);
	return st;
}

void xlsx_merges_release(struct xlsx_merges *m)
{
	free(m->items);
	free(m->until);
	memset(m, 0, sizeof(*m));
}

void xlsx_merges_row(struct xlsx_merges *m, int32_t row)
{
	m->row = row;
	for (; m->next < m->n && m->items[m->next].row1 <= row; m->next++) {
		const struct xlsx_range *r = &m->items[m->next];

		for (int32_t c = r->col1; c <= r->col2; c++)
			if (r->row2 > m->until[c])
				m->until[c] = r->row2;
	}
}

/* Is it the top left cell of a merge that starts in this row? */
static bool merges_is_corner(const struct xlsx_merges *m, int32_t col)
{
	for (size_t i = m->next; i > 0 && m->items[i - 1].row1 == m->row; i--)
		if (m->items[i - 1].col1 == col)
			return true;
	return false;
}

bool xlsx_merges_cover(const struct xlsx_merges *m, int32_t col)
{
	return m->n > 0 && m->until[col] >= m->row && !merges_is_corner(m, col);
}
