/* The tree of a filter to one SQL condition over the alias t. */
#ifndef DOMAIN_FILTER_SQL_H
#define DOMAIN_FILTER_SQL_H

#include "filter_build.h"

/* Append the condition of n to b->sql. ST_USAGE with a position, or what the database says. */
enum status filter_node_sql(struct filter_build *b, const struct filter_node *n);

#endif
