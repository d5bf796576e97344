/* Look-ups of duplicates. */
#ifndef DOMAIN_DUPLICATE_SQL_H
#define DOMAIN_DUPLICATE_SQL_H

#include "duplicate_keys.h"

/* Which records to look at. */
enum duplicate_look {
	LOOK_EMAIL, /* the e-mail, folded */
	LOOK_POINT, /* a further e-mail, folded */
	LOOK_TAX,
	LOOK_CODE,
	LOOK_PHONE, /* digits */
	LOOK_NAME,  /* sort keys that begin so; by name instead of the newest first */
	LOOK_ALL,   /* of a kind that has no index */
};

/* Live records of a kind but for the one with id except: calls each() with borrowed facts, newest first, at most limit of them. */
enum status duplicate_sql_look(struct office *o, const struct kind *k, enum duplicate_look look,
	const char *text, int64_t except, int limit,
	void (*each)(void *arg, int64_t id, const struct duplicate_facts *facts), void *arg,
	struct err *err);

/* Further e-mails, of one client (client_id 0: of all, with the client's kind and name). */
enum status duplicate_sql_points(struct office *o, int64_t client_id,
	bool (*each)(void *arg, int64_t client_id, const char *email,
		const struct duplicate_facts *client),
	void *arg, struct err *err);

/* Pairs declared different, the lower id first in each: of one client, or of all (client_id 0). Owned array of 2 * *n ids, ascending. */
enum status duplicate_sql_different(
	struct office *o, int64_t client_id, int64_t **pairs, int *n, struct err *err);

/* The greatest id of a kind; 0: none. */
enum status duplicate_sql_last(
	struct office *o, const struct kind *k, int64_t *id, struct err *err);

#endif
