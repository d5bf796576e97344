/* The keys that records are matched by when files come in. */
#include "domain/keys.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "domain/client.h"
#include "store/db.h"

void key_of_text(
	struct office *o, const struct kind *k, int field, const char *text, struct buf *key)
{
	switch (k->fields[field].type) {
	case FT_PHONE: fold_phone(key, text, office_options(o)->country_code); break;
	case FT_EMAIL: fold_text(key, text); break;
	default:
		if (field == k->title_field)
			fold_sort_key(key, text);
		else
			buf_add(key, text);
	}
}

static bool has_city(const struct kind *k, int field)
{
	return k->id == KIND_CLIENT && field == CLIENT_NAME;
}

void key_add_city(struct buf *key, const char *city)
{
	if (!city || !*city || !key->len)
		return;
	buf_addch(key, '\n');
	fold_text(key, city);
}

void key_of_record(struct office *o, const struct record *r, int field, struct buf *key)
{
	if (!record_has(r, field))
		return;
	key_of_text(o, r->kind, field, record_text(r, field), key);
	if (has_city(r->kind, field))
		key_add_city(key, record_text(r, CLIENT_CITY));
}

enum status keys_each(struct office *o, enum kind_id kind, int field,
	void (*each)(void *arg, int64_t id, const char *key), void *arg, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct buf key = BUF_INIT;
	struct query *q;
	enum status st;
	char sql[192];
	bool row;

	snprintf(sql, sizeof(sql), "SELECT id, %s, %s FROM %s WHERE deleted_at IS NULL ORDER BY id",
		k->fields[field].column, has_city(k, field) ? "city" : "NULL", k->table);
	q = db_query(office_db(o), sql);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *text = query_get_text(q, 1);

		if (!text)
			continue;
		buf_clear(&key);
		key_of_text(o, k, field, text, &key);
		key_add_city(&key, query_get_text(q, 2));
		each(arg, query_get_int(q, 0), buf_str(&key));
	}
	query_done(q);
	buf_release(&key);
	return st;
}
