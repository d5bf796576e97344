/* Questions of the import wizard: a pop-up with choices, or one line to write. */
#include "import_prompt.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/fuzzy.h"

enum { PROMPT_COLS = 58, PROMPT_LINE_ROWS = 4, PROMPT_WHY_ROWS = 3, PROMPT_CHARS = 10000 };

void import_prompt_pick(struct import_prompt *p, int purpose, int arg, const char *title,
	picklist_find_fn *find, void *find_arg, bool can_add, const char *value)
{
	import_prompt_close(p);
	p->kind = PROMPT_PICK;
	p->purpose = purpose;
	p->arg = arg;
	p->title = mem_strdup(title);
	picklist_init_find(&p->pick, find, find_arg, can_add);
	picklist_open(&p->pick, value);
}

void import_prompt_line(
	struct import_prompt *p, int purpose, int arg, const char *title, const char *text)
{
	import_prompt_close(p);
	p->kind = PROMPT_LINE;
	p->purpose = purpose;
	p->arg = arg;
	p->title = mem_strdup(title);
	lineedit_init(&p->line, PROMPT_CHARS);
	lineedit_set(&p->line, text ? text : "");
	lineedit_select_all(&p->line);
}

void import_prompt_removes(struct import_prompt *p)
{
	p->removes = true;
}

void import_prompt_close(struct import_prompt *p)
{
	if (p->kind == PROMPT_PICK)
		picklist_release(&p->pick);
	if (p->kind == PROMPT_LINE)
		lineedit_release(&p->line);
	free(p->title);
	free(p->error);
	free(p->answer);
	*p = (struct import_prompt){0};
}

void import_prompt_refuse(struct import_prompt *p, const char *why)
{
	free(p->error);
	p->error = mem_strdup(why);
}

static enum prompt_result import_prompt_take(struct import_prompt *p, const char *text, bool added)
{
	free(p->answer);
	p->answer = mem_strdup(text);
	p->added = added;
	return PROMPT_ANSWERED;
}

static enum prompt_result import_prompt_choose(struct import_prompt *p, const struct event *ev)
{
	switch (picklist_handle(&p->pick, ev)) {
	case PICK_CHOSEN:
		return picklist_chosen(&p->pick)
			       ? import_prompt_take(p, picklist_chosen(&p->pick)->value, false)
			       : PROMPT_MOVED;
	case PICK_ADD: return import_prompt_take(p, lineedit_text(&p->pick.edit), true);
	case PICK_CANCEL: import_prompt_close(p); return PROMPT_MOVED;
	case PICK_CHANGED: return PROMPT_MOVED;
	default: return PROMPT_IGNORED;
	}
}

enum prompt_result import_prompt_event(struct import_prompt *p, const struct event *ev)
{
	if (p->kind == PROMPT_PICK)
		return import_prompt_choose(p, ev);
	if (event_is(ev, K_ESC, 0)) {
		import_prompt_close(p);
		return PROMPT_MOVED;
	}
	if (event_is(ev, K_ENTER, 0))
		return import_prompt_take(p, lineedit_text(&p->line), true);
	return lineedit_handle(&p->line, ev) == EDIT_IGNORED ? PROMPT_IGNORED : PROMPT_MOVED;
}

static void import_prompt_draw_line(
	const struct import_prompt *p, struct canvas *c, struct rect inside)
{
	int why = p->error ? PROMPT_WHY_ROWS : 0;
	struct rect r = rect_center(inside, PROMPT_LINE_ROWS + why, PROMPT_COLS);
	struct rect in = rect_inset(r, 1, 2);

	canvas_fill(c, r, ROLE_NORMAL);
	canvas_box(c, r, p->title);
	lineedit_draw(&p->line, c, in.row, in.col, in.cols, true);
	if (p->error)
		canvas_wrap(c, (struct rect){in.row + 1, in.col, why, in.cols}, 0, ROLE_ERROR,
			p->error);
	canvas_text(c, in.row + 1 + why, in.col, in.cols, ROLE_HINT,
		p->removes ? _("Enter takes it · empty removes it · Esc cancels")
			   : _("Enter takes it · Esc cancels"));
}

void import_prompt_draw(const struct import_prompt *p, struct canvas *c, struct rect inside)
{
	int rows;

	if (p->kind == PROMPT_LINE)
		import_prompt_draw_line(p, c, inside);
	if (p->kind != PROMPT_PICK)
		return;
	rows = picklist_rows(&p->pick);
	picklist_draw(&p->pick, c,
		rect_center(inside, rows < inside.rows ? rows : inside.rows, PROMPT_COLS),
		p->title);
}

void import_offer(struct import_offers *o, const char *typed, const char *value, const char *label,
	const char *note)
{
	int score = fuzzy_score(typed, label), by_note = note ? fuzzy_score(typed, note) : 0;

	if (by_note > score)
		score = by_note;
	if (score <= 0 || o->n >= (int)(sizeof(o->items) / sizeof(o->items[0])))
		return;
	o->items[o->n] = (struct import_offer){value, label, note, *typed ? score : 0, o->n};
	o->n++;
}

static int import_offer_compare(const void *a, const void *b)
{
	const struct import_offer *x = a, *y = b;

	return x->score != y->score ? y->score - x->score : x->at - y->at;
}

void import_offers_give(struct import_offers *o, struct picklist *out)
{
	qsort(o->items, (size_t)o->n, sizeof(o->items[0]), import_offer_compare);
	for (int i = 0; i < o->n; i++)
		picklist_add(out, o->items[i].value, o->items[i].label, o->items[i].note);
}
