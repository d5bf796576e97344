/*
 * libFuzzer target: the whole way of a workbook. An input that begins like a zip archive is read as it is. Any other holds
 * parts of a workbook, divided by the byte 0x1E: how to read (one byte, see below), sheet, shared texts, styles, workbook,
 * relations; parts that are missing or empty are the usual ones. They are put into an archive with right checksums, so that what is
 * tried is the reading of parts.
 *
 * The first byte: 1 with a header, 2 the second sheet, 4 write what was read and read it back the same.
 * Built with -fsanitize=fuzzer,address,undefined; any other main may call LLVMFuzzerTestOneInput.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "exchange/xlsx_in.h"
#include "exchange/xlsx_out.h"

#define MAX_ROWS 300
#define NPARTS 5
#define COLUMNS 12 /* that are written and compared */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

/* --- An archive of stored parts --- */

static uint32_t checksum(const char *s, size_t len)
{
	uint32_t crc = 0xFFFFFFFF;

	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)s[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
	}
	return ~crc;
}

static void add_le(struct buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_addch(b, (char)(v >> (8 * i)));
}

struct archive {
	struct buf parts, list;
	int n;
};

/* What the part's own header and the list have in common. */
static void add_header(struct buf *b, const char *name, const char *s, size_t len)
{
	add_le(b, 20, 2); /* version needed */
	add_le(b, 0, 4);  /* flags, method */
	add_le(b, 0, 4);  /* time, date */
	add_le(b, checksum(s, len), 4);
	add_le(b, (uint32_t)len, 4);
	add_le(b, (uint32_t)len, 4);
	add_le(b, (uint32_t)strlen(name), 2);
	add_le(b, 0, 2); /* extra field */
}

static void archive_add(struct archive *a, const char *name, const char *s, size_t len)
{
	uint32_t offset = (uint32_t)a->parts.len;

	buf_addn(&a->parts, "PK\3\4", 4);
	add_header(&a->parts, name, s, len);
	buf_add(&a->parts, name);
	buf_addn(&a->parts, s, len);
	buf_addn(&a->list, "PK\1\2", 4);
	add_le(&a->list, 20, 2);
	add_header(&a->list, name, s, len);
	add_le(&a->list, 0, 4); /* comment, disk */
	add_le(&a->list, 0, 2);
	add_le(&a->list, 0, 4);
	add_le(&a->list, offset, 4);
	buf_add(&a->list, name);
	a->n++;
}

static void archive_end(struct archive *a)
{
	uint32_t offset = (uint32_t)a->parts.len;

	buf_addn(&a->parts, a->list.data, a->list.len);
	buf_addn(&a->parts, "PK\5\6", 4);
	add_le(&a->parts, 0, 4);
	add_le(&a->parts, (uint32_t)a->n, 2);
	add_le(&a->parts, (uint32_t)a->n, 2);
	add_le(&a->parts, (uint32_t)a->list.len, 4);
	add_le(&a->parts, offset, 4);
	add_le(&a->parts, 0, 2);
	buf_release(&a->list);
}

static const struct {
	const char *path, *usual;
} parts[NPARTS] = {
	{"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData>"
				     "</worksheet>"},
	{"xl/sharedStrings.xml", "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si>"
				 "</sst>"},
	{"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
			  "<xf numFmtId='22'/><xf numFmtId='46'/><xf numFmtId='9'/></cellXfs>"
			  "</styleSheet>"},
	{"xl/workbook.xml",
		"<workbook><sheets><sheet name='A' r:id='s'/><sheet name='A 2' r:id='u'/>"
		"</sheets></workbook>"},
	{"xl/_rels/workbook.xml.rels",
		"<Relationships><Relationship Id='s' Type='/worksheet' "
		"Target='worksheets/sheet1.xml'/>"
		"<Relationship Id='u' Type='/worksheet' Target='/xl/worksheets/sheet1.xml'/>"
		"<Relationship Id='t' Type='/sharedStrings' Target='sharedStrings.xml'/>"
		"<Relationship Id='f' Type='/styles' Target='styles.xml'/></Relationships>"}};

static void make_archive(struct archive *a, const char *data, size_t size)
{
	static const char root[] = "<Relationships><Relationship Id='b' Type='/officeDocument' "
				   "Target='xl/workbook.xml'/></Relationships>";

	archive_add(a, "_rels/.rels", root, sizeof(root) - 1);
	for (int i = 0; i < NPARTS; i++) {
		const char *end = size ? memchr(data, 0x1E, size) : NULL;
		size_t len = end ? (size_t)(end - data) : size;

		if (len > 0)
			archive_add(a, parts[i].path, data, len);
		else
			archive_add(a, parts[i].path, parts[i].usual, strlen(parts[i].usual));
		data += len + (end != NULL);
		size -= len + (end != NULL);
	}
	archive_end(a);
}

