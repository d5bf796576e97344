/*
 * What the columns of a file hold, judged by the first rows that the reader gives: a column is a number only when every
 * filled cell is one; of dates a few may be wrong, as they are in life.
 */
#include "csv_sniff_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cell_kind.h"

#define SAMPLE_ROWS 200

/* Votes of a column's cells. */
struct column_votes {
	int filled, numbers, dates;
	int points, commas; /* cells that show their decimal sign */
	int dmy, mdy, ymd;  /* dates that are dates in this order */
	int dotted;         /* dates written with points */
	bool first_is_data; /* the file's first row looks like data here */
};

static void column_vote(struct column_votes *v, struct cell_look look)
{
	v->filled += look.kind != CELL_EMPTY;
	v->numbers += look.kind == CELL_NUMBER;
	v->dates += look.kind == CELL_DATE;
	v->points += look.decimal == '.';
	v->commas += look.decimal == ',';
	if (look.kind != CELL_DATE)
		return;
	v->dmy += look.dmy;
	v->mdy += look.mdy;
	v->ymd += look.ymd;
	v->dotted += look.separator == '.';
}

/* The order when both day-first and month-first fit. */
static enum date_order column_likely_order(const struct column_votes *v, const char *lang)
{
	return v->dotted || (lang && strncmp(lang, "en", 2) != 0) ? DATE_DMY : DATE_MDY;
}

/* All cells, or all but one in ten, or but one of at least three. */
static bool column_is_dates(const struct column_votes *v)
{
	int wrong = v->filled - v->dates;

	return v->dates && (wrong * 10 <= v->filled || (wrong == 1 && v->filled >= 3));
}

static struct csv_column column_judge(const struct column_votes *v, const char *lang)
{
	struct csv_column c = {.kind = CSV_KIND_TEXT, .order = DATE_YMD};

	if (v->filled == 0) {
		c.kind = CSV_KIND_EMPTY;
	} else if (v->numbers == v->filled) {
		c.kind = CSV_KIND_NUMBER;
		c.decimal = v->commas > v->points ? ',' : v->points ? '.' : '\0';
	} else if (column_is_dates(v)) {
		bool dmy = v->dmy + v->ymd == v->dates, mdy = v->mdy + v->ymd == v->dates;

		c.kind = CSV_KIND_DATE;
		c.order_sure = v->ymd == v->dates || dmy != mdy;
		if (v->ymd < v->dates)
			c.order = dmy && mdy         ? column_likely_order(v, lang)
				  : v->dmy >= v->mdy ? DATE_DMY
						     : DATE_MDY;
	}
	return c;
}

/* The file's decimal sign and date order out of its columns. */
static void columns_sum_up(struct csv_sniff *out)
{
	int commas = 0, points = 0, dates = 0, sure[3] = {0}, likely[3] = {0};

	for (size_t i = 0; i < out->n_columns; i++) {
		const struct csv_column *c = &out->columns[i];

		commas += c->decimal == ',';
		points += c->decimal == '.';
		if (c->kind != CSV_KIND_DATE)
			continue;
		dates++;
		likely[c->order]++;
		sure[c->order] += c->order_sure;
	}
	out->decimal = commas > points ? ',' : points ? '.' : '\0';
	out->dates = DATE_YMD;
	out->dates_sure = dates == 0 || sure[DATE_DMY] + sure[DATE_MDY] + sure[DATE_YMD] == dates;
	if (sure[DATE_DMY] || sure[DATE_MDY]) {
		/* One certain column speaks for the doubtful ones. */
		out->dates = sure[DATE_DMY] >= sure[DATE_MDY] ? DATE_DMY : DATE_MDY;
		out->dates_sure = !(sure[DATE_DMY] && sure[DATE_MDY]);
	} else if (likely[DATE_DMY] || likely[DATE_MDY]) {
		out->dates = likely[DATE_DMY] >= likely[DATE_MDY] ? DATE_DMY : DATE_MDY;
	}
}

/* The sample: what the first row's cells look like, and what the columns below hold. */
struct column_sample {
	size_t n, rows;
	int first_empty;
	struct cell_look *first;
	struct column_votes *votes;
};

static void sample_first_row(struct column_sample *s, const struct table_row *row)
{
	s->n = row->n;
	s->votes = mem_alloc((row->n + 1) * sizeof(*s->votes));
	s->first = mem_alloc((row->n + 1) * sizeof(*s->first));
	for (size_t i = 0; i < row->n; i++) {
		s->first[i] = cell_look(row->cells[i].text, row->cells[i].len);
		s->votes[i].first_is_data = cell_is_data(row->cells[i].text, row->cells[i].len);
		s->first_empty += row->cells[i].len == 0;
	}
}

/* Read the sample rows. A fault behind the first row only ends the sample. */
static enum status sample_read(
	struct column_sample *s, struct source *src, struct csv_dialect dialect, struct err *err)
{
	struct csv_in *in = NULL;
	struct table_row row;
	enum status st;

	dialect.has_header = false;
	st = csv_in_open(src, &dialect, &in, NULL, err);
	if (st == ST_OK)
		st = csv_in_next(in, &row, err);
	if (st == ST_NOT_FOUND)
		st = err_set(err, ST_BAD_DATA, _("%s has no rows."), source_name(src));
	if (st == ST_OK) {
		sample_first_row(s, &row);
		for (; s->rows < SAMPLE_ROWS && csv_in_next(in, &row, NULL) == ST_OK; s->rows++)
			for (size_t i = 0; i < row.n && i < s->n; i++)
				column_vote(&s->votes[i],
					cell_look(row.cells[i].text, row.cells[i].len));
	}
	csv_in_free(in);
	return st;
}

/*
 * Does the first row name the columns? Yes when none of its cells looks like data; that is certain when
 * some column below holds numbers or dates, or when the first row does hold data.
 */
static void columns_header(const struct column_sample *s, struct csv_sniff *out)
{
	bool typed = false;

	out->dialect.has_header = (size_t)s->first_empty * 2 <= s->n;
	out->header_sure = false;
	for (size_t i = 0; i < s->n; i++) {
		const struct column_votes *v = &s->votes[i];

		if (v->first_is_data) {
			out->dialect.has_header = false;
			out->header_sure = true;
		}
		typed |= v->filled > 0 && (v->numbers == v->filled || column_is_dates(v));
	}
	if (out->dialect.has_header && typed)
		out->header_sure = true;
}

enum status csv_sniff_columns_guess(struct source *src, const char *lang, bool guess_header,
	struct csv_sniff *out, struct err *err)
{
	struct column_sample s = {0};
	enum status st = sample_read(&s, src, out->dialect, err);

	if (st == ST_OK) {
		if (guess_header)
			columns_header(&s, out);
		free(out->columns);
		out->columns = mem_alloc((s.n + 1) * sizeof(*out->columns));
		out->n_columns = s.n;
		out->n_rows = s.rows + !out->dialect.has_header;
		for (size_t i = 0; i < s.n; i++) {
			if (!out->dialect.has_header)
				column_vote(&s.votes[i], s.first[i]);
			out->columns[i] = column_judge(&s.votes[i], lang);
		}
		columns_sum_up(out);
	}
	free(s.votes);
	free(s.first);
	return st;
}
