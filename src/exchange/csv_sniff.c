/*
 * Guessing how a file is written. The delimiter is the sign that splits the sample's rows most evenly, with the
 * first row as the witness: a decimal comma is not in a header. Where two fit, the comma loses, which also
 * stands inside texts and numbers.
 */
#include "exchange/csv_sniff.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "csv_sniff_columns.h"
#include "exchange/charset_guess.h"

#define SAMPLE (64 * 1024)
#define SEARCH_STEP (256 * 1024)
#define SEARCH_LIMIT \
	(64 * 1024 * 1024) /* how far a file may be plain ASCII before we stop looking */
#define SAMPLE_ROWS 200

static const char delimiters[] = {'\t', ';', '|', ','}; /* the likelier of two that fit first */
#define N_DELIMITERS (sizeof(delimiters) / sizeof(delimiters[0]))

/* The first place behind the first sample whose byte is above 127, as a new sample. */
static enum status sniff_search(
	const struct source *src, char *sample, size_t *len, bool *found, struct err *err)
{
	uint64_t limit = source_size(src) < SEARCH_LIMIT ? source_size(src) : SEARCH_LIMIT;
	char *chunk = mem_alloc(SEARCH_STEP);
	enum status st = ST_OK;
	size_t got = 0;

	*found = false;
	for (uint64_t at = SAMPLE; at < limit && !*found; at += got) {
		st = source_read(src, at, chunk, SEARCH_STEP, &got, err);
		if (st != ST_OK || got == 0)
			break;
		for (size_t i = 0; i < got && !*found; i++) {
			size_t back = i < 256 ? i : 256;

			if (!((unsigned char)chunk[i] & 0x80))
				continue;
			*found = true;
			st = source_read(src, at + i - back, sample, SAMPLE, len, err);
		}
	}
	free(chunk);
	return st;
}

static enum status sniff_charset(struct source *src, const char *lang, char *sample, size_t len,
	struct csv_sniff *out, struct err *err)
{
	struct charset_guess guess, later;
	enum status st = ST_OK;
	bool found = false;

	charset_guess(sample, len, lang, &guess);
	out->has_bom = guess.has_bom;
	if (guess.ascii && !guess.has_bom && len == SAMPLE) {
		char *behind = mem_alloc(SAMPLE);

		st = sniff_search(src, behind, &len, &found, err);
		if (found && st == ST_OK) {
			charset_guess(behind, len, lang, &later);
			guess = later;
		}
		free(behind);
	}
	out->dialect.charset = guess.charset;
	out->charset_sure = guess.sure;
	out->ascii = guess.ascii;
	return st;
}

/* How many cells each delimiter would give the rows of the text. */
struct split_counts {
	int rows;
	int cells[N_DELIMITERS][SAMPLE_ROWS];
};

static void split_end_row(struct split_counts *c, int cells[N_DELIMITERS])
{
	for (size_t d = 0; d < N_DELIMITERS; d++) {
		c->cells[d][c->rows] = cells[d] + 1;
		cells[d] = 0;
	}
	c->rows++;
}

/* Count the cells of the rows; a last row that the sample may cut is left out unless whole. */
static void split_count(
	const char *s, const char *end, bool whole, bool heed_quotes, struct split_counts *c)
{
	int cells[N_DELIMITERS] = {0};
	bool quoted = false, any = false;
	char before = '\n';

	for (; s < end && c->rows < SAMPLE_ROWS; before = *s++) {
		bool ends = *s == '\n' || *s == '\r';

		if (ends && any && !quoted) {
			split_end_row(c, cells);
			any = false;
		}
		if (ends)
			continue;
		if (*s == '"' && heed_quotes && (quoted || !any || strchr("\t;|, \"", before)))
			quoted = !quoted;
		any = true;
		for (size_t d = 0; !quoted && d < N_DELIMITERS; d++)
			cells[d] += *s == delimiters[d];
	}
	if (whole && any && !quoted && c->rows < SAMPLE_ROWS)
		split_end_row(c, cells);
}

/* From 0 to 1000: the share of rows that have as many cells as the first one. */
static int split_score(const int *cells, int rows)
{
	int agree = 0;

	if (rows == 0 || cells[0] < 2)
		return 0;
	for (int i = 0; i < rows; i++)
		agree += cells[i] == cells[0];
	return agree * 1000 / rows;
}

static void sniff_delimiter(const char *text, size_t len, bool whole, struct csv_sniff *out)
{
	struct split_counts *c = mem_alloc(sizeof(*c));
	int best = 0, best_cells = 0, second = 0;

	split_count(text, text + len, whole, true, c);
	if (c->rows == 0)
		split_count(text, text + len, whole, false, c);
	for (size_t d = 0; d < N_DELIMITERS; d++) {
		int score = split_score(c->cells[d], c->rows), cells = c->cells[d][0];

		if (score > best + 50 ||
			(score > best - 50 && score > 0 && cells >= 3 * best_cells)) {
			second = best;
			best = score;
			best_cells = cells;
			out->dialect.delimiter = delimiters[d];
		} else if (score > second) {
			second = score;
		}
	}
	out->delimiter_sure = best >= 700 && best - second > 200;
	free(c);
}

/* The "sep=" line at the start of text: its delimiter into out, its length returned. */
static size_t sniff_sep_line(const char *text, size_t len, struct csv_sniff *out)
{
	size_t n = 5;

	if (len < 6 || memcmp(text, "sep=", 4) != 0 || !strchr("\r\n", text[5]) ||
		!memchr(delimiters, text[4], N_DELIMITERS))
		return 0;
	out->dialect.delimiter = text[4];
	out->has_sep_line = true;
	while (n < len && (text[n] == '\r' || text[n] == '\n'))
		n++;
	return n;
}

/* Delimiter and "sep=" line out of the sample, decoded. */
static enum status sniff_text(
	const char *sample, size_t len, bool whole, struct csv_sniff *out, struct err *err)
{
	struct charset_in *decoder;
	struct buf text = BUF_INIT;
	size_t skip;
	enum status st = charset_in_new(out->dialect.charset, true, &decoder, err);

	if (st != ST_OK)
		return st;
	st = charset_in_feed(decoder, sample, len, whole, &text, err);
	charset_in_free(decoder);
	if (st == ST_OK) {
		skip = sniff_sep_line(buf_str(&text), text.len, out);
		if (skip)
			out->delimiter_sure = true;
		else
			sniff_delimiter(buf_str(&text), text.len, whole, out);
	}
	buf_release(&text);
	return st;
}

enum status csv_sniff(struct source *src, const char *lang, struct csv_sniff *out, struct err *err)
{
	char *sample = mem_alloc(SAMPLE);
	size_t len;
	enum status st = source_read(src, 0, sample, SAMPLE, &len, err);

	*out = (struct csv_sniff)CSV_SNIFF_INIT;
	if (st == ST_OK)
		st = sniff_charset(src, lang, sample, len, out, err);
	if (st == ST_OK)
		st = sniff_text(sample, len, len < SAMPLE, out, err);
	if (st == ST_OK)
		st = csv_sniff_columns_guess(src, lang, true, out, err);
	free(sample);
	return st;
}

enum status csv_sniff_columns(
	struct source *src, const char *lang, struct csv_sniff *out, struct err *err)
{
	return csv_sniff_columns_guess(src, lang, false, out, err);
}

void csv_sniff_release(struct csv_sniff *s)
{
	free(s->columns);
	s->columns = NULL;
	s->n_columns = 0;
}
