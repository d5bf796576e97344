/* Heads with counts and sums, cards with title, client, amount and day. */
#include "deal_board_cards.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/money.h"
#include "domain/deal.h"
#include "near_day.h"

enum {
	CARDS_WEIGHTED_COLS = 30,
	CARDS_SUMS_MAX = 12,
	CARDS_NEAR_PAST = 30,
	CARDS_NEAR_AHEAD = 6,
};

static int cards_columns(void *arg)
{
	return ((struct deal_board *)arg)->ncolumns;
}

/* A closed column is empty unless the cursor is in it. */
static bool cards_is_folded(const struct deal_board *b, int column)
{
	return deal_class_is_closed(b->columns[column].cls) && b->board.column != column;
}

static int cards_count(void *arg, int column)
{
	const struct deal_board *b = arg;

	return cards_is_folded(b, column) ? 0 : b->columns[column].n;
}

/* "1.2 M EUR" */
static void cards_money(const struct deal_board *b, int64_t minor, const char *currency,
	bool with_code, struct buf *out)
{
	char text[48];

	money_format_short(minor, money_digits(currency), b->env->decimal, text, sizeof text);
	buf_addf(out, with_code ? "%s %s" : "%s", text, currency);
}

/* The next greatest count below `below`; sums are shown in that order. */
static const struct deal_sum *cards_next_sum(
	const struct deal_sum *sums, int n, const struct deal_sum *after)
{
	const struct deal_sum *best = NULL;

	for (int i = 0; i < n; i++) {
		const struct deal_sum *s = &sums[i];

		if (after && (s->count > after->count || (s->count == after->count && s <= after)))
			continue;
		if (!best || s->count > best->count)
			best = s;
	}
	return best;
}

static void cards_sums(const struct deal_board *b, const struct deal_sum *sums, int n,
	bool weighted, const char *between, struct buf *out)
{
	const struct deal_sum *s = NULL;
	const char *gap = "";

	while ((s = cards_next_sum(sums, n, s))) {
		int64_t minor = weighted ? s->weighted : s->amount;

		if (minor == 0)
			continue;
		buf_add(out, gap);
		cards_money(b, minor, s->currency, true, out);
		gap = between;
	}
}

static int cards_column_cols(const struct deal_board *b)
{
	int fit = b->board.cols / (BOARD_COLUMN_MIN + 1), n = b->ncolumns;

	return b->board.cols / (n < 1 ? 1 : n < fit ? n : fit < 1 ? 1 : fit);
}

/* What to do with a board without deals is said once, in its first column. */
static bool cards_says_empty(const struct deal_board *b, int column)
{
	for (int i = 0; i < b->ncolumns; i++)
		if (b->columns[i].n > 0 || b->columns[i].count > 0)
			return false;
	return column == b->board.first_column && b->empty;
}

static void cards_head(void *arg, int column, struct board_head *out)
{
	const struct deal_board *b = arg;
	const struct deal_column *col = &b->columns[column];

	buf_add(&out->title, col->name);
	out->count = col->count;
	out->role = !strcmp(col->cls, "won")    ? ROLE_GOOD
		    : !strcmp(col->cls, "lost") ? ROLE_BAD
						: ROLE_NORMAL;
	cards_sums(b, col->sums, col->nsums, false, " ", &out->sum);
	if (col->weighed && out->sum.len && !deal_class_is_closed(col->cls) &&
		cards_column_cols(b) >= CARDS_WEIGHTED_COLS) {
		struct buf weighted = BUF_INIT;

		cards_sums(b, col->sums, col->nsums, true, " ", &weighted);
		if (weighted.len)
			buf_addf(&out->sum, _(", weighted %s"), buf_str(&weighted));
		buf_release(&weighted);
	}
	if (cards_says_empty(b, column))
		buf_add(&out->note, b->empty);
	else if (cards_is_folded(b, column) && col->count != 0)
		buf_add(&out->note, _("The latest ones are shown when you come here."));
}

