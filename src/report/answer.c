/* Tally to table. */
#include "answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"

/* The total of each currency that appears, in order of the number of records. */
struct answer_totals {
	struct tally_row *rows; /* currency and values only */
	int n;
};

static struct tally_row *answer_total(struct answer_totals *totals, const char *currency)
{
	for (int i = 0; i < totals->n; i++) {
		if (!strcmp(totals->rows[i].currency, currency))
			return &totals->rows[i];
	}
	totals->rows = mem_realloc(totals->rows, sizeof *totals->rows * (size_t)(totals->n + 1));
	struct tally_row *r = &totals->rows[totals->n++];
	*r = (struct tally_row){0};
	memcpy(r->currency, currency, sizeof r->currency);
	return r;
}

static int answer_currency_place(
	const struct answer_totals *totals, int count, const char *currency)
{
	int64_t mine = 0;
	int place = 0;

	for (int i = 0; i < totals->n; i++) {
		if (!strcmp(totals->rows[i].currency, currency))
			mine = totals->rows[i].values[count];
	}
	for (int i = 0; i < totals->n; i++) {
		const struct tally_row *r = &totals->rows[i];

		if (r->values[count] > mine ||
			(r->values[count] == mine && strcmp(r->currency, currency) < 0))
			place++;
	}
	return place;
}

enum status answer_check(const struct tally *t, struct err *err)
{
	if (t->overflow)
		return err_set(err, ST_BAD_DATA, _("The amounts are too large to be added up"));
	return ST_OK;
}

void answer_main_currency(const struct tally *t, int count, char out[4])
{
	struct answer_totals totals = {0};

	for (size_t i = 0; i < t->n; i++)
		answer_total(&totals, t->rows[i].currency)->values[count] +=
			t->rows[i].values[count];
	out[0] = '\0';
	for (int i = 0; i < totals.n; i++) {
		if (!answer_currency_place(&totals, count, totals.rows[i].currency))
			memcpy(out, totals.rows[i].currency, sizeof totals.rows[i].currency);
	}
	free(totals.rows);
}

static int answer_compare(const void *a, const void *b)
{
	const struct tally_row *x = a, *y = b;

	for (int i = 0; i < 2; i++) {
		if (x->order[i] != y->order[i])
			return x->order[i] < y->order[i] ? -1 : 1;
	}
	if (x->num != y->num)
		return x->num < y->num ? -1 : 1;
	return strcmp(x->text ? x->text : "", y->text ? y->text : "");
}

void answer_order(const struct report_scope *s, struct tally *t, int count, int value,
	int64_t (*rank)(const void *arg, int64_t num), const void *arg)
{
	struct answer_totals totals = {0};

	for (size_t i = 0; i < t->n; i++)
		answer_total(&totals, t->rows[i].currency)->values[count] +=
			t->rows[i].values[count];
	for (size_t i = 0; i < t->n; i++) {
		struct tally_row *r = &t->rows[i];
		int64_t currency = answer_currency_place(&totals, count, r->currency);

		if (rank || report_cut_is_time(s->cut)) {
			r->order[0] = rank ? rank(arg, r->num) : r->num;
			r->order[1] = currency;
		} else {
			r->order[0] = currency;
			r->order[1] = -r->values[value];
		}
	}
	tally_sort(t, answer_compare);
	free(totals.rows);
}

static void answer_sum(
	const struct tally *t, const struct report_measure *m, int n, struct answer_totals *totals)
{
	bool greatest[TALLY_VALUES] = {0};

	for (int i = 0; i < n; i++)
		greatest[m[i].value] |= m[i].rule == MEASURE_MAX;
	for (size_t i = 0; i < t->n; i++) {
		struct tally_row *total = answer_total(totals, t->rows[i].currency);

		for (int v = 0; v < TALLY_VALUES; v++) {
			int64_t value = t->rows[i].values[v];

			if (!greatest[v])
				total->values[v] += value;
			else if (value > total->values[v])
				total->values[v] = value;
		}
	}
}

/* Thousandths of a percent, cut off; held at the ends of int64. */
static int64_t answer_share(int64_t value, int64_t of)
{
	__int128 share = (__int128)value * 100000 / of;

	return share > INT64_MAX ? INT64_MAX : share < INT64_MIN ? INT64_MIN : (int64_t)share;
}

static void answer_cell(struct report_row *row, int col, const struct report_measure *m,
	const struct tally_row *r, const struct tally_row *total)
{
	int64_t of = m->rule == MEASURE_SHARE ? total->values[m->value] : r->values[m->of];

	switch (m->rule) {
	case MEASURE_SUM:
	case MEASURE_MAX: report_row_num(row, col, r->values[m->value]); break;
	case MEASURE_AVERAGE:
		if (of)
			report_row_num(row, col, money_mul(r->values[m->value], 1, of));
		break;
	case MEASURE_SHARE:
		if (of)
			report_row_num(row, col, answer_share(r->values[m->value], of));
		break;
	}
}

static bool answer_has_currencies(const struct answer_totals *totals)
{
	return totals->n > 1;
}

void answer_build(const struct report_scope *s, const struct tally *t,
	const struct report_measure *measures, int n, int chart,
	void (*label)(const void *arg, const struct tally_row *row, struct buf *b), const void *arg,
	struct report_table *out)
{
	struct answer_totals totals = {0};
	struct buf name = BUF_INIT;

	answer_sum(t, measures, n, &totals);
	int first = 1 + answer_has_currencies(&totals);
	report_table_column(out, s->cut->code, _(s->cut->title), REPORT_TEXT);
	if (first > 1)
		report_table_column(out, "currency", _("Currency"), REPORT_TEXT);
	for (int i = 0; i < n; i++)
		report_table_column(out, measures[i].name, _(measures[i].title), measures[i].type);
	out->chart_column = chart < 0 ? -1 : first + chart;
	for (size_t i = 0; i < t->n + (size_t)totals.n; i++) {
		bool is_total = i >= t->n;
		const struct tally_row *r = is_total ? &totals.rows[i - t->n] : &t->rows[i];
		struct report_row *row = is_total ? report_table_total(out, r->currency)
						  : report_table_row(out, r->currency);

		buf_clear(&name);
		if (is_total)
			buf_add(&name, _("Total"));
		else if (label)
			label(arg, r, &name);
		else
			report_cut_label(s->o, s->cut, r->num, r->text, &name);
		report_row_text(row, 0, buf_str(&name));
		row->id = !is_total && s->cut->axis == AXIS_RECORD ? r->num : 0;
		if (first > 1)
			report_row_text(row, 1, r->currency);
		for (int m = 0; m < n; m++)
			answer_cell(row, first + m, &measures[m], r,
				answer_total(&totals, r->currency));
	}
	buf_release(&name);
	free(totals.rows);
}
