/* Look-ups of duplicates, each by an index that searching and sorting need anyway. */
#include "duplicate_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/client.h"
#include "store/search.h"

enum { POINTS_PAGE = 2000 };

static const char points_sql[] =
	"SELECT p.id, p.client_id, p.normalised, c.kind, c.name FROM contact_point p"
	" JOIN client c ON c.id = p.client_id WHERE p.id > ?1 AND p.kind = 'email'"
	" AND p.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY p.id LIMIT ?2";
static const char points_of_client_sql[] =
	"SELECT p.id, p.client_id, p.normalised, c.kind, c.name FROM contact_point p"
	" JOIN client c ON c.id = p.client_id WHERE p.id > ?1 AND p.client_id = ?3"
	" AND p.kind = 'email' AND p.deleted_at IS NULL ORDER BY p.id LIMIT ?2";
#define DIFFERENT                                                      \
	"SELECT CASE WHEN a_id < b_id THEN a_id ELSE b_id END,"        \
	" CASE WHEN a_id < b_id THEN b_id ELSE a_id END FROM relation" \
	" WHERE type = 'distinct_from' AND deleted_at IS NULL"
static const char different_sql[] = DIFFERENT " ORDER BY 1, 2";
static const char different_of_sql[] = DIFFERENT " AND (a_id = ?1 OR b_id = ?1) ORDER BY 1, 2";

static void add_condition(struct buf *sql, const struct kind *k, enum duplicate_look look)
{
	const int *fields = duplicate_fields(k->id);
	char text[256];

	switch (look) {
	case LOOK_EMAIL:
		buf_addf(sql, "t.%s = ?1", k->fields[fields[DUPLICATE_COL_EMAIL]].column);
		break;
	case LOOK_TAX:
		buf_addf(sql, "t.%s = ?1", k->fields[fields[DUPLICATE_COL_TAX]].column);
		break;
	case LOOK_CODE:
		buf_addf(sql, "t.%s = ?1", k->fields[fields[DUPLICATE_COL_CODE]].column);
		break;
	case LOOK_POINT:
		buf_add(sql, "t.id IN (SELECT client_id FROM contact_point WHERE normalised = ?1"
			     " AND kind = 'email' AND deleted_at IS NULL)");
		break;
	case LOOK_PHONE:
		search_sql_digits(text, sizeof(text), k->table, "t", 1, 4);
		buf_add(sql, text);
		break;
	case LOOK_NAME: buf_add(sql, "t.sort_key >= ?1 AND t.sort_key < ?4"); break;
	case LOOK_ALL: buf_add(sql, "?1 IS NULL"); break;
	}
}

static void look_sql(struct buf *sql, const struct kind *k, enum duplicate_look look)
{
	const int *fields = duplicate_fields(k->id);

	buf_add(sql, "SELECT t.id");
	for (int i = 0; i < DUPLICATE_COLUMNS; i++)
		if (fields[i] < 0)
			buf_add(sql, ", NULL");
		else
			buf_addf(sql, ", t.%s", k->fields[fields[i]].column);
	buf_addf(sql, " FROM %s t WHERE ", k->table);
	add_condition(sql, k, look);
	buf_addf(sql, " AND t.deleted_at IS NULL AND t.id <> ?2 ORDER BY %s LIMIT ?3",
		look == LOOK_NAME ? "t.sort_key" : "t.id DESC");
}

/* The parameters; false when the index cannot be asked for this. */
static bool look_bind(struct query *q, enum duplicate_look look, const char *text)
{
	struct buf b = BUF_INIT;
	char *term = look == LOOK_PHONE ? search_term_digits(text) : mem_strdup(text);

	query_text(q, 1, term);
	if (look == LOOK_PHONE)
		buf_addf(&b, "%%%s%%", text);
	else
		buf_addf(&b, "%s\xf4\x8f\xbf\xbf", text); /* behind everything that begins so */
	if (look == LOOK_PHONE || look == LOOK_NAME)
		query_text(q, 4, buf_str(&b));
	buf_release(&b);
	free(term);
	return term || look != LOOK_PHONE;
}

static void read_facts(struct query *q, struct duplicate_facts *out)
{
	const char *text[DUPLICATE_COLUMNS];

	for (int i = 0; i < DUPLICATE_COLUMNS; i++)
		text[i] = query_get_text(q, i + 1);
	*out = (struct duplicate_facts){text[DUPLICATE_COL_KIND], text[DUPLICATE_COL_NAME],
		text[DUPLICATE_COL_EMAIL], text[DUPLICATE_COL_CITY], text[DUPLICATE_COL_DIGITS],
		text[DUPLICATE_COL_TAX], text[DUPLICATE_COL_CODE]};
}

enum status duplicate_sql_look(struct office *o, const struct kind *k, enum duplicate_look look,
	const char *text, int64_t except, int limit,
	void (*each)(void *arg, int64_t id, const struct duplicate_facts *facts), void *arg,
	struct err *err)
{
	struct buf sql = BUF_INIT;
	struct duplicate_facts facts;
	struct query *q;
	enum status st = ST_OK;
	bool row;

	look_sql(&sql, k, look);
	q = db_query(office_db(o), buf_str(&sql));
	buf_release(&sql);
	query_int(q, 2, except);
	query_int(q, 3, limit);
	row = look_bind(q, look, text);
	while (row && (st = query_step(q, &row, err)) == ST_OK && row) {
		read_facts(q, &facts);
		each(arg, query_get_int(q, 0), &facts);
	}
	query_done(q);
	return st;
}

enum status duplicate_sql_points(struct office *o, int64_t client_id,
	bool (*each)(void *arg, int64_t client_id, const char *email,
		const struct duplicate_facts *client),
	void *arg, struct err *err)
{
	int64_t last = 0;
	int rows = POINTS_PAGE;
	bool row, go_on = true;
	enum status st = ST_OK;

	while (!st && go_on && rows == POINTS_PAGE) {
		struct query *q =
			db_query(office_db(o), client_id ? points_of_client_sql : points_sql);

		query_int(q, 1, last);
		query_int(q, 2, POINTS_PAGE);
		if (client_id)
			query_int(q, 3, client_id);
		for (rows = 0; go_on && (st = query_step(q, &row, err)) == ST_OK && row; rows++) {
			const char *email = query_get_text(q, 2);
			struct duplicate_facts client = {
				.kind = query_get_text(q, 3), .name = query_get_text(q, 4)};

			last = query_get_int(q, 0);
			if (email)
				go_on = each(arg, query_get_int(q, 1), email, &client);
		}
		query_done(q);
	}
	return st;
}

enum status duplicate_sql_different(
	struct office *o, int64_t client_id, int64_t **pairs, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), client_id ? different_of_sql : different_sql);
	int64_t *found = NULL;
	size_t cap = 0, count = 0;
	enum status st;
	bool row;

	if (client_id)
		query_int(q, 1, client_id);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		found = mem_grow(found, &cap, 2 * (count + 1), sizeof(*found));
		found[2 * count] = query_get_int(q, 0);
		found[2 * count++ + 1] = query_get_int(q, 1);
	}
	query_done(q);
	*pairs = found;
	*n = (int)count;
	return st;
}

enum status duplicate_sql_last(struct office *o, const struct kind *k, int64_t *id, struct err *err)
{
	char sql[80];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM %s", k->table);
	return query_one_int(db_query(office_db(o), sql), 0, id, err);
}
