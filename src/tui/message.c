/* The message line and its history, a plain array of which the oldest goes first. */
#include "tui/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	MESSAGE_ROWS = 4,  /* of a long one, at most */
	MESSAGE_ROOM = 12, /* rows above the line without which it stays on it */
};

enum { MESSAGE_SIZE = 600 };

void message_init(struct message *m)
{
	*m = (struct message){.items = mem_alloc(MESSAGE_HISTORY * sizeof(struct message_item))};
}

void message_release(struct message *m)
{
	for (size_t i = 0; i < m->count; i++)
		free(m->items[i].text);
	free(m->items);
	*m = (struct message){0};
}

void message_set(struct message *m, enum message_kind kind, int64_t at, const char *fmt, ...)
{
	char text[MESSAGE_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (m->count == MESSAGE_HISTORY) {
		free(m->items[0].text);
		m->count--;
		memmove(m->items, m->items + 1, m->count * sizeof(*m->items));
	}
	m->items[m->count++] = (struct message_item){kind, at, mem_strdup(text)};
	m->shown = true;
}

void message_clear(struct message *m)
{
	m->shown = false;
}

const char *message_text(const struct message *m)
{
	return m->shown && m->count > 0 ? m->items[m->count - 1].text : "";
}

/* What went wrong must be readable to its end: too long for the line, it grows upwards over what is there. False: it fits. */
static bool message_draw_long(
	const struct message_item *item, struct canvas *c, struct rect r, int cols, enum role role)
{
	struct rect text = {r.row, r.col + 3, 0, r.cols - 4};
	int rows;

	if (item->kind < MESSAGE_WARNING || r.row < MESSAGE_ROOM ||
		canvas_cols(c, item->text) <= cols)
		return false;
	rows = canvas_wrap(c, text, 0, role, item->text);
	text.rows = rows < MESSAGE_ROWS ? rows : MESSAGE_ROWS;
	text.row -= text.rows - 1;
	canvas_fill(c, (struct rect){text.row, r.col, text.rows, r.cols}, ROLE_STATUS);
	canvas_text(c, text.row, r.col + 1, 1, role, "!");
	canvas_wrap(c, text, 0, role, item->text);
	return true;
}

void message_draw(const struct message *m, struct canvas *c, struct rect r, const char *right)
{
	static const enum role role_of[] = {
		[MESSAGE_INFO] = ROLE_STATUS,
		[MESSAGE_GOOD] = ROLE_GOOD,
		[MESSAGE_WARNING] = ROLE_TODAY,
		[MESSAGE_ERROR] = ROLE_ERROR,
	};
	const struct message_item *last = m->shown && m->count > 0 ? &m->items[m->count - 1] : NULL;
	int cols = 0, right_cols = 0;

	canvas_fill(c, r, ROLE_STATUS);
	if (right != NULL && right[0] != '\0' && (last == NULL || r.cols >= 40)) {
		cols = canvas_cols(c, right);
		cols = cols < r.cols / 2 ? cols : r.cols / 2;
		right_cols = cols;
		cols += 2;
	}
	if (last != NULL && message_draw_long(last, c, r, r.cols - 3 - cols, role_of[last->kind]))
		return;
	if (right_cols > 0)
		canvas_text_right(
			c, r.row, r.col + r.cols - right_cols, right_cols, ROLE_STATUS, right);
	if (last != NULL) /* a warning is told by its mark too, not by colour alone */
		canvas_textf(c, r.row, r.col + 1, r.cols - 1 - cols, role_of[last->kind], "%s%s",
			last->kind >= MESSAGE_WARNING ? "! " : "", last->text);
}
