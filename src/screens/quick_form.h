/*
 * The small dialogs of a few fields (log a call, finish a task ...): a form in a box. A screen keeps a struct quick_form as the
 * first member of its state, so that the functions with a void *state serve in its struct screen_ops as they are.
 */
#ifndef SCREENS_QUICK_FORM_H
#define SCREENS_QUICK_FORM_H

#include <stdbool.h>

#include "form_source.h"
#include "overlay_box.h"
#include "screens/screen.h"
#include "tui/form.h"

enum { QUICK_FIELDS = 16 };

struct quick_form {
	const struct screen_env *env;
	struct form_field fields[QUICK_FIELDS];
	struct form_source sources[QUICK_FIELDS]; /* beside fields; set before the field is added */
	size_t n;
	struct form *form; /* NULL until quick_form_start() */
	struct overlay_box box;
	int cols;
	struct buf title;
	const char *keys; /* in the lower edge; translated */
	char *draft;      /* waits for the form */
};

void quick_form_init(struct quick_form *q, const struct screen_env *env, int cols);
/* Frees what it holds, not q itself. */
void quick_form_release(struct quick_form *q);
/* The source of the field that is added next. */
struct form_source *quick_form_source(struct quick_form *q);
int quick_form_add(struct quick_form *q, struct form_field field);
/* A FORM_PICK of fixed choices or of an office list, a FORM_LOOKUP of records, a line that is only shown. */
int quick_form_add_choice(struct quick_form *q, const char *name, const char *label,
	const struct choice *choices, bool required);
int quick_form_add_list(
	struct quick_form *q, const char *name, const char *label, const char *list, bool required);
int quick_form_add_shown(struct quick_form *q, const char *label);
/* Make the form of the fields added. */
void quick_form_start(struct quick_form *q);
/* To the next field, as Tab does. */
void quick_form_next(struct quick_form *q);
/* Keys, pastes and clicks; *result tells what the form said (FORM_SAVE, FORM_ADD ...). Leaving, warning and the editor are done. */
unsigned quick_form_event(
	struct quick_form *q, const struct event *ev, struct nav *nav, enum form_result *result);

/* For struct screen_ops. */
void quick_form_fit(void *state, const struct layout *l);
void quick_form_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l);
bool quick_form_typing(const void *state);
unsigned quick_form_handle(void *state, const struct screen_env *env, int action, struct nav *nav);
void quick_form_draft(const void *state, struct buf *out);
void quick_form_undraft(void *state, const struct screen_env *env, const char *draft);
void quick_form_edited(void *state, const char *text);

#endif
