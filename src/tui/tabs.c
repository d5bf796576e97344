/* The row of tabs. Widths are computed once for drawing and for clicks alike. */
#include "tui/tabs.h"

#include <stdio.h>

#include "base/text.h"

enum { TABS_MAX = 16, TABS_TEXT = 96 };

/* How the row is laid out in the room there is. */
struct tabs_plan {
	int widths[TABS_MAX], n;
	bool badges, right;
};

static void tabs_text(const struct tab *tab, int number, bool badge, char out[TABS_TEXT])
{
	if (badge && tab->badge > 0)
		snprintf(out, TABS_TEXT, " %d %s %d ", number, tab->title, tab->badge);
	else
		snprintf(out, TABS_TEXT, " %d %s ", number, tab->title);
}

/* Columns of each tab; their sum. */
static int tabs_measure(struct tabs_plan *p, const struct tab *tabs)
{
	char text[TABS_TEXT];
	int all = 0;

	for (int i = 0; i < p->n; i++) {
		tabs_text(&tabs[i], i + 1, p->badges, text);
		p->widths[i] = text_cols(text);
		all += p->widths[i];
	}
	return all;
}

/* In little room first the right text goes, then the counts, then the widest titles are cut. */
static void tabs_lay_out(
	struct tabs_plan *p, struct rect r, const struct tab *tabs, int n, const char *right)
{
	int right_cols = right != NULL && right[0] != '\0' ? text_cols(right) + 2 : 0, all;

	*p = (struct tabs_plan){.n = n < TABS_MAX ? n : TABS_MAX, .badges = true};
	all = tabs_measure(p, tabs);
	p->right = right_cols > 0 && all + right_cols <= r.cols;
	if (all > r.cols) {
		p->badges = false;
		all = tabs_measure(p, tabs);
	}
	while (all > r.cols) {
		int widest = 0;

		for (int i = 1; i < p->n; i++)
			if (p->widths[i] > p->widths[widest])
				widest = i;
		if (p->n == 0 || p->widths[widest] <= 4)
			break;
		p->widths[widest]--;
		all--;
	}
}

void tabs_draw(struct canvas *c, struct rect r, const struct tab *tabs, int n, int active,
	const char *right)
{
	int col = r.col, end = r.col + r.cols;
	struct tabs_plan p;
	char text[TABS_TEXT];

	tabs_lay_out(&p, r, tabs, n, right);
	canvas_fill(c, r, ROLE_TAB);
	for (int i = 0; i < p.n; i++) {
		int cols = col + p.widths[i] < end ? p.widths[i] : end - col;

		tabs_text(&tabs[i], i + 1, p.badges, text);
		canvas_text_pad(
			c, r.row, col, cols, i == active ? ROLE_TAB_ACTIVE : ROLE_TAB, text);
		col += p.widths[i];
	}
	if (p.right)
		canvas_text_right(c, r.row, col + 1, end - col - 2, ROLE_TAB, right);
}

int tabs_at(struct rect r, const struct tab *tabs, int n, const char *right, int col)
{
	struct tabs_plan p;
	int at = r.col;

	tabs_lay_out(&p, r, tabs, n, right);
	for (int i = 0; i < p.n; i++) {
		if (col >= at && col < at + p.widths[i])
			return i;
		at += p.widths[i];
	}
	return -1;
}
