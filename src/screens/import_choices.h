/* What the questions of the import wizard offer. */
#ifndef SCREENS_IMPORT_CHOICES_H
#define SCREENS_IMPORT_CHOICES_H

#include "import_state.h"

/* picklist_find_fn; arg is the wizard. */
void import_find_targets(
	void *arg, const char *typed, struct picklist *out); /* names of targets, "" none, "new" */
void import_find_types(
	void *arg, const char *typed, struct picklist *out); /* of a new field (import_target.h) */
void import_find_cells(void *arg, const char *typed, struct picklist *out); /* numbers of columns */
/* Values are field numbers; of matches also "id", "row", "none". */
void import_find_constants(void *arg, const char *typed, struct picklist *out);
void import_find_matches(void *arg, const char *typed, struct picklist *out);
/* What a field that is chosen may hold: codes, or "#12"; with can_leave also "" for nothing. */
void import_find_values(struct import_wizard *w, int field, bool can_leave, const char *typed,
	struct picklist *out);

bool import_field_is_number(const struct field *f);
bool import_field_is_chosen(const struct field *f); /* from choices, a list or records */
/* What a text means, "#12" as the title of that record. Appends to out. */
void import_value_title(struct import_wizard *w, int field, const char *to, struct buf *out);

#endif
