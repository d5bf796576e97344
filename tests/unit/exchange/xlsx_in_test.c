/* Reading workbooks: what cells come to, where they stand, and how sheets are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "xlsx_make.h"

static void texts_are_joined_and_decoded(void **state)
{
	const struct book b = {
		.texts =
			"<sst xmlns='" MAIN "'><si><t>plain</t></si>"
			"<si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>"
			"<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
			"<si><t>a_x000D_b_x005F_x000D_c_xD83D__xDE00__x0000__xDC00__x12G4_</t></si>"
			"<si/><si><t xml:space='preserve'> last </t></si></sst>",
		.one = SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
			     "<c r='C1' t='s'><v>2</v></c><c r='D1' t='s'><v>3</v></c>"
			     "<c r='E1' t='s'><v>4</v></c><c r='F1' t='s'><v>5</v></c></row>"
			     "<row r='2'><c r='A2' t='inlineStr'><is><t>in</t></is></c>"
			     "<c r='B2' t='inlineStr'><is><r><t>a</t></r><r><t>&lt;b&gt;</t></r>"
			     "<rPh><t>no</t></rPh></is></c>"
			     "<c r='C2' t='str'><f>A1</f><v>of_x000A_formula</v></c></row>")};

	(void)state;
	assert_book(&b,
		"1: plain|rich text|東京|a\rb_x000D_c😀\xEF\xBF\xBD\xEF\xBF\xBD_x12G4_|| last \n"
		"2: in|a<b>|of\nformula|||\n");
}

#define STYLES                                                                             \
	"<styleSheet xmlns='" MAIN "'><numFmts>"                                           \
	"<numFmt numFmtId='164' formatCode='[$-419]d\\ mmmm\\ yyyy\\ &quot;г.&quot;;@'/>" \
	"<numFmt numFmtId='165' formatCode='[h]:mm:ss'/></numFmts>"                        \
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"                                 \
	"<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"               \
	"<xf numFmtId='22'/><xf numFmtId='165'/><xf numFmtId='20'/><xf numFmtId='10'/>"    \
	"<xf numFmtId='4'/></cellXfs>"                                                     \
	"<dxfs><dxf><numFmt numFmtId='4' formatCode='yyyy'/></dxf></dxfs></styleSheet>"

static void styles_tell_dates_from_numbers(void **state)
{
	struct book b = {.styles = STYLES,
		.one = SHEET("<row><c><v>45000</v></c><c s='1'><v>45000</v></c>"
			     "<c s='2'><v>45000</v></c><c s='3'><v>45000.520833333336</v></c>"
			     "<c s='4'><v>1.5210069444444445</v></c><c s='5'><v>0.75</v></c>"
			     "<c s='6'><v>0.125</v></c><c s='7'><v>1200.5</v></c>"
			     "<c s='99'><v>45000</v></c>"
			     "<c t='d'><v>2026-03-08T00:00:00</v></c>"
			     "<c t='d' s='3'><v>2026-03-08T14:30:15.5Z</v></c></row>")};

	(void)state;
	assert_book(&b, "1: 45000|2023-03-15|2023-03-15|2023-03-15 12:30|36:30:15|18:00|12.5%|"
			"1200.5|45000|2026-03-08|2026-03-08 14:30:15\n");
	b.settings_1904 = "";
	assert_book(&b, "1: 45000|2027-03-16|2027-03-16|2027-03-16 12:30|36:30:15|18:00|12.5%|"
			"1200.5|45000|2026-03-08|2026-03-08 14:30:15\n");
}

static void errors_and_formulas_without_value_are_counted(void **state)
{
	const struct book b = {
		.one = SHEET(
			"<row r='3'><c r='A3' t='b'><v>1</v></c><c r='B3' t='b'><v>0</v></c>"
			"<c r='C3'><f>1+1</f><v>2</v></c><c r='D3'><f>X()</f></c></row>"
			"<row r='5'><c r='A5'><v>1</v></c><c r='AB5' t='e'><v>#N/A</v></c>"
			"</row><row r='6'><c r='A6' t='e'><v>#REF!</v></c>"
			"<c r='B6' t='str'><f>T(1)</f><v></v></c><c r='C6'><v>5</v></c></row>")};
	size_t len;
	char *bytes = make_book(&b, &len);
	struct source *src;
	struct xlsx_in *in;
	struct table_row row;

	(void)state;
	assert_book(&b, "3: true|false|2\n5: 1||\n6: ||5\n");
	assert_int_equal(source_open_memory(bytes, len, "b.xlsx", &src, NULL), ST_OK);
	assert_int_equal(xlsx_in_open(src, 0, false, &in, NULL), ST_OK);
	assert_int_equal(xlsx_in_notes(in)->errors, 0);
	while (xlsx_in_next(in, &row, NULL) == ST_OK)
		;
	assert_int_equal(xlsx_in_notes(in)->errors, 2);
	assert_int_equal(xlsx_in_notes(in)->first_error, 5);
	assert_string_equal(xlsx_in_notes(in)->first_text, "AB5 #N/A");
	assert_int_equal(xlsx_in_notes(in)->no_value, 1);
	assert_int_equal(xlsx_in_notes(in)->first_no_value, 3);
	xlsx_in_free(in);
	source_free(src);
	free(bytes);
}

static void cells_stand_where_their_references_say(void **state)
{
	const struct book b = {
		.one = SHEET("<row r='2'/><row r='4' spans='1:9'><c r='A4'><v>1</v></c>"
			     "<c r='D4' t='inlineStr'><is><t>d</t></is></c></row>"
			     "<row><c><v>5</v></c><c/><c><v>6</v></c></row>"
			     "<row r='9'><c r='C9' s='1'/><c r='B9'><v>7</v></c>"
			     "<c r='A9'><v>8</v></c></row><row><c r='ZZZ10' s='3'/></row>"
			     "<row r='12'><c><v>1</v></c><c r='F12'><v>2</v></c></row>")};

	(void)state;
	assert_book(&b, "4: 1|||d\n5: 5||6|\n9: 8|7||\n12: 1|||||2\n");
}

static void a_header_sets_the_width(void **state)
{
	const struct book b = {.one = SHEET("<row/><row><c r='B2'><v>1</v></c><c r='C2'><v>2</v>"
					    "</c></row><row r='7'><c><v>3</v></c></row>")};
	const struct book none = {.one = SHEET("<row/>")};
	size_t len;
	char *bytes = make_book(&b, &len), *rows = read_bytes(bytes, len, 0, true);

	(void)state;
	assert_string_equal(rows, "0: |1|2\n7: 3||\n");
	free(rows);
	free(bytes);
	assert_book(&none, "");
	bytes = make_book(&none, &len);
	rows = read_bytes(bytes, len, 0, true);
	assert_string_equal(rows, "! b.xlsx, sheet One: the sheet is empty.\n");
	free(rows);
	free(bytes);
}

#define THREE(n) "<row r='" n "'><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"

static void merged_cells_keep_the_first_value_only(void **state)
{
	const struct book b = {
		.one = "<worksheet><sheetData>" THREE("1") THREE("2") THREE("3") THREE(
			"4") "<row r='5'><c t='inlineStr'><is><t>mergeCell "
			     "ref=\"A6:C6\"/></t></is></c>"
			     "</row>" THREE(
				     "6") "</sheetData><mergeCells count='3'><mergeCell "
					  "ref='A1:B2'/>"
					  "<x:mergeCell\n other='' ref=\"C2:C4\"/><mergeCell "
					  "ref='B4:ZZZ4'/>"
					  "<mergeCell ref='nonsense'/></mergeCells></worksheet>"};

	(void)state;
	assert_book(&b, "1: 1||3\n2: ||3\n3: 1|2|\n4: 1|2|\n"
			"5: mergeCell ref=\"A6:C6\"/>||\n6: 1|2|3\n");
}

/* Behind so many bytes that the list of merges falls on every place of a piece that is read at once. */
static void merges_are_found_behind_any_number_of_bytes(void **state)
{
	(void)state;
	for (size_t pad = 64 * 1024 - 120; pad < 64 * 1024 + 8; pad++) {
		struct buf xml = BUF_INIT;
		struct book b;

		buf_add(&xml, "<worksheet><sheetData>" THREE("1") "</sheetData><!--");
		while (xml.len < pad)
			buf_addch(&xml, 'x');
		buf_add(&xml, "--><mergeCells><mergeCell ref='B1:C1'/></mergeCells></worksheet>");
		b = (struct book){.one = xml.data};
		assert_book(&b, "1: 1|2\n");
		buf_release(&xml);
	}
}

