/*
 * libxlsxwriter behind xlsx_out.h, in its constant memory mode. Its traps and how they are met:
 *
 * - it writes a file by name: that is an unlinked temporary file under /proc/self/fd, copied to the stream at the end;
 * - it prints to the standard error output when a file cannot be written: that is put aside meanwhile, so that the
 *   screen stays clean;
 * - it does not notice a full disk: xlsx_check.h;
 * - it writes bytes that are no UTF-8 as they are, and does not escape a text that looks like an escape: xlsx_escape.h.
 */
#include "exchange/xlsx_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/scratch.h"
#include "base/text.h"
#include "exchange/xlsx_limits.h"
#include "xlsx_check.h"
#include "xlsx_escape.h"
#include "xlsx_name.h"

#define EXACT_DIGITS 15    /* decimals that a double gives back */
#define FIRST_DAY (-25508) /* 1900-03-01: before it Excel's calendar is wrong */
#define EPOCH 25569        /* serial number of 1970-01-01 */
#define DAY_SECONDS 86400
#define CELL_BYTES 64          /* of XML around a cell's text, or of a number */
#define ZIP64_FROM 800000000LL /* of XML: far below the 4 GB that a plain archive may hold */
#define WIDTH_MIN 10
#define WIDTH_MAX 60
#define HEADER_FILL 0xDCE6F1

/* Number formats that every program knows by number. */
enum {
	FORMAT_GROUPED = 3,
	FORMAT_GROUPED_2 = 4,
	FORMAT_PERCENT_2 = 10,
	FORMAT_DATE = 14,
	FORMAT_DATE_TIME = 22
};

struct writer_library {
	__typeof__(&workbook_new_opt) create;
	__typeof__(&workbook_add_worksheet) add_worksheet;
	__typeof__(&workbook_add_format) add_format;
	__typeof__(&workbook_close) close;
	__typeof__(&lxw_workbook_free) free;
	__typeof__(&worksheet_write_string) write_string;
	__typeof__(&worksheet_write_number) write_number;
	__typeof__(&worksheet_write_boolean) write_boolean;
	__typeof__(&worksheet_set_column) set_column;
	__typeof__(&worksheet_freeze_panes) freeze_panes;
	__typeof__(&worksheet_autofilter) autofilter;
	__typeof__(&format_set_bold) set_bold;
	__typeof__(&format_set_bg_color) set_fill;
	__typeof__(&format_set_num_format) set_code;
	__typeof__(&format_set_num_format_index) set_index;
};

#define MONEY_DIGITS 10 /* formats for 0 to 9 digits behind the point */

struct xlsx_out {
	struct writer_library lib;
	FILE *f;
	int fd; /* the workbook */
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *header, *date, *date_time, *percent, *money[MONEY_DIGITS];
	char *name;
	int nsheets;
	int64_t sheet_rows, row; /* of the sheet at hand, from 0 */
	int64_t table_row;       /* of the table, the header is 1 */
	const struct xlsx_column *columns;
	size_t ncolumns, col;
	int64_t cells;
	int64_t xml_bytes; /* of all sheets, about */
	struct buf text;
	enum status failed; /* ST_OK: not */
	struct err err;
};

static enum status writer_library_load(struct writer_library *lib, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"workbook_new_opt", &lib->create},
		{"workbook_add_worksheet", &lib->add_worksheet},
		{"workbook_add_format", &lib->add_format},
		{"workbook_close", &lib->close},
		{"lxw_workbook_free", &lib->free},
		{"worksheet_write_string", &lib->write_string},
		{"worksheet_write_number", &lib->write_number},
		{"worksheet_write_boolean", &lib->write_boolean},
		{"worksheet_set_column", &lib->set_column},
		{"worksheet_freeze_panes", &lib->freeze_panes},
		{"worksheet_autofilter", &lib->autofilter},
		{"format_set_bold", &lib->set_bold},
		{"format_set_bg_color", &lib->set_fill},
		{"format_set_num_format", &lib->set_code},
		{"format_set_num_format_index", &lib->set_index},
	};

	return library_load("libxlsxwriter.so.4", "libxlsxwriter4", symbols,
		sizeof(symbols) / sizeof(symbols[0]), err);
}

static void xlsx_out_fail_io(struct xlsx_out *o)
{
	if (o->failed == ST_OK)
		o->failed = err_set(&o->err, ST_IO,
			_("The workbook could not be written: there is no room for its temporary "
			  "files. Set TMPDIR to a folder with more room."));
}

/* --- Sheets --- */

