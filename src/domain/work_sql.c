/* Neighbouring stages. */
#include "work_sql.h"

#include "store/db.h"

static const char before[] = "SELECT s.id FROM stage s JOIN stage m ON m.pipeline_id = "
			     "s.pipeline_id WHERE m.id = ?1 AND s.deleted_at IS NULL"
			     " AND (s.position < m.position OR (s.position = m.position AND s.id < "
			     "m.id)) ORDER BY s.position DESC, s.id DESC LIMIT 1";
static const char after[] = "SELECT s.id FROM stage s JOIN stage m ON m.pipeline_id = "
			    "s.pipeline_id WHERE m.id = ?1 AND s.deleted_at IS NULL"
			    " AND (s.position > m.position OR (s.position = m.position AND s.id > "
			    "m.id)) ORDER BY s.position, s.id LIMIT 1";
static const char of_class[] = "SELECT id FROM stage WHERE pipeline_id = ?1 AND class = ?2 AND "
			       "deleted_at IS NULL ORDER BY position, id LIMIT 1";

int64_t work_sql_stage_beside(struct office *o, int64_t stage_id, int step)
{
	struct query *q = db_query(office_db(o), step < 0 ? before : after);
	int64_t id = 0;

	query_int(q, 1, stage_id);
	query_one_int(q, 0, &id, NULL);
	return id;
}

int64_t work_sql_stage_of_class(struct office *o, int64_t pipeline_id, const char *cls)
{
	struct query *q = db_query(office_db(o), of_class);
	int64_t id = 0;

	query_int(q, 1, pipeline_id);
	query_text(q, 2, cls);
	query_one_int(q, 0, &id, NULL);
	return id;
}
