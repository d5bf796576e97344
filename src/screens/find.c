/* Find a client, deal, task or product anywhere: type a part of a name, of a phone number, of a note. */
#include "screens/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/task.h"
#include "screens/actions.h"
#include "screens/record_acts.h"
#include "tui/palette.h"

enum { FIND_SHIFT = 48, FIND_FIELDS = 3 };

/* What is looked through, how many of each are shown, and the fields that tell one from another. */
static const struct find_kind {
	enum kind_id kind;
	int limit;
	int fields[FIND_FIELDS];
} find_kinds[] = {
	{KIND_CLIENT, 10, {CLIENT_PHONE, CLIENT_CITY, CLIENT_EMAIL}},
	{KIND_DEAL, 6, {DEAL_CLIENT, DEAL_STAGE, DEAL_AMOUNT}},
	{KIND_TASK, 6, {TASK_DUE_DAY, TASK_CLIENT, TASK_STATE}},
	{KIND_INTERACTION, 5, {INTERACTION_STARTED_AT, INTERACTION_CLIENT, INTERACTION_CHANNEL}},
	{KIND_PRODUCT, 4, {PRODUCT_SKU, PRODUCT_CATEGORY, PRODUCT_PRICE}},
};
#define FIND_KINDS (sizeof find_kinds / sizeof *find_kinds)

struct find {
	struct palette palette;
	char *typed; /* the text that the entries answer */
};

static void find_add(struct palette *p, const struct screen_env *env, const struct find_kind *fk,
	const struct record *r)
{
	struct buf title = BUF_INIT, note = BUF_INIT, value = BUF_INIT;

	record_format(env->office, r, r->kind->title_field, STYLE_SHOW, &title);
	for (int i = 0; i < FIND_FIELDS; i++) {
		if (!record_has(r, fk->fields[i]))
			continue;
		buf_clear(&value);
		record_format(env->office, r, fk->fields[i], STYLE_SHOW, &value);
		buf_addf(&note, "%s%s", note.len ? " · " : "", buf_str(&value));
	}
	palette_add(p, ((int64_t)fk->kind << FIND_SHIFT) | r->id, _(r->kind->title), "",
		buf_str(&title), "", buf_str(&note));
	buf_release(&title);
	buf_release(&note);
	buf_release(&value);
}

static void find_fill(struct find *s, const struct screen_env *env)
{
	struct palette *p = &s->palette;
	const char *typed = palette_typed(p);

	free(s->typed);
	s->typed = mem_strdup(typed);
	palette_empty(p);
	for (size_t i = 0; i < FIND_KINDS && *typed; i++) {
		struct list_page page = {0};

		if (list_search(env->office, find_kinds[i].kind, typed, find_kinds[i].limit, &page,
			    NULL) != ST_OK)
			continue;
		for (int k = 0; k < page.n; k++)
			find_add(p, env, &find_kinds[i], &page.rows[k]);
		list_page_release(&page);
	}
	palette_filter(p, true);
}

static void *find_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct find *s = mem_alloc(sizeof *s);

	(void)env;
	palette_init(&s->palette, _("Find: name, phone, e-mail, city, any word"), false);
	if (arg->preset)
		lineedit_set(&s->palette.edit, arg->preset);
	return s;
}

/* Data changed meanwhile, or it was just opened: what is typed is answered anew. */
static enum status find_load(void *state, const struct screen_env *env, struct err *err)
{
	(void)err;
	find_fill(state, env);
	return ST_OK;
}

static void find_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	struct rect inside = {l->title.row, 0, l->title.rows + l->body.rows, l->all.cols};

	(void)env;
	palette_draw(&((const struct find *)state)->palette, c, inside);
}

static bool find_typing(const void *state)
{
	(void)state;
	return true;
}

static unsigned find_chosen(const struct find *s, const struct screen_env *env, struct nav *nav)
{
	int64_t key = palette_chosen(&s->palette)->id;
	enum kind_id kind = (enum kind_id)(key >> FIND_SHIFT);
	int64_t id = key & (((int64_t)1 << FIND_SHIFT) - 1), client;
	struct record r;

	/* A line of history is read on its client's card. */
	if (kind == KIND_INTERACTION && record_load(env->office, kind, id, &r, NULL) == ST_OK) {
		client = record_num(&r, INTERACTION_CLIENT);
		record_release(&r);
		if (client)
			return nav_open(nav, SCREEN_CARD, KIND_CLIENT, client, NULL) | SCREEN_CLOSE;
	}
	return record_acts_open(kind, id, nav) | SCREEN_CLOSE;
}

static unsigned find_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct find *s = state;

	switch (palette_handle(&s->palette, ev)) {
	case PALETTE_CANCEL: return SCREEN_HANDLED | SCREEN_CLOSE;
	case PALETTE_CHOSEN: return find_chosen(s, env, nav);
	case PALETTE_CHANGED:
		if (strcmp(palette_typed(&s->palette), s->typed) != 0)
			find_fill(s, env);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static void find_release(void *state)
{
	struct find *s = state;

	palette_release(&s->palette);
	free(s->typed);
	free(s);
}

const struct screen_ops find_screen = {
	.title = N_("Find"),
	.overlay = true,
	.open = find_open,
	.load = find_load,
	.draw = find_draw,
	.typing = find_typing,
	.event = find_event,
	.release = find_release,
};
