/*
 * Cards as rows. The first pass reads every card as the later one does and marks the columns that are filled; when it met
 * 8-bit text without a charset, it is done again with what that text looks like. A fault ends a pass: the cards before it
 * are good, and the second pass meets it again at the same place.
 */
#include "exchange/vcard_in.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "vcard_in_card.h"
#include "vcard_in_columns.h"
#include "vcard_in_lines.h"

#define LOOK 4096

struct vcard_in {
	struct source *src;
	struct vcard_lines lines;
	struct vcard_charset charset;
	struct vcard_card card;
	struct vcard_notes notes;
	struct table_row header;
	struct table_cell *cells;   /* of the header, then of the row */
	int columns[VCARD_COLUMNS]; /* what stands in each */
	size_t ncolumns;
	struct buf names;
	int64_t number;
	int64_t bad_lines, bad_line; /* so far in this pass */
	int64_t fault_line;
	struct err err; /* status ST_OK: no fault yet */
};

bool vcard_in_is(const struct source *src)
{
	char look[LOOK];
	enum charset charset;
	struct charset_in *decoder = NULL;
	struct buf text = BUF_INIT;
	const char *p;
	size_t got = 0;
	bool is = false;

	if (source_read(src, 0, look, sizeof(look), &got, NULL) != ST_OK || got == 0)
		return false;
	/* What begins a card is the same in all sets but UTF-16. */
	charset = vcard_charset_of(look, got);
	if (charset == TEXT_LINES_BYTES)
		charset = CHARSET_UTF8;
	if (charset_in_new(charset, true, &decoder, NULL) == ST_OK) {
		charset_in_feed(decoder, look, got, true, &text, NULL);
		for (p = buf_str(&text); *p && strchr(" \t\r\n", *p);)
			p++;
		is = !strncasecmp(p, "BEGIN:VCARD", 11) ||
		     !strncasecmp(p, "BEGIN:VADDRESSBOOK", 18);
	}
	charset_in_free(decoder);
	buf_release(&text);
	return is;
}

static enum status fail_at(struct vcard_in *in, int64_t line, const char *sentence)
{
	in->fault_line = line;
	return err_set(&in->err, ST_BAD_DATA, _("%s, line %lld: %s"), source_name(in->src),
		(long long)line, sentence);
}

/* The lines cannot be read on. */
static enum status fail_reading(struct vcard_in *in)
{
	const struct text_lines *t = &in->lines.text;
	long long line = (long long)(t->line + t->line_ended);
	long long column = t->line_ended ? 1 : (long long)t->column + 1;

	in->fault_line = line;
	if (t->ahead == TEXT_LINES_NUL)
		return err_set(&in->err, ST_BAD_DATA,
			_("%s, line %lld, column %lld: a NUL character. The file is damaged or its "
			  "encoding "
			  "is not %s."),
			source_name(in->src), line, column, charset_name(CHARSET_UTF8));
	in->err = t->ahead_err;
	if (t->ahead == TEXT_LINES_BAD_BYTES)
		return err_prefix(&in->err, ST_BAD_DATA, _("%s, line %lld, column %lld"),
			source_name(in->src), line, column);
	return in->err.status;
}

/* The next property; ST_NOT_FOUND at the end of the file. */
static enum status next_line(struct vcard_in *in)
{
	for (;;) {
		switch (vcard_lines_next(&in->lines)) {
		case VCARD_END: return ST_NOT_FOUND;
		case VCARD_FAULT: return fail_reading(in);
		case VCARD_TOO_LONG:
			return fail_at(in, in->lines.line.line,
				_("the value that begins here is longer than 1 "
				  "MiB."));
		case VCARD_LINE: break;
		}
		if (in->lines.line.prop != VCARD_PROP_NONE)
			return ST_OK;
		if (in->bad_lines++ == 0)
			in->bad_line = in->lines.line.line;
	}
}

static bool is_border(const struct vcard_line *line, enum vcard_prop prop)
{
	return line->prop == prop && vcard_slice_is(vcard_slice_trim(line->value), "VCARD");
}

static enum status not_closed(struct vcard_in *in)
{
	return fail_at(in, in->card.line,
		_("the card that begins here has no END:VCARD. The file is cut off "
		  "or damaged."));
}

