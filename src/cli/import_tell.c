/* The summary of an import. */
#include "import_tell.h"

#include "exchange/import_history.h"
#include "exchange/source.h"
#include "target.h"

enum { SHOWN_ROWS = 10, SHOWN_NAMES = 10 };

static const char *delimiter_name(char c)
{
	switch (c) {
	case '\t': return _("tab");
	case ';': return _("semicolon");
	case '|': return _("bar");
	default: return _("comma");
	}
}

static void tell_reading(const struct import *imp, struct buf *b)
{
	static const char *const orders[] = {"dmy", "mdy", "ymd"};
	const struct csv_dialect *d = &imp->sniff.dialect;

	if (imp->format == TABLE_XLSX)
		buf_addf(b, _("Read as %s, sheet \"%s\", %s"), table_format_name(imp->format),
			imp->sheets[imp->sheet],
			d->has_header ? _("with a header") : _("without a header"));
	else if (imp->format == TABLE_VCARD)
		buf_addf(b, _("Read as %s"), table_format_name(imp->format));
	else
		buf_addf(b, _("Read as %s, %s, %s, dates %s"), charset_name(d->charset),
			delimiter_name(d->delimiter),
			d->has_header ? _("with a header") : _("without a header"),
			orders[imp->dates]);
	if (imp->format == TABLE_XLSX && imp->nsheets > 1)
		buf_addf(b, _(" (sheet %d of %d: see --sheet)"), imp->sheet + 1, imp->nsheets);
	if (!imp->sniff.dates_sure && !imp->dates_fixed)
		buf_add(b, _(" (not certain: see --dates)"));
	if (imp->format == TABLE_CSV && !imp->sniff.charset_sure && !imp->sniff.ascii)
		buf_add(b, _(" (encoding not certain: see --encoding)"));
	buf_add(b, "\n");
}

static void tell_columns(const struct import *imp, struct office *o, struct buf *b)
{
	const struct kind *k = office_kind(o, imp->kind);

	for (int c = 0; c < imp->ncolumns; c++) {
		const struct import_column *col = &imp->columns[c];

		buf_addf(b, "  %s → ", col->header);
		if (col->target.kind == TARGET_NONE)
			buf_add(b, _("(left out)"));
		else
			import_target_name(o, imp->kind, &col->target, b);
		if (col->factor != 1)
			buf_addf(b, " × %lld", (long long)col->factor);
		buf_add(b, "\n");
	}
	for (int i = 0; i < imp->nconstants; i++)
		buf_addf(b, "  \"%s\" → %s\n", imp->constants[i].text,
			k->fields[imp->constants[i].field].name);
}

static void tell_counts(const struct import *imp, const struct import_result *r, struct buf *b)
{
	const char *separator = ": ";

	buf_addf(b, P_("%s: %lld row", "%s: %lld rows", r->rows), source_name(imp->source),
		(long long)r->rows);
	for (int i = 0; i < IMPORT_OUTCOMES; i++) {
		if (!r->counts[i])
			continue;
		buf_add(b, separator);
		import_outcome_count((enum import_outcome)i, r->counts[i], b);
		separator = ", ";
	}
	buf_add(b, "\n");
	if (r->created_others)
		buf_addf(b,
			P_("%lld record made for a link\n", "%lld records made for links\n",
				r->created_others),
			(long long)r->created_others);
}

static void tell_failed(const struct import_result *r, const char *reject, struct buf *b)
{
	int n = r->nkept[IMPORT_FAILED];

	for (int i = 0; i < n && i < SHOWN_ROWS; i++) {
		const struct import_row *row = &r->kept[IMPORT_FAILED][i];

		buf_addf(b, _("  line %lld: %s: %s\n"), (long long)row->line, row->what,
			row->detail ? row->detail : "");
	}
	if (r->counts[IMPORT_FAILED] > SHOWN_ROWS)
		buf_addf(b, _("  and %lld more\n"),
			(long long)(r->counts[IMPORT_FAILED] - SHOWN_ROWS));
	if (n && reject && !r->dry)
		buf_addf(b, _("The failed rows are in %s\n"), reject);
}

