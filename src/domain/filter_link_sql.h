/* Links in filters: the record that a title means, or all whose title contains it. */
#ifndef DOMAIN_FILTER_LINK_SQL_H
#define DOMAIN_FILTER_LINK_SQL_H

#include "filter_build.h"

/* Append the condition that the link expr of field f points at what v says. ST_USAGE at the value when nothing is called so. */
enum status filter_link_sql(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v);

#endif
