/* Tasks that are due: the number on the tab, and one bell and one sentence for each task whose time comes. */
#include "base/clock.h"
#include "desk_private.h"
#include "domain/list.h"
#include "domain/task.h"
#include "tui/term.h"

enum { DUE_COUNT_MAX = 999, REMIND_ROWS = 100, REMIND_LATE_MIN = 30 };

void desk_count_due(struct desk *d)
{
	struct filter *filter = NULL;
	int64_t n = 0;

	d->due_stale = false;
	if (filter_compile(d->env.office, KIND_TASK, "state:open assignee:me due_day<=today",
		    &filter, NULL) == ST_OK)
		list_count_matches(d->env.office, KIND_TASK, filter, DUE_COUNT_MAX, &n, NULL);
	filter_free(filter);
	d->due_count = (int)n;
}

/* The same task on another day or at another time is another reminder. */
static int64_t remind_token(const struct record *r)
{
	return (r->id * 100000 + record_num(r, TASK_DUE_DAY) % 100000) * 1440 +
	       record_num(r, TASK_DUE_TIME);
}

static bool remind_is_known(const struct desk *d, int64_t token)
{
	for (int i = 0; i < DESK_REMINDED; i++)
		if (d->reminded[i] == token)
			return true;
	return false;
}

static bool remind_is_due(const struct desk *d, const struct record *r, int minute)
{
	int before = record_has(r, TASK_REMIND_BEFORE_MIN)
			     ? (int)record_num(r, TASK_REMIND_BEFORE_MIN)
			     : options_number(d->setup->options, OPTION_REMIND);

	int due = (int)record_num(r, TASK_DUE_TIME);

	/* Long past it is simply overdue, and Today says so. */
	return record_has(r, TASK_DUE_TIME) && due - before <= minute &&
	       minute <= due + REMIND_LATE_MIN;
}

static void remind_say(struct desk *d, const struct record *r)
{
	struct buf client = BUF_INIT;
	int at = (int)record_num(r, TASK_DUE_TIME);

	if (record_has(r, TASK_CLIENT))
		office_title(d->env.office, KIND_CLIENT, record_num(r, TASK_CLIENT), &client);
	desk_say(d, MESSAGE_WARNING, _("Due %02d:%02d  %s%s%s"), at / 60, at % 60,
		record_text(r, TASK_SUBJECT), client.len ? " · " : "", buf_str(&client));
	if (options_number(d->setup->options, OPTION_BELL))
		term_bell();
	buf_release(&client);
}

/* quiet: what is due already at the start is on the Today screen; it is not announced again. */
void desk_remind(struct desk *d, bool quiet)
{
	struct list_request req = {
		.kind = KIND_TASK, .order_field = LIST_ORDER_DEFAULT, .limit = REMIND_ROWS};
	struct list_page page = {0};
	struct filter *filter = NULL;
	int minute = 0;

	date_of_instant(clock_now(), &minute);
	if (filter_compile(d->env.office, KIND_TASK,
		    "state:open assignee:me due_day:today -due_time:empty", &filter,
		    NULL) == ST_OK) {
		req.filter = filter;
		list_load(d->env.office, &req, &page, NULL);
	}
	for (int i = 0; i < page.n; i++) {
		int64_t token = remind_token(&page.rows[i]);

		if (!remind_is_due(d, &page.rows[i], minute) || remind_is_known(d, token))
			continue;
		d->reminded[d->reminded_next++ % DESK_REMINDED] = token;
		if (!quiet)
			remind_say(d, &page.rows[i]);
	}
	list_page_release(&page);
	filter_free(filter);
}
