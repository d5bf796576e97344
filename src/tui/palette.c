/* Palette and menu: entries, what fits, and the pop-up. */
#include "tui/palette.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/fuzzy.h"

enum { PALETTE_COLS = 76, PALETTE_ROWS = 20, PALETTE_PAGE = 8 };

void palette_init(struct palette *p, const char *title, bool menu)
{
	*p = (struct palette){.title = mem_strdup(title), .menu = menu};
	lineedit_init(&p->edit, 0);
}

void palette_empty(struct palette *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct palette_entry *e = &p->entries[i];

		free(e->group);
		free(e->name);
		free(e->title);
		free(e->key);
		free(e->help);
	}
	p->count = 0;
	p->shown_count = 0;
}

void palette_release(struct palette *p)
{
	palette_empty(p);
	free(p->entries);
	free(p->shown);
	free(p->title);
	lineedit_release(&p->edit);
	*p = (struct palette){0};
}

static char *palette_copy(const char *s)
{
	return mem_strdup(s != NULL ? s : "");
}

void palette_add(struct palette *p, int64_t id, const char *group, const char *name,
	const char *title, const char *key, const char *help)
{
	p->entries = mem_grow(p->entries, &p->cap, p->count + 1, sizeof(*p->entries));
	p->entries[p->count++] = (struct palette_entry){
		.id = id,
		.group = palette_copy(group),
		.name = palette_copy(name),
		.title = palette_copy(title),
		.key = palette_copy(key),
		.help = palette_copy(help),
	};
}

/* The best of what an entry can be found by; its group and help only help a little. */
static int palette_score(const struct palette_entry *e, const char *typed)
{
	int title = fuzzy_score(typed, e->title), name = fuzzy_score(typed, e->name);
	int best = title > name ? title : name;

	if (best == 0) {
		char *all = mem_printf("%s %s %s", e->group, e->title, e->help);

		best = fuzzy_score(typed, all) > 0 && strlen(typed) > 2;
		free(all);
	}
	return best;
}

/* Better scores first; the order added among equals (ids of entries are their places). */
static int palette_compare(const void *a, const void *b, void *arg)
{
	const struct palette_entry *entries = arg;
	int x = *(const int *)a, y = *(const int *)b;

	if (entries[x].score != entries[y].score)
		return entries[x].score > entries[y].score ? -1 : 1;
	return x < y ? -1 : x > y;
}

void palette_filter(struct palette *p, bool all)
{
	const char *typed = lineedit_text(&p->edit);

	p->shown = mem_realloc(p->shown, (p->count + 1) * sizeof(*p->shown));
	p->shown_count = 0;
	for (size_t i = 0; i < p->count; i++) {
		p->entries[i].score =
			all || typed[0] == '\0' ? 1 : palette_score(&p->entries[i], typed);
		if (p->entries[i].score > 0)
			p->shown[p->shown_count++] = (int)i;
	}
	if (!p->menu)
		qsort_r(p->shown, (size_t)p->shown_count, sizeof(*p->shown), palette_compare,
			p->entries);
	p->cursor = p->top = 0;
}

static enum palette_result palette_move(struct palette *p, int by)
{
	p->cursor += by;
	if (p->cursor >= p->shown_count)
		p->cursor = p->shown_count - 1;
	if (p->cursor < 0)
		p->cursor = 0;
	return PALETTE_CHANGED;
}

const struct palette_entry *palette_chosen(const struct palette *p)
{
	return p->cursor < p->shown_count ? &p->entries[p->shown[p->cursor]] : NULL;
}

const char *palette_typed(const struct palette *p)
{
	return lineedit_text(&p->edit);
}

static enum palette_result palette_complete(struct palette *p)
{
	const struct palette_entry *e = palette_chosen(p);

	if (e == NULL || e->name[0] == '\0')
		return PALETTE_CHANGED;
	lineedit_set(&p->edit, e->name);
	palette_filter(p, false);
	return PALETTE_CHANGED;
}

