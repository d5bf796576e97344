/*
 * The fields of a record as a form: which ones, in what order, and how their values go in and out. Everything comes from the
 * field table; the short form has the main fields, the long one all that a person may type, with headings between.
 */
#ifndef SCREENS_RECORD_FIELDS_H
#define SCREENS_RECORD_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/record.h"
#include "form_source.h"
#include "screens/screen.h"
#include "tui/form.h"

struct record_field; /* what belongs to one field of the form */

struct record_fields {
	const struct screen_env *env;
	const struct record
		*record; /* borrowed: its pipeline, currency ... decide how texts are read */
	struct form_field *fields; /* for form_new() */
	struct record_field *more; /* beside fields */
	size_t n;
};

/* Fields for a form of that record; extra (may be NULL, copied) comes after the name. */
void record_fields_init(struct record_fields *rf, const struct screen_env *env,
	const struct record *r, bool all, const struct form_field *extra);
void record_fields_release(struct record_fields *rf);
/* The record's field behind a field of the form; -1: a heading or the extra one. */
int record_fields_index(const struct record_fields *rf, int form_field);
/* The form's field of a record's field; -1: not on this form. */
int record_fields_find(const struct record_fields *rf, int field);

/* Put a value of r into the form, which stays clean. */
void record_fields_set(
	const struct record_fields *rf, struct form *f, int form_field, const struct record *r);
void record_fields_show(const struct record_fields *rf, struct form *f, const struct record *r);
/* Read the whole form into r. On failure *bad is the field of the form and err its sentence. */
enum status record_fields_read(const struct record_fields *rf, const struct form *f,
	struct record *r, int *bad, struct err *err);

/*
 * Lines of "field=value" into r, as a person would type the values. The value of a name that no field has goes to other()
 * (may be NULL); what cannot be read is left out.
 */
void record_fields_preset(const struct screen_env *env, struct record *r, const char *preset,
	void (*other)(void *arg, const char *name, const char *value), void *arg);

#endif
