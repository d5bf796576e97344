/* Reading the sections of Today. Each asks for a screenful at most, so that a large office costs no more than a small one. */
#include "today_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "change_text.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "domain/work.h"

enum { DUE_MAX = 200, DEALS_SHOWN = 8, DEALS_READ = 40, WAITING_SHOWN = 8, NEWS_SHOWN = 12 };
enum { NEWS_READ = 40, NEWS_PAGES = 5 };

static const char *const titles[TODAY_SECTIONS] = {
	[TODAY_DUE] = N_("Due"),
	[TODAY_STALE] = N_("Deals gone quiet"),
	[TODAY_STUCK] = N_("Deals without a next step"),
	[TODAY_WAITING] = N_("Clients nobody contacted yet"),
	[TODAY_NEWS] = N_("Since yesterday"),
};

const char *today_section_title(enum today_section section)
{
	return _(titles[section]);
}

void today_rows_release(struct today_rows *r)
{
	for (int i = 0; i < r->n; i++) {
		free(r->rows[i].when);
		free(r->rows[i].what);
		free(r->rows[i].who);
		free(r->rows[i].note);
	}
	free(r->rows);
	*r = (struct today_rows){0};
}

static struct today_row *today_rows_add(struct today_rows *out)
{
	out->rows = mem_realloc(out->rows, (size_t)(out->n + 1) * sizeof *out->rows);
	out->rows[out->n] = (struct today_row){.kind = KIND_NONE};
	return &out->rows[out->n++];
}

/* A field as people see it; the caller owns it. */
static char *today_text(const struct today_ask *ask, const struct record *r, int field)
{
	struct buf b = BUF_INIT;

	if (record_has(r, field))
		record_format(ask->office, r, field, STYLE_SHOW, &b);
	return b.len ? buf_take(&b) : mem_strdup("");
}

static enum status today_ask_list(const struct today_ask *ask, struct list_request req,
	const char *filter, struct list_page *page, struct err *err)
{
	struct filter *compiled = NULL;
	enum status st = filter_compile(ask->office, req.kind, filter, &compiled, err);

	*page = (struct list_page){0};
	if (st)
		return st;
	req.filter = compiled;
	st = list_load(ask->office, &req, page, err);
	filter_free(compiled);
	return st;
}

static enum status today_load(const struct today_ask *ask, enum kind_id kind, const char *filter,
	int limit, struct list_page *page, struct err *err)
{
	struct list_request req = {.kind = kind, .order_field = LIST_ORDER_DEFAULT, .limit = limit};

	return today_ask_list(ask, req, filter, page, err);
}

/*
 * Deals in the order of their last stage change. No index serves it, so that the engine looks up the stage first and sorts
 * what it finds there, instead of walking over all deals by name.
 */
static enum status today_load_deals(
	const struct today_ask *ask, const char *filter, struct list_page *page, struct err *err)
{
	struct list_request req = {
		.kind = KIND_DEAL, .order_field = DEAL_STAGE_SINCE, .limit = DEALS_READ};

	return today_ask_list(ask, req, filter, page, err);
}

/* Is there any record of kind that matches? Counted, not listed: without an order the index of the link is taken. */
static bool today_any(const struct today_ask *ask, enum kind_id kind, const char *filter)
{
	struct filter *compiled = NULL;
	int64_t n = 0;

	if (filter_compile(ask->office, kind, filter, &compiled, NULL) == ST_OK)
		list_count_matches(ask->office, kind, compiled, 1, &n, NULL);
	filter_free(compiled);
	return n > 0;
}

/* --- Due -------------------------------------------------------------------------------------- */

static double today_urgency(const struct today_ask *ask, const struct record *r)
{
	return work_urgency((int32_t)record_num(r, TASK_DUE_DAY), record_has(r, TASK_DUE_DAY),
		record_text(r, TASK_PRIORITY), record_has(r, TASK_DEAL), record_num(r, TASK_COMMON),
		ask->today);
}

struct urgent {
	double urgency;
	const struct record *record;
};

/* Earlier times of the same day come first among equals. */
static int today_compare(const void *a, const void *b)
{
	const struct urgent *x = a, *y = b;
	int64_t at =
		record_has(x->record, TASK_DUE_TIME) ? record_num(x->record, TASK_DUE_TIME) : 1440;
	int64_t other =
		record_has(y->record, TASK_DUE_TIME) ? record_num(y->record, TASK_DUE_TIME) : 1440;

	if (x->urgency != y->urgency)
		return x->urgency > y->urgency ? -1 : 1;
	if (at != other)
		return at < other ? -1 : 1;
	return x->record->id < y->record->id ? -1 : 1;
}

static char *today_due(const struct today_ask *ask, const struct record *r)
{
	int32_t day = (int32_t)record_num(r, TASK_DUE_DAY);
	int minute = (int)record_num(r, TASK_DUE_TIME);
	char near[64];

	date_format_near(day, ask->today, ask->date_order, near, sizeof near);
	/* Late is told by a sign, not by colour alone. */
	if (day < ask->today)
		return mem_printf("! %s", near);
	if (record_has(r, TASK_DUE_TIME))
		return mem_printf("%02d:%02d", minute / 60, minute % 60);
	return mem_strdup(near);
}

