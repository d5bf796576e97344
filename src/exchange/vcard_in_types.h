/* What the parameters of a vCard line say about its value. */
#ifndef EXCHANGE_VCARD_IN_TYPES_H
#define EXCHANGE_VCARD_IN_TYPES_H

#include <stdbool.h>

#include "vcard_in_lines.h"

enum { VCARD_PREFER_NOT = 101 }; /* RFC 6350 5.3: 1 is preferred most, 100 least */

struct vcard_types {
	bool work, home, cell, fax, voice, parcel;
	int prefer;
	char other[64]; /* a word for a label: "pager" */
	char service[64];
	const char *address; /* kind of address */
	bool omit_year;
};

struct vcard_types vcard_types_of(const struct vcard_line *line);

#endif
