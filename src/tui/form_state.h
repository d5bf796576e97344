/* The inside of a form, shared by form.c (values), form_handle.c (keys) and form_draw.c. */
#ifndef TUI_FORM_STATE_H
#define TUI_FORM_STATE_H

#include "tui/datefield.h"
#include "tui/form.h"
#include "tui/lineedit.h"
#include "tui/textedit.h"

enum { FORM_ERROR_SIZE = 200, FORM_NOTE_ROWS = 4 };

struct form_value {
	struct lineedit line;  /* FORM_TEXT, FORM_NUMBER */
	struct textedit note;  /* FORM_NOTE */
	struct datefield date; /* FORM_DATE */
	char iso[DATE_LEN];    /* FORM_DATE, while it is one */
	char *value, *label;   /* all other types */
	char *saved;           /* what form_get() gave when it was clean */
	char error[FORM_ERROR_SIZE];
};

struct form {
	const struct form_field *fields;
	struct form_value *values; /* beside fields */
	int n;
	int focus;
	int top;          /* first visible row of the form */
	struct rect size; /* of the last form_fit() */
	bool open;        /* the list of the focused field */
	struct picklist pick;
	char *typed;
	bool warned; /* Esc was pressed once */
	char error[FORM_ERROR_SIZE];
	int32_t today;
	enum date_order order;
};

bool form_is_field(const struct form *f, int i); /* can it have the focus? */
bool form_check_field(struct form *f, int i, bool required);
void form_close_pick(struct form *f);

int form_field_rows(
	const struct form *f, int i); /* with its error line and the gap above a heading */
int form_field_row(const struct form *f, int i); /* first row, counted from the top of the form */
int form_label_cols(const struct form *f, int cols);

#endif
