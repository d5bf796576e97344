/* Periods and cuts to choose from. A typed period is offered as soon as it can be read, with its dates. */
#include "report_pick.h"

#include <string.h>

#include "base/clock.h"
#include "base/fold.h"
#include "base/i18n.h"

enum { PICK_COLS = 72, PICK_NOTE_ROWS = 2 };

void report_pick_dates(struct period period, enum date_order order, struct buf *out)
{
	char from[DATE_LEN], to[DATE_LEN];

	date_format(period.from, order, from);
	date_format(period.to, order, to);
	if (period.from == DATE_MIN && period.to == DATE_MAX)
		buf_add(out, _("all time"));
	else if (period.from == DATE_MIN)
		buf_addf(out, _("until %s"), to);
	else if (period.to == DATE_MAX)
		buf_addf(out, _("from %s"), from);
	else if (period.from == period.to)
		buf_add(out, from);
	else
		buf_addf(out, "%s – %s", from, to);
}

static void report_pick_add(
	const struct report_pick *p, struct picklist *out, const char *value, const char *label)
{
	struct period period;
	struct buf dates = BUF_INIT;

	if (period_parse(value, clock_today(), &period, NULL) == ST_OK)
		report_pick_dates(period, p->order, &dates);
	picklist_add(out, value, label, buf_str(&dates));
	buf_release(&dates);
}

static bool report_pick_fits(const char *title, const char *typed)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool fits;

	fold_text(&a, title);
	fold_text(&b, typed);
	fits = strstr(buf_str(&a), buf_str(&b)) != NULL;
	buf_release(&a);
	buf_release(&b);
	return fits;
}

static void report_pick_find_period(void *arg, const char *typed, struct picklist *out)
{
	const struct report_pick *p = arg;
	struct period period;
	bool by_title = false;

	for (int i = 0; period_word(i); i++)
		by_title |= report_pick_fits(period_title(period_word(i)), typed);
	if (*typed && !by_title && period_parse(typed, clock_today(), &period, NULL) == ST_OK)
		report_pick_add(p, out, typed, typed);
	for (int i = 0; period_word(i); i++)
		if (report_pick_fits(period_title(period_word(i)), typed))
			report_pick_add(p, out, period_word(i), period_title(period_word(i)));
	if (*typed && by_title && period_parse(typed, clock_today(), &period, NULL) == ST_OK)
		report_pick_add(p, out, typed, typed);
}

static void report_pick_find_cut(void *arg, const char *typed, struct picklist *out)
{
	const struct report_pick *p = arg;

	for (int i = 0; i < REPORT_MAX_CUTS && p->def->cuts[i]; i++)
		if (report_pick_fits(report_cut_title(p->def->cuts[i]), typed))
			picklist_add(out, p->def->cuts[i], report_cut_title(p->def->cuts[i]), NULL);
}

void report_pick_open(struct report_pick *p, enum report_pick_kind kind,
	const struct report_def *def, enum date_order order, const char *now)
{
	*p = (struct report_pick){.kind = kind, .def = def, .order = order};
	picklist_init_find(&p->list,
		kind == REPORT_PICK_PERIOD ? report_pick_find_period : report_pick_find_cut, p,
		false);
	picklist_open(&p->list, now);
}

void report_pick_close(struct report_pick *p)
{
	if (p->kind != REPORT_PICK_NONE)
		picklist_release(&p->list);
	p->kind = REPORT_PICK_NONE;
}

enum pick_result report_pick_event(
	struct report_pick *p, const struct event *ev, const char **value)
{
	enum pick_result result = picklist_handle(&p->list, ev);

	if (result == PICK_CHOSEN)
		*value = picklist_chosen(&p->list)->value;
	return result;
}

/* What can be typed, or why what is typed cannot be read. */
static void report_pick_draw_note(const struct report_pick *p, struct canvas *c, struct rect r)
{
	struct err err = ERR_INIT;
	struct period period;
	bool wrong = p->list.count == 0 && period_parse(lineedit_text(&p->list.edit), clock_today(),
						   &period, &err) != ST_OK;

	canvas_fill(c, r, ROLE_POPUP);
	canvas_wrap(c, rect_inset(r, 0, 1), 0, wrong ? ROLE_ERROR : ROLE_HINT,
		wrong ? err.text : _("Or type: 2025, 2025-Q1, 2025-03, last 14 days, 1.3..15.4"));
}

void report_pick_draw(const struct report_pick *p, struct canvas *c, struct rect body)
{
	bool period = p->kind == REPORT_PICK_PERIOD;
	int rows = picklist_rows(&p->list) + (period ? PICK_NOTE_ROWS : 0);
	struct rect box = rect_center(body, rows, PICK_COLS);

	if (period)
		report_pick_draw_note(p, c, rect_cut_bottom(&box, PICK_NOTE_ROWS));
	picklist_draw(&p->list, c, box, period ? _("Period") : _("Group by"));
}
