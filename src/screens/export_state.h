/* The export dialog in two halves: its form and what is remembered of it (export_form.c), its job and questions (export_dialog.c). */
#ifndef SCREENS_EXPORT_STATE_H
#define SCREENS_EXPORT_STATE_H

#include "exchange/charset.h"
#include "export_columns.h"
#include "export_work.h"
#include "quick_form.h"
#include "tui/dialog.h"
#include "tui/progress.h"

enum {
	EXPORT_COLS = 66,
	EXPORT_PATH = 1000,
	EXPORT_TICK_MS = 50,
	EXPORT_CHARSETS = CHARSET_COUNT + 1,
	EXPORT_CHOOSER_ROWS = 19,
	EXPORT_CHOOSER_COLS = 56,
	EXPORT_PICKS = 4
};

enum {
	SLOT_TO,
	SLOT_FORMAT,
	SLOT_COLUMNS,
	SLOT_DELIMITER,
	SLOT_DECIMAL,
	SLOT_DATES,
	SLOT_HEADINGS,
	SLOTS
};

enum question { ASK_NOTHING, ASK_FILE, ASK_CHARACTERS };

struct export_dialog {
	struct quick_form quick; /* first: see quick_form.h */
	enum kind_id kind;
	int64_t id; /* one record; 0: a list */
	char *preset;
	struct pick charsets[EXPORT_CHARSETS];
	struct pick picks[SLOTS][EXPORT_PICKS]; /* translated */
	int file, format, columns;
	struct export_columns own;
	bool choosing; /* columns */
	enum question question;
	struct dialog dialog;
	struct export_work *work;
	struct progress progress;
	struct rect chooser;
};

const struct kind *export_kind(const struct export_dialog *s);
/* The name that is proposed for a format; the caller frees. */
char *export_default_path(const struct export_dialog *s, const char *format);
bool export_is(const struct export_dialog *s, const char *field, const char *value);
/* The name follows the format while it is one that was proposed. */
void export_follow_format(struct export_dialog *s);

/* Make the form, with the choices of the last time. */
void export_form_start(struct export_dialog *s);
/* Remember the choices. */
void export_form_keep(const struct export_dialog *s);

#endif
