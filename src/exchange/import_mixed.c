/*
 * A cell is brought back into the bytes of the file, and those are read as UTF-8. Text of a single-byte encoding fails at its first
 * letter or two, so that it costs little.
 */
#include "import_mixed.h"

#include <stdlib.h>

#include "base/mem.h"
#include "exchange/charset.h"

enum { LOWEST = 0x80, PAGES = 256 };

struct import_mixed {
	uint8_t *pages[PAGES]; /* of characters up to U+FFFF: their byte, 0 none */
};

struct import_mixed *import_mixed_new(const struct import *imp)
{
	enum charset cs = imp->sniff.dialect.charset;
	struct import_mixed *m;
	uint16_t table[256];

	if (imp->format != TABLE_CSV || cs < CHARSET_CP1251 || charset_table(cs, table, NULL))
		return NULL;
	m = mem_alloc(sizeof(*m));
	for (int byte = LOWEST; byte < 256; byte++) {
		uint8_t **page = &m->pages[table[byte] >> 8];

		if (table[byte] == CHARSET_UNDEFINED)
			continue;
		if (!*page)
			*page = mem_alloc(256);
		(*page)[table[byte] & 0xff] = (uint8_t)byte;
	}
	return m;
}

void import_mixed_free(struct import_mixed *m)
{
	for (int i = 0; m && i < PAGES; i++)
		free(m->pages[i]);
	free(m);
}

/* The byte of the file for the next character, which is stepped over; 0: none that counts. */
static int next_byte(const struct import_mixed *m, const unsigned char **s)
{
	unsigned c = *(*s)++;
	int more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (c < LOWEST)
		return (int)c;
	c &= 0x3fu >> more;
	for (; more && **s; more--)
		c = c << 6 | (*(*s)++ & 0x3f);
	return c > 0xffff || !m->pages[c >> 8] ? 0 : m->pages[c >> 8][c & 0xff];
}

static bool cell_is(const struct import_mixed *m, const struct table_cell *cell)
{
	const unsigned char *s = (const unsigned char *)cell->text;
	int letters = 0;

	while (*s) {
		int byte = next_byte(m, &s), more;

		if (byte && byte < LOWEST)
			continue;
		more = byte >= 0xc2 && byte <= 0xdf   ? 1
		       : byte >= 0xe0 && byte <= 0xef ? 2
		       : byte >= 0xf0 && byte <= 0xf4 ? 3
						      : 0;
		if (!more)
			return false;
		for (; more; more--) {
			byte = *s ? next_byte(m, &s) : 0;
			if (byte < 0x80 || byte > 0xbf)
				return false;
		}
		letters++;
	}
	return letters >= 2;
}

bool import_mixed_is(struct import_mixed *m, const struct table_row *row)
{
	for (size_t c = 0; c < row->n; c++)
		if (row->cells[c].len && cell_is(m, &row->cells[c]))
			return true;
	return false;
}
