/* Workbooks that are damaged, incomplete, too big or made to harm: one clear sentence, and never a crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/mem.h"
#include "xlsx_make.h"

/* The last line that reading gives says this. */
static void assert_says(const char *rows, const char *want)
{
	const char *said = strstr(rows, "! ");

	if (!said || !strstr(said, want))
		fail_msg("\"%s\" does not say \"%s\"", rows, want);
}

static void assert_sheet_says(const char *sheet, const char *want)
{
	const struct book b = {.one = sheet, .texts = "<sst><si><t>only</t></si></sst>"};
	size_t len;
	char *bytes = make_book(&b, &len), *rows = read_bytes(bytes, len, 0, false);

	assert_says(rows, want);
	free(rows);
	free(bytes);
}

static void the_place_of_a_fault_is_told(void **state)
{
	(void)state;
	assert_sheet_says(SHEET("<row r='5'><c r='C5' t='s'><v>1</v></c></row>"),
		"b.xlsx, sheet One, row 5, column C: the text of the cell is missing");
	assert_sheet_says(SHEET("<row r='5'><c t='s'><v>x</v></c></row>"), "row 5, column A:");
	assert_sheet_says(SHEET("<row><c t='s'><v>-1</v></c></row>"), "row 1, column A:");
	assert_sheet_says(SHEET("<row r='5'/><row r='5'/>"), "out of order");
	assert_sheet_says(SHEET("<row r='x'/>"), "out of order");
	assert_sheet_says(SHEET("<row r='0'/>"), "out of order");
	assert_sheet_says(SHEET("<row r='2147483648'/>"), "out of order");
	assert_sheet_says(SHEET("<row r='2147483647'/><row/>"), "out of order");
	assert_sheet_says(
		SHEET("<row r='7'><c r='7'><v>1</v></c></row>"), "row 7: a cell has no place");
	assert_sheet_says(SHEET("<row r='7'><c r='A7x'><v>1</v></c></row>"), "has no place");
	assert_sheet_says(SHEET("<row r='2'><c r='AMK2'><v>1</v></c></row>"),
		"row 2, column AMK: a table may have 1024 columns.");
	assert_sheet_says("<worksheet><sheetData><row r='9'><c><v>1</v></c></row><row r='10'><oops",
		"sheet One: the sheet is damaged near row 10.");
}

static void rows_before_the_fault_are_given(void **state)
{
	const struct book b = {
		.one = SHEET("<row><c><v>1</v></c></row><row><c r='?'><v>2</v></c></row>")};
	size_t len;
	char *bytes = make_book(&b, &len), *rows = read_bytes(bytes, len, 0, false);

	(void)state;
	assert_memory_equal(rows, "1: 1\n! b.xlsx, sheet One, row 2:", 32);
	free(rows);
	free(bytes);
}

/* SHEET with so many times this in one cell or row. */
static char *sheet_of(const char *before, const char *what, size_t times, const char *after)
{
	struct buf b = BUF_INIT;
	size_t len = strlen(what);

	buf_add(&b, "<worksheet><sheetData>");
	buf_add(&b, before);
	for (size_t i = 0; i < times; i++)
		buf_addn(&b, what, len);
	buf_add(&b, after);
	buf_add(&b, "</sheetData></worksheet>");
	return buf_take(&b);
}

