/* Loading and finding stages. There are some dozens at most, so a look-up is a walk from the last place. */
#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"

static enum stage_outcome stages_outcome(const char *class)
{
	if (class && !strcmp(class, "won"))
		return STAGE_IS_WON;
	return class && !strcmp(class, "lost") ? STAGE_IS_LOST : STAGE_IS_OPEN;
}

enum status stages_load(struct office *o, struct stages *out, struct err *err)
{
	struct query *q =
		db_query(office_db(o), "SELECT s.id, s.pipeline_id, s.name, p.name, s.class, "
				       "s.probability, s.rotting_days, s.deleted_at"
				       " FROM stage s JOIN pipeline p ON p.id = s.pipeline_id "
				       "ORDER BY p.position, p.id, s.position, s.id");
	size_t cap = 0;
	enum status st;
	bool row;

	*out = (struct stages){0};
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		out->items = mem_grow(out->items, &cap, (size_t)out->n + 1, sizeof *out->items);
		out->items[out->n++] = (struct stage_item){
			.id = query_get_int(q, 0),
			.pipeline_id = query_get_int(q, 1),
			.name = mem_strdup(query_get_text(q, 2)),
			.pipeline = mem_strdup(query_get_text(q, 3)),
			.outcome = stages_outcome(query_get_text(q, 4)),
			.probability = query_get_int(q, 5),
			.rotting_days = query_get_int(q, 6),
			.is_trashed = !query_is_null(q, 7),
		};
	}
	query_done(q);
	if (st)
		stages_release(out);
	return st;
}

void stages_release(struct stages *s)
{
	for (int i = 0; i < s->n; i++) {
		free(s->items[i].name);
		free(s->items[i].pipeline);
	}
	free(s->items);
	*s = (struct stages){0};
}

const struct stage_item *stages_find(const struct stages *s, int64_t id, int *hint)
{
	for (int i = 0; i < s->n; i++) {
		int at = (*hint + i) % s->n;

		if (s->items[at].id == id) {
			*hint = at;
			return &s->items[at];
		}
	}
	return NULL;
}