static int column_width(const struct xlsx_column *c)
{
	int width = c->width_cols > 0 ? c->width_cols : text_cols(c->title ? c->title : "") + 4;

	if (width < WIDTH_MIN && c->width_cols <= 0)
		width = WIDTH_MIN;
	return width > WIDTH_MAX ? WIDTH_MAX : width;
}

static void xlsx_out_cell_text(struct xlsx_out *o, const char *s, size_t len, lxw_format *format);

static void xlsx_out_header(struct xlsx_out *o)
{
	for (o->col = 0; o->col < o->ncolumns; o->col++) {
		const char *title = o->columns[o->col].title;

		if (title && *title)
			xlsx_out_cell_text(o, title, strlen(title), o->header);
	}
	o->col = 0;
	o->row = 1;
}

static void xlsx_out_add_sheet(struct xlsx_out *o)
{
	struct buf name = BUF_INIT;

	o->nsheets++;
	if (o->nsheets == 1)
		buf_add(&name, o->name);
	else
		xlsx_name_continued(&name, o->name, o->nsheets);
	o->sheet = o->lib.add_worksheet(o->book, name.data);
	buf_release(&name);
	if (!o->sheet) {
		xlsx_out_fail_io(o);
		return;
	}
	for (size_t c = 0; c < o->ncolumns; c++)
		o->lib.set_column(
			o->sheet, (lxw_col_t)c, (lxw_col_t)c, column_width(&o->columns[c]), NULL);
	o->lib.freeze_panes(o->sheet, 1, 0);
	o->row = 0;
	xlsx_out_header(o);
}

static void xlsx_out_end_sheet(struct xlsx_out *o)
{
	if (o->sheet)
		o->lib.autofilter(
			o->sheet, 0, 0, (lxw_row_t)(o->row - 1), (lxw_col_t)(o->ncolumns - 1));
}

static lxw_format *xlsx_out_format(struct xlsx_out *o, uint8_t index)
{
	lxw_format *format = o->lib.add_format(o->book);

	o->lib.set_index(format, index);
	return format;
}

static void xlsx_out_formats(struct xlsx_out *o)
{
	o->header = o->lib.add_format(o->book);
	o->lib.set_bold(o->header);
	o->lib.set_fill(o->header, HEADER_FILL);
	o->date = xlsx_out_format(o, FORMAT_DATE);
	o->date_time = xlsx_out_format(o, FORMAT_DATE_TIME);
	o->percent = xlsx_out_format(o, FORMAT_PERCENT_2);
}

/* The format for amounts with so many digits, made when it is first needed. */
static lxw_format *xlsx_out_money_format(struct xlsx_out *o, int digits)
{
	char code[] = "#,##0.000000000";

	if (o->money[digits])
		return o->money[digits];
	if (digits == 0) {
		o->money[digits] = xlsx_out_format(o, FORMAT_GROUPED);
	} else if (digits == 2) {
		o->money[digits] = xlsx_out_format(o, FORMAT_GROUPED_2);
	} else {
		code[6 + digits] = '\0';
		o->money[digits] = o->lib.add_format(o->book);
		o->lib.set_code(o->money[digits], code);
	}
	return o->money[digits];
}

/* Make the temporary file and the workbook in it. */
static enum status xlsx_out_begin(struct xlsx_out *o, struct err *err)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
	char *dir = mem_strdup(scratch_dir()), *path;

	o->fd = scratch_open();
	if (o->fd < 0) {
		free(dir);
		return err_errno(err, _("temporary file"));
	}
	path = mem_printf("/proc/self/fd/%d", o->fd);
	options.tmpdir = dir;
	o->book = o->lib.create(path, &options);
	free(path);
	free(dir);
	if (o->book) {
		xlsx_out_formats(o);
		xlsx_out_add_sheet(o);
	} else {
		xlsx_out_fail_io(o);
	}
	if (o->failed != ST_OK && err)
		*err = o->err;
	return o->failed;
}

enum status xlsx_out_new(FILE *f, const struct xlsx_out_options *opt,
	const struct xlsx_column *columns, size_t n, struct xlsx_out **out, struct err *err)
{
	struct xlsx_out *o;
	struct buf name = BUF_INIT;
	enum status st;

	if (n > XLSX_OUT_MAX_COLUMNS)
		return err_set(err, ST_BAD_DATA, _("A sheet holds at most %d columns."),
			XLSX_OUT_MAX_COLUMNS);
	o = mem_alloc(sizeof(*o));
	o->f = f;
	o->fd = -1;
	o->columns = columns;
	o->ncolumns = n;
	o->table_row = 1;
	o->sheet_rows = opt->sheet_rows > 1 && opt->sheet_rows < XLSX_SHEET_ROWS ? opt->sheet_rows
										 : XLSX_SHEET_ROWS;
	o->err = (struct err)ERR_INIT;
	xlsx_name(&name, opt->sheet);
	o->name = buf_take(&name);
	st = writer_library_load(&o->lib, err);
	if (st == ST_OK)
		st = xlsx_out_begin(o, err);
	if (st == ST_OK) {
		o->table_row = 2;
		*out = o;
	} else {
		xlsx_out_abandon(o);
	}
	return st;
}

