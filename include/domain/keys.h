/* The keys that records are matched by when files come in: one text a record, the same for a file's cell and a stored value. */
#ifndef DOMAIN_KEYS_H
#define DOMAIN_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"

/* How a field's text is compared: names folded, phones by digits, e-mail in small letters, other texts as they are. */
void key_of_text(
	struct office *o, const struct kind *k, int field, const char *text, struct buf *key);
/* What follows the key of a client's name. NULL or "" adds nothing. */
void key_add_city(struct buf *key, const char *city);
/* The key of a record; a client's name is followed by its city. Empty when the field is. */
void key_of_record(struct office *o, const struct record *r, int field, struct buf *key);

/* Every live record of a kind: calls each(arg, id, key) in id order; keys are as key_of_record() makes them. */
enum status keys_each(struct office *o, enum kind_id kind, int field,
	void (*each)(void *arg, int64_t id, const char *key), void *arg, struct err *err);

#endif
