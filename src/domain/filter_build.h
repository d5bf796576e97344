/* What the parts of the filter compiler share: the SQL made so far, with its parameters, and where errors go. */
#ifndef DOMAIN_FILTER_BUILD_H
#define DOMAIN_FILTER_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/office.h"
#include "filter_parse.h"

struct filter_param {
	int64_t num;
	char *text; /* NULL: a number */
};

struct filter_build {
	struct office *o;
	const struct kind *kind;
	const char *text; /* the whole filter, for error positions */
	struct err *err;
	bool negated; /* inside a negation a condition must be false, not unknown, for empty fields */
	bool asks_trash; /* deleted: was named, so the trash is not left out by itself */
	int nesting;     /* of the tree above, see FILTER_MAX_NESTING */
	struct buf sql;
	struct filter_param *params;
	int nparams;
	size_t params_cap;
};

/* Each adds a parameter and returns its number (from 1). */
int filter_build_num(struct filter_build *b, int64_t num);
int filter_build_text(struct filter_build *b, const char *text);
/* Take back the SQL behind a length. */
void filter_build_cut(struct filter_build *b, size_t len);
void filter_build_bind(const struct filter_build *b, struct query *q);
void filter_build_release(struct filter_build *b);

#endif
