/* The inside of the form for a record, shared by record_form.c (life, keys, looks) and record_form_save.c. */
#ifndef SCREENS_RECORD_FORM_STATE_H
#define SCREENS_RECORD_FORM_STATE_H

#include "overlay_box.h"
#include "record_fields.h"
#include "tui/dialog.h"

enum asking { ASK_NOTHING, ASK_CONFLICT, ASK_GONE };

struct record_form {
	const struct screen_env *env;
	enum kind_id kind;
	int64_t id, works_at;
	char *preset, *focus, *draft;
	bool all; /* the long form */
	struct record record;
	struct record_fields fields;
	struct form *form; /* NULL until loaded */
	struct overlay_box box;
	struct buf title, twin_text;
	int64_t twin;
	int adding; /* look-up that waits for a new record; -1 */
	enum asking asking;
	struct dialog dialog;
	struct record merged; /* while asking: mine, with theirs in base */
};

/* The sentence for the history: "New client Ромашка". */
void record_form_what(const struct record *r, bool is_new, struct buf *b);
/* Save what the form holds; flags and nav as event() returns them. A conflict opens the dialog. */
unsigned record_form_save(struct record_form *f, struct nav *nav);
/* What was chosen in the dialog: an index, DIALOG_OPEN or DIALOG_CANCEL. */
unsigned record_form_answer(struct record_form *f, int answer, struct nav *nav);
void record_form_close_dialog(struct record_form *f);

#endif
