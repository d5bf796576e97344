/* A verified copy of the office file: asks where to, then works beside the loop with a connection of its own. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/paths.h"
#include "base/clock.h"
#include "base/job.h"
#include "base/mem.h"
#include "desk_private.h"
#include "panels.h"
#include "store/db.h"
#include "store/upkeep.h"
#include "tui/lineedit.h"

enum { BACKUP_COLS = 70, BACKUP_ROWS = 6, BACKUP_PATH_MAX = 1000, BACKUP_TICK_MS = 100 };

struct backup_panel {
	struct lineedit path;
	char *from, *to; /* of the running job */
	struct job *job;
};

static enum status backup_work(struct job *job, void *arg, struct err *err)
{
	struct backup_panel *s = arg;
	struct db *db;
	enum status st = db_open(s->from, DB_READ_ONLY, &db, err);

	(void)job;
	if (st)
		return st;
	st = db_backup(db, s->to, false, err);
	db_close(db);
	return st;
}

/* Beside the office file, with the day in its name, and a number when there is one already. */
static char *backup_name(const char *db_path)
{
	size_t len = strlen(db_path);
	char day[DATE_LEN], *name;

	if (len > 3 && !strcmp(db_path + len - 3, ".db"))
		len -= 3;
	date_format_iso(clock_today(), day);
	name = mem_printf("%.*s-%s.db", (int)len, db_path, day);
	for (int n = 2; n < 100 && access(name, F_OK) == 0; n++) {
		free(name);
		name = mem_printf("%.*s-%s-%d.db", (int)len, db_path, day, n);
	}
	return name;
}

static void *backup_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct backup_panel *s = mem_alloc(sizeof *s);
	char *name = backup_name(env->db_path);

	(void)arg;
	lineedit_init(&s->path, BACKUP_PATH_MAX);
	lineedit_set(&s->path, name);
	s->from = mem_strdup(env->db_path);
	free(name);
	return s;
}

static void backup_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct backup_panel *s = state;
	struct rect r = rect_center(l->body, BACKUP_ROWS, BACKUP_COLS), in = rect_inset(r, 1, 2);

	(void)env;
	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, _("Backup"));
	canvas_text(c, in.row, in.col, in.cols, ROLE_POPUP, _("Write a verified copy to:"));
	lineedit_draw(&s->path, c, in.row + 1, in.col, in.cols, !s->job);
	canvas_text(c, in.row + 3, in.col, in.cols, ROLE_HINT,
		s->job ? _("Copying and checking; you can wait here.")
		       : _("Enter = write   Esc = leave"));
}

static bool backup_typing(const void *state)
{
	(void)state;
	return true;
}

static unsigned backup_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct backup_panel *s = state;

	(void)env;
	if (s->job) {
		if (event_is(ev, K_ESC, 0))
			nav_say(nav, MESSAGE_INFO, _("The copy is being written; one moment."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (event_is(ev, K_ESC, 0) || event_is(ev, K_F(10), 0))
		return SCREEN_HANDLED | SCREEN_CLOSE;
	if (event_is(ev, K_ENTER, 0) && *lineedit_text(&s->path)) {
		free(s->to);
		s->to = path_expand(lineedit_text(&s->path));
		s->job = job_start(backup_work, s);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return lineedit_handle(&s->path, ev) == EDIT_IGNORED ? 0 : SCREEN_HANDLED | SCREEN_REDRAW;
}

static int backup_wait(const void *state)
{
	return ((const struct backup_panel *)state)->job ? BACKUP_TICK_MS : -1;
}

static unsigned backup_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct backup_panel *s = state;
	struct err err = ERR_INIT;
	enum status st;

	(void)env;
	if (!job_is_done(s->job))
		return 0;
	st = job_finish(s->job, &err);
	s->job = NULL;
	if (st == ST_CONFLICT) {
		nav_say(nav, MESSAGE_WARNING, _("%s is there already; choose another name."),
			s->to);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (st)
		return nav_fail(nav, &err);
	nav_say(nav, MESSAGE_GOOD, _("Backup written and checked: %s"), s->to);
	return SCREEN_HANDLED | SCREEN_CLOSE;
}

static void backup_close(void *state)
{
	struct backup_panel *s = state;

	if (s->job)
		job_finish(s->job, NULL);
	lineedit_release(&s->path);
	free(s->from);
	free(s->to);
	free(s);
}

const struct screen_ops backup_screen = {
	.title = N_("Backup"),
	.overlay = true,
	.open = backup_open,
	.draw = backup_draw,
	.typing = backup_typing,
	.event = backup_event,
	.wait_ms = backup_wait,
	.tick = backup_tick,
	.release = backup_close,
};
