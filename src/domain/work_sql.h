/* Neighbouring stages. */
#ifndef DOMAIN_WORK_SQL_H
#define DOMAIN_WORK_SQL_H

#include "domain/office.h"

int64_t work_sql_stage_beside(struct office *o, int64_t stage_id, int step);
int64_t work_sql_stage_of_class(struct office *o, int64_t pipeline_id, const char *cls);

#endif
