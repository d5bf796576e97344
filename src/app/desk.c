/*
 * The event loop. All keys that are there are handled before anything is drawn. Before the loop waits, no statement and no
 * transaction is open. Other people's changes come as a notice on a descriptor, which may be a little earlier than the change
 * itself can be seen (limits of the notice): then the counter is looked at again after a few milliseconds; without a descriptor,
 * and to be safe, every second.
 */
#include "app/desk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "app/paths.h"
#include "base/clock.h"
#include "base/mem.h"
#include "desk_private.h"
#include "domain/action.h"
#include "domain/setup.h"
#include "screens/actions.h"
#include "store/upkeep.h"
#include "tui/term.h"

enum { DESK_POLL_MS = 1000, DESK_IDLE_AFTER_MS = 1000, DESK_MINUTE_MS = 60000 };

/* Milliseconds after a notice at which the counter is looked at again. */
static const int recheck_ms[] = {1, 1, 2, 4, 8, 16, 64, 256};
#define RECHECKS ((int)(sizeof recheck_ms / sizeof *recheck_ms))

/* --- Other people's changes --------------------------------------------------------------------- */

static void desk_refresh(struct desk *d)
{
	struct err err = ERR_INIT;

	if (office_refresh(d->env.office, &err) != ST_OK)
		desk_say(d, MESSAGE_ERROR, "%s", err.text);
	desk_stale(d);
}

static void desk_look(struct desk *d)
{
	int64_t counter = db_change_counter(office_db(d->env.office));

	if (counter == d->counter)
		return;
	d->counter = counter;
	d->recheck = 0;
	d->idle_done = false;
	desk_refresh(d);
}

static void desk_notice(struct desk *d)
{
	db_watch_drain(office_db(d->env.office));
	d->recheck = RECHECKS;
}

/* --- Time --------------------------------------------------------------------------------------- */

