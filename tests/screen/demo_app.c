/*
 * A small program of the toolkit for the harness to drive: a list of names in several scripts, a command key (q), a
 * form (a), and a line that shows the last event and the size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/form.h"
#include "tui/keymap.h"
#include "tui/layout.h"
#include "tui/list.h"
#include "tui/term.h"

enum { DEMO_QUIT, DEMO_ADD, DEMO_HOME, DEMO_HELP, DEMO_COPY, DEMO_SUSPEND, DEMO_REDRAW };

static const struct action demo_actions[] = {
	{DEMO_QUIT, "quit", "q,F10,Ctrl-C", 1, "Quit", "Leave"},
	{DEMO_ADD, "add", "a,F7", 1, "Add", "Open the form"},
	{DEMO_HOME, "home", "g", 1, "Home", "First row"},
	{DEMO_HELP, "help", "?,F1", 1, "Help", "Show help"},
	{DEMO_COPY, "copy", "y", 1, "Copy", "Copy a name"},
	{DEMO_SUSPEND, "suspend", "Ctrl-Z", 1, "Suspend", "Stop the program"},
	{DEMO_REDRAW, "redraw", "Ctrl-L", 1, "Redraw", "Draw anew"},
};

static const char *const demo_names[] = {"Иванов Пётр", "Żółć Łukasz", "中文 Ltd", "и\xcc\x86од",
	"evil\033[2Jname", "Ivanov", "Petrov", "Sidorov", "Kowalski", "Nowak", "Popescu", "Müller",
	"O'Hara", "Ñandú", "Ωmega", "Ёлкина", "Щукин", "Яшин", "last"};

enum { DEMO_NAMES = sizeof(demo_names) / sizeof(demo_names[0]) };

static const struct list_column demo_columns[] = {
	{.title = "Name", .cols = 16, .grow = 1},
	{.title = "Number", .cols = 8, .right = true, .priority = 1},
};

static const struct form_field demo_fields[] = {
	{.name = "name", .label = "Name", .type = FORM_TEXT, .required = true},
	{.name = "city", .label = "City", .type = FORM_TEXT},
	{.name = "note", .label = "Note", .type = FORM_NOTE},
};

struct demo {
	struct list list;
	struct form *form; /* NULL: not open */
	struct keymap *keys;
	struct canvas canvas;
	char last[400];
	int resizes;
	bool done;
};

static int demo_count(void *arg)
{
	(void)arg;
	return DEMO_NAMES;
}

static void demo_cell(void *arg, int row, int column, struct list_cell *out)
{
	(void)arg;
	if (column == 0)
		buf_add(&out->text, demo_names[row]);
	else
		buf_addf(&out->text, "%d", row * 1000);
}

static void demo_draw(struct demo *d)
{
	struct layout l;

	term_canvas(&d->canvas);
	layout_compute(term_rows(), term_cols(), &l);
	if (l.too_small) {
		layout_draw_too_small(&d->canvas);
	} else {
		canvas_textf(&d->canvas, 0, 0, l.tabs.cols, ROLE_TITLE,
			"Demo %dx%d colors=%d resizes=%d", term_cols(), term_rows(), term_colors(),
			d->resizes);
		list_fit(&d->list, l.main.rows);
		d->list.focus = d->form == NULL;
		list_draw(&d->list, &d->canvas, l.main);
		layout_draw_rules(&l, &d->canvas);
		canvas_text(&d->canvas, l.message.row, 0, l.message.cols, ROLE_STATUS, d->last);
		if (d->form != NULL) {
			struct rect r = rect_center(l.body, 12, 50);

			canvas_fill(&d->canvas, r, ROLE_POPUP);
			canvas_box(&d->canvas, r, "Form");
			form_fit(d->form, rect_inset(r, 1, 1));
			form_draw(d->form, &d->canvas, rect_inset(r, 1, 1));
		}
	}
	term_flush(&d->canvas);
}

static void demo_form_event(struct demo *d, const struct event *ev)
{
	switch (form_handle(d->form, ev)) {
	case FORM_SAVE:
		snprintf(d->last, sizeof(d->last), "saved name=[%s] city=[%s]",
			form_get_name(d->form, "name"), form_get_name(d->form, "city"));
		form_free(d->form);
		d->form = NULL;
		break;
	case FORM_CANCEL:
		snprintf(d->last, sizeof(d->last), "cancelled");
		form_free(d->form);
		d->form = NULL;
		break;
	default: break;
	}
}

static void demo_action(struct demo *d, int id)
{
	switch (id) {
	case DEMO_QUIT: d->done = true; break;
	case DEMO_ADD: d->form = form_new(demo_fields, 3, 20515, DATE_DMY); break;
	case DEMO_HOME: list_move(&d->list, LIST_HOME); break;
	case DEMO_HELP: strcat(d->last, " help"); break;
	case DEMO_COPY: term_copy(demo_names[d->list.cursor]); break;
	case DEMO_SUSPEND: term_suspend(); break;
	case DEMO_REDRAW: term_redraw(); break;
	default: break;
	}
}

static void demo_key_name(const struct event *ev, struct buf *out)
{
	key_print((struct key){ev->key, ev->mods}, out);
}

static void demo_event(struct demo *d, const struct event *ev)
{
	struct buf name = BUF_INIT;

	switch (ev->kind) {
	case EVENT_RESIZE: d->resizes++; break;
	case EVENT_TERM:
	case EVENT_HANGUP:
	case EVENT_INTERRUPT: d->done = true; break;
	case EVENT_SUSPEND: term_suspend(); break;
	default:
		if (d->form != NULL) {
			demo_form_event(d, ev);
			break;
		}
		if (ev->kind == EVENT_KEY)
			demo_key_name(ev, &name);
		else if (ev->kind == EVENT_MOUSE)
			buf_addf(&name, "mouse %d at %d,%d", (int)ev->mouse, ev->row, ev->col);
		else if (ev->kind == EVENT_PASTE)
			buf_addf(&name, "paste [%s]", ev->text);
		snprintf(d->last, sizeof(d->last), "key %s", buf_str(&name));
		if (!list_handle(&d->list, ev, (struct rect){2, 0, 18, 80}))
			demo_action(d, keymap_lookup(d->keys, 1, ev));
	}
	buf_release(&name);
}

int main(int argc, char **argv)
{
	struct demo d = {.done = false};
	struct term_options opt = {
		.theme = theme_no_color() ? THEME_MONO : THEME_AUTO, .mouse = true, .title = true};
	struct list_source source = {.count = demo_count, .cell = demo_cell};
	struct err err = ERR_INIT;
	struct event ev;
	const char *note;

	i18n_init("en");
	if (argc > 1)
		theme_parse(argv[1], &opt.theme);
	if (term_start(&opt, &note, &err) != ST_OK) {
		fprintf(stderr, "demo: %s\n", err.text);
		return err_exit_code(err.status);
	}
	snprintf(d.last, sizeof(d.last), "%s", note);
	term_title("Demo \033]2;x\a");
	d.keys = keymap_new(demo_actions, sizeof(demo_actions) / sizeof(demo_actions[0]));
	keymap_set_layout(d.keys, LAYOUT_RU);
	list_init(&d.list, demo_columns, 2, source);
	canvas_init(&d.canvas, 1, 1);
	while (!d.done) {
		demo_draw(&d);
		do {
			term_wait(NULL, 0, -1, &ev);
			demo_event(&d, &ev);
		} while (!d.done && term_pending());
	}
	term_stop();
	form_free(d.form);
	list_release(&d.list);
	canvas_release(&d.canvas);
	keymap_free(d.keys);
	return 0;
}