static void tell_similar(const struct import_result *r, struct buf *b)
{
	for (int i = 0; i < r->nkept[IMPORT_SIMILAR] && i < SHOWN_ROWS; i++) {
		const struct import_row *row = &r->kept[IMPORT_SIMILAR][i];

		buf_addf(b, _("  line %lld: %s resembles #%lld %s\n"), (long long)row->line,
			row->what, (long long)row->id, row->detail);
	}
	if (r->counts[IMPORT_SIMILAR] > SHOWN_ROWS)
		buf_addf(b, _("  and %lld more\n"),
			(long long)(r->counts[IMPORT_SIMILAR] - SHOWN_ROWS));
}

/* What the rows are not: the file has more, or other, than they say. */
static void tell_doubts(const struct import_result *r, struct buf *b)
{
	if (r->mixed_rows)
		buf_addf(b,
			P_("%lld row, in line %lld, looks like UTF-8: the file mixes encodings\n",
				"%lld rows, the first in line %lld, look like UTF-8: the file "
				"mixes "
				"encodings\n",
				r->mixed_rows),
			(long long)r->mixed_rows, (long long)r->mixed_line);
	if (r->not_compared)
		buf_add(b,
			_("Look-alikes were not looked for in so many rows: see --duplicates\n"));
	if (r->left_out)
		buf_addf(b, "%s\n", r->left_out);
}

static void tell_missing(struct office *o, const struct import_result *r, struct buf *b)
{
	if (!r->nmissing)
		return;
	buf_add(b, r->created_others ? _("Named by links and made:\n")
				     : _("Named by links and not there:\n"));
	for (int i = 0; i < r->nmissing && i < SHOWN_NAMES; i++)
		buf_addf(b,
			P_("  %s \"%s\" (%lld row)\n", "  %s \"%s\" (%lld rows)\n",
				r->missing[i].rows),
			_(office_kind(o, r->missing[i].kind)->title), r->missing[i].text,
			(long long)r->missing[i].rows);
	if (r->nmissing > SHOWN_NAMES)
		buf_addf(b, _("  and %lld more\n"), (long long)(r->nmissing - SHOWN_NAMES));
}

void import_tell(const struct import *imp, struct office *o, const struct import_result *r,
	const char *reject, struct buf *b)
{
	size_t before = b->len;

	import_history_tell(r, o, b);
	if (b->len > before)
		buf_addch(b, '\n');
	tell_reading(imp, b);
	if (r->dry)
		tell_columns(imp, o, b);
	tell_counts(imp, r, b);
	tell_failed(r, reject, b);
	tell_similar(r, b);
	tell_doubts(r, b);
	tell_missing(o, r, b);
	if (r->dry)
		buf_add(b, _("Nothing is done yet: this was a dry run\n"));
	else if (r->txn)
		buf_addf(b, _("To take it back: kartoteka undo %lld\n"), (long long)r->txn);
}

static void json_rows(struct json_out *j, const char *name, const char *detail,
	const struct import_result *r, enum import_outcome outcome)
{
	json_out_array(j, name);
	for (int i = 0; i < r->nkept[outcome]; i++) {
		const struct import_row *row = &r->kept[outcome][i];

		json_out_object(j, NULL);
		json_out_int(j, "line", row->line);
		json_out_string(j, "what", row->what);
		if (row->id)
			json_out_int(j, "id", row->id);
		json_out_string(j, detail, row->detail);
		json_out_end(j);
	}
	json_out_end(j);
}

void import_tell_json(const struct import_result *r, struct json_out *j)
{
	static const char *const names[] = {
		"created", "updated", "unchanged", "duplicate", "failed", "similar"};

	json_out_begin(j);
	json_out_bool(j, "dry_run", r->dry);
	json_out_int(j, "rows", r->rows);
	for (int i = 0; i < IMPORT_OUTCOMES; i++)
		json_out_int(j, names[i], r->counts[i]);
	json_out_int(j, "created_others", r->created_others);
	if (r->seen_txn)
		json_out_int(j, "imported_before", r->seen_txn);
	else
		json_out_null(j, "imported_before");
	json_out_int(j, "mixed_encoding", r->mixed_rows);
	if (r->txn)
		json_out_int(j, "txn", r->txn);
	else
		json_out_null(j, "txn");
	json_rows(j, "updates", "changes", r, IMPORT_UPDATED);
	json_rows(j, "resembling", "whom", r, IMPORT_SIMILAR);
	json_rows(j, "failures", "reason", r, IMPORT_FAILED);
	json_out_end(j);
}
