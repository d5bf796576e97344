/* What a client has beside its own fields, to be written out with it: contact points, addresses, where a person works. */
#ifndef DOMAIN_CLIENT_MORE_H
#define DOMAIN_CLIENT_MORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/client.h"
#include "domain/office.h"

struct client_more_point {
	const char *kind, *label, *value; /* label "" when empty */
};

struct client_more_address {
	const char *kind, *street, *city, *region, *postcode, *country;
};

struct client_more {
	struct client_more_point *points; /* live ones that are not marked invalid, in id order */
	size_t npoints, points_cap;
	struct client_more_address *addresses; /* live ones, in id order */
	size_t naddresses, addresses_cap;
	const char *employer, *job_title; /* of the first live, active "works at" relation; "" */
	struct buf text;                  /* holds the texts */
};

/* clang-format off */
#define CLIENT_MORE_INIT {0}
/* clang-format on */

/*
 * Load what client_id has into *out, whose memory and texts of the last client are used again. Three indexed look-ups. ST_OK
 * when there is nothing; ST_BUSY, ST_CORRUPT, ST_IO.
 */
enum status client_more_load(
	struct office *o, int64_t client_id, struct client_more *out, struct err *err);
void client_more_release(struct client_more *m);

#endif
