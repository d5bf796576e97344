/* The table of cuts. Months are "2017-03", quarters "2017-Q1", weeks and days ISO dates, so that files sort and read alike. */
#include "cut.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "domain/task.h"

static const struct report_cut cuts[] = {
	{.code = "stage",
		.title = N_("Stage"),
		.axis = AXIS_RECORD,
		.kind = KIND_STAGE,
		.sql = "t.stage_id"},
	{.code = "owner",
		.title = N_("Owner"),
		.axis = AXIS_RECORD,
		.kind = KIND_USER,
		.sql = "t.owner_id"},
	{.code = "person",
		.title = N_("Person"),
		.axis = AXIS_RECORD,
		.kind = KIND_USER,
		.sql = "t.assignee_id"},
	{.code = "client",
		.title = N_("Client"),
		.axis = AXIS_RECORD,
		.kind = KIND_CLIENT,
		.sql = "t.client_id"},
	{.code = "product",
		.title = N_("Product"),
		.axis = AXIS_RECORD,
		.kind = KIND_PRODUCT,
		.sql = "t.product_id"},
	{.code = "deal",
		.title = N_("Deal"),
		.axis = AXIS_RECORD,
		.kind = KIND_DEAL,
		.sql = "t.id"},
	{.code = "source",
		.title = N_("Source"),
		.axis = AXIS_LIST,
		.list = "source",
		.sql = "t.source"},
	{.code = "reason",
		.title = N_("Lost reason"),
		.axis = AXIS_LIST,
		.list = "lost_reason",
		.sql = "t.lost_reason"},
	{.code = "industry",
		.title = N_("Industry"),
		.axis = AXIS_LIST,
		.list = "industry",
		.sql = "c.industry",
		.of_client = true},
	{.code = "country",
		.title = N_("Country"),
		.axis = AXIS_TEXT,
		.sql = "c.country",
		.of_client = true},
	{.code = "kind",
		.title = N_("Kind"),
		.axis = AXIS_CHOICE,
		.kind = KIND_TASK,
		.field = TASK_KIND,
		.sql = "t.kind"},
	{.code = "priority",
		.title = N_("Priority"),
		.axis = AXIS_CHOICE,
		.kind = KIND_TASK,
		.field = TASK_PRIORITY,
		.sql = "t.priority"},
	{.code = "day", .title = N_("Day"), .axis = AXIS_DAY},
	{.code = "week", .title = N_("Week of"), .axis = AXIS_WEEK},
	{.code = "month", .title = N_("Month"), .axis = AXIS_MONTH},
	{.code = "quarter", .title = N_("Quarter"), .axis = AXIS_QUARTER},
};

const struct report_cut *report_cut_find(const char *code)
{
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		if (!strcmp(cuts[i].code, code))
			return &cuts[i];
	}
	return NULL;
}

bool report_cut_is_number(const struct report_cut *c)
{
	return c->axis == AXIS_RECORD || report_cut_is_time(c);
}

bool report_cut_is_time(const struct report_cut *c)
{
	return c->axis == AXIS_DAY || c->axis == AXIS_WEEK || c->axis == AXIS_MONTH ||
	       c->axis == AXIS_QUARTER;
}

int32_t report_cut_day(const struct report_cut *c, int32_t day)
{
	switch (c->axis) {
	case AXIS_WEEK: return day - date_weekday(day);
	case AXIS_MONTH: return date_month_start(day);
	case AXIS_QUARTER: return date_quarter_start(day);
	default: return day;
	}
}

int32_t report_cut_next(const struct report_cut *c, int32_t day)
{
	switch (c->axis) {
	case AXIS_WEEK: return day + 7;
	case AXIS_MONTH: return date_add_months(day, 1);
	case AXIS_QUARTER: return date_add_months(day, 3);
	default: return day + 1;
	}
}

static void cut_time_label(const struct report_cut *c, int32_t day, struct buf *b)
{
	char iso[DATE_LEN];
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	date_format_iso(day, iso);
	if (c->axis == AXIS_MONTH)
		buf_addf(b, "%04d-%02d", year, month);
	else if (c->axis == AXIS_QUARTER)
		buf_addf(b, "%04d-Q%d", year, (month + 2) / 3);
	else
		buf_add(b, iso);
}

void report_cut_label(
	struct office *o, const struct report_cut *c, int64_t num, const char *text, struct buf *b)
{
	if (report_cut_is_time(c))
		cut_time_label(c, (int32_t)num, b);
	else if (c->axis == AXIS_RECORD ? !num : !text || !*text)
		buf_add(b, _("(none)"));
	else if (c->axis == AXIS_RECORD)
		office_title(o, c->kind, num, b);
	else if (c->axis == AXIS_LIST)
		buf_add(b, office_list_title(o, c->list, text));
	else if (c->axis == AXIS_CHOICE)
		buf_add(b, choice_title(office_kind(o, c->kind)->fields[c->field].choices, text));
	else
		buf_add(b, text);
}