static int desk_sooner(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* When do the open screens want a tick? */
static int desk_tick_wait(struct desk *d, int64_t now)
{
	int wait = -1;

	for (int i = 0; i <= d->depth; i++) {
		struct frame *f = desk_frame(d, i);
		int ms = f->ops->wait_ms && f->state ? f->ops->wait_ms(f->state) : -1;

		if (ms < 0) {
			f->tick_at = -1;
			continue;
		}
		if (f->tick_at < 0)
			f->tick_at = now + ms;
		wait = desk_sooner(wait, f->tick_at > now ? (int)(f->tick_at - now) : 0);
	}
	return wait;
}

static int desk_wait_ms(struct desk *d)
{
	int64_t now = clock_monotonic_ms();
	int wait = desk_tick_wait(d, now);

	if (d->recheck > 0)
		return desk_sooner(wait, recheck_ms[RECHECKS - d->recheck]);
	if (!d->idle_done) {
		int64_t left = d->key_at + DESK_IDLE_AFTER_MS - now;

		wait = desk_sooner(wait, left > 0 ? (int)left : 0);
	}
	if (db_watch_fd(office_db(d->env.office)) < 0)
		return desk_sooner(wait, DESK_POLL_MS);
	return desk_sooner(wait, DESK_MINUTE_MS / 4);
}

static void desk_ticks(struct desk *d)
{
	int64_t now = clock_monotonic_ms();

	for (int i = 0; i <= d->depth; i++) {
		struct frame *f = desk_frame(d, i);
		struct nav nav = {.arg = {.kind = KIND_NONE}};
		unsigned flags;

		if (f->tick_at < 0 || f->tick_at > now)
			continue;
		f->tick_at = -1;
		flags = f->ops->tick(f->state, &d->env, &nav);
		d->dirty = true;
		if (i == d->depth) {
			desk_apply(d, flags, &nav);
			return; /* the stack may be another one now */
		}
		if (flags & SCREEN_CHANGED)
			desk_stale(d);
		nav_release(&nav);
	}
}

/*
 * One step of what keeps the file healthy. It writes, and its own writing is no news: the counter is taken on. What somebody
 * else wrote in the same moment is seen by reading everything once more at the end.
 */
static void desk_idle(struct desk *d)
{
	struct db *db = office_db(d->env.office);
	int64_t counter;

	if (d->idle_done || clock_monotonic_ms() - d->key_at < DESK_IDLE_AFTER_MS)
		return;
	d->idle_done = !db_idle_step(db);
	counter = db_change_counter(db);
	d->idle_wrote |= counter != d->counter;
	d->counter = counter;
	if (d->idle_done && d->idle_wrote) {
		d->idle_wrote = false;
		desk_refresh(d);
	}
}

static void desk_minute(struct desk *d)
{
	int64_t minute = clock_now() / 60;

	if (minute == d->minute)
		return;
	d->minute = minute;
	d->due_stale = d->dirty = true;
	desk_remind(d, false);
}

/* --- The loop ----------------------------------------------------------------------------------- */

static void desk_show(struct desk *d)
{
	if (d->due_stale)
		desk_count_due(d);
	desk_reload(d);
	assert(!action_is_open(d->env.office));
	desk_draw(d);
	d->dirty = false;
}

static void desk_take(struct desk *d, const struct event *ev)
{
	d->dirty |= ev->kind != EVENT_TIMEOUT && ev->kind != EVENT_FD;
	switch (ev->kind) {
	case EVENT_KEY:
	case EVENT_PASTE:
	case EVENT_MOUSE:
		d->key_at = clock_monotonic_ms();
		d->idle_done = false;
		desk_event(d, ev);
		break;
	case EVENT_RESIZE: desk_layout(d); break;
	case EVENT_SUSPEND: term_suspend(); break;
	case EVENT_HANGUP:
	case EVENT_TERM: d->quit = true; break;
	case EVENT_INTERRUPT: desk_action(d, ACT_QUIT); break;
	case EVENT_FD: desk_notice(d); break;
	default: d->recheck -= d->recheck > 0; break;
	}
}

static void desk_loop(struct desk *d)
{
	int watch = db_watch_fd(office_db(d->env.office));
	struct event ev;

	while (!d->quit) {
		desk_look(d);
		if (d->dirty && !term_pending())
			desk_show(d);
		db_assert_idle(office_db(d->env.office));
		term_wait(&watch, watch >= 0, desk_wait_ms(d), &ev);
		desk_take(d, &ev);
		if (d->quit)
			break;
		if (ev.kind == EVENT_TIMEOUT || ev.kind == EVENT_FD) {
			desk_minute(d);
			desk_ticks(d);
			desk_idle(d);
		}
	}
	/* What was being typed when the terminal went away, or when the user left, is offered next time. */
	desk_drafts_save(d);
}

static void desk_notes(struct desk *d, const char *notes)
{
	char *copy = mem_strdup(notes ? notes : ""), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		desk_say(d, MESSAGE_WARNING, "%s", line);
	free(copy);
}

static void desk_start(struct desk *d)
{
	struct frame *tab = &d->tabs[options_number(d->setup->options, OPTION_START)];

	canvas_init(&d->canvas, 1, 1);
	desk_layout(d);
	message_init(&d->message);
	desk_go_tab(d, (int)(tab - d->tabs));
	d->counter = db_change_counter(office_db(d->env.office));
	d->key_at = clock_monotonic_ms();
	d->minute = clock_now() / 60;
	d->due_stale = true;
	desk_notes(d, d->setup->notes);
	if (db_is_read_only(office_db(d->env.office)))
		desk_say(d, MESSAGE_WARNING,
			_("This file can only be read: nothing will be saved."));
	desk_remind(d, true);
	desk_draft_offer(d);
}

static void desk_stop(struct desk *d)
{
	desk_close_all(d);
	message_release(&d->message);
	canvas_release(&d->canvas);
}

static enum status desk_term(const struct desk_setup *setup, const char **note, struct err *err)
{
	const struct options *o = setup->options;
	struct term_options term = {
		.mouse = options_number(o, OPTION_MOUSE), .title = options_number(o, OPTION_TITLE)};

	theme_parse(options_text(o, OPTION_THEME), &term.theme);
	if (setup->no_color || theme_no_color())
		term.theme = THEME_MONO;
	mem_set_hook(term_emergency);
	return term_start(&term, note, err);
}

enum status desk_run(const struct desk_setup *setup, struct err *err)
{
	struct desk *d = mem_alloc(sizeof *d);
	char *state_dir = path_state("");
	const char *note = "";
	enum status st;

	d->setup = setup;
	d->env = (struct screen_env){.keymap = setup->keymap,
		.key_layout = setup->layout,
		.options = setup->office,
		.db_path = setup->db_path,
		.state_dir = state_dir,
		.print = setup->print,
		.date_order = setup->office->date_order,
		.decimal = setup->office->decimal};
	st = office_start(setup->db_path, setup->office, &d->env.office, err);
	if (st)
		goto out;
	st = desk_term(setup, &note, err);
	if (st)
		goto out;
	term_title(_("Kartoteka"));
	desk_start(d);
	if (note && *note)
		desk_say(d, MESSAGE_WARNING, "%s", note);
	desk_loop(d);
	desk_stop(d);
	term_stop();
out:
	office_close(d->env.office);
	free(state_dir);
	free(d);
	return st;
}
