/* The catalogue, and one run: words to a scope, the report itself, title and subtitle. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cut.h"
#include "reports.h"
#include "scope.h"

typedef enum status report_run_fn(
	const struct report_scope *s, struct report_table *out, struct err *err);

static const struct {
	struct report_def def;
	report_run_fn *run;
} catalogue[] = {
	{{.name = "pipeline-by-stage",
		 .aliases = "pipeline",
		 .title = N_("Pipeline by stage"),
		 .subject = N_("Pipeline"),
		 .help = N_("Open deals now: how many, how much, and weighted by probability"),
		 .kind = KIND_DEAL,
		 .cuts = {"stage", "owner", "source", "client", "product", "industry", "country"},
		 .period = "all",
		 .period_of = N_("Expected to close")},
		report_pipeline},
	{{.name = "won-by-month",
		 .aliases = "won|sales",
		 .title = N_("Won by month"),
		 .subject = N_("Won deals"),
		 .help = N_("Deals won, by the day they were closed"),
		 .kind = KIND_DEAL,
		 .cuts = {"month", "quarter", "owner", "product", "source", "industry", "country",
			 "client"},
		 .period = "all",
		 .period_of = N_("Closed")},
		report_won},
	{{.name = "activity",
		 .aliases = "activity-by-person|activities",
		 .title = N_("Activity by person"),
		 .subject = N_("Activity"),
		 .help = N_("Contacts held by channel, tasks done on time and late, deals opened "
			    "and won"),
		 .kind = KIND_USER,
		 .cuts = {"person", "day", "week", "month"},
		 .period = "month",
		 .period_of = N_("Period")},
		report_activity},
	{{.name = "lost-reasons",
		 .aliases = "lost|lost-by-reason",
		 .title = N_("Lost deals by reason"),
		 .subject = N_("Lost deals"),
		 .help = N_("Why deals were lost, and how much went with them"),
		 .kind = KIND_DEAL,
		 .cuts = {"reason", "owner", "product", "source", "industry", "country", "month"},
		 .period = "all",
		 .period_of = N_("Closed")},
		report_lost},
	{{.name = "stale-deals",
		 .aliases = "stale",
		 .title = N_("Stale deals"),
		 .subject = N_("Stale deals"),
		 .help = N_(
			 "Open deals on which nothing happened for longer than their stage allows"),
		 .kind = KIND_DEAL,
		 .cuts = {"deal", "owner", "stage", "client"},
		 .period = "all"},
		report_stale},
	{{.name = "overdue-tasks",
		 .aliases = "overdue|overdue-by-person",
		 .title = N_("Overdue tasks by person"),
		 .subject = N_("Overdue tasks"),
		 .help = N_("Open tasks whose day is over"),
		 .kind = KIND_TASK,
		 .cuts = {"person", "kind", "priority", "client"},
		 .period = "all"},
		report_overdue},
};

#define REPORT_COUNT_OF_ALL ((int)(sizeof catalogue / sizeof *catalogue))

const struct report_def *report_at(int i)
{
	return i >= 0 && i < REPORT_COUNT_OF_ALL ? &catalogue[i].def : NULL;
}

static bool report_has_alias(const struct report_def *def, const char *name)
{
	bool found = false;
	char *list = mem_strdup(def->aliases ? def->aliases : ""), *rest = list;

	for (char *alias; !found && (alias = strsep(&rest, "|"));)
		found = fold_same(alias, name);
	free(list);
	return found;
}

/* fold_same() compares letters and digits only, so '_', '-' and case do not matter. */
const struct report_def *report_find(const char *name)
{
	for (int i = 0; i < REPORT_COUNT_OF_ALL; i++) {
		if (fold_same(catalogue[i].def.name, name) ||
			report_has_alias(&catalogue[i].def, name))
			return &catalogue[i].def;
	}
	return NULL;
}

const char *report_cut_title(const char *cut)
{
	const struct report_cut *c = report_cut_find(cut);

	return c ? _(c->title) : cut;
}

static const char *report_cut_code(const struct report_def *def, const char *cut)
{
	if (!cut || !*cut)
		return def->cuts[0];
	for (int i = 0; i < REPORT_MAX_CUTS && def->cuts[i]; i++) {
		if (fold_same(def->cuts[i], cut) || fold_same(report_cut_title(def->cuts[i]), cut))
			return def->cuts[i];
	}
	return NULL;
}

