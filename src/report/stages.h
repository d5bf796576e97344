/* The stages of all pipelines, in pipeline order: reports know a deal's class by its stage and never by a name. */
#ifndef REPORT_STAGES_H
#define REPORT_STAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"

enum stage_outcome { STAGE_IS_OPEN, STAGE_IS_WON, STAGE_IS_LOST };

struct stage_item {
	int64_t id, pipeline_id;
	char *name, *pipeline;
	enum stage_outcome outcome; /* open, ongoing and hold are open */
	int64_t probability;        /* basis points */
	int64_t rotting_days;       /* 0: off */
	bool is_trashed;
};

struct stages {
	struct stage_item *items;
	int n;
};

/* Trashed stages too: a deal may still stand in one. */
enum status stages_load(struct office *o, struct stages *out, struct err *err);
void stages_release(struct stages *s);
/* By id; NULL when there is none. *hint remembers the last place (start with 0). */
const struct stage_item *stages_find(const struct stages *s, int64_t id, int *hint);

#endif
