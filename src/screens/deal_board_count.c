/* Counts and sums of the board's columns, one column a step: amounts first, then weighted amounts. */
#include "deal_board.h"

#include <string.h>

#include "base/mem.h"
#include "domain/deal.h"

struct deal_summing {
	struct deal_column *col;
	bool weighted;
};

static void deal_column_sum(void *arg, const char *currency, int64_t count, int64_t sum)
{
	struct deal_summing *s = arg;
	struct deal_column *col = s->col;
	struct deal_sum *at = NULL;

	for (int i = 0; i < col->nsums; i++)
		if (!strcmp(col->sums[i].currency, currency))
			at = &col->sums[i];
	if (!at) {
		col->sums = mem_realloc(col->sums, (size_t)(col->nsums + 1) * sizeof *col->sums);
		at = &col->sums[col->nsums++];
		*at = (struct deal_sum){0};
		strncpy(at->currency, currency, sizeof at->currency - 1);
	}
	if (s->weighted) {
		at->weighted = sum;
		return;
	}
	at->count = count;
	at->amount = sum;
	col->count += count;
}

static void deal_column_count(struct deal_board *b, struct deal_column *col, bool weighted)
{
	struct deal_summing s = {col, weighted};
	struct buf text = BUF_INIT;
	struct filter *filter = NULL;

	if (!weighted) {
		col->count = 0;
		col->nsums = 0;
	}
	buf_addf(&text, "stage:#%lld", (long long)col->stage);
	if (*b->condition)
		buf_addf(&text, " (%s)", b->condition);
	if (filter_compile(b->env->office, KIND_DEAL, buf_str(&text), &filter, NULL) == ST_OK)
		list_sum(b->env->office, KIND_DEAL, filter, weighted ? DEAL_WEIGHTED : DEAL_AMOUNT,
			deal_column_sum, &s, NULL);
	filter_free(filter);
	buf_release(&text);
	if (weighted)
		col->weighed = true;
	else
		col->counted = true;
}

bool deal_board_count(struct deal_board *b)
{
	for (int i = 0; i < b->ncolumns; i++)
		if (!b->columns[i].counted) {
			deal_column_count(b, &b->columns[i], false);
			return true;
		}
	for (int i = 0; i < b->ncolumns; i++)
		if (!b->columns[i].weighed) {
			deal_column_count(b, &b->columns[i], true);
			return true;
		}
	return false;
}

bool deal_board_is_counted(const struct deal_board *b)
{
	for (int i = 0; i < b->ncolumns; i++)
		if (!b->columns[i].counted || !b->columns[i].weighed)
			return false;
	return true;
}