static void sheets_are_listed_and_chosen(void **state)
{
	static const char book[] =
		"<workbook xmlns:r='" REL "'><sheets><sheet name='Клиенты' sheetId='4' r:id='s1'/>"
		"<sheet name='Chart' r:id='c'/><sheet name='' state='hidden' r:id='s2'/>"
		"<sheet name='lost'/></sheets></workbook>";
	static const char rels[] =
		RELS "<Relationship Id='s1' Type='" REL "/worksheet' Target='sheets/one.xml'/>"
		     "<Relationship Id='c' Type='" REL "/chartsheet' Target='sheets/c.xml'/>"
		     "<Relationship Id='s2' Type='" REL "/worksheet' Target='sheets/two.xml'/>"
		     "</Relationships>";
	const struct part parts[] = {{"_rels/.rels", ROOT_RELS, NULL}, {"xl/book.xml", book, NULL},
		{"xl/_rels/book.xml.rels", rels, NULL},
		{"xl/sheets/one.xml", SHEET("<row><c><v>1</v></c></row>"), NULL},
		{"xl/sheets/two.xml", SHEET("<row><c><v>2</v></c></row>"), NULL}};
	struct xlsx_sheets sheets = XLSX_SHEETS_INIT;
	struct source *src;
	size_t len;
	char *bytes = make_zip(parts, 5, &len), *rows;

	(void)state;
	assert_int_equal(source_open_memory(bytes, len, "b.xlsx", &src, NULL), ST_OK);
	assert_int_equal(xlsx_in_sheets(src, &sheets, NULL), ST_OK);
	assert_int_equal(sheets.n, 2);
	assert_string_equal(sheets.items[0].name, "Клиенты");
	assert_false(sheets.items[0].hidden);
	assert_string_equal(sheets.items[1].name, "3");
	assert_true(sheets.items[1].hidden);
	xlsx_sheets_release(&sheets);
	source_free(src);
	rows = read_bytes(bytes, len, 1, false);
	assert_string_equal(rows, "1: 2\n");
	free(rows);
	rows = read_bytes(bytes, len, 2, false);
	assert_string_equal(rows, "! b.xlsx has no sheet number 3; it has 2.\n");
	free(rows);
	free(bytes);
}

