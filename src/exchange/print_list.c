/* A list on paper: the columns asked for, every match in the order of the list. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print_parts.h"

enum { PRINT_PROGRESS = 128 };

struct print_rows {
	struct office *o;
	const int *fields;
	int nfields;
	struct pdf_table *table;
	struct job *job;
	struct buf text;
	int64_t n;
	bool cancelled;
};

static bool print_each(void *arg, struct record *r)
{
	struct print_rows *run = arg;
	char id[24];

	snprintf(id, sizeof id, "%lld", (long long)r->id);
	pdf_table_cell(run->table, id);
	for (int i = 0; i < run->nfields; i++) {
		buf_clear(&run->text);
		print_value(run->o, r, run->fields[i], &run->text);
		pdf_table_cell(run->table, buf_str(&run->text));
	}
	if (++run->n % PRINT_PROGRESS == 0) {
		job_progress(run->job, run->n, 0);
		run->cancelled = job_is_cancelled(run->job);
	}
	return pdf_table_end_row(run->table, false) && !run->cancelled;
}

/* The columns that lists begin with, and the name. */
static int print_usual(const struct kind *k, int **out)
{
	int n = 0;

	*out = mem_alloc(sizeof **out * (size_t)(k->nfields + 1));
	for (int i = 0; i < k->nfields; i++)
		if (((k->fields[i].flags & FF_COLUMN) || i == k->title_field) &&
			!(k->fields[i].flags & FF_HIDDEN))
			(*out)[n++] = i;
	return n;
}

enum status print_list(struct office *o, const struct print_request *req, struct pdf_flow *f,
	struct job *job, struct print_result *out, struct err *err)
{
	const struct kind *k = office_kind(o, req->list.kind);
	struct print_rows run = {.o = o,
		.fields = req->fields,
		.nfields = req->nfields,
		.table = pdf_table_new(f),
		.job = job};
	int *usual = NULL;
	enum status st, end;

	if (!req->fields) {
		run.nfields = print_usual(k, &usual);
		run.fields = usual;
	}
	pdf_table_column(run.table, "#", PDF_COLUMN_NUMBER);
	for (int i = 0; i < run.nfields; i++) {
		const struct field *field = &k->fields[run.fields[i]];

		pdf_table_column(run.table, print_field_title(field), print_column_type(field));
	}
	st = list_each(o, &req->list, print_each, &run, err);
	end = pdf_table_finish(run.table, st ? NULL : err);
	st = st ? st : end;
	if (!st && run.cancelled)
		st = err_set(err, ST_CANCELLED, _("Cancelled: nothing was printed"));
	out->rows = run.n;
	buf_release(&run.text);
	free(usual);
	return st;
}
