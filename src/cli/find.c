/* find: look for a text over clients, deals, tasks and products, as the search of the desk does. */
#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "commands.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/task.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "rows.h"
#include "session.h"

enum { USUAL_LIMIT = 20 };

/* Where to look, and what is shown beside the title. */
static const struct {
	enum kind_id kind;
	int details[3];
} places[] = {
	{KIND_CLIENT, {CLIENT_PHONE, CLIENT_EMAIL, CLIENT_CITY}},
	{KIND_DEAL, {DEAL_CLIENT, DEAL_STAGE, DEAL_AMOUNT}},
	{KIND_TASK, {TASK_DUE_DAY, TASK_STATE, TASK_CLIENT}},
	{KIND_PRODUCT, {PRODUCT_SKU, PRODUCT_CATEGORY, PRODUCT_PRICE}},
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

static void print_json(
	const struct session *s, struct json_out *j, int place, const struct record *r)
{
	struct buf b = BUF_INIT;

	json_out_begin(j);
	json_out_string(j, "record", r->kind->name);
	json_out_int(j, "id", r->id);
	json_out_string(j, "title", record_text(r, r->kind->title_field));
	for (int i = 0; i < 3; i++) {
		int field = places[place].details[i];

		buf_clear(&b);
		record_format(s->office, r, field, STYLE_PLAIN, &b);
		json_out_string(j, r->kind->fields[field].name, b.len ? buf_str(&b) : NULL);
	}
	json_out_end(j);
	buf_release(&b);
}

static void print_row(const struct session *s, struct grid *g, int place, const struct record *r)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%lld", (long long)r->id);
	grid_cell(g, _(r->kind->title));
	grid_cell(g, buf_str(&b));
	grid_cell(g, record_text(r, r->kind->title_field));
	buf_clear(&b);
	for (int i = 0; i < 3; i++) {
		if (!record_has(r, places[place].details[i]))
			continue;
		buf_add(&b, b.len ? ", " : "");
		rows_value(s->office, r, places[place].details[i], &b);
	}
	grid_cell(g, buf_str(&b));
	grid_end_row(g, SAY_PLAIN);
	buf_release(&b);
}

static enum status search(struct session *s, const char *text, int limit, struct grid *g,
	struct json_out *j, int *found, struct err *err)
{
	enum status st = ST_OK;

	for (int p = 0; !st && p < PLACES; p++) {
		struct list_page page;

		st = list_search(s->office, places[p].kind, text, limit, &page, err);
		if (st)
			break;
		*found += page.n;
		for (int i = 0; i < page.n; i++) {
			if (j)
				print_json(s, j, p, &page.rows[i]);
			else
				print_row(s, g, p, &page.rows[i]);
		}
		list_page_release(&page);
	}
	return st;
}

/* The words of the command are one text, so that they need no quotes. */
static enum status read_text(const struct session *s, struct buf *text, struct err *err)
{
	struct buf folded = BUF_INIT;
	size_t len;

	for (size_t i = 0; i < s->args.nwords; i++)
		buf_addf(text, "%s%s", i ? " " : "", s->args.words[i]);
	fold_text(&folded, buf_str(text));
	len = folded.len;
	buf_release(&folded);
	return len ? ST_OK : err_set(err, ST_USAGE, _("find: the text is empty"));
}

static enum status run(struct session *s, struct err *err)
{
	struct buf text = BUF_INIT;
	struct json_out *j;
	struct grid g;
	int64_t limit;
	int found = 0;
	enum status st = session_number(s, "limit", 10000, USUAL_LIMIT, &limit, err), end = ST_OK;

	if (!st)
		st = read_text(s, &text, err);
	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (st) {
		buf_release(&text);
		return st;
	}
	j = session_flag(s, "json") ? json_out_new(s->env.out) : NULL;
	grid_init(&g, s);
	grid_column(&g, _("Kind"), GRID_TEXT);
	grid_column(&g, "#", GRID_RIGHT);
	grid_column(&g, _("Title"), GRID_TEXT);
	grid_column(&g, _("Details"), GRID_TEXT);
	st = search(s, buf_str(&text), (int)limit, &g, j, &found, err);
	grid_finish(&g);
	if (j)
		end = json_out_finish(j, st ? NULL : err);
	buf_release(&text);
	if (st || end)
		return st ? st : end;
	return found ? ST_OK : ST_NOT_FOUND;
}

static const struct cli_option options[] = {
	{"limit", "N", N_("at most so many of each kind; 20 when it is not said")},
	{"json", NULL, N_("one JSON object a line: record (the kind), id, title and details")},
	{0},
};

const struct cli_command command_find = {
	.name = "find",
	.usage = "TEXT",
	.summary = N_("search clients, deals, tasks and products"),
	.text = N_("Beginnings of words are enough, in any order and without accents; clients are\n"
		   "also found by a part of a phone number. Nothing found is exit code 1.\n"),
	.options = options,
	.min_words = 1,
	.max_words = -1,
	.run = run,
};