/* A day in a narrow card: "tomorrow", "4 d ago", "12 Dec", "Jan 2027". */
static void cards_day(const struct deal_board *b, int32_t day, int32_t today, struct buf *out)
{
	int year, month, mday, this_year, ignored;
	char near[64];

	date_to_ymd(day, &year, &month, &mday);
	date_to_ymd(today, &this_year, &ignored, &ignored);
	if (day >= today - CARDS_NEAR_PAST && day <= today + CARDS_NEAR_AHEAD) {
		date_format_near(day, today, b->env->date_order, near, sizeof near);
		buf_add(out, near);
	} else if (year == this_year) {
		buf_addf(out, "%d %s", mday, date_month_name(month));
	} else {
		buf_addf(out, "%s %d", date_month_name(month), year);
	}
}

/* "120 k · tomorrow", with "!" before a day that is over. The office's own currency goes without saying. */
static void cards_last_line(const struct deal_board *b, const struct deal_column *col,
	const struct record *r, struct buf *out, enum role *role)
{
	const char *currency = record_currency(b->env->office, r);
	bool closed = deal_class_is_closed(col->cls);
	int field = closed ? DEAL_CLOSED_AT : DEAL_EXPECTED_CLOSE;
	int32_t day = (int32_t)record_num(r, field), today = clock_today();

	if (record_has(r, DEAL_AMOUNT))
		cards_money(b, record_num(r, DEAL_AMOUNT), currency,
			strcmp(currency, office_currency(b->env->office)) != 0, out);
	if (!record_has(r, field))
		return;
	if (out->len)
		buf_add(out, " · ");
	if (closed || day >= today) {
		cards_day(b, day, today, out);
		return;
	}
	*role = ROLE_OVERDUE;
	buf_add(out, "! ");
	near_day_past(day, today, b->env->date_order, out);
}

static void cards_card(void *arg, int column, int card, struct board_card *out)
{
	const struct deal_board *b = arg;
	const struct deal_column *col = &b->columns[column];
	const struct record *r = &col->deals[card];

	if (col->quiet[card]) {
		buf_add(&out->line[0], "! ");
		out->role[0] = ROLE_OVERDUE;
	}
	buf_add(&out->line[0], record_text(r, DEAL_TITLE));
	if (record_has(r, DEAL_CLIENT))
		record_format(b->env->office, r, DEAL_CLIENT, STYLE_SHOW, &out->line[1]);
	else
		buf_add(&out->line[1], record_text(r, DEAL_NEXT_STEP));
	cards_last_line(b, col, r, &out->line[2], &out->role[2]);
}

void deal_board_cards_source(struct deal_board *b, struct board_source *out)
{
	out->arg = b;
	out->columns = cards_columns;
	out->head = cards_head;
	out->cards = cards_count;
	out->card = cards_card;
}

/* --- The whole board -------------------------------------------------------------------------- */

static void cards_add_sums(struct deal_sum *total, int *n, const struct deal_column *col)
{
	for (int i = 0; i < col->nsums; i++) {
		int at = 0;

		while (at < *n && strcmp(total[at].currency, col->sums[i].currency))
			at++;
		if (at == CARDS_SUMS_MAX)
			continue;
		if (at == *n) {
			total[(*n)++] = col->sums[i];
			continue;
		}
		total[at].count += col->sums[i].count;
		money_add(total[at].amount, col->sums[i].amount, &total[at].amount);
		money_add(total[at].weighted, col->sums[i].weighted, &total[at].weighted);
	}
}

void deal_board_total(const struct deal_board *b, struct buf *out)
{
	struct deal_sum total[CARDS_SUMS_MAX];
	struct buf weighted = BUF_INIT;
	int64_t count = 0;
	int n = 0;

	if (!deal_board_is_counted(b))
		return;
	for (int i = 0; i < b->ncolumns; i++)
		if (!deal_class_is_closed(b->columns[i].cls)) {
			count += b->columns[i].count;
			cards_add_sums(total, &n, &b->columns[i]);
		}
	buf_addf(out, _("%lld open"), (long long)count);
	if (count > 0) {
		buf_add(out, " · ");
		cards_sums(b, total, n, false, " · ", out);
		cards_sums(b, total, n, true, " · ", &weighted);
		if (weighted.len)
			buf_addf(out, _(" · weighted %s"), buf_str(&weighted));
	}
	buf_release(&weighted);
}
