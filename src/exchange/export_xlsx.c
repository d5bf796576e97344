/* An Excel workbook: typed cells, so that amounts add up and dates sort; texts are text and need no guard. */
#include "base/mem.h"
#include "base/money.h"
#include "exchange/xlsx_out.h"
#include "export_run.h"

#include <stdlib.h>

enum { XLSX_ID_COLS = 8 };

struct xlsx_state {
	struct xlsx_out *out;
	struct xlsx_column *columns;
};

static enum status xlsx_open(struct export_run *run, FILE *f, struct err *err)
{
	struct xlsx_out_options opt = {.sheet = _(run->kind->plural)};
	struct xlsx_state *s = mem_alloc(sizeof(*s));
	size_t n = (size_t)run->nfields + 1;
	enum status st;

	s->columns = mem_alloc(sizeof(*s->columns) * n);
	s->columns[0] = (struct xlsx_column){"id", XLSX_ID_COLS};
	for (int i = 0; i < run->nfields; i++) {
		const struct field *f_ = &run->kind->fields[run->fields[i]];

		s->columns[i + 1] =
			(struct xlsx_column){export_head(run, run->fields[i]), f_->width_cols};
	}
	st = xlsx_out_new(f, &opt, s->columns, n, &s->out, err);
	if (st) {
		free(s->columns);
		free(s);
		return st;
	}
	run->state = s;
	return ST_OK;
}

static void xlsx_cell(
	struct export_run *run, struct xlsx_out *out, const struct record *r, int field)
{
	const struct field *f = &r->kind->fields[field];
	int64_t num = record_num(r, field);
	bool number;

	if (!record_has(r, field)) {
		xlsx_out_empty(out);
		return;
	}
	switch (f->type) {
	case FT_INT: xlsx_out_int(out, num); break;
	case FT_MONEY: xlsx_out_money(out, num, money_digits(record_currency(run->o, r))); break;
	case FT_PERCENT: xlsx_out_percent(out, num); break;
	case FT_QUANTITY: xlsx_out_number(out, export_cell(run, r, field, &number)); break;
	case FT_DATE: xlsx_out_date(out, (int32_t)num); break;
	case FT_INSTANT: xlsx_out_instant(out, num); break;
	case FT_BOOL: xlsx_out_bool(out, num != 0); break;
	default: xlsx_out_text(out, export_cell(run, r, field, &number)); break;
	}
}

static enum status xlsx_row(struct export_run *run, const struct record *r, struct err *err)
{
	struct xlsx_state *s = run->state;

	(void)err;
	xlsx_out_int(s->out, r->id);
	for (int i = 0; i < run->nfields; i++)
		xlsx_cell(run, s->out, r, run->fields[i]);
	xlsx_out_end_row(s->out);
	run->stopped = xlsx_out_failed(s->out);
	return ST_OK;
}

static enum status xlsx_close(struct export_run *run, enum status st, struct err *err)
{
	struct xlsx_state *s = run->state;

	if (st)
		xlsx_out_abandon(s->out);
	else
		st = xlsx_out_finish(s->out, err);
	free(s->columns);
	free(s);
	return st;
}

const struct export_sink export_xlsx_sink = {
	.open = xlsx_open,
	.row = xlsx_row,
	.close = xlsx_close,
};