enum palette_result palette_handle(struct palette *p, const struct event *ev)
{
	if (event_is(ev, 'c', MOD_CTRL) || event_is(ev, K_ESC, 0))
		return PALETTE_CANCEL;
	if (event_is(ev, 'n', MOD_CTRL))
		return palette_move(p, 1);
	if (event_is(ev, 'p', MOD_CTRL))
		return palette_move(p, -1);
	if (ev->kind == EVENT_KEY && ev->mods == 0)
		switch (ev->key) {
		case K_UP: return palette_move(p, -1);
		case K_DOWN: return palette_move(p, 1);
		case K_PGUP: return palette_move(p, -PALETTE_PAGE);
		case K_PGDN: return palette_move(p, PALETTE_PAGE);
		case K_ENTER: return palette_chosen(p) != NULL ? PALETTE_CHOSEN : PALETTE_CHANGED;
		case K_TAB: return palette_complete(p);
		default: break;
		}
	switch (lineedit_handle(&p->edit, ev)) {
	case EDIT_CHANGED: palette_filter(p, false); return PALETTE_CHANGED;
	case EDIT_MOVED: return PALETTE_CHANGED;
	default: return PALETTE_IGNORED;
	}
}

static bool palette_begins_group(const struct palette *p, int i)
{
	const struct palette_entry *e = &p->entries[p->shown[i]];

	if (!p->menu || e->group[0] == '\0')
		return false;
	return i == 0 || strcmp(p->entries[p->shown[i - 1]].group, e->group) != 0;
}

static void palette_draw_entry(const struct palette *p, struct canvas *c, struct rect r, int i)
{
	const struct palette_entry *e = &p->entries[p->shown[i]];
	enum role role = i == p->cursor ? ROLE_POPUP_SELECTED : ROLE_POPUP;
	int key = r.cols >= 40 ? 14 : 8, group = p->menu || r.cols < 60 ? 0 : 14;
	int title = r.cols - 1 - key - group;

	canvas_fill(c, r, role);
	if (i == p->cursor) {
		canvas_glyph(c, r.row, r.col, role, GLYPH_MARK);
		if (p->menu)
			canvas_cursor(c, r.row, r.col + 1);
	}
	canvas_text(c, r.row, r.col + 1, title - 1, role, e->title);
	if (group > 0)
		canvas_text(c, r.row, r.col + 1 + title, group - 1, role, e->group);
	canvas_text(c, r.row, r.col + r.cols - key, key, i == p->cursor ? role : ROLE_KEY, e->key);
}

/* Rows from entry `top` to the one before `end`, group headings included. */
static int palette_span(const struct palette *p, int top, int end)
{
	int rows = 0;

	for (int i = top; i < end; i++)
		rows += 1 + palette_begins_group(p, i);
	return rows;
}

static void palette_draw_entries(const struct palette *p, struct canvas *c, struct rect r)
{
	int top = 0, row = r.row;

	while (top < p->cursor && palette_span(p, top, p->cursor + 1) > r.rows)
		top++;
	for (int i = top; i < p->shown_count && row < r.row + r.rows; i++) {
		if (palette_begins_group(p, i))
			canvas_text(c, row++, r.col + 1, r.cols - 2, ROLE_TITLE,
				p->entries[p->shown[i]].group);
		if (row < r.row + r.rows)
			palette_draw_entry(p, c, (struct rect){row++, r.col, 1, r.cols}, i);
	}
	if (p->shown_count == 0)
		canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_HINT, _("Nothing fits"));
}

void palette_draw(const struct palette *p, struct canvas *c, struct rect inside)
{
	int cols = inside.cols - 2 < PALETTE_COLS ? inside.cols - 2 : PALETTE_COLS;
	int rows = inside.rows - 2 < PALETTE_ROWS ? inside.rows - 2 : PALETTE_ROWS;
	struct rect r = rect_center(inside, rows, cols), in = rect_inset(r, 1, 1), line, help;
	const struct palette_entry *e = palette_chosen(p);
	struct rect old = canvas_clip(c, r);

	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, p->title);
	line = rect_cut_top(&in, 1);
	help = rect_cut_bottom(&in, 1);
	palette_draw_entries(p, c, in);
	if (e != NULL)
		canvas_text(c, help.row, help.col + 1, help.cols - 2, ROLE_HINT, e->help);
	canvas_text(c, line.row, line.col, 2, ROLE_KEY, ">");
	lineedit_draw(&p->edit, c, line.row, line.col + 2, line.cols - 2,
		!p->menu || palette_typed(p)[0] != '\0');
	canvas_unclip(c, old);
}