/* --- Reading --- */

static void check_row(const struct table_row *row, int64_t *line, int64_t number)
{
	require(row->n > 0 && row->n <= XLSX_IN_MAX_COLUMNS);
	require(row->line > *line && row->number == number);
	*line = row->line;
	for (size_t i = 0; i < row->n; i++) {
		require(strlen(row->cells[i].text) == row->cells[i].len);
		require(row->cells[i].len <= XLSX_IN_MAX_CELL);
	}
}

/* Read to the end; how many rows there were. */
static int read_sheet(struct source *src, size_t sheet, bool header, struct xlsx_out *out)
{
	struct xlsx_in *in;
	struct table_row row;
	struct err err = ERR_INIT;
	int64_t line = 0;
	int rows = 0;
	enum status st = xlsx_in_open(src, sheet, header, &in, &err);

	if (st != ST_OK) {
		require(st == ST_BAD_DATA && err.text[0]);
		return 0;
	}
	if (xlsx_in_header(in))
		check_row(xlsx_in_header(in), &line, 0);
	while ((st = xlsx_in_next(in, &row, &err)) == ST_OK && rows < MAX_ROWS) {
		check_row(&row, &line, ++rows);
		require(xlsx_in_consumed(in) <= source_size(src));
		for (size_t i = 0; out && i < row.n; i++)
			xlsx_out_textn(out, row.cells[i].text, row.cells[i].len);
		if (out)
			xlsx_out_end_row(out);
	}
	require(st == ST_OK || st == ST_NOT_FOUND || (st == ST_BAD_DATA && err.text[0]));
	if (st != ST_OK)
		require(xlsx_in_next(in, &row, NULL) == st);
	xlsx_in_free(in);
	return rows;
}

/* What was read, written and read again, is the same. */
static void round_trip(struct source *src, size_t sheet)
{
	static const struct xlsx_column columns[COLUMNS] = {{"c", 0}};
	const struct xlsx_out_options opt = {.sheet = "fuzz"};
	struct source *written = NULL;
	struct xlsx_in *one = NULL, *two = NULL;
	struct xlsx_out *out;
	struct table_row a, b;
	char *bytes = NULL;
	size_t len;
	FILE *f = open_memstream(&bytes, &len);
	int rows;

	require(xlsx_out_new(f, &opt, columns, COLUMNS, &out, NULL) == ST_OK);
	rows = read_sheet(src, sheet, false, out);
	if (xlsx_out_finish(out, NULL) == ST_OK && rows > 0) {
		fflush(f);
		require(source_open_memory(bytes, len, "written", &written, NULL) == ST_OK);
		require(xlsx_in_open(src, sheet, false, &one, NULL) == ST_OK);
		require(xlsx_in_open(written, 0, true, &two, NULL) == ST_OK);
		for (int r = 0; r < rows; r++) {
			require(xlsx_in_next(one, &a, NULL) == ST_OK);
			require(xlsx_in_next(two, &b, NULL) == ST_OK);
			for (size_t i = 0; i < COLUMNS && (i < a.n || i < b.n); i++)
				require(strcmp(i < a.n ? a.cells[i].text : "",
						i < b.n ? b.cells[i].text : "") == 0);
		}
		require(xlsx_in_next(two, &b, NULL) == ST_NOT_FOUND);
	}
	xlsx_in_free(one);
	xlsx_in_free(two);
	source_free(written);
	fclose(f);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct xlsx_sheets sheets = XLSX_SHEETS_INIT;
	struct archive a = {0};
	struct source *src = NULL;
	const char *bytes = (const char *)data;
	uint8_t how = 1;

	if (size < 2)
		return 0;
	if (data[0] != 'P' || data[1] != 'K') {
		how = data[0];
		make_archive(&a, bytes + 1, size - 1);
		bytes = a.parts.data;
		size = a.parts.len;
	}
	if (source_open_memory(bytes, size, "fuzz", &src, NULL) == ST_OK &&
		source_format(src) == SOURCE_XLSX) {
		if (xlsx_in_sheets(src, &sheets, NULL) == ST_OK) {
			require(sheets.n > 0 && sheets.items[sheets.n - 1].name[0]);
			read_sheet(src, (how & 2) != 0, how & 1, NULL);
			if (how & 4)
				round_trip(src, (how & 2) != 0);
		}
		xlsx_sheets_release(&sheets);
	}
	source_free(src);
	buf_release(&a.parts);
	return 0;
}
