/* Statements of care.c. */
#ifndef DOMAIN_CARE_SQL_H
#define DOMAIN_CARE_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"

enum status care_sql_count(
	struct office *o, const char *table, bool deleted, int64_t *out, struct err *err);
enum status care_sql_actions(struct office *o, int64_t *out, struct err *err);

#endif
