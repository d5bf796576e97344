/* One condition on a field ("stage:won", "amount>=1000", "closed:2017-03") to SQL, by the field's type. */
#ifndef DOMAIN_FILTER_TERM_SQL_H
#define DOMAIN_FILTER_TERM_SQL_H

#include "filter_build.h"

/* Append the condition. ST_USAGE at the name or the value that is wrong; else what the database says. */
enum status filter_term_sql(struct filter_build *b, const struct filter_node *term);

#endif