/* --- Cells --- */

/* When the sheet is full, go on in the next. */
static void xlsx_out_turn(struct xlsx_out *o)
{
	size_t col = o->col;

	if (o->failed != ST_OK || o->row < o->sheet_rows)
		return;
	xlsx_out_end_sheet(o);
	xlsx_out_add_sheet(o);
	o->col = col;
}

/* Is there a cell to fill? */
static bool xlsx_out_take_cell(struct xlsx_out *o)
{
	xlsx_out_turn(o);
	return o->failed == ST_OK && o->col < o->ncolumns;
}

static void xlsx_out_wrote(struct xlsx_out *o, lxw_error said)
{
	if (said != LXW_NO_ERROR) {
		xlsx_out_fail_io(o);
		return;
	}
	o->cells++;
	o->xml_bytes += CELL_BYTES + (int64_t)o->text.len;
}

static void xlsx_out_too_long(struct xlsx_out *o, size_t units)
{
	const char *title = o->columns[o->col].title;

	o->failed = err_set(&o->err, ST_BAD_DATA,
		_("Row %lld, column %s: the text has %zu characters, and a cell of Excel holds %d. "
		  "Export to CSV instead."),
		(long long)o->table_row, title ? title : "", units, XLSX_OUT_MAX_TEXT);
}

/* Write a text, not an empty one, into the cell at hand. */
static void xlsx_out_cell_text(struct xlsx_out *o, const char *s, size_t len, lxw_format *format)
{
	size_t units = len > XLSX_OUT_MAX_TEXT ? xlsx_units(s, len) : 0;
	lxw_error said;

	if (!xlsx_out_take_cell(o))
		return;
	buf_clear(&o->text);
	xlsx_escape(&o->text, s, len);
	if (o->text.len > XLSX_OUT_MAX_TEXT && units <= XLSX_OUT_MAX_TEXT)
		units = xlsx_units(o->text.data, o->text.len);
	if (units > XLSX_OUT_MAX_TEXT) {
		xlsx_out_too_long(o, units);
		return;
	}
	said = o->lib.write_string(
		o->sheet, (lxw_row_t)o->row, (lxw_col_t)o->col, o->text.data, format);
	xlsx_out_wrote(o, said);
}

void xlsx_out_textn(struct xlsx_out *o, const char *s, size_t len)
{
	if (len > 0)
		xlsx_out_cell_text(o, s, len, NULL);
	o->col++;
}

void xlsx_out_text(struct xlsx_out *o, const char *s)
{
	xlsx_out_textn(o, s, s ? strlen(s) : 0);
}

void xlsx_out_empty(struct xlsx_out *o)
{
	o->col++;
}

static void xlsx_out_cell_number(struct xlsx_out *o, double v, lxw_format *format)
{
	if (xlsx_out_take_cell(o))
		xlsx_out_wrote(o, o->lib.write_number(o->sheet, (lxw_row_t)o->row,
					  (lxw_col_t)o->col, v, format));
	o->col++;
}

/* v divided by ten to the power of digits: the nearest double, since both are exact and it is one division. */
static double scaled(int64_t v, int digits)
{
	double by = 1;

	for (int i = 0; i < digits; i++)
		by *= 10;
	return (double)v / by;
}

/* The number in s as v / 10^digits; false when it has too many digits, leading zeros or is none. */
static bool exact_decimal(const char *s, int64_t *v, int *digits)
{
	bool negative = *s == '-', fraction = false;
	int n = 0;

	s += negative;
	if (*s < '0' || *s > '9' || (*s == '0' && s[1] >= '0' && s[1] <= '9'))
		return false;
	*v = 0;
	*digits = 0;
	for (; (*s >= '0' && *s <= '9') || (*s == '.' && !fraction); s++) {
		if (*s == '.') {
			fraction = true;
			continue;
		}
		*v = *v * 10 + (*s - '0');
		*digits += fraction;
		n += n > 0 || *s != '0';
		if (n > EXACT_DIGITS || *digits > EXACT_DIGITS)
			return false;
	}
	if (*s || s[-1] == '.')
		return false;
	if (negative)
		*v = -*v;
	return true;
}

