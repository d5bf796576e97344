/* What a written number, date or time covers: from the first to the last stored value that it means, both included. */
#ifndef DOMAIN_FILTER_RANGE_H
#define DOMAIN_FILTER_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/office.h"

struct filter_range {
	int64_t lo, hi;
};

/* Is the type one of numbers, dates and times? */
bool filter_range_has(enum field_type type);
/* ("2017-03" of an instant: every second of that month here.) False when text is no value of the type. */
bool filter_range_read(
	struct office *o, const struct field *f, const char *text, struct filter_range *out);
/* What such a value looks like, for an error: a translated example. */
const char *filter_range_example(enum field_type type);

#endif
