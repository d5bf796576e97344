/* Printing lists. */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/export.h"
#include "exchange/json_out.h"
#include "target.h"

struct rows {
	struct session *s;
	const int *fields;
	int nfields;
	struct json_out *json; /* NULL: grid */
	struct grid grid;
	int64_t n;
	struct buf text;
};

enum grid_type rows_column_type(const struct field *f)
{
	switch (f->type) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY: return GRID_RIGHT;
	case FT_DATE:
	case FT_TIME:
	case FT_INSTANT:
	case FT_PHONE:
	case FT_CHOICE: return GRID_WHOLE;
	default: return GRID_TEXT;
	}
}

void rows_columns(const struct kind *k, int **fields, int *n)
{
	*fields = mem_alloc(sizeof(**fields) * (size_t)(k->nfields + 1));
	*n = 0;
	for (int i = 0; i < k->nfields; i++)
		if ((k->fields[i].flags & FF_COLUMN) && !(k->fields[i].flags & FF_HIDDEN))
			(*fields)[(*n)++] = i;
	if (!*n)
		(*fields)[(*n)++] = k->title_field;
}

void rows_value(struct office *o, const struct record *r, int field, struct buf *b)
{
	record_format(o, r, field, STYLE_SHOW, b);
	if (r->kind->fields[field].type == FT_MONEY && record_has(r, field) &&
		strcmp(record_currency(o, r), office_currency(o)) != 0)
		buf_addf(b, " %s", record_currency(o, r));
}

static bool print_row(void *arg, struct record *r)
{
	struct rows *run = arg;
	char id[24];

	run->n++;
	if (run->json) {
		export_json_record(run->s->office, run->json, r, run->fields, run->nfields);
		return true;
	}
	snprintf(id, sizeof(id), "%lld", (long long)r->id);
	grid_cell(&run->grid, id);
	for (int i = 0; i < run->nfields; i++) {
		buf_clear(&run->text);
		rows_value(run->s->office, r, run->fields[i], &run->text);
		grid_cell(&run->grid, buf_str(&run->text));
	}
	grid_end_row(&run->grid, r->deleted_at ? SAY_DIM : SAY_PLAIN);
	return true;
}

static enum status print_json(struct rows *run, const struct list_request *req, struct err *err)
{
	enum status st, end;

	run->json = json_out_new(run->s->env.out);
	st = list_each(run->s->office, req, print_row, run, err);
	end = json_out_finish(run->json, st ? NULL : err);
	return st ? st : end;
}

enum status rows_print(struct session *s, const struct list_request *req, const int *fields,
	int nfields, bool json, int64_t *n, struct err *err)
{
	const struct kind *k = office_kind(s->office, req->kind);
	struct rows run = {.s = s, .fields = fields, .nfields = nfields};
	int *usual = NULL;
	enum status st;

	if (!json && !fields) {
		rows_columns(k, &usual, &run.nfields);
		run.fields = usual;
	}
	if (json) {
		st = print_json(&run, req, err);
	} else {
		grid_init(&run.grid, s);
		grid_column(&run.grid, "#", GRID_RIGHT);
		for (int i = 0; i < run.nfields; i++) {
			const struct field *f = &k->fields[run.fields[i]];

			grid_column(&run.grid, target_title(f), rows_column_type(f));
		}
		st = list_each(s->office, req, print_row, &run, err);
		grid_finish(&run.grid);
	}
	buf_release(&run.text);
	free(usual);
	*n = run.n;
	return st;
}
