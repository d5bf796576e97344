/* The palette (type, and every action that fits is listed with its key) and the menu (the same in groups). */
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "base/mem.h"
#include "desk_private.h"
#include "panels.h"
#include "tui/palette.h"

enum { PALETTE_KIND = 10000 }; /* entry ids from here on are record kinds */

struct palette_panel {
	struct palette palette;
};

/* Kinds that have no tab of their own. */
static const enum kind_id palette_kinds[] = {KIND_PRODUCT, KIND_USER, KIND_INTERACTION, KIND_CHOICE,
	KIND_PIPELINE, KIND_STAGE, KIND_CUSTOM_FIELD, KIND_IMPORT_PROFILE};

/* Moving in lists is done by keys that everybody knows; the two panels themselves are open. */
static bool palette_is_listed(const struct action *a)
{
	return a->id != ACT_MENU && a->id != ACT_PALETTE && a->id != ACT_UP && a->id != ACT_DOWN;
}

static void palette_add_action(
	struct palette *p, const struct screen_env *env, const char *group, const struct action *a)
{
	struct buf keys = BUF_INIT;

	keymap_keys(env->keymap, a->id, &keys);
	palette_add(
		p, a->id, group, a->name, i18n_in("action", a->title), buf_str(&keys), _(a->help));
	buf_release(&keys);
}

/* pass 0: of this screen, 1: everywhere, 2: of other screens. */
static int palette_pass(const struct action *a, unsigned contexts)
{
	if (a->contexts & CTX_GLOBAL)
		return 1;
	return a->contexts & contexts ? 0 : 2;
}

static void palette_add_pass(
	struct palette *p, const struct screen_env *env, const struct frame *below, int pass)
{
	for (size_t i = 0; i < keymap_count(env->keymap); i++) {
		const struct action *a = keymap_at(env->keymap, i);
		struct buf group = BUF_INIT;

		if (!palette_is_listed(a) || palette_pass(a, below->ops->contexts) != pass)
			continue;
		if (pass == 0)
			buf_add(&group, _(below->ops->title));
		else if (pass == 1)
			buf_add(&group, _("Everywhere"));
		else
			action_print_places(a->contexts, &group);
		palette_add_action(p, env, buf_str(&group), a);
		buf_release(&group);
	}
}

static void palette_add_kinds(struct palette *p, const struct screen_env *env)
{
	for (size_t i = 0; i < sizeof palette_kinds / sizeof *palette_kinds; i++) {
		const struct kind *k = office_kind(env->office, palette_kinds[i]);
		char *help = mem_printf(_("Open the list: %s"), _(k->plural));

		palette_add(p, PALETTE_KIND + k->id, _("Lists"), k->name, _(k->plural), "", help);
		free(help);
	}
}

static void *palette_make(const struct screen_env *env, bool menu)
{
	struct palette_panel *s = mem_alloc(sizeof *s);
	const struct frame *below = desk_top(desk_of(env));

	palette_init(&s->palette, menu ? _("Menu") : _("Commands"), menu);
	palette_add_pass(&s->palette, env, below, 0);
	palette_add_pass(&s->palette, env, below, 1);
	palette_add_kinds(&s->palette, env);
	if (!menu)
		palette_add_pass(&s->palette, env, below, 2);
	palette_filter(&s->palette, false);
	return s;
}

static void *palette_open(const struct screen_env *env, const struct screen_arg *arg)
{
	(void)arg;
	return palette_make(env, false);
}

static void *menu_open(const struct screen_env *env, const struct screen_arg *arg)
{
	(void)arg;
	return palette_make(env, true);
}

static void palette_panel_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	struct rect inside = {l->title.row, 0, l->title.rows + l->body.rows, l->all.cols};

	(void)env;
	palette_draw(&((const struct palette_panel *)state)->palette, c, inside);
}

static bool palette_typing(const void *state)
{
	(void)state;
	return true;
}

/* "go ivanov" finds ivanov anywhere. */
static bool palette_go(const struct palette *p, const struct event *ev, struct nav *nav)
{
	const char *typed = palette_typed(p);

	if (!event_is(ev, K_ENTER, 0) || strncmp(typed, "go ", 3) != 0)
		return false;
	nav_open(nav, SCREEN_FIND, KIND_NONE, 0, typed + 3);
	return true;
}

static unsigned palette_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct palette *p = &((struct palette_panel *)state)->palette;
	int64_t id;

	(void)env;
	if (palette_go(p, ev, nav))
		return SCREEN_HANDLED | SCREEN_CLOSE;
	switch (palette_handle(p, ev)) {
	case PALETTE_CANCEL: return SCREEN_HANDLED | SCREEN_CLOSE;
	case PALETTE_CHANGED: return SCREEN_HANDLED | SCREEN_REDRAW;
	case PALETTE_CHOSEN:
		id = palette_chosen(p)->id;
		if (id >= PALETTE_KIND)
			nav_open(nav, SCREEN_RECORDS, (enum kind_id)(id - PALETTE_KIND), 0, NULL);
		else
			nav_action(nav, (int)id);
		return SCREEN_HANDLED | SCREEN_CLOSE;
	default: return 0;
	}
}

static void palette_close(void *state)
{
	struct palette_panel *s = state;

	palette_release(&s->palette);
	free(s);
}

const struct screen_ops palette_screen = {
	.title = N_("Commands"),
	.overlay = true,
	.open = palette_open,
	.draw = palette_panel_draw,
	.typing = palette_typing,
	.event = palette_event,
	.release = palette_close,
};

const struct screen_ops menu_screen = {
	.title = N_("Menu"),
	.overlay = true,
	.open = menu_open,
	.draw = palette_panel_draw,
	.typing = palette_typing,
	.event = palette_event,
	.release = palette_close,
};
