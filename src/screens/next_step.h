/* The part of a dialog that asks what is to be done next, shared by logging a call and finishing a task. */
#ifndef SCREENS_NEXT_STEP_H
#define SCREENS_NEXT_STEP_H

#include "domain/work.h"
#include "quick_form.h"

/* Add heading, subject, day, time and kind to the dialog. */
void next_step_add(struct quick_form *q);
/* What stands in them; texts are borrowed from the form until its next change. */
struct next_step next_step_read(const struct quick_form *q);
/* Is anything asked for? */
bool next_step_is_given(const struct next_step *next);
/* "Call back, Fri 06.03.2026 15:00" */
void next_step_words(const struct quick_form *q, const struct next_step *next, struct buf *out);

#endif
