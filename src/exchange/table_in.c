/* One reader over the formats that tables come in. */
#include "exchange/table_in.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/vcard_in.h"
#include "exchange/xlsx_in.h"

struct table_in {
	struct source *src;
	enum table_format format;
	struct csv_in *csv; /* the one of the format */
	struct xlsx_in *xlsx;
	struct vcard_in *vcard;
};

enum table_format table_format_of(const struct source *src)
{
	switch (source_format(src)) {
	case SOURCE_XLSX: return TABLE_XLSX;
	case SOURCE_VCARD: return TABLE_VCARD;
	default: return TABLE_CSV;
	}
}

const char *table_format_name(enum table_format format)
{
	static const char *const names[] = {"CSV", "XLSX", "vCard"};

	return names[format];
}

enum status table_sheets(struct source *src, enum table_format format, char ***names, int *n,
	int *first, struct err *err)
{
	struct xlsx_sheets sheets = XLSX_SHEETS_INIT;
	enum status st;

	*names = NULL;
	*n = *first = 0;
	if (format != TABLE_XLSX)
		return ST_OK;
	st = xlsx_in_sheets(src, &sheets, err);
	if (st)
		return st;
	*n = (int)sheets.n;
	*names = mem_alloc(sizeof(**names) * (sheets.n + 1));
	for (size_t i = sheets.n; i-- > 0;) {
		(*names)[i] = mem_strdup(sheets.items[i].name);
		if (!sheets.items[i].hidden)
			*first = (int)i;
	}
	xlsx_sheets_release(&sheets);
	return ST_OK;
}

void table_sheets_free(char **names, int n)
{
	for (int i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

static enum status open_vcard(struct table_in *in, const struct table_how *how, struct err *err)
{
	struct vcard_in_options opt = {.fixed = how->csv.charset != CHARSET_UTF8,
		.charset = how->csv.charset,
		.lang = i18n_language()};

	return vcard_in_open(in->src, &opt, &in->vcard, NULL, err);
}

enum status table_in_open(
	struct source *src, const struct table_how *how, struct table_in **out, struct err *err)
{
	struct table_in *in = mem_alloc(sizeof(*in));
	enum status st = ST_OK;

	in->src = src;
	in->format = how->format;
	switch (how->format) {
	case TABLE_CSV: st = csv_in_open(src, &how->csv, &in->csv, NULL, err); break;
	case TABLE_XLSX:
		st = xlsx_in_open(src, (size_t)how->sheet, how->csv.has_header, &in->xlsx, err);
		break;
	case TABLE_VCARD: st = open_vcard(in, how, err); break;
	}
	if (st)
		table_in_free(in);
	else
		*out = in;
	return st;
}

void table_in_free(struct table_in *in)
{
	if (!in)
		return;
	csv_in_free(in->csv);
	xlsx_in_free(in->xlsx);
	vcard_in_free(in->vcard);
	free(in);
}

const struct table_row *table_in_header(const struct table_in *in)
{
	if (in->csv)
		return csv_in_header(in->csv);
	return in->xlsx ? xlsx_in_header(in->xlsx) : vcard_in_header(in->vcard);
}

enum status table_in_next(struct table_in *in, struct table_row *row, struct err *err)
{
	if (in->csv)
		return csv_in_next(in->csv, row, err);
	return in->xlsx ? xlsx_in_next(in->xlsx, row, err) : vcard_in_next(in->vcard, row, err);
}

int64_t table_in_done(const struct table_in *in)
{
	if (in->csv)
		return (int64_t)csv_in_consumed(in->csv);
	return (int64_t)(in->xlsx ? xlsx_in_consumed(in->xlsx) : vcard_in_consumed(in->vcard));
}

int64_t table_in_total(const struct table_in *in)
{
	return (int64_t)source_size(in->src);
}

/* Begin another line, when there is one before. */
static void add_line(struct buf *out, size_t before)
{
	if (out->len > before)
		buf_addch(out, '\n');
}

static void xlsx_left_out(const struct xlsx_notes *n, struct buf *out)
{
	size_t before = out->len;

	if (n->errors)
		buf_addf(out,
			P_("%lld cell holds an error and is taken as empty; the first is "
			   "%s",
				"%lld cells hold errors and are taken as empty; the first "
				"is %s",
				n->errors),
			(long long)n->errors, n->first_text);
	if (!n->no_value)
		return;
	add_line(out, before);
	buf_addf(out,
		P_("%lld formula was saved without a value, the first in row %lld",
			"%lld formulas were saved without values, the first in row "
			"%lld",
			n->no_value),
		(long long)n->no_value, (long long)n->first_no_value);
}

static void vcard_left_out(const struct vcard_notes *n, struct buf *out)
{
	size_t before = out->len;

	if (n->left_out)
		buf_addf(out,
			P_("%lld value is left out, one of too many of its kind; see line "
			   "%lld",
				"%lld values are left out, too many of one kind; first in "
				"line %lld",
				n->left_out),
			(long long)n->left_out, (long long)n->left_line);
	if (n->bad_values) {
		add_line(out, before);
		buf_addf(out,
			P_("%lld value has bytes that its encoding does not know; see line %lld",
				"%lld values have bytes that their encoding does not know; first "
				"in line %lld",
				n->bad_values),
			(long long)n->bad_values, (long long)n->bad_value);
	}
	if (n->bad_lines) {
		add_line(out, before);
		buf_addf(out,
			P_("%lld line is no vCard property and is left out; see line %lld",
				"%lld lines are no vCard properties and are left out; first in "
				"line %lld",
				n->bad_lines),
			(long long)n->bad_lines, (long long)n->bad_line);
	}
}

/* What must not go unsaid: cells and values that the file has and the rows have not. */
bool table_in_left_out(const struct table_in *in, struct buf *out)
{
	size_t before = out->len;

	if (in->xlsx)
		xlsx_left_out(xlsx_in_notes(in->xlsx), out);
	if (in->vcard)
		vcard_left_out(vcard_in_notes(in->vcard), out);
	return out->len > before;
}
