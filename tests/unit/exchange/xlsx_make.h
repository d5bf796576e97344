/* Workbooks made by hand, part by part, for tests of reading; and what reading one gives, as one text. */
#ifndef TESTS_UNIT_EXCHANGE_XLSX_MAKE_H
#define TESTS_UNIT_EXCHANGE_XLSX_MAKE_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/library.h"
#include "exchange/xlsx_in.h"

struct part {
	const char *path, *data;
	const char *password; /* NULL: in the clear */
};

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define ROOT_RELS                                                                        \
	RELS "<Relationship Id='a' Type='" REL "/officeDocument' Target='xl/book.xml'/>" \
	     "</Relationships>"
#define BOOK_RELS                                                                       \
	RELS "<Relationship Id='s1' Type='" REL "/worksheet' Target='sheets/one.xml'/>" \
	     "<Relationship Id='s2' Type='" REL "/worksheet' Target='sheets/two.xml'/>" \
	     "<Relationship Id='t' Type='" REL "/sharedStrings' Target='texts.xml'/>"   \
	     "<Relationship Id='f' Type='" REL "/styles' Target='styles.xml'/></Relationships>"
#define BOOK(settings)                                           \
	"<workbook xmlns='" MAIN "' xmlns:r='" REL "'>" settings \
	"<sheets><sheet name='One' sheetId='1' r:id='s1'/></sheets></workbook>"
#define SHEET(rows) "<worksheet xmlns='" MAIN "'><sheetData>" rows "</sheetData></worksheet>"

struct zip_maker {
	__typeof__(&zip_source_buffer_create) buffer;
	__typeof__(&zip_open_from_source) open;
	__typeof__(&zip_source_keep) keep;
	__typeof__(&zip_file_add) add;
	__typeof__(&zip_file_set_encryption) encrypt;
	__typeof__(&zip_close) close;
	__typeof__(&zip_source_open) source_open;
	__typeof__(&zip_source_read) source_read;
	__typeof__(&zip_source_close) source_close;
	__typeof__(&zip_source_free) source_free;
};

static inline void zip_maker_load(struct zip_maker *m)
{
	const struct library_symbol symbols[] = {
		{"zip_source_buffer_create", &m->buffer},
		{"zip_open_from_source", &m->open},
		{"zip_source_keep", &m->keep},
		{"zip_file_add", &m->add},
		{"zip_file_set_encryption", &m->encrypt},
		{"zip_close", &m->close},
		{"zip_source_open", &m->source_open},
		{"zip_source_read", &m->source_read},
		{"zip_source_close", &m->source_close},
		{"zip_source_free", &m->source_free},
	};

	assert_int_equal(library_load("libzip.so.4", "libzip4", symbols,
				 sizeof(symbols) / sizeof(symbols[0]), NULL),
		ST_OK);
}

/* A zip archive of the parts that have data; the caller frees. */
static inline char *make_zip(const struct part *parts, size_t n, size_t *len)
{
	struct zip_maker m;
	struct buf all = BUF_INIT;
	char chunk[4096];
	zip_source_t *to;
	zip_int64_t got;
	zip_t *z;

	zip_maker_load(&m);
	to = m.buffer(NULL, 0, 0, NULL);
	m.keep(to);
	z = m.open(to, ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	for (size_t i = 0; i < n; i++) {
		zip_int64_t at;

		if (!parts[i].data)
			continue;
		at = m.add(z, parts[i].path,
			m.buffer(parts[i].data, strlen(parts[i].data), 0, NULL), 0);
		assert_true(at >= 0);
		if (parts[i].password)
			assert_int_equal(
				m.encrypt(z, (zip_uint64_t)at, ZIP_EM_AES_128, parts[i].password),
				0);
	}
	assert_int_equal(m.close(z), 0);
	assert_int_equal(m.source_open(to), 0);
	while ((got = m.source_read(to, chunk, sizeof(chunk))) > 0)
		buf_addn(&all, chunk, (size_t)got);
	m.source_close(to);
	m.source_free(to);
	*len = all.len;
	return buf_take(&all);
}

/* What a workbook is made of; NULL leaves a part out. */
struct book {
	const char *settings_1904; /* non-NULL: days count from 1904 */
	const char *texts, *styles, *one, *two;
};

static inline char *make_book(const struct book *b, size_t *len)
{
	const struct part parts[] = {{"[Content_Types].xml", "<Types/>", NULL},
		{"_rels/.rels", ROOT_RELS, NULL},
		{"xl/book.xml", b->settings_1904 ? BOOK("<workbookPr date1904='1'/>") : BOOK(""),
			NULL},
		{"xl/_rels/book.xml.rels", BOOK_RELS, NULL}, {"xl/texts.xml", b->texts, NULL},
		{"xl/styles.xml", b->styles, NULL}, {"xl/sheets/one.xml", b->one, NULL},
		{"xl/sheets/two.xml", b->two, NULL}};

	return make_zip(parts, sizeof(parts) / sizeof(parts[0]), len);
}

/* Append all rows, "LINE: cell|cell" each on a line; the header, if any, is line 0. Then "! " and the error, if any. */
static inline void dump_rows(struct source *src, size_t sheet, bool header, struct buf *out)
{
	struct err err = ERR_INIT;
	struct table_row row;
	struct xlsx_in *in = NULL;
	enum status st = xlsx_in_open(src, sheet, header, &in, &err);
	int64_t number = 0;

	if (st == ST_OK && xlsx_in_header(in)) {
		row = *xlsx_in_header(in);
		for (size_t i = 0; i < row.n; i++)
			buf_addf(out, "%s%s", i ? "|" : "0: ", row.cells[i].text);
		buf_add(out, "\n");
	}
	while (st == ST_OK && (st = xlsx_in_next(in, &row, &err)) == ST_OK) {
		assert_int_equal(row.number, ++number);
		assert_false(row.empty);
		assert_true(row.n <= XLSX_IN_MAX_COLUMNS);
		buf_addf(out, "%lld: ", (long long)row.line);
		for (size_t i = 0; i < row.n; i++) {
			assert_int_equal(strlen(row.cells[i].text), row.cells[i].len);
			buf_addf(out, "%s%s", i ? "|" : "", row.cells[i].text);
		}
		buf_add(out, "\n");
		assert_true(xlsx_in_consumed(in) <= source_size(src));
	}
	if (st != ST_NOT_FOUND) {
		buf_addf(out, "! %s\n", err.text);
		assert_int_equal(st, ST_BAD_DATA);
		if (in) /* and it stays that way */
			assert_int_equal(xlsx_in_next(in, &row, NULL), ST_BAD_DATA);
	} else if (in) {
		assert_int_equal(xlsx_in_next(in, &row, NULL), ST_NOT_FOUND);
		assert_int_equal(xlsx_in_consumed(in), source_size(src));
	}
	xlsx_in_free(in);
}

/* Read the workbook in these bytes, called b.xlsx. */
static inline char *read_bytes(const char *bytes, size_t len, size_t sheet, bool header)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	struct source *src;

	if (source_open_memory(bytes, len, "b.xlsx", &src, &err) == ST_OK) {
		dump_rows(src, sheet, header, &out);
		source_free(src);
	} else {
		buf_addf(&out, "! %s\n", err.text);
	}
	buf_str(&out);
	return out.data ? buf_take(&out) : strdup("");
}

/* Rows of the first sheet without a header are these. */
static inline void assert_book(const struct book *b, const char *want)
{
	size_t len;
	char *bytes = make_book(b, &len), *rows = read_bytes(bytes, len, 0, false);

	assert_string_equal(rows, want);
	free(rows);
	free(bytes);
}

#endif
