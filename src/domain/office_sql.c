/* Statements behind office.c: users, custom fields, lists, titles. */
#include "office_sql.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/catalog.h"

enum { Q_USER, Q_CUSTOM, Q_LISTS, Q_FIRST_PIPELINE, Q_FIRST_STAGE };

static const char *const sql[] = {
	[Q_USER] = "SELECT id FROM user WHERE login = ?1 AND deleted_at IS NULL",
	[Q_CUSTOM] = "SELECT id, kind, name, title, type, choices, deleted_at FROM custom_field"
		     " ORDER BY id",
	[Q_LISTS] =
		"SELECT id, list, code, title FROM choice WHERE deleted_at IS NULL AND active = 1"
		" ORDER BY list, position, id",
	[Q_FIRST_PIPELINE] = "SELECT id FROM pipeline WHERE deleted_at IS NULL AND active = 1 "
			     "ORDER BY position, id",
	[Q_FIRST_STAGE] = "SELECT id FROM stage WHERE pipeline_id = ?1 AND deleted_at IS NULL "
			  "ORDER BY position, id",
};

enum status office_sql_user(struct office *o, const char *login, int64_t *id, struct err *err)
{
	struct query *q = db_query(o->db, sql[Q_USER]);

	query_text(q, 1, login);
	return query_one_int(q, 0, id, err);
}

enum status office_sql_mark(
	struct office *o, const char *table, struct table_mark *out, struct err *err)
{
	char text[128];
	struct query *q;
	bool row = false;
	enum status st;

	snprintf(text, sizeof(text), "SELECT count(*), sum(version), max(id) FROM %s", table);
	q = db_query(o->db, text);
	st = query_step(q, &row, err);
	if (!st && row)
		*out = (struct table_mark){
			query_get_int(q, 0), query_get_int(q, 1), query_get_int(q, 2)};
	query_done(q);
	return st;
}

static enum field_type custom_type(const char *name)
{
	static const struct {
		const char *name;
		enum field_type type;
	} types[] = {
		{"text", FT_TEXT},
		{"note", FT_NOTE},
		{"number", FT_INT},
		{"money", FT_MONEY},
		{"date", FT_DATE},
		{"bool", FT_BOOL},
		{"pick", FT_CHOICE},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (!strcmp(types[i].name, name))
			return types[i].type;
	return FT_TEXT;
}

/* "Gold, Silver" becomes a choice table whose codes are the titles themselves. */
static const struct choice *custom_choices(struct office *o, const char *list)
{
	char *text = office_keep_text(o, list), *save = NULL;
	struct choice *c = NULL;
	size_t n = 0;

	for (char *part = strtok_r(text, ",", &save); part; part = strtok_r(NULL, ",", &save)) {
		part += strspn(part, " \t");
		for (size_t len = strlen(part); len && strchr(" \t", part[len - 1]);)
			part[--len] = '\0';
		if (!*part)
			continue;
		c = mem_realloc(c, sizeof(*c) * (n + 2));
		c[n++] = (struct choice){part, part, NULL};
	}
	if (!c)
		c = mem_alloc(sizeof(*c));
	c[n] = (struct choice){NULL, NULL, NULL};
	return office_keep(o, c);
}

/* A deleted field keeps its place, unnamed and hidden, so that the places of the others stay. */
static void add_custom(struct office *o, struct kind_entry *e, struct query *q)
{
	int n = e->kind.nfields;
	const char *choices = query_get_text(q, 5);
	bool gone = !query_is_null(q, 6);
	struct field *f;

	e->fields = mem_realloc(e->fields, sizeof(*e->fields) * (size_t)(n + 1));
	f = &e->fields[n];
	*f = (struct field){
		.name = gone ? "" : office_keep_text(o, query_get_text(q, 2)),
		.title = gone ? "" : office_keep_text(o, query_get_text(q, 3)),
		.type = custom_type(query_get_text(q, 4)),
		.flags = gone ? FF_HIDDEN | FF_READONLY : 0,
		.custom_id = query_get_int(q, 0),
	};
	if (f->type == FT_CHOICE)
		f->choices = custom_choices(o, choices ? choices : "");
	e->kind.fields = e->fields;
	e->kind.nfields = n + 1;
}

enum status office_sql_load_custom(struct office *o, struct err *err)
{
	struct query *q = db_query(o->db, sql[Q_CUSTOM]);
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row)
		for (int k = 0; k < KIND_COUNT; k++)
			if (!strcmp(o->kinds[k].kind.name, query_get_text(q, 1)))
				add_custom(o, &o->kinds[k], q);
	query_done(q);
	return st;
}

enum status office_sql_load_lists(struct office *o, struct err *err)
{
	struct query *q = db_query(o->db, sql[Q_LISTS]);
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *list = query_get_text(q, 1), *code = query_get_text(q, 2);
		const char *title = list_default_title(list, code, query_get_text(q, 3));

		office_list_append(o, list, query_get_int(q, 0), code, title);
	}
	query_done(q);
	return st;
}

int64_t office_sql_first_pipeline(struct office *o)
{
	int64_t id = 0;

	query_one_int(db_query(o->db, sql[Q_FIRST_PIPELINE]), 0, &id, NULL);
	return id;
}

int64_t office_sql_first_stage(struct office *o, int64_t pipeline_id)
{
	struct query *q = db_query(o->db, sql[Q_FIRST_STAGE]);
	int64_t id = 0;

	query_int(q, 1, pipeline_id);
	query_one_int(q, 0, &id, NULL);
	return id;
}

void office_sql_title(struct office *o, const struct kind *k, int64_t id, struct buf *b)
{
	char text[128];
	struct query *q;
	bool row = false;

	snprintf(text, sizeof(text), "SELECT %s FROM %s WHERE id = ?1",
		k->fields[k->title_field].column, k->table);
	q = db_query(o->db, text);
	query_int(q, 1, id);
	if (query_step(q, &row, NULL) == ST_OK && row && query_get_text(q, 0))
		buf_add(b, query_get_text(q, 0));
	else
		buf_addf(b, "#%lld", (long long)id);
	query_done(q);
}
