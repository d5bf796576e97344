/* What the words of a command name: a kind of record, a record, a field, the records of a filter. */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "domain/filter.h"
#include "domain/list.h"
#include "domain/record.h"
#include "session.h"

/* "client", "deals", "company" (preset "company") ...; ST_USAGE with the nearest name. preset may be NULL. */
enum status target_kind(struct office *o, const char *word, enum kind_id *kind, const char **preset,
	struct err *err);

/*
 * The record that text means: #id or a bare id, an external id, an exact name, or the only match of a search. Several: they are
 * listed on standard error, and ST_BAD_DATA. ST_NOT_FOUND: none.
 */
enum status target_find(
	struct session *s, enum kind_id kind, const char *text, int64_t *id, struct err *err);

/* The same for n words of the command line, from word first on. */
enum status target_find_words(struct session *s, enum kind_id kind, size_t first, int64_t *ids,
	size_t n, struct err *err);

/* The field called so, that a person may set (writable) or see; ST_USAGE with the nearest name. */
enum status target_field(
	const struct kind *k, const char *name, bool writable, int *field, struct err *err);

/* "name,city,owner" to fields; id is there anyway and may be named. The caller frees *fields. */
enum status target_columns(
	const struct kind *k, const char *names, int **fields, int *n, struct err *err);

/* Compile --filter, and what the preset adds; errors point into the filter as it was typed. */
enum status target_filter(struct session *s, struct office *o, enum kind_id kind,
	const char *preset, const char *text, struct filter **out, struct err *err);
/* --order [-]FIELD into the request; NULL is the kind's own order. */
enum status target_order(
	const struct kind *k, const char *text, struct list_request *req, struct err *err);

/* Title of a field in the user's language. */
const char *target_title(const struct field *f);

#endif