void xlsx_out_number(struct xlsx_out *o, const char *s)
{
	int64_t v;
	int digits;

	if (s && exact_decimal(s, &v, &digits))
		xlsx_out_cell_number(o, scaled(v, digits), NULL);
	else
		xlsx_out_text(o, s);
}

static bool is_exact(int64_t v)
{
	return v > -1000000000000000 && v < 1000000000000000;
}

void xlsx_out_int(struct xlsx_out *o, int64_t v)
{
	char text[24];

	if (is_exact(v)) {
		xlsx_out_cell_number(o, (double)v, NULL);
		return;
	}
	snprintf(text, sizeof(text), "%lld", (long long)v);
	xlsx_out_text(o, text);
}

void xlsx_out_money(struct xlsx_out *o, int64_t minor, int digits)
{
	char text[40];

	if (digits < 0 || digits >= MONEY_DIGITS)
		digits = 0;
	if (is_exact(minor)) {
		xlsx_out_cell_number(o, scaled(minor, digits), xlsx_out_money_format(o, digits));
		return;
	}
	money_format_plain(minor, digits, text, sizeof(text));
	xlsx_out_text(o, text);
}

void xlsx_out_percent(struct xlsx_out *o, int64_t bp)
{
	xlsx_out_cell_number(o, scaled(bp, 4), o->percent);
}

void xlsx_out_date(struct xlsx_out *o, int32_t day)
{
	char text[DATE_LEN];

	if (day >= FIRST_DAY && day <= DATE_MAX) {
		xlsx_out_cell_number(o, day + EPOCH, o->date);
		return;
	}
	date_format_iso(day, text);
	xlsx_out_text(o, text);
}

/* Seconds of the local civil day; a zone's offset is of whole minutes. */
static int second_of_day(int64_t at, int minute)
{
	return minute * 60 + (int)(((at % 60) + 60) % 60);
}

void xlsx_out_instant(struct xlsx_out *o, int64_t at)
{
	int minute;
	int32_t day = date_of_instant(at, &minute);
	int seconds = second_of_day(at, minute);
	char text[21];

	if (day >= FIRST_DAY && day <= DATE_MAX &&
		date_to_instant(day, minute) + seconds % 60 == at) {
		xlsx_out_cell_number(o, day + EPOCH + (double)seconds / DAY_SECONDS, o->date_time);
		return;
	}
	date_format_utc(at, text);
	xlsx_out_text(o, text);
}

void xlsx_out_bool(struct xlsx_out *o, bool v)
{
	if (xlsx_out_take_cell(o))
		xlsx_out_wrote(o, o->lib.write_boolean(
					  o->sheet, (lxw_row_t)o->row, (lxw_col_t)o->col, v, NULL));
	o->col++;
}

void xlsx_out_end_row(struct xlsx_out *o)
{
	xlsx_out_turn(o);
	o->row++;
	o->table_row++;
	o->col = 0;
}

bool xlsx_out_failed(const struct xlsx_out *o)
{
	return o->failed != ST_OK;
}

/* --- The end --- */

/*
 * Build the workbook; the library may print, which nobody shall see. Old programs do not read the long form of archives, so
 * that is used only for tables that need it.
 */
static void xlsx_out_build(struct xlsx_out *o)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	lxw_error said;

	if (null >= 0 && kept >= 0)
		dup2(null, STDERR_FILENO);
	o->book->options.use_zip64 = o->xml_bytes >= ZIP64_FROM;
	said = o->lib.close(o->book);
	if (kept >= 0) {
		dup2(kept, STDERR_FILENO);
		close(kept);
	}
	if (null >= 0)
		close(null);
	o->book = NULL;
	if (said != LXW_NO_ERROR)
		xlsx_out_fail_io(o);
}

enum status xlsx_out_finish(struct xlsx_out *o, struct err *err)
{
	enum status st;

	if (o->failed == ST_OK) {
		xlsx_out_end_sheet(o);
		xlsx_out_build(o);
	}
	if (o->failed == ST_OK)
		o->failed = xlsx_check(o->fd, o->nsheets, o->cells, &o->err);
	if (o->failed == ST_OK)
		o->failed = scratch_copy(o->fd, o->f, &o->err);
	st = o->failed;
	if (st != ST_OK && err)
		*err = o->err;
	xlsx_out_abandon(o);
	return st;
}

void xlsx_out_abandon(struct xlsx_out *o)
{
	if (!o)
		return;
	if (o->book)
		o->lib.free(o->book);
	if (o->fd >= 0)
		close(o->fd);
	free(o->name);
	buf_release(&o->text);
	free(o);
}
