/* From a row of a report to the filter that lets its records through. */
#include "report_rows.h"

#include <string.h>

#include "base/date.h"
#include "screens/record_acts.h"

static const struct {
	const char *report;
	enum kind_id kind;
	const char *condition;
	const char *date; /* field that the period is about; NULL: none */
} behind[] = {
	{"pipeline-by-stage", KIND_DEAL, "class:open,ongoing,hold", "expected_close"},
	{"won-by-month", KIND_DEAL, "class:won", "closed_at"},
	{"lost-reasons", KIND_DEAL, "class:lost", "closed_at"},
	{"activity", KIND_INTERACTION, "state:held", "started_at"},
	{"overdue-tasks", KIND_TASK, "state:open due_day<today", NULL},
};

/* A cut, and the field of the records that it groups by; link: the row's id tells the value, else its label. */
static const struct {
	const char *cut, *field;
	enum kind_id only; /* KIND_NONE: any */
	bool link;
} cuts[] = {
	{"stage", "stage", KIND_DEAL, true},
	{"owner", "owner", KIND_DEAL, true},
	{"client", "client", KIND_NONE, true},
	{"product", "product", KIND_DEAL, true},
	{"person", "assignee", KIND_TASK, true},
	{"person", "user", KIND_INTERACTION, true},
	{"source", "source", KIND_DEAL, false},
	{"reason", "lost_reason", KIND_DEAL, false},
	{"kind", "kind", KIND_TASK, false},
	{"priority", "priority", KIND_TASK, false},
};

static unsigned report_rows_none(struct nav *nav)
{
	nav_say(nav, MESSAGE_INFO,
		_("There is no list behind this row; c groups by something else."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static void report_rows_period(const char *field, struct period p, struct buf *out)
{
	char from[DATE_LEN], to[DATE_LEN];

	if (!field || (p.from == DATE_MIN && p.to == DATE_MAX))
		return;
	date_format_iso(p.from, from);
	date_format_iso(p.to, to);
	if (p.from == DATE_MIN)
		buf_addf(out, " %s<=%s", field, to);
	else if (p.to == DATE_MAX)
		buf_addf(out, " %s>=%s", field, from);
	else
		buf_addf(out, " %s:%s..%s", field, from, to);
}

/* "owner:#3"; a row without a value is one whose field is empty. False: the cut has no field here. */
static bool report_rows_cut(
	enum kind_id kind, const char *cut, const struct report_row *row, struct buf *out)
{
	const char *label = row->cells[0].text ? row->cells[0].text : "";

	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		if (strcmp(cuts[i].cut, cut) || (cuts[i].only != KIND_NONE && cuts[i].only != kind))
			continue;
		if (cuts[i].link && row->id)
			buf_addf(out, " %s:#%lld", cuts[i].field, (long long)row->id);
		else if (cuts[i].link)
			buf_addf(out, " %s:empty", cuts[i].field);
		else if (strchr(label, '"') || !*label)
			return false;
		else
			buf_addf(out, " %s:\"%s\"", cuts[i].field, label);
		return true;
	}
	return false;
}

unsigned report_rows_open(const struct report_def *def, const struct report_request *req,
	const struct report_row *row, struct nav *nav)
{
	const char *cut = req->cut && *req->cut ? req->cut : def->cuts[0];
	struct buf filter = BUF_INIT;
	size_t at = 0, n = sizeof behind / sizeof *behind;
	unsigned flags;

	if (!strcmp(cut, "deal") && row->id)
		return record_acts_open(KIND_DEAL, row->id, nav);
	while (at < n && strcmp(behind[at].report, def->name))
		at++;
	if (at == n)
		return !strcmp(cut, "client") && row->id
			       ? record_acts_open(KIND_CLIENT, row->id, nav)
			       : report_rows_none(nav);
	buf_add(&filter, behind[at].condition);
	report_rows_period(behind[at].date, req->period, &filter);
	if (!report_rows_cut(behind[at].kind, cut, row, &filter)) {
		buf_release(&filter);
		return report_rows_none(nav);
	}
	if (*row->currency && behind[at].kind == KIND_DEAL)
		buf_addf(&filter, " currency:%s", row->currency);
	if (req->filter && *req->filter && behind[at].kind == def->kind)
		buf_addf(&filter, " (%s)", req->filter);
	flags = nav_open(nav, SCREEN_RECORDS, behind[at].kind, 0, buf_str(&filter));
	buf_release(&filter);
	return flags;
}
