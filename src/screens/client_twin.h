/* Is a client that is being typed in the office already? */
#ifndef SCREENS_CLIENT_TWIN_H
#define SCREENS_CLIENT_TWIN_H

#include <stdint.h>

#include "domain/office.h"

/* As typed; "" where nothing is. */
struct client_typed {
	const char *kind, *name, *phone, *email, *city, *tax_id;
};

/*
 * The id of the live client that this one repeats most surely, by the rules of domain/duplicates.h; while nothing but a name tells them
 * apart, one of the same name. 0: none.
 */
int64_t client_twin_find(struct office *o, const struct client_typed *typed);

#endif
