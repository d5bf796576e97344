/* What an import reports: counts, the first rows behind each, names that were missing. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "import_run.h"

enum {
	WHAT_BYTES = 240, /* of a record's name: enough to find it by */
	KEPT_BYTES =
		16 * 1024 * 1024 /* of all rows that are kept; behind that they are only counted */
};

struct import_row *import_keep(struct import_run *run, enum import_outcome outcome, int64_t line,
	const char *what, const char *detail, int64_t id)
{
	struct import_result *r = run->out;
	char name[WHAT_BYTES];
	int n = r->nkept[outcome];

	r->counts[outcome]++;
	if (n >= IMPORT_ROWS_KEPT || r->kept_bytes > KEPT_BYTES)
		return NULL;
	text_copy(name, sizeof(name), what);
	r->kept_bytes += detail ? strlen(detail) : 0;
	if (!r->kept[outcome])
		r->kept[outcome] = mem_alloc(sizeof(struct import_row) * IMPORT_ROWS_KEPT);
	r->kept[outcome][n] = (struct import_row){.line = line,
		.what = mem_strdup(name),
		.detail = mem_strdup(detail),
		.id = id,
		.column = -1};
	return &r->kept[outcome][r->nkept[outcome]++];
}

void import_keep_cells(struct import_row *kept, const struct table_row *row)
{
	kept->cells = mem_alloc(sizeof(*kept->cells) * (row->n + 1));
	for (size_t c = 0; c < row->n; c++)
		kept->cells[c] = mem_strndup(row->cells[c].text, row->cells[c].len);
	kept->ncells = (int)row->n;
}

void import_keep_failed(
	struct import_run *run, const struct table_row *row, const char *what, const char *reason)
{
	struct import_row *kept = import_keep(run, IMPORT_FAILED, row->line, what, reason, 0);

	if (!kept)
		return;
	kept->column = run->at_column;
	import_keep_cells(kept, row);
	for (size_t c = 0; c < row->n; c++)
		run->out->kept_bytes += row->cells[c].len + 1;
}

static void release_row(struct import_row *row)
{
	free(row->what);
	free(row->detail);
	for (int c = 0; c < row->ncells; c++)
		free(row->cells[c]);
	free(row->cells);
}

/* A row that was kept counts as something else after all. */
static void forget(struct import_result *r, enum import_outcome outcome, int64_t line)
{
	struct import_row *rows = r->kept[outcome];
	int n = r->nkept[outcome], from = 0;

	r->counts[outcome]--;
	while (from < n && rows[from].line != line)
		from++;
	if (from == n)
		return;
	release_row(&rows[from]);
	memmove(&rows[from], &rows[from + 1], sizeof(*rows) * (size_t)(n - from - 1));
	r->nkept[outcome]--;
}

void import_keep_instead(struct import_run *run, enum import_outcome before,
	enum import_outcome after, int64_t line, const char *what, const char *detail, int64_t id)
{
	forget(run->out, before, line);
	import_keep(run, after, line, what, detail, id);
}

void import_describe(struct import_run *run, const struct record *r, struct buf *b)
{
	struct record before;

	record_copy(&before, r);
	for (int i = 0; i < r->nvalues; i++) {
		if (!record_changed(r, i) || (r->kind->fields[i].flags & (FF_HIDDEN | FF_READONLY)))
			continue;
		value_copy(&before.values[i], &r->base[i]);
		buf_addf(b, "%s%s: ", b->len ? "\n" : "", _(r->kind->fields[i].title));
		record_format(run->o, &before, i, STYLE_SHOW, b);
		buf_add(b, " → ");
		record_format(run->o, r, i, STYLE_SHOW, b);
	}
	record_release(&before);
}

void import_count_missing(struct import_run *run, enum kind_id kind, const char *text)
{
	struct import_result *r = run->out;

	for (int i = 0; i < r->nmissing; i++)
		if (r->missing[i].kind == kind && !strcmp(r->missing[i].text, text)) {
			r->missing[i].rows++;
			return;
		}
	if (r->nmissing >= IMPORT_ROWS_KEPT)
		return;
	r->missing = mem_realloc(r->missing, sizeof(*r->missing) * (size_t)(r->nmissing + 1));
	r->missing[r->nmissing++] = (struct import_missing){kind, mem_strdup(text), 1};
}

void import_result_release(struct import_result *r)
{
	for (int k = 0; k < IMPORT_OUTCOMES; k++) {
		for (int i = 0; i < r->nkept[k]; i++)
			release_row(&r->kept[k][i]);
		free(r->kept[k]);
	}
	for (int i = 0; i < r->nmissing; i++)
		free(r->missing[i].text);
	free(r->missing);
	free(r->left_out);
	*r = (struct import_result){0};
}

const char *import_outcome_title(enum import_outcome outcome)
{
	static const char *const titles[] = {N_("created"), N_("updated"), N_("unchanged"),
		N_("duplicates"), N_("failed"), N_("possible duplicates")};

	return _(titles[outcome]);
}

void import_outcome_count(enum import_outcome outcome, int64_t count, struct buf *out)
{
	long long n = count;

	switch (outcome) {
	case IMPORT_CREATED: buf_addf(out, P_("%lld created", "%lld created", n), n); break;
	case IMPORT_UPDATED: buf_addf(out, P_("%lld updated", "%lld updated", n), n); break;
	case IMPORT_UNCHANGED: buf_addf(out, P_("%lld unchanged", "%lld unchanged", n), n); break;
	case IMPORT_DUPLICATE: buf_addf(out, P_("%lld duplicate", "%lld duplicates", n), n); break;
	case IMPORT_FAILED: buf_addf(out, P_("%lld failed", "%lld failed", n), n); break;
	case IMPORT_SIMILAR:
		buf_addf(out, P_("%lld possible duplicate", "%lld possible duplicates", n), n);
		break;
	case IMPORT_OUTCOMES: break;
	}
}
