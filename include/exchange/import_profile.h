/*
 * Mappings that are known already: those that the office has saved (records of the kind import_profile), and those that the
 * program brings along for the exports of other programs (data/import/). A file is recognised by its header.
 *
 *     import_open(o, kind, preset, path, &imp, &err);
 *     if (import_profile_recognise(imp, o, &p, &err) == ST_OK) {
 *             import_profile_apply(&p, imp, o, &err);     tell it: import_profile_tell(); the person may drop it: import_profile_drop()
 *             import_profile_release(&p);
 *     }
 *     import_run(...);                                     saves what was decided
 */
#ifndef EXCHANGE_IMPORT_PROFILE_H
#define EXCHANGE_IMPORT_PROFILE_H

#include "exchange/import_mapping.h"

struct import_profile {
	char *name;
	int64_t id;      /* the record; 0: brought along by the program */
	int64_t used_at; /* when it was last imported with; 0 for id 0 */
	bool exact;      /* the header is the same, in whatever order */
	struct import_mapping mapping;
};

/*
 * The mapping for a file with imp's header: a saved one with the same headers, the last used first; else a ready one that knows the
 * file; else a saved one of whose mapped headers the file has at least PROFILE_ALIKE of a hundred, the best first.
 * ST_NOT_FOUND (err untouched) when there is none. A saved mapping that cannot be read is passed over.
 */
#define PROFILE_ALIKE 80
enum status import_profile_recognise(
	const struct import *imp, struct office *o, struct import_profile *out, struct err *err);
/* By name, saved ones first. ST_NOT_FOUND names those that there are for such records. */
enum status import_profile_find(const struct import *imp, struct office *o, const char *name,
	struct import_profile *out, struct err *err);
void import_profile_release(struct import_profile *p);

/* Decide about imp as p says; imp->profile gets its name. ST_BAD_DATA when it names what there is not (any more). */
enum status import_profile_apply(
	const struct import_profile *p, struct import *imp, struct office *o, struct err *err);
/* Back to what the headers suggest by themselves. */
void import_profile_drop(struct import *imp, struct office *o);
/* "Mapping of 12 March 2026 recognised: clients.csv"; "Recognised: Google Contacts". */
void import_profile_tell(const struct import_profile *p, struct office *o, struct buf *out);

/*
 * Save what is decided about imp, in the open action: under name, or (NULL) in the mapping with this header, or a new one called
 * after the file. A header-less file is saved under a name only. *saved gets the name (owned by the caller; NULL when nothing was
 * saved); one that says the same already is left as it is.
 */
enum status import_profile_save(
	struct import *imp, struct office *o, const char *name, char **saved, struct err *err);

/* The ready maps: name of the file and its text; NULL behind the last. */
const char *import_ready_map(int i, const char **file);

#endif
