/* Contact points, addresses and employers that are there already; keys of whole rows. */
#include "domain/parts.h"

#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "store/db.h"

enum { Q_POINTS, Q_PHONE_KEYS, Q_EMAIL_KEYS, Q_HAS_PHONE, Q_HAS_EMAIL, Q_ADDRESS, Q_EMPLOYMENT };

#define LIVE_POINTS                                                 \
	" FROM contact_point p JOIN client c ON c.id = p.client_id" \
	" WHERE p.deleted_at IS NULL AND c.deleted_at IS NULL AND p.kind"

static const char *const sql[] = {
	[Q_POINTS] = "SELECT kind, normalised FROM contact_point"
		     " WHERE client_id = ?1 AND deleted_at IS NULL ORDER BY id",
	[Q_PHONE_KEYS] = "SELECT p.client_id, p.normalised" LIVE_POINTS
			 " IN ('phone', 'mobile', 'fax') ORDER BY p.id",
	[Q_EMAIL_KEYS] = "SELECT p.client_id, p.normalised" LIVE_POINTS " = 'email' ORDER BY p.id",
	[Q_HAS_PHONE] = "SELECT p.id" LIVE_POINTS " IN ('phone', 'mobile', 'fax')"
			" AND p.client_id = ?1 AND p.normalised = ?2 LIMIT 1",
	[Q_HAS_EMAIL] = "SELECT p.id" LIVE_POINTS " = 'email'"
			" AND p.client_id = ?1 AND p.normalised = ?2 LIMIT 1",
	[Q_ADDRESS] = "SELECT id FROM address WHERE client_id = ?1 AND kind = ?2"
		      " AND deleted_at IS NULL ORDER BY id LIMIT 1",
	[Q_EMPLOYMENT] = "SELECT id FROM relation WHERE a_id = ?1 AND b_id = ?2"
			 " AND type = 'works_at' AND deleted_at IS NULL ORDER BY id LIMIT 1",
};

bool parts_is_phone(const char *kind)
{
	return !strcmp(kind, "phone") || !strcmp(kind, "mobile") || !strcmp(kind, "fax");
}

void parts_point_key(struct office *o, const char *kind, const char *value, struct buf *key)
{
	if (parts_is_phone(kind))
		fold_phone(key, value, office_options(o)->country_code);
	else
		fold_text(key, value);
}

enum status parts_points_each(struct office *o, int64_t client_id,
	void (*each)(void *arg, const char *kind, const char *key), void *arg, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_POINTS]);
	enum status st;
	bool row;

	query_int(q, 1, client_id);
	while ((st = query_step(q, &row, err)) == ST_OK && row)
		each(arg, query_get_text(q, 0), query_get_text(q, 1) ? query_get_text(q, 1) : "");
	query_done(q);
	return st;
}

enum status parts_keys_each(struct office *o, bool phones,
	void (*each)(void *arg, int64_t client_id, const char *key), void *arg, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[phones ? Q_PHONE_KEYS : Q_EMAIL_KEYS]);
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row)
		if (query_get_text(q, 1))
			each(arg, query_get_int(q, 0), query_get_text(q, 1));
	query_done(q);
	return st;
}

enum status parts_has_key(struct office *o, int64_t client_id, bool phones, const char *key,
	bool *has, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[phones ? Q_HAS_PHONE : Q_HAS_EMAIL]);
	int64_t id = 0;
	enum status st;

	query_int(q, 1, client_id);
	query_text(q, 2, key);
	st = query_one_int(q, 0, &id, err);
	*has = id != 0;
	return st;
}

enum status parts_address(
	struct office *o, int64_t client_id, const char *kind, int64_t *id, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_ADDRESS]);

	query_int(q, 1, client_id);
	query_text(q, 2, kind);
	return query_one_int(q, 0, id, err);
}

enum status parts_employment(
	struct office *o, int64_t person_id, int64_t company_id, int64_t *id, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_EMPLOYMENT]);

	query_int(q, 1, person_id);
	query_int(q, 2, company_id);
	return query_one_int(q, 0, id, err);
}

enum { UNIT_SEPARATOR = 0x1f };

void parts_row_key(const struct record *r, const int *fields, int n, struct buf *key)
{
	for (int i = 0; i < n; i++) {
		const struct value *v = &r->values[fields[i]];
		char iso[DATE_LEN];

		if (v->set && v->text)
			buf_add(key, v->text);
		else if (v->set && r->kind->fields[fields[i]].type == FT_DATE) {
			date_format_iso((int32_t)v->num, iso);
			buf_add(key, iso);
		} else if (v->set)
			buf_addf(key, "%lld", (long long)v->num);
		buf_addch(key, UNIT_SEPARATOR);
	}
}

enum status parts_rows_each(struct office *o, enum kind_id kind, const int *fields, int n,
	void (*each)(void *arg, int64_t id, const char *key), void *arg, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct buf text = BUF_INIT, key = BUF_INIT;
	struct query *q;
	enum status st;
	bool row;

	buf_add(&text, "SELECT id");
	for (int i = 0; i < n; i++)
		buf_addf(&text, ", %s", k->fields[fields[i]].column);
	buf_addf(&text, " FROM %s WHERE deleted_at IS NULL ORDER BY id", k->table);
	q = db_query(office_db(o), buf_str(&text));
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		buf_clear(&key);
		for (int i = 0; i < n; i++) {
			const char *value = query_get_text(q, i + 1);

			buf_add(&key, value ? value : "");
			buf_addch(&key, UNIT_SEPARATOR);
		}
		each(arg, query_get_int(q, 0), buf_str(&key));
	}
	query_done(q);
	buf_release(&text);
	buf_release(&key);
	return st;
}
