/*
 * What a column of a file becomes: a field of the record, or more than a field can hold. Every target has a name that
 * stays the same (the words of --map and of saved mappings) and a title for people:
 *
 *     name, phone, custom_3 ...      a field of the kind, by its name; custom fields that exist too
 *     id                             the program's own number, for matching
 *     phone.2 mobile fax email.2 web.2 messenger messenger.2 ...
 *                                    a contact point of a client, by kind; any number of each
 *     phone.2.label mobile.label     its label ("work"); "mobile" or "fax" there changes its kind
 *     address.billing.city           a part of a further address: billing, shipping, visit; street, city, region, postcode, country
 *     full_name                      last, first and middle name in one cell: the order is guessed, "Surname, Name" understood
 *     full_name.surname_first        "Иванов Пётр Сергеевич"
 *     full_name.given_first          "Peter J. Smith"
 *     outcome                        of a deal: "won" or "lost" puts it into its pipeline's stage of that class, whatever its stage
 *     employer, job_title            the company a person works at (found or made), and as what
 *     custom:Title:type              a new custom field of that title; type text, note, number, money, date, bool; without
 *                                    it text. A custom field that has the title already is used as it is.
 */
#ifndef EXCHANGE_IMPORT_TARGET_H
#define EXCHANGE_IMPORT_TARGET_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/office.h"

#define IMPORT_IGNORE (-1)
#define IMPORT_POINTS_MAX 99 /* of one kind in a row */

enum import_target_kind {
	TARGET_NONE,        /* left out */
	TARGET_FIELD,       /* field */
	TARGET_ID,          /* the program's own number */
	TARGET_POINT,       /* sub: kind of contact point; number */
	TARGET_POINT_LABEL, /* the same */
	TARGET_ADDRESS,     /* sub: kind of address; part: enum address_field */
	TARGET_FULL_NAME,   /* sub: NULL (guess), "surname_first", "given_first" */
	TARGET_EMPLOYER,
	TARGET_JOB_TITLE,
	TARGET_OUTCOME,
	TARGET_NEW_FIELD, /* title; sub: its type */
};

struct import_target {
	enum import_target_kind kind;
	int field;       /* index in the kind's table; IMPORT_IGNORE unless TARGET_FIELD */
	const char *sub; /* a constant; NULL */
	int number;      /* from 1; "phone" and "email" 1 are the client's fields */
	int part;
	char *title; /* owned; NULL unless TARGET_NEW_FIELD */
};

#define IMPORT_TARGET_NONE              \
	((struct import_target){        \
		.kind = TARGET_NONE,    \
		.field = IMPORT_IGNORE, \
	})

struct import_target import_target_field(int field);
void import_target_release(struct import_target *t); /* leaves TARGET_NONE */
struct import_target import_target_copy(const struct import_target *t);
bool import_target_same(const struct import_target *a, const struct import_target *b);

/*
 * Read a target's name; a field's title or alias in any language is taken too; "" is TARGET_NONE. ST_USAGE with a sentence
 * when the kind has no such target or the program keeps the field itself. *out is the caller's to release.
 */
enum status import_target_parse(struct office *o, enum kind_id kind, const char *name,
	struct import_target *out, struct err *err);
/* Append the name, or the translated title ("Phone 2", "Billing: City", "New field: Size"). Nothing for TARGET_NONE. */
void import_target_name(
	struct office *o, enum kind_id kind, const struct import_target *t, struct buf *out);
void import_target_title(
	struct office *o, enum kind_id kind, const struct import_target *t, struct buf *out);

/*
 * Everything a column of that kind may become, in the order to be shown in: fields, custom fields, then contact points (numbers 1
 * to 3), addresses, names, employer. New custom fields are not among them: they are named by hand. preset as in
 * import.h; NULL. Free with import_target_list_free().
 */
int import_target_list(
	struct office *o, enum kind_id kind, const char *preset, struct import_target **out);
void import_target_list_free(struct import_target *list, int n);

/*
 * What a header means, by names, titles and aliases in the program's languages; TARGET_NONE when nothing is known. Of persons (preset
 * "person") a header such as "ФИО" is TARGET_FULL_NAME and a company's name TARGET_EMPLOYER.
 */
struct import_target import_target_guess(
	struct office *o, enum kind_id kind, const char *preset, const char *header);

/* May a file set this field? */
bool import_is_settable(const struct field *f);

#endif
