/* The inside of the merge screen, shared by merge_form.c (keys) and merge_form_draw.c (looks). */
#ifndef SCREENS_MERGE_FORM_STATE_H
#define SCREENS_MERGE_FORM_STATE_H

#include "domain/merge.h"
#include "screens/screen.h"

struct merge_form {
	const struct screen_env *env;
	enum kind_id kind;
	int64_t ids[MERGE_MAX];
	int nids;
	struct merge merge;
	bool loaded;
	int *fields; /* that differ */
	int nfields, cursor, top, page;
	int first;            /* record in the first column shown */
	int shown;            /* columns of records that have room */
	int label_cols, cols; /* widths: of the labels, of every other column */
	struct rect head, rows, full, hint;
};

void merge_form_fit(void *state, const struct layout *l);
void merge_form_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l);
/* The cursor's row becomes visible. */
void merge_form_scroll(struct merge_form *s);
/* So does the column of a record; others than indexes are nothing to show. */
void merge_form_show_column(struct merge_form *s, int which);
/* The record at a column of the screen; -1: none. */
int merge_form_column_at(const struct merge_form *s, int col);

#endif