/* The signs of the agenda: they tell why a task stands before an older one. */
static const char *today_priority(const struct record *r)
{
	const char *priority = record_text(r, TASK_PRIORITY);

	return strcmp(priority, "urgent") == 0 ? " ↑↑" : strcmp(priority, "high") == 0 ? " ↑" : "";
}

static void today_add_task(
	const struct today_ask *ask, const struct record *r, struct today_rows *out)
{
	struct today_row *row = today_rows_add(out);
	int32_t day = (int32_t)record_num(r, TASK_DUE_DAY);
	char *note;

	row->kind = KIND_TASK;
	row->id = row->task = r->id;
	row->client = record_num(r, TASK_CLIENT);
	row->deal = record_num(r, TASK_DEAL);
	row->when = today_due(ask, r);
	row->what = today_text(ask, r, TASK_SUBJECT);
	row->who = today_text(ask, r, TASK_CLIENT);
	note = today_text(ask, r, ask->mine ? TASK_KIND : TASK_ASSIGNEE);
	row->note = mem_printf("%s%s", note, today_priority(r));
	free(note);
	row->role = day < ask->today ? ROLE_OVERDUE : ROLE_TODAY;
}

static enum status today_read_due(
	const struct today_ask *ask, struct today_rows *out, struct err *err)
{
	struct list_page page;
	enum status st = today_load(ask, KIND_TASK,
		ask->mine ? "state:open due_day<=today assignee:me" : "state:open due_day<=today",
		DUE_MAX, &page, err);
	struct urgent *order;

	if (st)
		return st;
	order = mem_alloc(((size_t)page.n + 1) * sizeof *order);
	for (int i = 0; i < page.n; i++)
		order[i] = (struct urgent){today_urgency(ask, &page.rows[i]), &page.rows[i]};
	qsort(order, (size_t)page.n, sizeof *order, today_compare);
	for (int i = 0; i < page.n; i++)
		today_add_task(ask, order[i].record, out);
	out->more = page.more;
	free(order);
	list_page_release(&page);
	return ST_OK;
}

/* --- Deals ------------------------------------------------------------------------------------ */

static void today_add_deal(const struct today_ask *ask, const struct record *r, const char *when,
	enum role role, struct today_rows *out)
{
	struct today_row *row = today_rows_add(out);

	row->kind = KIND_DEAL;
	row->id = row->deal = r->id;
	row->client = record_num(r, DEAL_CLIENT);
	row->when = mem_strdup(when);
	row->what = today_text(ask, r, DEAL_TITLE);
	row->who = today_text(ask, r, DEAL_CLIENT);
	row->note = today_text(ask, r, DEAL_AMOUNT);
	row->role = role;
}

/* Did nothing happen on that deal within so many days? */
static bool today_is_quiet(const struct today_ask *ask, int64_t deal, int days)
{
	char *held = mem_printf("deal:#%lld state:held started_at>-%dd", (long long)deal, days);
	char *done = mem_printf("deal:#%lld state:done completed_at>-%dd", (long long)deal, days);
	bool quiet = !today_any(ask, KIND_INTERACTION, held) && !today_any(ask, KIND_TASK, done);

	free(held);
	free(done);
	return quiet;
}

static enum status today_read_stale_stage(const struct today_ask *ask, const struct record *stage,
	struct today_rows *out, struct err *err)
{
	int days = (int)record_num(stage, STAGE_ROTTING_DAYS);
	char *filter = mem_printf("stage:#%lld stage_since<-%dd%s", (long long)stage->id, days,
		ask->mine ? " owner:me" : "");
	struct list_page page;
	enum status st = today_load_deals(ask, filter, &page, err);

	free(filter);
	for (int i = 0; i < page.n && !st && out->n < DEALS_SHOWN; i++) {
		const struct record *r = &page.rows[i];
		int32_t since = date_of_instant(record_num(r, DEAL_STAGE_SINCE), NULL);
		char when[40];

		if (!today_is_quiet(ask, r->id, days))
			continue;
		snprintf(when, sizeof when, _("%d d"), (int)(ask->today - since));
		today_add_deal(ask, r, when, ROLE_TODAY, out);
	}
	out->more |= page.more && out->n == DEALS_SHOWN;
	list_page_release(&page);
	return st;
}

static enum status today_read_stuck_stage(const struct today_ask *ask, const struct record *stage,
	struct today_rows *out, struct err *err)
{
	char *filter = mem_printf("stage:#%lld next_step:empty next_step_day:empty%s",
		(long long)stage->id, ask->mine ? " owner:me" : "");
	struct list_page page;
	enum status st = today_load_deals(ask, filter, &page, err);