/* Step over the card of an agent, whose BEGIN was read. */
static enum status skip_agent(struct vcard_in *in)
{
	for (int depth = 1; depth > 0;) {
		enum status st = next_line(in);

		if (st == ST_NOT_FOUND)
			return not_closed(in);
		if (st != ST_OK)
			return st;
		if (is_border(&in->lines.line, VCARD_PROP_BEGIN))
			depth++;
		else if (is_border(&in->lines.line, VCARD_PROP_END))
			depth--;
	}
	return ST_OK;
}

static void take_version(struct vcard_in *in)
{
	struct vcard_slice value = vcard_slice_trim(in->lines.line.value);

	in->card.version_2 = in->lines.keep_blanks = vcard_slice_is(value, "2.1");
}

/* The properties of a card up to its END. */
static enum status read_card(struct vcard_in *in)
{
	const struct vcard_line *line = &in->lines.line;
	bool agent = false;

	in->lines.keep_blanks = false;
	vcard_card_clear(&in->card, line->line);
	for (;;) {
		enum status st = next_line(in);

		if (st == ST_NOT_FOUND)
			return not_closed(in);
		if (st != ST_OK)
			return st;
		if (is_border(line, VCARD_PROP_END))
			return ST_OK;
		if (is_border(line, VCARD_PROP_BEGIN)) {
			if (!agent)
				return not_closed(in);
			st = skip_agent(in);
			if (st != ST_OK)
				return st;
		}
		agent = line->prop == VCARD_PROP_AGENT &&
			vcard_slice_empty(vcard_slice_trim(line->value));
		switch (line->prop) {
		case VCARD_PROP_VERSION: take_version(in); break;
		case VCARD_PROP_OTHER:
		case VCARD_PROP_AGENT:
		case VCARD_PROP_BEGIN:
		case VCARD_PROP_END: break;
		default: vcard_card_add(&in->card, &in->charset, line); break;
		}
		if (in->card.text.len > VCARD_IN_MAX_CARD)
			return fail_at(in, in->card.line,
				_("the card that begins here is longer than 4 "
				  "MiB."));
	}
}

/* Does a line between two cards belong to one that is torn? Wrappers and their versions do not. */
static bool is_stray(const struct vcard_line *line)
{
	switch (line->prop) {
	case VCARD_PROP_BEGIN:
		return !vcard_slice_is(vcard_slice_trim(line->value), "VADDRESSBOOK");
	case VCARD_PROP_END:
	case VCARD_PROP_VERSION:
	case VCARD_PROP_OTHER: return false;
	default: return true;
	}
}

/* The next card that is none of a group. */
static enum status next_card(struct vcard_in *in, int64_t *groups)
{
	for (;;) {
		enum status st = next_line(in);

		if (st != ST_OK)
			return st;
		if (!is_border(&in->lines.line, VCARD_PROP_BEGIN)) {
			if (is_stray(&in->lines.line) && in->bad_lines++ == 0)
				in->bad_line = in->lines.line.line;
			continue;
		}
		st = read_card(in);
		if (st != ST_OK)
			return st;
		if (!in->card.is_group) {
			vcard_card_end(&in->card);
			return ST_OK;
		}
		++*groups;
	}
}

static enum status rewind_lines(struct vcard_in *in, struct err *err)
{
	vcard_lines_release(&in->lines);
	in->bad_lines = in->bad_line = 0;
	in->fault_line = 0;
	in->err = (struct err)ERR_INIT;
	in->charset.bad = in->charset.bad_line = 0;
	return vcard_lines_open(&in->lines, in->src, err);
}

/* Read the whole file: which columns are filled, and the notes. */
static enum status survey(struct vcard_in *in, bool filled[VCARD_COLUMNS], struct err *err)
{
	size_t cells[VCARD_COLUMNS];
	enum status st = rewind_lines(in, err);

	if (st != ST_OK)
		return st;
	memset(filled, 0, sizeof(*filled) * VCARD_COLUMNS);
	in->notes = (struct vcard_notes){0};
	while ((st = next_card(in, &in->notes.groups)) == ST_OK) {
		vcard_columns_fill(&in->card, cells);
		for (int c = 0; c < VCARD_COLUMNS; c++)
			filled[c] |= cells[c] != 0;
		in->notes.cards++;
		if (in->card.left_out && !in->notes.left_out)
			in->notes.left_line = in->card.line;
		in->notes.left_out += in->card.left_out;
	}
	in->notes.bad_lines = in->bad_lines;
	in->notes.bad_line = in->bad_line;
	in->notes.bad_values = in->charset.bad;
	in->notes.bad_value = in->charset.bad_line;
	if (in->notes.cards)
		return ST_OK;
	if (st == ST_NOT_FOUND)
		return err_set(err, ST_BAD_DATA,
			_("%s has no vCard with a person or company in it."), source_name(in->src));
	if (err)
		*err = in->err;
	return st;
}

