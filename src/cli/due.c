/* due: the open tasks up to a day, most urgent first; for people, cron and shell prompts. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "domain/list.h"
#include "domain/task.h"
#include "domain/work.h"
#include "exchange/export.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "session.h"

struct due_task {
	struct record r;
	double urgency;
};

struct due_list {
	struct due_task *tasks;
	size_t n, cap;
	int32_t today;
};

static bool keep(void *arg, struct record *r)
{
	struct due_list *list = arg;
	int created = kind_field(r->kind, "created_at");
	struct due_task *t;

	list->tasks = mem_grow(list->tasks, &list->cap, list->n + 1, sizeof(*list->tasks));
	t = &list->tasks[list->n++];
	record_copy(&t->r, r);
	t->urgency = work_urgency((int32_t)record_num(r, TASK_DUE_DAY), true,
		record_text(r, TASK_PRIORITY), record_has(r, TASK_DEAL), record_num(r, created),
		list->today);
	return true;
}

/* Urgency, then day and time, then number. */
static int compare(const void *a, const void *b)
{
	const struct due_task *x = a, *y = b;
	int64_t left[] = {
		record_num(&x->r, TASK_DUE_DAY), record_num(&x->r, TASK_DUE_TIME), x->r.id};
	int64_t right[] = {
		record_num(&y->r, TASK_DUE_DAY), record_num(&y->r, TASK_DUE_TIME), y->r.id};

	if (x->urgency < y->urgency || x->urgency > y->urgency)
		return x->urgency < y->urgency ? 1 : -1;
	for (int i = 0; i < 3; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static enum status collect(struct session *s, int32_t until, struct due_list *list, struct err *err)
{
	struct list_request req = {.kind = KIND_TASK, .order_field = LIST_ORDER_DEFAULT};
	struct filter *filter;
	char day[DATE_LEN], *text;
	enum status st;

	date_format_iso(until, day);
	text = mem_printf("state:open due_day<=%s%s", day,
		session_flag(s, "all") || !office_user_id(s->office)
			? ""
			: " (assignee:me or assignee:empty)");
	st = filter_compile(s->office, KIND_TASK, text, &filter, err);
	free(text);
	if (st)
		return st;
	req.filter = filter;
	st = list_each(s->office, &req, keep, list, err);
	filter_free(filter);
	if (list->n)
		qsort(list->tasks, list->n, sizeof(*list->tasks), compare);
	return st;
}

static enum status print_json(const struct session *s, const struct due_list *list, struct err *err)
{
	struct json_out *j = json_out_new(s->env.out);

	for (size_t i = 0; i < list->n; i++)
		export_json_record(s->office, j, &list->tasks[i].r, NULL, 0);
	return json_out_finish(j, err);
}

static void print_when(
	const struct session *s, const struct record *r, int32_t today, struct buf *b)
{
	char day[64];
	int minute = (int)record_num(r, TASK_DUE_TIME);

	date_format_near((int32_t)record_num(r, TASK_DUE_DAY), today, s->env.options.date_order,
		day, sizeof(day));
	buf_add(b, day);
	if (record_has(r, TASK_DUE_TIME))
		buf_addf(b, " %02d:%02d", minute / 60, minute % 60);
}

static void print_task(
	const struct session *s, struct grid *g, const struct record *r, int32_t today)
{
	static const int fields[] = {TASK_KIND, TASK_CLIENT, TASK_SUBJECT};
	bool late = record_num(r, TASK_DUE_DAY) < today;
	struct buf b = BUF_INIT;

	grid_cell(g, late ? "!" : "");
	buf_addf(&b, "#%lld", (long long)r->id);
	grid_cell(g, buf_str(&b));
	buf_clear(&b);
	print_when(s, r, today, &b);
	grid_cell(g, buf_str(&b));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		buf_clear(&b);
		record_format(s->office, r, fields[i], STYLE_SHOW, &b);
		grid_cell(g, buf_str(&b));
	}
	if (session_flag(s, "all")) {
		buf_clear(&b);
		record_format(s->office, r, TASK_ASSIGNEE, STYLE_SHOW, &b);
		grid_cell(g, buf_str(&b));
	}
	grid_end_row(g, late ? SAY_RED : SAY_PLAIN);
	buf_release(&b);
}

static void print_table(const struct session *s, const struct due_list *list)
{
	static const enum grid_type types[] = {
		GRID_WHOLE, GRID_RIGHT, GRID_WHOLE, GRID_WHOLE, GRID_TEXT, GRID_TEXT, GRID_TEXT};
	struct grid g;

	grid_init(&g, s);
	for (int i = 0; i < (session_flag(s, "all") ? 7 : 6); i++)
		grid_column(&g, "", types[i]);
	for (size_t i = 0; i < list->n; i++)
		print_task(s, &g, &list->tasks[i].r, list->today);
	grid_finish(&g);
}

static enum status read_until(const struct session *s, int32_t *until, struct err *err)
{
	const char *text = session_option(s, "until");

	*until = clock_today();
	if (!text || date_parse_words(text, clock_today(), until) ||
		date_parse_file(text, s->env.options.date_order, until))
		return ST_OK;
	return err_set(err, ST_USAGE,
		_("--until: \"%.40s\" is not a date (try 15.3, +3d, fri, tomorrow)"), text);
}

static enum status run(struct session *s, struct err *err)
{
	struct due_list list = {.today = clock_today()};
	int32_t until;
	enum status st = read_until(s, &until, err);

	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (!st)
		st = collect(s, until, &list, err);
	if (!st && !list.n)
		st = ST_NOT_FOUND;
	else if (!st && session_flag(s, "json"))
		st = print_json(s, &list, err);
	else if (!st)
		print_table(s, &list);
	for (size_t i = 0; i < list.n; i++)
		record_release(&list.tasks[i].r);
	free(list.tasks);
	return st;
}

static const struct cli_option options[] = {
	{"until", "DATE", N_("up to this day; today when it is not said")},
	{"all", NULL, N_("everybody's tasks, not only mine and those of nobody")},
	{"json", NULL, N_("one JSON object a line")},
	{0},
};

const struct cli_command command_due = {
	.name = "due",
	.usage = "",
	.summary = N_("tasks that are due, most urgent first"),
	.text = N_("A task marked with ! is late. Exit code 1 when nothing is due.\n"),
	.options = options,
	.max_words = 0,
	.run = run,
};
