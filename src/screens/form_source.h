/* What a field of a form is chosen from: fixed choices, an office list, or other records. */
#ifndef SCREENS_FORM_SOURCE_H
#define SCREENS_FORM_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/kind.h"
#include "domain/office.h"
#include "tui/form.h"

/* One for each such field; it must not move while the form lives. */
struct form_source {
	struct office *office;
	enum kind_id link; /* records of this kind; else list */
	const char *list;  /* borrowed */
	char *filter;      /* records: a condition in the filter language; NULL none */
	struct pick *picks;
	size_t npicks;
	bool owned; /* the texts of picks */
};

/* Fixed choices with translated titles, for FORM_PICK: picks and npicks. */
void form_source_choices(struct form_source *s, const struct choice *choices);
/* The entries of an office list, for FORM_PICK. */
void form_source_entries(struct form_source *s, struct office *o, const char *list);
/* The entries of an office list, for FORM_LOOKUP with form_source_find(). */
void form_source_list(struct form_source *s, struct office *o, const char *list);
/* Live records of a kind, for FORM_LOOKUP; the value is "#id". filter is copied. */
void form_source_records(
	struct form_source *s, struct office *o, enum kind_id link, const char *filter);
void form_source_release(struct form_source *s);
/* A picklist_find_fn; arg is the struct form_source. */
void form_source_find(void *arg, const char *typed, struct picklist *out);

/* "#12" as 12; 0 when it is none. */
int64_t form_source_id(const char *value);
/* Set a look-up of records to that record without making the form dirty; id 0 empties it. */
void form_source_set(struct form *f, int field, struct office *o, enum kind_id link, int64_t id);
/* The same as done by the person. */
void form_source_change(struct form *f, int field, struct office *o, enum kind_id link, int64_t id);

#endif
