/* Step 2: is the file read right? The first rows as they come out, and one key for each thing that may be otherwise. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "import_state.h"
#include "screens/actions.h"

enum { FAULT_ROWS = 3 }; /* of the sentence about a fault, at most */

enum { SETTING_COLS = 40, CELL_COLS_MIN = 6, CELL_COLS_MAX = 24, LINE_COLS = 5 };

enum setting {
	SETTING_SHEET,
	SETTING_ENCODING,
	SETTING_DELIMITER,
	SETTING_TITLES,
	SETTING_QUOTE,
	SETTING_DECIMAL,
	SETTING_DATES,
	SETTINGS
};

static const struct {
	int action;
	const char *label;
} settings[SETTINGS] = {
	[SETTING_SHEET] = {ACT_IMPORT_SHEET, N_("Sheet")},
	[SETTING_ENCODING] = {ACT_IMPORT_ENCODING, N_("Encoding")},
	[SETTING_DELIMITER] = {ACT_IMPORT_DELIMITER, N_("Delimiter")},
	[SETTING_TITLES] = {ACT_IMPORT_TITLES, N_("Title row")},
	[SETTING_QUOTE] = {ACT_IMPORT_QUOTE, N_("Quotes")},
	[SETTING_DECIMAL] = {ACT_IMPORT_DECIMAL, N_("Decimals")},
	[SETTING_DATES] = {ACT_IMPORT_DATES, N_("Dates")},
};

static const char delimiters[] = ",;\t|";

/* --- What is set ------------------------------------------------------------------------------ */

static const char *import_preview_delimiter(char d)
{
	switch (d) {
	case ',': return _("comma  ,");
	case ';': return _("semicolon  ;");
	case '\t': return _("tab");
	default: return _("bar  |");
	}
}

static const char *import_preview_dates(enum date_order order)
{
	switch (order) {
	case DATE_DMY: return _("day first  31.12.26");
	case DATE_MDY: return _("month first  12/31/26");
	default: return _("year first  2026-12-31");
	}
}

/* Does the format have it? Workbooks and vCards say themselves how they are written. */
static bool import_preview_applies(const struct import_wizard *w, enum setting s)
{
	switch (w->imp->format) {
	case TABLE_CSV: return s != SETTING_SHEET;
	case TABLE_XLSX:
		return (s == SETTING_SHEET && w->imp->nsheets > 1) || s == SETTING_TITLES ||
		       s == SETTING_DECIMAL || s == SETTING_DATES;
	default: return s == SETTING_DATES;
	}
}

static int import_preview_settings(const struct import_wizard *w)
{
	int n = 0;

	for (int s = 0; s < SETTINGS; s++)
		n += import_preview_applies(w, s);
	return n;
}

static const char *import_preview_value(const struct import_wizard *w, enum setting s)
{
	const struct csv_dialect *d = &w->imp->sniff.dialect;

	switch (s) {
	case SETTING_SHEET: return w->imp->sheets[w->imp->sheet];
	case SETTING_ENCODING: return charset_title(d->charset);
	case SETTING_DELIMITER: return import_preview_delimiter(d->delimiter);
	case SETTING_TITLES: return d->has_header ? _("the first row") : _("there is none");
	case SETTING_QUOTE: return d->quote ? _("\"cells\" in quotes") : _("mean nothing");
	case SETTING_DECIMAL:
		return w->imp->decimal == '.'   ? _("point  1.5")
		       : w->imp->decimal == ',' ? _("comma  1,5")
						: _("as each number looks");
	default: return import_preview_dates(w->imp->dates);
	}
}

static bool import_preview_sure(const struct import_wizard *w, enum setting s)
{
	const struct csv_sniff *sniff = &w->imp->sniff;

	if (w->sure & 1u << s || !import_preview_applies(w, s))
		return true;
	switch (s) {
	case SETTING_ENCODING: return sniff->charset_sure || sniff->ascii;
	case SETTING_DELIMITER: return sniff->delimiter_sure;
	case SETTING_TITLES: return sniff->header_sure;
	case SETTING_DATES: return sniff->dates_sure;
	default: return true;
	}
}

/* --- Rows ------------------------------------------------------------------------------------- */

static int import_preview_count(void *arg)
{
	return ((const struct import_wizard *)arg)->imp->nsample;
}

static void import_preview_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct import_wizard *w = arg;
	int c = w->first_column + column - 1;

	if (column == 0) {
		buf_addf(&out->text, "%d", row + 1);
		out->role = ROLE_DIM;
	} else if (c < w->imp->ncolumns)
		buf_add(&out->text, w->imp->sample[row][c]);
}

static int import_preview_width(const struct import *imp, int c)
{
	int cols = text_cols(imp->columns[c].header);

	for (int i = 0; i < imp->nsample; i++) {
		int n = text_cols(imp->sample[i][c]);

		cols = n > cols ? n : cols;
	}
	return cols < CELL_COLS_MIN ? CELL_COLS_MIN : cols > CELL_COLS_MAX ? CELL_COLS_MAX : cols;
}

