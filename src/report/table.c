/* The plain table: building, text of a cell. */
#include "report/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"

int report_table_column(
	struct report_table *t, const char *name, const char *title, enum report_type type)
{
	assert(!t->nrows && !t->ntotals);
	t->columns = mem_realloc(t->columns, sizeof *t->columns * (size_t)(t->ncolumns + 1));
	t->columns[t->ncolumns] = (struct report_column){
		.name = mem_strdup(name),
		.title = mem_strdup(title),
		.type = type,
		.right = type != REPORT_TEXT,
	};
	return t->ncolumns++;
}

/* Grows by powers of two without keeping a capacity: n is a full power of two exactly when it must. */
static struct report_row *table_add(
	struct report_row **rows, int *n, int ncolumns, const char *currency)
{
	if (!(*n & (*n - 1)))
		*rows = mem_realloc(*rows, sizeof **rows * (size_t)(*n ? *n * 2 : 1));
	struct report_row *r = &(*rows)[(*n)++];
	*r = (struct report_row){.cells = mem_alloc(sizeof *r->cells * (size_t)ncolumns)};
	strncpy(r->currency, currency ? currency : "", sizeof r->currency - 1);
	return r;
}

struct report_row *report_table_row(struct report_table *t, const char *currency)
{
	return table_add(&t->rows, &t->nrows, t->ncolumns, currency);
}

struct report_row *report_table_total(struct report_table *t, const char *currency)
{
	return table_add(&t->totals, &t->ntotals, t->ncolumns, currency);
}

void report_row_text(struct report_row *r, int col, const char *s)
{
	free(r->cells[col].text);
	r->cells[col].text = mem_strdup(s);
	r->cells[col].set = true;
}

void report_row_num(struct report_row *r, int col, int64_t v)
{
	r->cells[col].num = v;
	r->cells[col].set = true;
}

static void table_free_rows(struct report_row *rows, int n, int ncolumns)
{
	for (int i = 0; i < n; i++) {
		for (int c = 0; c < ncolumns; c++)
			free(rows[i].cells[c].text);
		free(rows[i].cells);
	}
	free(rows);
}

void report_table_release(struct report_table *t)
{
	table_free_rows(t->rows, t->nrows, t->ncolumns);
	table_free_rows(t->totals, t->ntotals, t->ncolumns);
	for (int i = 0; i < t->ncolumns; i++) {
		free(t->columns[i].name);
		free(t->columns[i].title);
	}
	free(t->columns);
	free(t->title);
	free(t->subtitle);
	*t = (struct report_table){0};
}

static void table_number_text(int64_t v, int scale, char decimal, struct buf *b)
{
	char out[64];

	if (decimal)
		money_format(v, scale, decimal, out, sizeof out);
	else
		money_format_plain(v, scale, out, sizeof out);
	buf_add(b, out);
}

void report_cell_text(const struct report_table *t, int row, int col, char decimal, struct buf *b)
{
	const struct report_row *r = row < t->nrows ? &t->rows[row] : &t->totals[row - t->nrows];
	const struct report_cell *c = &r->cells[col];

	if (!c->set)
		return;
	switch (t->columns[col].type) {
	case REPORT_TEXT: buf_add(b, c->text ? c->text : ""); break;
	case REPORT_COUNT:
	case REPORT_DAYS: table_number_text(c->num, 0, decimal, b); break;
	case REPORT_MONEY: table_number_text(c->num, money_digits(r->currency), decimal, b); break;
	case REPORT_PERCENT:
		table_number_text(
			money_mul(c->num, 1, decimal ? 100 : 10), decimal ? 1 : 2, decimal, b);
		if (decimal)
			buf_add(b, " %");
		break;
	}
}
