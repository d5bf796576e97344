/* The saved mappings of an office, with the day on which each was used last. */
#ifndef DOMAIN_PROFILE_LIST_H
#define DOMAIN_PROFILE_LIST_H

#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"

struct profile_row {
	int64_t id;
	char *name, *header, *map;
	int64_t used_at; /* when it was last imported with, else saved */
};

/* The live ones for such records, the last used first. Free with profile_list_free(). */
enum status profile_list(
	struct office *o, const char *records, struct profile_row **out, int *n, struct err *err);
void profile_list_free(struct profile_row *list, int n);

#endif