/* As many columns, from the one scrolled to, as there is room for. */
static void import_preview_layout(struct import_wizard *w, int cols)
{
	int n = 1, left = cols - LINE_COLS - 3, top = w->rows.cursor;

	if (w->first_column >= w->imp->ncolumns)
		w->first_column = 0;
	w->row_columns[0] =
		(struct list_column){.title = _("Row"), .cols = LINE_COLS, .right = true};
	for (int c = w->first_column; c < w->imp->ncolumns && n <= IMPORT_SHOWN_COLUMNS; c++, n++) {
		int width = import_preview_width(w->imp, c);

		if (width + 1 > left && n > 1)
			break;
		left -= width + 1;
		w->row_columns[n] = (struct list_column){
			.title = w->imp->columns[c].header, .cols = width, .grow = left < 0};
	}
	list_release(&w->rows);
	list_init(&w->rows, w->row_columns, n,
		(struct list_source){
			.arg = w, .count = import_preview_count, .cell = import_preview_cell});
	w->rows.focus = true;
	w->rows.name_column = -1;
	w->rows.cursor = top;
	w->rows.empty = _("There are no rows to show.");
	list_reset(&w->rows);
}

/* --- Screen ----------------------------------------------------------------------------------- */

static int import_preview_per_row(int cols)
{
	return cols >= 3 * SETTING_COLS ? 3 : 2;
}

static void count_line(void *arg, const char *s, size_t len)
{
	(void)s;
	(void)len;
	++*(int *)arg;
}

/* Rows that the sentence about a fault takes; 0 without one. */
static int import_preview_fault_rows(const struct import_wizard *w, int cols)
{
	int rows = 0;

	if (w->imp->fault)
		text_wrap(w->imp->fault, cols - 2, count_line, &rows);
	return rows < FAULT_ROWS ? rows : FAULT_ROWS;
}

static int import_preview_head(const struct import_wizard *w, int cols)
{
	int per = import_preview_per_row(cols);

	return (import_preview_settings(w) + per - 1) / per + import_preview_fault_rows(w, cols) +
	       1;
}

static void import_preview_ask(const struct import_wizard *w, struct buf *out)
{
	int unsure = 0;

	for (int s = 0; s < SETTINGS; s++)
		unsure += !import_preview_sure(w, s);
	if (w->imp->fault)
		buf_add(out, _("From the line named below on the file cannot be read like this."));
	else if (unsure)
		buf_add(out, _("Do the rows look right? What has a ? is a guess: look twice."));
	else
		buf_add(out, _("Do the rows look right? If not, change how the file is read."));
}

static void import_preview_fit(struct import_wizard *w, struct rect r)
{
	import_preview_layout(w, r.cols);
	list_fit(&w->rows, r.rows - import_preview_head(w, r.cols));
}

static void import_preview_draw_setting(
	const struct import_wizard *w, struct canvas *c, struct rect r, enum setting s)
{
	struct buf key = BUF_INIT;
	bool sure = import_preview_sure(w, s);
	int used;

	keymap_first_key(w->env->keymap, settings[s].action, &key);
	canvas_text(c, r.row, r.col, 2, ROLE_KEY, buf_str(&key));
	canvas_text(c, r.row, r.col + 2, 11, ROLE_LABEL, _(settings[s].label));
	r = (struct rect){r.row, r.col + 14, 1, r.cols - 14};
	if (s == SETTING_SHEET) {
		used = canvas_textf(c, r.row, r.col, r.cols, ROLE_LABEL, "%d/%d ",
			w->imp->sheet + 1, w->imp->nsheets);
		r.col += used;
		r.cols -= used;
	}
	canvas_textf(c, r.row, r.col, r.cols, sure ? ROLE_VALUE : ROLE_OVERDUE, "%s%s",
		sure ? "" : "? ", import_preview_value(w, s));
	buf_release(&key);
}

static void import_preview_draw(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	int per = import_preview_per_row(r.cols), width = (r.cols - 1) / per, n = 0;

	for (int s = 0; s < SETTINGS; s++) {
		struct rect at = {r.row + n / per, r.col + 1 + n % per * width, 1, width - 1};

		if (!import_preview_applies(w, s))
			continue;
		import_preview_draw_setting(w, c, at, s);
		n++;
	}
	if (w->imp->fault) {
		struct rect at = {r.row + (n + per - 1) / per, r.col + 1,
			import_preview_fault_rows(w, r.cols), r.cols - 2};

		canvas_wrap(c, at, 0, ROLE_ERROR, w->imp->fault);
		if (w->imp->format == TABLE_CSV)
			canvas_text(c, at.row + at.rows, at.col, at.cols, ROLE_NORMAL,
				_("x = read it as it stands, or change what the letters above "
				  "stand for"));
	}
	rect_cut_top(&r, import_preview_head(w, r.cols));
	list_draw(&w->rows, c, r);
}

