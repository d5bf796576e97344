/* Finding the record that a text names. */
#ifndef DOMAIN_RESOLVE_SQL_H
#define DOMAIN_RESOLVE_SQL_H

#include "domain/record.h"

/* A stage by name: of that pipeline, else of the first pipeline that has one; "Pipeline/Stage" names both. */
enum status resolve_stage(
	struct office *o, int64_t pipeline_id, const char *text, int64_t *id, struct err *err);

#endif