static enum status report_bad_cut(const struct report_def *def, const char *cut, struct err *err)
{
	struct buf known = BUF_INIT;

	for (int i = 0; i < REPORT_MAX_CUTS && def->cuts[i]; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", def->cuts[i]);
	err_set(err, ST_USAGE, _("The report %s has no cut \"%s\"; it has: %s"), def->name, cut,
		buf_str(&known));
	buf_release(&known);
	return ST_USAGE;
}

static enum status report_bad_name(const char *name, struct err *err)
{
	struct buf known = BUF_INIT;

	for (int i = 0; i < REPORT_COUNT_OF_ALL; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", catalogue[i].def.name);
	err_set(err, ST_USAGE, _("There is no report \"%s\"; there are: %s"), name ? name : "",
		buf_str(&known));
	buf_release(&known);
	return ST_USAGE;
}

static void report_period_words(const struct report_scope *s, struct buf *b)
{
	enum date_order order = office_options(s->o)->date_order;
	char from[DATE_LEN], to[DATE_LEN];

	date_format(s->period.from, order, from);
	date_format(s->period.to, order, to);
	if (scope_is_all_time(s))
		buf_add(b, _("all time"));
	else if (s->period.from == DATE_MIN)
		buf_addf(b, _("until %s"), to);
	else if (s->period.to == DATE_MAX)
		buf_addf(b, _("from %s"), from);
	else if (s->period.from == s->period.to)
		buf_add(b, from);
	else
		buf_addf(b, "%s – %s", from, to);
}

/* "Closed: 01.01.2017 – 31.12.2017 · Cut: Owner · Filter: product:GTX" */
static char *report_subtitle(
	const struct report_def *def, const struct report_scope *s, const char *filter)
{
	struct buf b = BUF_INIT;

	if (def->period_of) {
		buf_addf(&b, "%s: ", _(def->period_of));
		report_period_words(s, &b);
	} else {
		char today[DATE_LEN];

		date_format(s->today, office_options(s->o)->date_order, today);
		buf_addf(&b, _("As of %s"), today);
	}
	buf_addf(&b, _(" · Cut: %s"), _(s->cut->title));
	if (s->filter)
		buf_addf(&b, _(" · Filter: %s"), filter);
	return buf_take(&b);
}

static enum status report_scope_init(const struct report_def *def, const struct report_request *req,
	struct report_scope *s, struct filter **filter, struct err *err)
{
	bool by_default = !req->period.from && !req->period.to;
	const char *cut = report_cut_code(def, req->cut);

	if (!cut)
		return report_bad_cut(def, req->cut, err);
	s->cut = report_cut_find(cut);
	s->today = clock_today();
	s->now = clock_now();
	s->period = req->period;
	if (by_default || !def->period_of) {
		enum status st = period_parse(def->period, s->today, &s->period, err);

		if (st)
			return st;
	}
	if (!req->filter || !req->filter[strspn(req->filter, " \t")])
		return ST_OK;
	enum status st = filter_compile(s->o, def->kind, req->filter, filter, err);
	s->filter = st ? NULL : *filter;
	return st;
}

static enum status report_answer(int i, const struct report_scope *s, const char *filter,
	struct report_table *out, struct err *err)
{
	const struct report_def *def = &catalogue[i].def;
	bool plain = !strcmp(s->cut->code, def->cuts[0]);
	struct report_table table = {.chart_column = -1};
	enum status st = db_read_begin(office_db(s->o), err);

	if (st)
		return st;
	table.title = mem_strdup(plain ? _(def->title) : _(def->subject));
	table.subtitle = report_subtitle(def, s, filter);
	st = catalogue[i].run(s, &table, err);
	db_read_end(office_db(s->o));
	if (st)
		report_table_release(&table);
	else
		*out = table;
	return st;
}

enum status report_run(struct office *o, const struct report_request *req, struct report_table *out,
	struct err *err)
{
	const struct report_def *def = req->name ? report_find(req->name) : NULL;
	struct report_scope s = {.o = o};
	struct filter *filter = NULL;
	int i = 0;

	if (!def)
		return report_bad_name(req->name, err);
	while (report_at(i) != def)
		i++;
	enum status st = report_scope_init(def, req, &s, &filter, err);
	if (!st)
		st = report_answer(i, &s, req->filter, out, err);
	filter_free(filter);
	return st;
}
