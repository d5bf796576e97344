/* Parts of clients as an import needs them: contact points, addresses and employers that are there, keys by contact point. */
#ifndef DOMAIN_PARTS_H
#define DOMAIN_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"

/*
 * What two contact points are compared by: digits of phones, mobiles and faxes, letters folded of others, as CONTACT_POINT_NORMALISED
 * has it. Appends to key. kind is the contact point's.
 */
void parts_point_key(struct office *o, const char *kind, const char *value, struct buf *key);
bool parts_is_phone(const char *kind); /* phone, mobile, fax: they are one class */

/* Live contact points of a client, in id order. key may be "". */
enum status parts_points_each(struct office *o, int64_t client_id,
	void (*each)(void *arg, const char *kind, const char *key), void *arg, struct err *err);
/* Live contact points of live clients: all phones, or all of kind email; client's id and key. */
enum status parts_keys_each(struct office *o, bool phones,
	void (*each)(void *arg, int64_t client_id, const char *key), void *arg, struct err *err);
/* Has a live client a live contact point with that key? */
enum status parts_has_key(struct office *o, int64_t client_id, bool phones, const char *key,
	bool *has, struct err *err);

/* The first live address of that kind; *id 0 when there is none. */
enum status parts_address(
	struct office *o, int64_t client_id, const char *kind, int64_t *id, struct err *err);
/* The live relation "a works at b"; *id 0 when there is none. */
enum status parts_employment(
	struct office *o, int64_t person_id, int64_t company_id, int64_t *id, struct err *err);

/*
 * Keys made of several stored fields of a record (no custom ones), for those that have nothing better: all live records in id
 * order, and the same of a record in memory.
 */
void parts_row_key(const struct record *r, const int *fields, int n, struct buf *key);
enum status parts_rows_each(struct office *o, enum kind_id kind, const int *fields, int n,
	void (*each)(void *arg, int64_t id, const char *key), void *arg, struct err *err);

#endif
