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
	r->kept[outcome][n] = (struct import_row){line, mem_strdup(what), mem_strdup(detail)};
	r->nkept[outcome]++;
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
		free(rows[i].what);
		free(rows[i].detail);
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
		for (int i = 0; i < r->nkept[k]; i++) {
			free(r->kept[k][i].what);
			free(r->kept[k][i].detail);
		}
		free(r->kept[k]);
	}
	for (int i = 0; i < r->nmissing; i++)
		free(r->missing[i].text);
	free(r->missing);
	*r = (struct import_result){0};
}
