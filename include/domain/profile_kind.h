/*
 * Saved mappings of imports, a record kind like any other: listed, exported, renamed, deleted and brought back by the generic
 * commands. What the texts mean is exchange/import_profile.h's.
 */
#ifndef DOMAIN_PROFILE_KIND_H
#define DOMAIN_PROFILE_KIND_H

#include "domain/kind.h"

enum profile_field {
	PROFILE_NAME,
	PROFILE_RECORDS, /* "client", "company", "deal" ...: what the file holds */
	PROFILE_HEADER,  /* the headers of the file, folded, in alphabetical order, one a line */
	PROFILE_MAP,     /* the mapping, in the words of data/import/ */
	PROFILE_COMMON
};

extern const struct kind import_profile_kind;

#endif