/* --- Changing it ------------------------------------------------------------------------------ */

static unsigned import_preview_reread(struct import_wizard *w)
{
	struct err err = ERR_INIT;

	enum date_order dates = w->imp->dates;
	char decimal = w->imp->decimal;

	/* A failure stands in imp->fault, and is shown. */
	import_reread(w->imp, w->env->office, &err);
	import_guess_formats(w->imp, w->env->office);
	if (w->sure & 1u << SETTING_DATES) {
		w->imp->dates = dates;
		w->imp->dates_fixed = true;
	}
	if (w->sure & 1u << SETTING_DECIMAL)
		w->imp->decimal = decimal;
	import_changed(w, true);
	import_preview_fit(w, w->body);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static void import_preview_encoding(struct import_wizard *w)
{
	struct csv_dialect *d = &w->imp->sniff.dialect;

	d->charset = (enum charset)((d->charset + 1) % CHARSET_COUNT);
}

static void import_preview_next_delimiter(struct import_wizard *w)
{
	struct csv_dialect *d = &w->imp->sniff.dialect;
	const char *at = strchr(delimiters, d->delimiter);

	d->delimiter = at && at[1] ? at[1] : delimiters[0];
}

static unsigned import_preview_decimal(struct import_wizard *w)
{
	w->imp->decimal = w->imp->decimal == 0 ? '.' : w->imp->decimal == '.' ? ',' : 0;
	import_changed(w, false);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_preview_next_dates(struct import_wizard *w)
{
	w->imp->dates = (enum date_order)((w->imp->dates + 1) % (DATE_YMD + 1));
	w->imp->dates_fixed = true;
	import_changed(w, false);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_preview_lenient(struct import_wizard *w, struct nav *nav)
{
	struct csv_dialect *d = &w->imp->sniff.dialect;

	d->lenient = d->replace_bad = !d->lenient;
	nav_say(nav, MESSAGE_INFO, "%s",
		d->lenient
			? _("Stray quotation marks and wrong bytes are taken as they stand: look "
			    "at the rows.")
			: _("The file is read strictly again."));
	return import_preview_reread(w);
}

static unsigned import_preview_scroll(struct import_wizard *w, int by)
{
	int to = w->first_column + by;

	if (to < 0 || to >= w->imp->ncolumns)
		return SCREEN_HANDLED;
	w->first_column = to;
	import_preview_fit(w, w->body);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_preview_on(struct import_wizard *w, struct nav *nav)
{
	if (!w->imp->ncolumns) {
		nav_say(nav, MESSAGE_WARNING,
			_("The file cannot be read this way: change how it is read, or choose "
			  "another one."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return IMPORT_GO_ON;
}

static unsigned import_preview_handle(struct import_wizard *w, int action, struct nav *nav)
{
	struct csv_dialect *d = &w->imp->sniff.dialect;

	for (int s = 0; s < SETTINGS; s++)
		if (settings[s].action == action) {
			if (!import_preview_applies(w, s))
				return 0;
			w->sure |= 1u << s;
		}
	switch (action) {
	case ACT_IMPORT_SHEET:
		w->imp->sheet = (w->imp->sheet + 1) % w->imp->nsheets;
		return import_preview_reread(w);
	case ACT_IMPORT_ENCODING: import_preview_encoding(w); return import_preview_reread(w);
	case ACT_IMPORT_DELIMITER:
		import_preview_next_delimiter(w);
		return import_preview_reread(w);
	case ACT_IMPORT_TITLES: d->has_header = !d->has_header; return import_preview_reread(w);
	case ACT_IMPORT_QUOTE: d->quote = d->quote ? 0 : '"'; return import_preview_reread(w);
	case ACT_IMPORT_DECIMAL: return import_preview_decimal(w);
	case ACT_IMPORT_DATES: return import_preview_next_dates(w);
	case ACT_IMPORT_LENIENT:
		return w->imp->fault || d->lenient ? import_preview_lenient(w, nav) : 0;
	case ACT_IMPORT_NEXT:
	case ACT_OPEN: return import_preview_on(w, nav);
	default: return 0;
	}
}

static unsigned import_preview_event(
	struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	(void)nav;
	if (event_is(ev, K_LEFT, 0))
		return import_preview_scroll(w, -1);
	if (event_is(ev, K_RIGHT, 0))
		return import_preview_scroll(w, 1);
	return 0;
}

static struct list *import_preview_list(struct import_wizard *w)
{
	return &w->rows;
}

const struct import_step_ops import_preview_step = {
	.title = N_("see that it is read right"),
	.keys = N_("Enter goes on · a letter changes what is beside it · ←→ columns · Esc back"),
	.ask = import_preview_ask,
	.fit = import_preview_fit,
	.draw = import_preview_draw,
	.handle = import_preview_handle,
	.event = import_preview_event,
	.list = import_preview_list,
};