#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"

/* The strict form, prefixes, absolute and odd targets, backslashes and other letter case in the archive. */
static void other_writers_habits_are_known(void **state)
{
	const struct part parts[] = {
		{"_rels/.rels",
			RELS "<Relationship Id='a' Type='" STRICT "/officeDocument' "
			     "Target='/XL/./other/../Book.xml'/></Relationships>",
			NULL},
		{"xl\\book.xml",
			"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><x:workbook "
			"xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:q='" STRICT
			"'><x:sheets><x:sheet name='S' q:id='s'/></x:sheets></x:workbook>",
			NULL},
		{"xl/_rels/Book.xml.rels",
			RELS "<Relationship Id='s' Type='" STRICT "/worksheet' "
			     "Target='../a/s.xml'/></Relationships>",
			NULL},
		{"a/s.xml",
			"<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c t='inlineStr'><x:is>"
			"<x:t>z</x:t></x:is></x:c><y:c><x:v>1</x:v></y:c></x:row></x:sheetData>"
			"</x:worksheet>",
			NULL}};
	size_t len;
	char *bytes = make_zip(parts, 4, &len), *rows = read_bytes(bytes, len, 0, false);

	(void)state;
	assert_string_equal(rows, "1: z|1\n");
	free(rows);
	free(bytes);
}

