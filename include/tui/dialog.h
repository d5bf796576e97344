/* A question or a notice in the middle of the screen. */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include <stdbool.h>

#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/keymap.h"

enum { DIALOG_CHOICES_MAX = 6 };

/* Results of dialog_handle() other than the index of a choice. */
enum { DIALOG_OPEN = -1, DIALOG_CANCEL = -2 };

struct dialog {
	char *title, *text;
	char *choices[DIALOG_CHOICES_MAX];
	int count, selected;
	int skip; /* lines scrolled away */
	enum key_layout layout;
};

/* choices: translated, each chosen by its first letter (in any layout), arrows and Enter; Esc cancels. */
void dialog_init(
	struct dialog *d, const char *title, const char *text, const char *const *choices, int n);
void dialog_init_yesno(
	struct dialog *d, const char *title, const char *text, bool yes_first); /* Yes is 0, No 1 */
void dialog_init_notice(struct dialog *d, const char *title, const char *text); /* one choice: OK */
void dialog_release(struct dialog *d);
/* Index of the choice taken, DIALOG_OPEN or DIALOG_CANCEL. */
int dialog_handle(struct dialog *d, const struct event *ev);
void dialog_draw(const struct dialog *d, struct canvas *c, struct rect inside);

#endif
