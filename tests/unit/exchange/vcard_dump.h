/* What the vCard reader makes of a text, as text. */
#ifndef VCARD_DUMP_H
#define VCARD_DUMP_H

#include "exchange/vcard_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"

static inline struct source *source_of(const char *data, size_t len)
{
	struct source *src = NULL;
	struct err err = ERR_INIT;

	if (source_open_memory(data, len, "f.vcf", &src, &err) != ST_OK)
		fail_msg("%s", err.text);
	return src;
}

static inline void add_row(
	struct buf *b, const struct table_row *header, const struct table_row *row)
{
	assert_int_equal(row->n, header->n);
	buf_addf(b, "%d", (int)row->line);
	for (size_t i = 0; i < row->n; i++) {
		const struct table_cell *cell = &row->cells[i];

		assert_int_equal(strlen(cell->text), cell->len);
		assert_true(text_is_utf8(cell->text, cell->len, NULL));
		if (!cell->len)
			continue;
		buf_addf(b, " %s=", header->cells[i].text);
		for (const char *p = cell->text; *p; p++)
			buf_addf(b, *p == '\n' ? "\\n" : "%c", *p);
		buf_add(b, ";");
	}
	buf_add(b, "\n");
}

/* Everything a reader gives, as "line name=value; name=value;" rows, then the error in brackets. */
static inline char *dump(
	const char *data, size_t len, const struct vcard_in_options *opt, struct vcard_notes *notes)
{
	struct source *src = source_of(data, len);
	struct vcard_in *in = NULL;
	struct buf b = BUF_INIT;
	struct table_row row;
	struct err err = ERR_INIT;
	enum status st = vcard_in_open(src, opt, &in, NULL, &err);
	int64_t number = 0;

	buf_add(&b, "");
	while (st == ST_OK && (st = vcard_in_next(in, &row, &err)) == ST_OK) {
		assert_int_equal(row.number, ++number);
		add_row(&b, vcard_in_header(in), &row);
	}
	if (st != ST_NOT_FOUND) {
		assert_int_equal(st, ST_BAD_DATA);
		buf_addf(&b, "[%s]", err.text);
		if (in)
			assert_int_equal(vcard_in_next(in, &row, &err), ST_BAD_DATA);
	}
	if (in) {
		assert_int_equal(vcard_in_notes(in)->cards, number);
		if (notes)
			*notes = *vcard_in_notes(in);
	}
	vcard_in_free(in);
	source_free(src);
	return buf_take(&b);
}

static inline void check(const char *data, size_t len, const char *want)
{
	char *got = dump(data, len, NULL, NULL);

	assert_string_equal(got, want);
	free(got);
}

#define assert_cards(text, want) check(text, sizeof(text) - 1, want)
/* The same for what stands in one card. */
#define CARD3(text) "BEGIN:VCARD\r\nVERSION:3.0\r\n" text "END:VCARD\r\n"
#define CARD2(text) "BEGIN:VCARD\r\nVERSION:2.1\r\n" text "END:VCARD\r\n"
#define CARD4(text) "BEGIN:VCARD\r\nVERSION:4.0\r\n" text "END:VCARD\r\n"

#endif