static void make_header(struct vcard_in *in, bool filled[VCARD_COLUMNS])
{
	size_t at[VCARD_COLUMNS];

	filled[VCARD_COL_NAME] = true;
	for (int c = 0; c < VCARD_COLUMNS; c++)
		if (filled[c]) {
			at[in->ncolumns] = in->names.len;
			in->columns[in->ncolumns++] = c;
			vcard_column_name(c, &in->names);
			buf_addch(&in->names, '\0');
		}
	in->cells = mem_alloc(2 * in->ncolumns * sizeof(*in->cells));
	for (size_t i = 0; i < in->ncolumns; i++) {
		in->cells[i].text = in->names.data + at[i];
		in->cells[i].len = strlen(in->cells[i].text);
	}
	in->header = (struct table_row){in->cells, in->ncolumns, 1, 0, false};
}

static enum status begin(struct vcard_in *in, const struct vcard_in_options *opt, struct err *err)
{
	bool filled[VCARD_COLUMNS];
	enum status st;

	if (opt && opt->fixed)
		in->charset.fallback = opt->charset >= CHARSET_CP1251 ? opt->charset : CHARSET_UTF8;
	st = survey(in, filled, err);
	if (st != ST_OK)
		return st;
	if (in->charset.sample.len && !(opt && opt->fixed)) {
		in->charset.fallback = vcard_charset_guess(&in->charset, opt ? opt->lang : NULL);
		st = survey(in, filled, err);
		if (st != ST_OK)
			return st;
	}
	make_header(in, filled);
	return rewind_lines(in, err);
}

enum status vcard_in_open(struct source *src, const struct vcard_in_options *opt,
	struct vcard_in **out, int64_t *line, struct err *err)
{
	struct vcard_in *in = mem_alloc(sizeof(*in));
	enum status st;

	in->src = src;
	in->charset.fallback = CHARSET_UTF8;
	st = begin(in, opt, err);
	if (line)
		*line = in->fault_line;
	if (st == ST_OK)
		*out = in;
	else
		vcard_in_free(in);
	return st;
}

void vcard_in_free(struct vcard_in *in)
{
	if (!in)
		return;
	vcard_lines_release(&in->lines);
	vcard_charset_release(&in->charset);
	vcard_card_release(&in->card);
	buf_release(&in->names);
	free(in->cells);
	free(in);
}

const struct table_row *vcard_in_header(const struct vcard_in *in)
{
	return &in->header;
}

/* Is there anything to import? A card without a name that has something else must not vanish unsaid. */
static bool is_empty(const size_t cells[VCARD_COLUMNS])
{
	for (int c = 0; c < VCARD_COLUMNS; c++)
		if (cells[c] && c != VCARD_COL_KIND && c != VCARD_COL_EXTERNAL_ID &&
			c != VCARD_COL_TAGS)
			return false;
	return true;
}

enum status vcard_in_next(struct vcard_in *in, struct table_row *row, struct err *err)
{
	size_t cells[VCARD_COLUMNS];
	struct table_cell *to = in->cells + in->ncolumns;
	int64_t groups = 0;
	enum status st = in->err.status ? in->err.status : next_card(in, &groups);

	if (st != ST_OK) {
		if (st != ST_NOT_FOUND && err)
			*err = in->err;
		return st;
	}
	vcard_columns_fill(&in->card, cells);
	for (size_t i = 0; i < in->ncolumns; i++) {
		to[i].text = vcard_card_text(&in->card, cells[in->columns[i]]);
		to[i].len = strlen(to[i].text);
	}
	*row = (struct table_row){to, in->ncolumns, in->card.line, ++in->number, is_empty(cells)};
	return ST_OK;
}

const struct vcard_notes *vcard_in_notes(const struct vcard_in *in)
{
	return &in->notes;
}

enum charset vcard_in_charset(const struct vcard_in *in)
{
	return in->charset.fallback;
}

uint64_t vcard_in_consumed(const struct vcard_in *in)
{
	return text_lines_consumed(&in->lines.text);
}