	free(filter);
	for (int i = 0; i < page.n && !st && out->n < DEALS_SHOWN; i++) {
		char *open = mem_printf("deal:#%lld state:open", (long long)page.rows[i].id);

		if (!today_any(ask, KIND_TASK, open))
			today_add_deal(ask, &page.rows[i], "", ROLE_NORMAL, out);
		free(open);
	}
	out->more |= page.more && out->n == DEALS_SHOWN;
	list_page_release(&page);
	return st;
}

/* Stage by stage: the stage is what the index of deals begins with. */
static enum status today_read_deals(const struct today_ask *ask, const char *stages_filter,
	enum status (*read)(const struct today_ask *ask, const struct record *stage,
		struct today_rows *out, struct err *err),
	struct today_rows *out, struct err *err)
{
	struct list_page stages;
	enum status st = today_load(ask, KIND_STAGE, stages_filter, DEALS_READ, &stages, err);

	for (int i = 0; i < stages.n && !st && out->n < DEALS_SHOWN; i++)
		st = read(ask, &stages.rows[i], out, err);
	list_page_release(&stages);
	return st;
}

/* --- Clients and news ------------------------------------------------------------------------- */

/*
 * Mine by name; everybody's the newest ones, from the end of the order by last contact: those without any stand there. Each has
 * an index.
 */
static enum status today_read_waiting(
	const struct today_ask *ask, struct today_rows *out, struct err *err)
{
	struct list_request req = {.kind = KIND_CLIENT,
		.order_field = ask->mine ? LIST_ORDER_DEFAULT : CLIENT_LAST_CONTACT_AT,
		.backward = !ask->mine,
		.limit = WAITING_SHOWN};
	struct list_page page;
	enum status st = today_ask_list(ask, req,
		ask->mine ? "last_contact_at:empty next_task_day:empty status:potential owner:me"
			  : "last_contact_at:empty next_task_day:empty status:potential",
		&page, err);

	for (int i = 0; i < page.n && !st; i++) {
		const struct record *r = &page.rows[i];
		struct today_row *row = today_rows_add(out);
		char near[64];

		date_format_near(date_of_instant(record_num(r, CLIENT_COMMON), NULL), ask->today,
			ask->date_order, near, sizeof near);
		row->kind = KIND_CLIENT;
		row->id = row->client = r->id;
		row->when = mem_strdup(near);
		row->what = today_text(ask, r, CLIENT_NAME);
		row->who = today_text(ask, r, CLIENT_PHONE);
		row->note = today_text(ask, r, CLIENT_SOURCE);
		row->role = ROLE_NORMAL;
	}
	out->more = page.more;
	list_page_release(&page);
	return st;
}

static void today_add_news(
	const struct today_ask *ask, const struct history_entry *entry, struct today_rows *out)
{
	struct today_row *row = today_rows_add(out);
	struct buf what = BUF_INIT;
	int minute = 0;
	int32_t day = date_of_instant(entry->at, &minute);

	row->id = entry->txn;
	row->when = day == ask->today ? mem_printf("%02d:%02d", minute / 60, minute % 60)
				      : mem_strdup(_("yesterday"));
	change_text_what(entry, &what);
	row->what = buf_take(&what);
	row->who = mem_strdup(entry->user);
	row->note = mem_strdup("");
	row->role = ROLE_DIM;
}

/* What was done and still holds: neither what was taken back nor the taking back. */
static enum status today_read_news(
	const struct today_ask *ask, struct today_rows *out, struct err *err)
{
	int64_t since = date_to_instant(ask->today - 1, 0), before = 0;
	enum status st = ST_OK;
	int n = NEWS_READ;

	for (int page = 0; page < NEWS_PAGES && n == NEWS_READ && !out->more && !st; page++) {
		struct history_entry *entries = NULL;

		n = 0;
		st = history_list(ask->office, 0, before, NEWS_READ, &entries, &n, err);
		for (int i = 0; i < n && !st && entries[i].at >= since && !out->more; i++) {
			before = entries[i].txn;
			if (entries[i].cls != 0 || entries[i].undone_by)
				continue;
			out->more = out->n == NEWS_SHOWN;
			if (!out->more)
				today_add_news(ask, &entries[i], out);
		}
		if (n && before != entries[n - 1].txn)
			n = 0; /* the rest is older */
		free(entries);
	}
	return st;
}

enum status today_rows_read(const struct today_ask *ask, enum today_section section,
	struct today_rows *out, struct err *err)
{
	struct today_rows fresh = {0};
	enum status st;

	switch (section) {
	case TODAY_DUE: st = today_read_due(ask, &fresh, err); break;
	case TODAY_STALE:
		st = today_read_deals(ask, "class:open,ongoing rotting_days>0",
			today_read_stale_stage, &fresh, err);
		break;
	case TODAY_STUCK:
		st = today_read_deals(
			ask, "class:open,ongoing", today_read_stuck_stage, &fresh, err);
		break;
	case TODAY_WAITING: st = today_read_waiting(ask, &fresh, err); break;
	default: st = today_read_news(ask, &fresh, err); break;
	}
	if (st) {
		today_rows_release(&fresh);
		return st;
	}
	today_rows_release(out);
	*out = fresh;
	return ST_OK;
}
