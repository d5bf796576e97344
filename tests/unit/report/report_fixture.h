/* An office with the generated deals, running reports on it, and looking into the answer. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "report/report.h"
#include "unit/report/facts.h"

static inline int open_office(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2017-09-15T09:00:00Z", 1);
	setenv("TZ", "MSK-3", 1);
	fixture_open(&fx, "EUR");
	read_stages();
	fixture_begin(&fx);
	make_people();
	make_deals();
	fixture_commit(&fx);
	return 0;
}

static inline int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static inline void run(const char *name, const char *cut, struct period period, const char *filter,
	struct report_table *t)
{
	struct report_request req = {.name = name, .cut = cut, .period = period, .filter = filter};
	struct err err = ERR_INIT;

	fixture_ok(report_run(fx.o, &req, t, &err), &err);
	db_assert_idle(office_db(fx.o));
}

static inline int column(const struct report_table *t, const char *name)
{
	for (int i = 0; i < t->ncolumns; i++) {
		if (!strcmp(t->columns[i].name, name))
			return i;
	}
	fail_msg("no column %s", name);
	return -1;
}

static inline const struct report_row *find_row(
	const struct report_table *t, const char *label, const char *currency)
{
	for (int i = 0; i < t->nrows; i++) {
		if (!strcmp(t->rows[i].cells[0].text, label) &&
			!strcmp(t->rows[i].currency, currency))
			return &t->rows[i];
	}
	return NULL;
}

static inline const struct report_row *find_total(
	const struct report_table *t, const char *currency)
{
	for (int i = 0; i < t->ntotals; i++) {
		if (!strcmp(t->totals[i].currency, currency))
			return &t->totals[i];
	}
	return NULL;
}

static inline int64_t cell(
	const struct report_table *t, const struct report_row *r, const char *name)
{
	return r ? r->cells[column(t, name)].num : 0;
}

static const struct period all_time = {DATE_MIN, DATE_MAX};

#endif
