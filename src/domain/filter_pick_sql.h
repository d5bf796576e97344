/* Conditions on fields whose values are taken from a list: fixed choices, office lists, sets. */
#ifndef DOMAIN_FILTER_PICK_SQL_H
#define DOMAIN_FILTER_PICK_SQL_H

#include "filter_build.h"

/* By code, title or alias; with < and > by the order of the choices ("priority>=high"). ST_USAGE names what there is. */
enum status filter_choice_sql(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v);
/* An entry of the office list by code or title, or all whose title contains the text. */
enum status filter_pick_sql(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v);
/* The set has the entry; with = it has nothing else. */
enum status filter_set_sql(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v);

#endif
