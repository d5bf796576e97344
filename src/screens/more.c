/* The sixth tab: the way to everything that has no tab of its own. */
#include "screens/more.h"

#include <stdlib.h>

#include "base/mem.h"
#include "screens/actions.h"
#include "tui/list.h"

/* A line does an action of the loop, or opens the list of a kind. */
static const struct more_line {
	const char *title, *help;
	int action; /* -1: kind */
	enum kind_id kind;
} lines[] = {
	{N_("Import"), N_("Bring in a file: CSV, Excel, vCard"), ACT_IMPORT, KIND_NONE},
	{N_("Export"), N_("Write clients to a file; other lists with E on their screen"),
		ACT_EXPORT, KIND_CLIENT},
	{N_("History"), N_("Who did what; take any action back"), ACT_HISTORY, KIND_NONE},
	{N_("Duplicates"), N_("Clients that are there twice; merge them"), ACT_DUPLICATES,
		KIND_NONE},
	{N_("Imports"), N_("What was imported from files; take any of it back"), ACT_IMPORTS,
		KIND_NONE},
	{N_("Trash"), N_("What was deleted; bring it back"), ACT_TRASH, KIND_NONE},
	{N_("Backup"), N_("Write a verified copy of the office file"), ACT_BACKUP, KIND_NONE},
	{N_("Products"), N_("What you sell, with prices"), -1, KIND_PRODUCT},
	{N_("Interactions"), N_("Every call, meeting and letter of the office"), -1,
		KIND_INTERACTION},
	{N_("Users"), N_("The people who work here"), -1, KIND_USER},
	{N_("Lists"), N_("Results, industries, sources, lost reasons, tags to choose"), -1,
		KIND_CHOICE},
	{N_("Pipelines"), N_("The ways that deals go"), -1, KIND_PIPELINE},
	{N_("Stages"), N_("The steps of each pipeline, with class and probability"), -1,
		KIND_STAGE},
	{N_("Custom fields"), N_("Fields of your own, for any kind of record"), -1,
		KIND_CUSTOM_FIELD},
	{N_("Import mappings"), N_("How the columns of files were imported before"), -1,
		KIND_IMPORT_PROFILE},
	{N_("Settings"), N_("Every option with its value and where it was set"), ACT_SETTINGS,
		KIND_NONE},
	{N_("Messages"), N_("Read past messages again"), ACT_MESSAGES, KIND_NONE},
	{N_("Help"), N_("The keys of every screen, dates and filters"), ACT_HELP, KIND_NONE},
	{N_("About"), N_("Version, office file and terminal"), ACT_ABOUT, KIND_NONE},
};
#define MORE_LINES ((int)(sizeof lines / sizeof *lines))

struct more {
	struct list list;
	struct list_column columns[2];
	struct rect rect;
};

static int more_count(void *arg)
{
	(void)arg;
	return MORE_LINES;
}

static void more_cell(void *arg, int row, int column, struct list_cell *out)
{
	(void)arg;
	out->role = column == 0 ? ROLE_NORMAL : ROLE_HINT;
	buf_add(&out->text, column == 0 ? _(lines[row].title) : _(lines[row].help));
}

static void *more_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct more *s = mem_alloc(sizeof *s);

	(void)env;
	(void)arg;
	s->columns[0] = (struct list_column){.title = _("What"), .cols = 16};
	s->columns[1] = (struct list_column){.title = _("For"), .cols = 20, .grow = 1};
	list_init(&s->list, s->columns, 2,
		(struct list_source){.arg = s, .count = more_count, .cell = more_cell});
	s->list.focus = true;
	return s;
}

static void more_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct more *s = state;

	(void)env;
	canvas_text(c, l->title.row, l->title.col + 1, l->title.cols - 1, ROLE_TITLE, _("More"));
	list_draw(&s->list, c, s->rect);
}

static void more_fit(void *state, const struct layout *l)
{
	struct more *s = state;

	s->rect = l->body;
	list_fit(&s->list, l->body.rows);
}

static unsigned more_choose(struct more *s, struct nav *nav)
{
	const struct more_line *line = &lines[s->list.cursor];

	if (line->action == ACT_EXPORT)
		return nav_open(nav, SCREEN_EXPORT, line->kind, 0, NULL);
	if (line->action >= 0)
		return nav_action(nav, line->action);
	return nav_open(nav, SCREEN_RECORDS, line->kind, 0, NULL);
}

static unsigned more_move(struct more *s, enum list_move move)
{
	list_move(&s->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned more_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct more *s = state;

	(void)env;
	switch (action) {
	case ACT_OPEN: return more_choose(s, nav);
	case ACT_UP: return more_move(s, LIST_UP);
	case ACT_DOWN: return more_move(s, LIST_DOWN);
	case ACT_TOP: return more_move(s, LIST_HOME);
	case ACT_BOTTOM: return more_move(s, LIST_END);
	default: return 0;
	}
}

static unsigned more_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct more *s = state;
	bool open = ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE;

	(void)env;
	if (open && ev->row > s->rect.row && rect_has(s->rect, ev->row, ev->col)) {
		list_handle(&s->list, ev, s->rect);
		return more_choose(s, nav);
	}
	return list_handle(&s->list, ev, s->rect) ? SCREEN_HANDLED | SCREEN_REDRAW : 0;
}

static void more_release(void *state)
{
	struct more *s = state;

	list_release(&s->list);
	free(s);
}

const struct screen_ops more_screen = {
	.title = N_("More"),
	.contexts = CTX_MENU,
	.help = N_("Everything that has no tab of its own. Enter opens the line under the cursor."),
	.open = more_open,
	.draw = more_draw,
	.fit = more_fit,
	.handle = more_handle,
	.event = more_event,
	.release = more_release,
};
