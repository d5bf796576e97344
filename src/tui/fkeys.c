/* The key bar. Ten equal places, like mc's; on narrow screens six of them and "?" for the rest. */
#include "tui/fkeys.h"

#include <stdio.h>

#include "base/i18n.h"

enum { FKEYS_ALL = 10, FKEYS_FEW = 6, FKEYS_WIDE_COLS = 80 };

/* Places on the bar: the keys, and one more for "?" when there are few. */
static int fkeys_places(struct rect r)
{
	return r.cols >= FKEYS_WIDE_COLS ? FKEYS_ALL : FKEYS_FEW + 1;
}

static int fkeys_start(struct rect r, int place)
{
	return r.col + place * r.cols / fkeys_places(r);
}

static void fkeys_draw_one(struct canvas *c, struct rect place, const char *key, const char *label)
{
	int used, left;

	if (label == NULL)
		label = "";
	used = canvas_text(c, place.row, place.col, place.cols, ROLE_KEY, key);
	left = place.cols - used;
	/* A word that needs the gap to the next place takes it; one that is cut keeps it. */
	if (canvas_cols(c, label) != left)
		left--;
	canvas_text_pad(c, place.row, place.col + used, left, ROLE_KEY_LABEL, label);
}

void fkeys_draw(struct canvas *c, struct rect r, const struct fkey keys[10], bool letters)
{
	int places = fkeys_places(r);

	canvas_fill(c, r, ROLE_NORMAL);
	for (int i = 0; i < places; i++) {
		int from = fkeys_start(r, i), to = fkeys_start(r, i + 1);
		struct rect place = {r.row, from, r.rows < 1 ? r.rows : 1, to - from};
		char number[16];

		if (i == FKEYS_FEW && places < FKEYS_ALL) {
			fkeys_draw_one(c, place, "?", _("Help"));
			continue;
		}
		snprintf(number, sizeof(number), "%d", i + 1);
		if (keys[i].label != NULL && keys[i].label[0] != '\0')
			fkeys_draw_one(c, place,
				letters && keys[i].letter != NULL ? keys[i].letter : number,
				keys[i].label);
		else
			fkeys_draw_one(c, place, number, "");
	}
}

int fkeys_at(struct rect r, int col)
{
	int places = fkeys_places(r);

	for (int i = 0; i < places; i++)
		if (col >= fkeys_start(r, i) && col < fkeys_start(r, i + 1))
			return i == FKEYS_FEW && places < FKEYS_ALL ? FKEYS_ALL + 1 : i + 1;
	return 0;
}
