/* list: the records of a kind that a filter lets through. */
#include <stdlib.h>

#include "base/i18n.h"
#include "commands.h"
#include "rows.h"
#include "say.h"
#include "session.h"
#include "target.h"

static enum status count(
	struct session *s, const struct list_request *req, int64_t *n, struct err *err)
{
	enum status st = list_count_matches(s->office, req->kind, req->filter, 0, n, err);

	if (!st)
		say(s, "%lld\n", (long long)*n);
	return st;
}

static enum status print(
	struct session *s, const struct list_request *req, int64_t *n, struct err *err)
{
	const char *columns = session_option(s, "columns");
	int *fields = NULL, nfields = 0;
	enum status st = ST_OK;

	if (columns)
		st = target_columns(
			office_kind(s->office, req->kind), columns, &fields, &nfields, err);
	if (!st)
		st = rows_print(s, req, fields, nfields, session_flag(s, "json"), n, err);
	free(fields);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	struct list_request req = {0};
	struct filter *filter = NULL;
	const char *preset;
	int64_t n = 0, limit;
	enum status st = session_number(s, "limit", INT32_MAX, 0, &limit, err);

	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (!st)
		st = target_kind(s->office, session_word(s, 0), &req.kind, &preset, err);
	if (!st)
		st = target_order(
			office_kind(s->office, req.kind), session_option(s, "order"), &req, err);
	if (!st)
		st = target_filter(
			s, s->office, req.kind, preset, session_option(s, "filter"), &filter, err);
	if (st)
		return st;
	req.filter = filter;
	req.limit = (int)limit;
	st = session_flag(s, "count") ? count(s, &req, &n, err) : print(s, &req, &n, err);
	filter_free(filter);
	return !st && !n ? ST_NOT_FOUND : st;
}

static const struct cli_option options[] = {
	{"filter", "FILTER",
		N_("only the records that it lets through; see kartoteka help filter")},
	{"columns", "A,B,...", N_("these fields, in this order")},
	{"order", "[-]FIELD", N_("order by this field; with - from the end")},
	{"limit", "N", N_("at most so many")},
	{"json", NULL, N_("one JSON object a line")},
	{"count", NULL, N_("only how many there are")},
	{0},
};

const struct cli_command command_list = {
	.name = "list",
	.usage = "KIND",
	.summary = N_("list records"),
	.text = N_("KIND is client, company, person, deal, task, interaction, product, user ...;\n"
		   "kartoteka help KIND names its fields. Nothing found is exit code 1.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 1,
	.run = run,
};