static void parts_say_their_encoding(void **state)
{
	const struct book b = {
		.one = "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData>"
		       "<row><c t='str'><v>\xC9</v></c></row></sheetData></worksheet>"};

	(void)state;
	assert_book(&b, "1: É\n");
}

#define FULL "1048576"

static char *two_sheets(const char *second_name, const char *second)
{
	char *book;
	size_t len = 0;
	struct part parts[] = {{"_rels/.rels", ROOT_RELS, NULL}, {"xl/book.xml", NULL, NULL},
		{"xl/_rels/book.xml.rels", BOOK_RELS, NULL},
		{"xl/sheets/one.xml",
			SHEET("<row><c t='str'><v>id</v></c></row><row r='" FULL
			      "'><c><v>1</v></c></row>"),
			NULL},
		{"xl/sheets/two.xml", second, NULL}};
	char *bytes, *rows;

	assert_true(asprintf(&book,
			    "<workbook><sheets><sheet name='List' r:id='s1'/>"
			    "<sheet name='%s' r:id='s2'/></sheets></workbook>",
			    second_name) > 0);
	parts[1].data = book;
	bytes = make_zip(parts, 5, &len);
	rows = read_bytes(bytes, len, 0, true);
	free(bytes);
	free(book);
	return rows;
}

static void a_full_sheet_goes_on_in_the_next(void **state)
{
	static const struct {
		const char *name, *sheet, *want;
	} cases[] = {
		{"List 2",
			SHEET("<row r='1'><c "
			      "t='str'><v>id</v></c></row><row><c><v>2</v></c></row>"),
			"0: id\n" FULL ": 1\n1048578: 2\n"},
		{"List 2",
			SHEET("<row><c t='str'><v>other</v></c></row><row><c><v>2</v></c></row>"),
			"0: id\n" FULL ": 1\n"},
		{"List 3",
			SHEET("<row r='1'><c "
			      "t='str'><v>id</v></c></row><row><c><v>2</v></c></row>"),
			"0: id\n" FULL ": 1\n"},
		{"List 2", SHEET(""), "0: id\n" FULL ": 1\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *rows = two_sheets(cases[i].name, cases[i].sheet);

		assert_string_equal(rows, cases[i].want);
		free(rows);
	}
}

static void a_pipe_is_read_too(void **state)
{
	const struct book b = {.one = SHEET("<row><c><v>1</v></c></row>")};
	struct buf rows = BUF_INIT;
	struct source *src;
	size_t len;
	char *bytes = make_book(&b, &len);
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], bytes, len), len);
	close(fd[1]);
	assert_int_equal(source_open_fd(fd[0], "standard input", &src, NULL), ST_OK);
	close(fd[0]);
	assert_int_equal(source_format(src), SOURCE_XLSX);
	dump_rows(src, 0, false, &rows);
	assert_string_equal(rows.data, "1: 1\n");
	buf_release(&rows);
	source_free(src);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_joined_and_decoded),
		cmocka_unit_test(styles_tell_dates_from_numbers),
		cmocka_unit_test(errors_and_formulas_without_value_are_counted),
		cmocka_unit_test(cells_stand_where_their_references_say),
		cmocka_unit_test(a_header_sets_the_width),
		cmocka_unit_test(merged_cells_keep_the_first_value_only),
		cmocka_unit_test(merges_are_found_behind_any_number_of_bytes),
		cmocka_unit_test(sheets_are_listed_and_chosen),
		cmocka_unit_test(other_writers_habits_are_known),
		cmocka_unit_test(parts_say_their_encoding),
		cmocka_unit_test(a_full_sheet_goes_on_in_the_next),
		cmocka_unit_test(a_pipe_is_read_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