static void too_much_is_refused(void **state)
{
	static const struct {
		const char *before, *what;
		size_t times;
		const char *after, *want;
	} cases[] = {
		{"<row><c t='str'><v>", "0123456789abcdef", 65537, "</v></c></row>",
			"row 1, column A: the cell is longer than 1 MiB."},
		{"<row>", "<c t='s'><v>0</v></c>", 1025, "</row>", "column AMK: a table may have"},
		{"<row>", "<c/>", 20000, "<c><v>1</v></c></row>", "column ACOG: a table"},
		{"", "<row/>", 1048577, "", "more than a million rows without a value"},
		{"", "<row><c s='1'/></row>", 1048577, "", "more than a million rows"},
		{"", "<a>", 300, "", "nested more than 256 deep"},
		{"<!--", "          ", 500000, "-->", "damaged"},
		{"<row z='", "          ", 500000, "'/>", "damaged"},
		{"", "                                ", 2200000, "", "unpacks to far more"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *sheet =
			sheet_of(cases[i].before, cases[i].what, cases[i].times, cases[i].after);

		assert_sheet_says(sheet, cases[i].want);
		free(sheet);
	}
}

static void what_is_just_below_the_limits_is_read(void **state)
{
	char *cell = sheet_of("<row><c t='str'><v>", "0123456789abcdef", 65536, "</v></c></row>");
	char *wide = sheet_of("<row>", "<c t='s'><v>0</v></c>", 1024, "</row>");
	struct book b = {.one = cell, .texts = "<sst><si><t>only</t></si></sst>"};
	size_t len;
	char *bytes = make_book(&b, &len), *rows = read_bytes(bytes, len, 0, false);

	(void)state;
	assert_int_equal(strlen(rows), 1048576 + 4);
	free(rows);
	free(bytes);
	b.one = wide;
	bytes = make_book(&b, &len);
	rows = read_bytes(bytes, len, 0, false);
	assert_int_equal(strlen(rows), 1024 * 5 + 3);
	free(rows);
	free(bytes);
	free(cell);
	free(wide);
}

/* Five cells of a shared text of a mebibyte: a row that costs a hundred bytes of the file. */
static void a_row_of_shared_texts_is_bounded(void **state)
{
	struct buf texts = BUF_INIT;
	struct book b = {.one = SHEET("<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c>"
				      "<c t='s'><v>0</v></c><c t='s'><v>0</v></c>"
				      "<c t='s'><v>0</v></c></row>")};
	size_t len;
	char *bytes, *rows;

	(void)state;
	buf_add(&texts, "<sst><si><t>");
	while (texts.len < 1000000)
		buf_add(&texts, "much");
	buf_add(&texts, "</t></si></sst>");
	b.texts = texts.data;
	bytes = make_book(&b, &len);
	rows = read_bytes(bytes, len, 0, false);
	assert_says(rows, "row 1: the row is longer than 4 MiB.");
	free(rows);
	free(bytes);
	buf_release(&texts);
}

#define LAUGHS                                                              \
	"<!DOCTYPE sst [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>" \
	"<!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>"

static void entities_cannot_be_declared(void **state)
{
	struct book b = {.one = LAUGHS SHEET("<row><c t='str'><v>&c;</v></c></row>")};
	size_t len;
	char *bytes = make_book(&b, &len), *rows = read_bytes(bytes, len, 0, false);

	(void)state;
	assert_says(rows, "xl/sheets/one.xml declares a document type");
	free(rows);
	free(bytes);
	b.one = SHEET("");
	b.texts = LAUGHS "<sst><si><t>&c;</t></si></sst>";
	bytes = make_book(&b, &len);
	rows = read_bytes(bytes, len, 0, false);
	assert_says(rows, "xl/texts.xml declares a document type");
	free(rows);
	free(bytes);
	assert_sheet_says(SHEET("<row><c t='str'><v>&c;</v></c></row>"), "damaged near row 1");
}

static void assert_parts_say(const struct part *parts, size_t n, const char *want)
{
	size_t len;
	char *bytes = make_zip(parts, n, &len), *rows = read_bytes(bytes, len, 0, false);

	assert_says(rows, want);
	free(rows);
	free(bytes);
}

static void incomplete_workbooks_are_named(void **state)
{
	struct part parts[] = {{"_rels/.rels", ROOT_RELS, NULL}, {"xl/book.xml", BOOK(""), NULL},
		{"xl/_rels/book.xml.rels", BOOK_RELS, NULL},
		{"xl/sheets/one.xml", SHEET("<row><c><v>1</v></c></row>"), NULL}};

	(void)state;
	assert_parts_say(parts, 3, "b.xlsx: the sheet One is missing from the workbook");
	assert_parts_say(parts, 2, "b.xlsx has no sheet with cells.");
	assert_parts_say(parts, 1, "is an archive (zip)");
	assert_parts_say(parts + 1, 3, "is no Excel workbook");
	parts[0].data = "<Relationships><Relationship Id='a'/></Relationships>";
	assert_parts_say(parts, 4, "is no Excel workbook");
	parts[0].data = "garbage";
	assert_parts_say(parts, 4, "_rels/.rels is garbled");
	parts[0].data = ROOT_RELS;
	parts[3].password = "secret";
	assert_parts_say(parts, 4, "protected with a password");
}

/* The archive's own list says that it has so many parts. */
static void a_list_of_very_many_parts_is_not_read(void **state)
{
	const struct book b = {.one = SHEET("<row><c><v>1</v></c></row>")};
	size_t len;
	char *bytes = make_book(&b, &len), *rows;

	(void)state;
	bytes[len - 22 + 10] = 0x30;
	bytes[len - 22 + 11] = 0x75;
	rows = read_bytes(bytes, len, 0, false);
	assert_says(rows, "more than 10000 parts");
	free(rows);
	free(bytes);
}

/* The same for an archive of the long form, whose short list does not tell how many there are. */
static void very_many_parts_are_refused(void **state)
{
	struct part *parts = calloc(10001, sizeof(*parts));
	size_t len;
	char *bytes, *rows;

	(void)state;
	for (size_t i = 0; i <= 10000; i++)
		parts[i] = (struct part){mem_printf("xl/%zu", i), "", NULL};
	bytes = make_zip(parts, 10001, &len);
	for (int pass = 0; pass < 2; pass++) {
		rows = read_bytes(bytes, len, 0, false);
		assert_says(rows, pass ? "b.xlsx" : "more than 10000 parts");
		free(rows);
		memset(bytes + len - 22 + 8, 0xFF, 4);
	}
	for (size_t i = 0; i <= 10000; i++)
		free((char *)parts[i].path);
	free(parts);
	free(bytes);
}

static const struct book whole = {
	.texts = "<sst><si><t>one</t></si><si><r><t>two</t></r></si></sst>",
	.styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>",
	.one = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "
	       "t='s'><v>1</v>"
	       "</c></row><row r='2'><c r='A2' s='0'><v>46089</v></c><c r='B2' t='inlineStr'><is>"
	       "<t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref='A9:B9'/>"
	       "</mergeCells></worksheet>"};

static void a_file_cut_anywhere_is_refused(void **state)
{
	size_t len;
	char *bytes = make_book(&whole, &len), *rows = read_bytes(bytes, len, 0, false);

	(void)state;
	assert_string_equal(rows, "1: one|two\n2: 2026-03-08|x\n");
	free(rows);
	for (size_t cut = 1; cut < len; cut++) {
		char *part = malloc(cut); /* of its own, so that reading behind it is seen */

		memcpy(part, bytes, cut);
		rows = read_bytes(part, cut, 0, false);
		if (cut >= 64)
			assert_memory_equal(rows, "! b.xlsx is ", 12);
		free(rows);
		free(part);
	}
	free(bytes);
}

static void a_sheet_cut_anywhere_never_ends_well(void **state)
{
	struct book b = whole;

	(void)state;
	for (size_t cut = 0; cut < strlen(whole.one); cut++) {
		char *one = strndup(whole.one, cut), *bytes, *rows;
		size_t len;

		b.one = one;
		bytes = make_book(&b, &len);
		rows = read_bytes(bytes, len, 0, false);
		/* Behind the rows nothing matters any more. */
		if (!strstr(one, "</sheetData>"))
			assert_says(rows, "b.xlsx, sheet One: the sheet is damaged near row ");
		free(rows);
		free(bytes);
		free(one);
	}
}

static void any_wrong_byte_is_survived(void **state)
{
	size_t len;
	char *bytes = make_book(&whole, &len);

	(void)state;
	for (size_t i = 0; i < len; i++) {
		static const unsigned char flips[] = {0x01, 0x80, 0xFF};

		for (size_t f = 0; f < sizeof(flips); f++) {
			char *rows;

			bytes[i] = (char)(bytes[i] ^ flips[f]);
			rows = read_bytes(bytes, len, 0, false);
			if (strstr(rows, "! "))
				assert_non_null(strstr(rows, "b.xlsx"));
			free(rows);
			bytes[i] = (char)(bytes[i] ^ flips[f]);
		}
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_place_of_a_fault_is_told),
		cmocka_unit_test(rows_before_the_fault_are_given),
		cmocka_unit_test(too_much_is_refused),
		cmocka_unit_test(what_is_just_below_the_limits_is_read),
		cmocka_unit_test(a_row_of_shared_texts_is_bounded),
		cmocka_unit_test(entities_cannot_be_declared),
		cmocka_unit_test(incomplete_workbooks_are_named),
		cmocka_unit_test(a_list_of_very_many_parts_is_not_read),
		cmocka_unit_test(very_many_parts_are_refused),
		cmocka_unit_test(a_file_cut_anywhere_is_refused),
		cmocka_unit_test(a_sheet_cut_anywhere_never_ends_well),
		cmocka_unit_test(any_wrong_byte_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
