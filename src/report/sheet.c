/* Reports on paper. */
#include "report/sheet.h"

#include <string.h>

#include "base/i18n.h"

/* The greatest value among the rows of a currency: bars of one currency are to one scale. */
static int64_t sheet_most(const struct report_table *t, const char *currency)
{
	int64_t most = 0;

	for (int i = 0; i < t->nrows; i++)
		if (!strcmp(t->rows[i].currency, currency) &&
			t->rows[i].cells[t->chart_column].num > most)
			most = t->rows[i].cells[t->chart_column].num;
	return most;
}

void report_sheet_init(struct report_sheet *s, const struct report_table *t,
	const char *office_currency, char decimal)
{
	*s = (struct report_sheet){.table = t, .decimal = decimal == ',' ? ',' : '.'};
	for (int i = 0; i < t->nrows; i++) {
		const struct report_row *r = &t->rows[i];

		if (*r->currency && strcmp(r->currency, office_currency) != 0)
			s->currency = true;
		if (t->chart_column >= 0 && r->cells[t->chart_column].num > 0)
			s->bars = true;
	}
	s->ncolumns = t->ncolumns + s->currency + s->bars;
}

const char *report_sheet_column(void *arg, int col, bool *right, bool *bar)
{
	const struct report_sheet *s = arg;
	const struct report_table *t = s->table;

	*right = col < t->ncolumns && t->columns[col].right;
	*bar = col >= t->ncolumns + s->currency;
	if (col < t->ncolumns)
		return t->columns[col].title;
	return *bar ? "" : _("Currency");
}

void report_sheet_cell(void *arg, int row, int col, struct buf *b)
{
	struct report_sheet *s = arg;
	const struct report_table *t = s->table;
	const struct report_row *r = row < t->nrows ? &t->rows[row] : &t->totals[row - t->nrows];
	int64_t value;

	if (col < t->ncolumns) {
		report_cell_text(t, row, col, s->decimal, b);
	} else if (col == t->ncolumns && s->currency) {
		buf_add(b, r->currency);
	} else if (row < t->nrows) {
		value = r->cells[t->chart_column].num;
		if (!s->scale || strcmp(s->scale_of, r->currency) != 0) {
			s->scale = sheet_most(t, r->currency);
			memcpy(s->scale_of, r->currency, sizeof s->scale_of);
		}
		buf_addf(b, "%d",
			value > 0 ? (int)((double)value / (double)s->scale * 1000 + 0.5) : 0);
	}
}
