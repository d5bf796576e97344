/* What an import reports: counts, the first rows behind each, names that were missing. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import_run.h"

void import_keep(struct import_run *run, enum import_outcome outcome, int64_t line,
	const char *what, const char *detail)
{
	struct import_result *r = run->out;
	int n = r->nkept[outcome];

	r->counts[outcome]++;
	if (n >= IMPORT_ROWS_KEPT)
		return;
	if (!r->kept[outcome])
		r->kept[outcome] = mem_alloc(sizeof(struct import_row) * IMPORT_ROWS_KEPT);
	r->kept[outcome][n] = (struct import_row){
		.line = line, .what = mem_strdup(what), .detail = mem_strdup(detail), .column = -1};
	r->nkept[outcome]++;
}

static void release_row(struct import_row *row)
{
	free(row->what);
	free(row->detail);
	for (int c = 0; c < row->ncells; c++)
		free(row->cells[c]);
	free(row->cells);
}

void import_keep_updated(struct import_run *run, int64_t line, const char *what, const char *detail)
{
	struct import_result *r = run->out;
	struct import_row *rows = r->kept[IMPORT_UNCHANGED];
	int n = r->nkept[IMPORT_UNCHANGED];

	r->counts[IMPORT_UNCHANGED]--;
	for (int i = 0; i < n; i++) {
		if (rows[i].line != line)
			continue;
		release_row(&rows[i]);
		memmove(&rows[i], &rows[i + 1], sizeof(*rows) * (size_t)(n - i - 1));
		r->nkept[IMPORT_UNCHANGED]--;
		break;
	}
	import_keep(run, IMPORT_UPDATED, line, what, detail);
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
