/* Every link of every kind is followed by the field tables; clients' parts are compared first. */
#include "merge_move.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/client.h"
#include "rules_sql.h"

enum { PARENTS_MAX = 64 };

static bool is_other(const struct merge *m, int64_t id)
{
	for (int i = 1; i < m->n; i++)
		if (m->records[i].id == id)
			return true;
	return false;
}

/* --- Contact points and addresses that are there already -------------------------------------- */

/* 'p' phone, 'e' e-mail, 'w' website ... and what is compared. */
static void point_key(struct office *o, const char *kind, const char *value, struct buf *key)
{
	bool phone = !strcmp(kind, "phone") || !strcmp(kind, "mobile") || !strcmp(kind, "fax");

	buf_clear(key);
	buf_addch(key, phone ? 'p' : kind[0]);
	if (phone)
		fold_phone(key, value, office_options(o)->country_code);
	else
		fold_text(key, value);
}

static void address_key(const struct record *r, int first, struct buf *key)
{
	buf_clear(key);
	for (int f = first; f < first + 5; f++) {
		buf_addch(key, '\n');
		fold_text(key, record_text(r, f));
	}
}

static enum status load_children(struct office *o, enum kind_id kind, int field, int64_t owner,
	int64_t **ids, int *n, struct err *err)
{
	const struct kind *k = office_kind(o, kind);

	return rules_sql_children(o, k->table, k->fields[field].column, owner, false, ids, n, err);
}

static void part_key(struct office *o, const struct record *r, struct buf *key)
{
	if (r->kind->id == KIND_CONTACT_POINT)
		point_key(o, record_text(r, CONTACT_POINT_KIND),
			record_text(r, CONTACT_POINT_VALUE), key);
	else
		address_key(r, ADDRESS_STREET, key);
}

/* Has the survivor (by its fields or its parts) what this key says? */
static enum status has_part(struct merge *m, enum kind_id kind, int owner_field, const char *wanted,
	bool *has, struct err *err)
{
	int64_t *ids = NULL;
	int n = 0;
	struct buf key = BUF_INIT;
	enum status st =
		load_children(m->office, kind, owner_field, m->records[0].id, &ids, &n, err);

	for (int i = 0; !st && !*has && i < n; i++) {
		struct record r;

		st = record_load(m->office, kind, ids[i], &r, err);
		if (st)
			break;
		part_key(m->office, &r, &key);
		*has = !strcmp(buf_str(&key), wanted);
		record_release(&r);
	}
	free(ids);
	buf_release(&key);
	return st;
}

static const struct {
	int field;
	const char *kind;
} main_points[] = {{CLIENT_PHONE, "phone"}, {CLIENT_EMAIL, "email"}, {CLIENT_WEBSITE, "web"}};

enum { MAIN_POINTS = sizeof(main_points) / sizeof(main_points[0]) };

static enum status has_point(struct merge *m, const char *wanted, bool *has, struct err *err)
{
	struct buf key = BUF_INIT;

	*has = false;
	for (int i = 0; i < MAIN_POINTS && !*has; i++) {
		point_key(m->office, main_points[i].kind,
			record_text(&m->result, main_points[i].field), &key);
		*has = !strcmp(buf_str(&key), wanted);
	}
	buf_release(&key);
	return *has ? ST_OK
		    : has_part(m, KIND_CONTACT_POINT, CONTACT_POINT_CLIENT, wanted, has, err);
}

static enum status has_address(struct merge *m, const char *wanted, bool *has, struct err *err)
{
	struct buf key = BUF_INIT;

	address_key(&m->result, CLIENT_STREET, &key);
	*has = !strcmp(buf_str(&key), wanted) || !strcmp(wanted, "\n\n\n\n\n");
	buf_release(&key);
	return *has ? ST_OK : has_part(m, KIND_ADDRESS, ADDRESS_CLIENT, wanted, has, err);
}

static enum status repeats_part(struct merge *m, const struct record *r, bool *yes, struct err *err)
{
	struct buf key = BUF_INIT;
	enum status st;

	part_key(m->office, r, &key);
	st = r->kind->id == KIND_CONTACT_POINT ? has_point(m, buf_str(&key), yes, err)
					       : has_address(m, buf_str(&key), yes, err);
	buf_release(&key);
	return st;
}

/* --- Relations and parents -------------------------------------------------------------------- */

static bool same_relation(const struct record *a, const struct record *b)
{
	return a->id != b->id && record_num(a, RELATION_A) == record_num(b, RELATION_A) &&
	       record_num(a, RELATION_B) == record_num(b, RELATION_B) &&
	       !strcmp(record_text(a, RELATION_TYPE), record_text(b, RELATION_TYPE));
}

/* r as it would be after the move: a relation to itself, or one that is there already? */
static enum status repeats_relation(
	struct merge *m, const struct record *r, bool *yes, struct err *err)
{
	int64_t a = record_num(r, RELATION_A), b = record_num(r, RELATION_B), *ids = NULL;
	int n = 0;
	enum status st;

	*yes = a == b || is_other(m, a) || is_other(m, b);
	if (*yes)
		return ST_OK;
	st = load_children(m->office, KIND_RELATION, RELATION_A, a, &ids, &n, err);
	for (int i = 0; !st && !*yes && i < n; i++) {
		struct record other;

		st = record_load(m->office, KIND_RELATION, ids[i], &other, err);
		if (st)
			break;
		*yes = same_relation(r, &other);
		record_release(&other);
	}
	free(ids);
	return st;
}

/* Is id among the parents of the survivor, as it will be? */
static enum status is_above(struct merge *m, int64_t id, bool *yes, struct err *err)
{
	int64_t at = record_num(&m->result, CLIENT_PARENT);
	enum status st = ST_OK;

	*yes = false;
	for (int depth = 0; !st && at && !*yes && depth < PARENTS_MAX; depth++) {
		struct record r;

		if (at == id) {
			*yes = true;
			break;
		}
		st = record_load(m->office, KIND_CLIENT, at, &r, err);
		if (st)
			break;
		at = record_num(&r, CLIENT_PARENT);
		record_release(&r);
	}
	return st == ST_NOT_FOUND ? ST_OK : st;
}

/* --- Moving ----------------------------------------------------------------------------------- */

/* A relation whose other end is a record that goes too moves with the first of its ends, and is dropped there. */
static enum status stays(struct merge *m, struct record *r, int field, bool *yes, struct err *err)
{
	*yes = false;
	switch (r->kind->id) {
	case KIND_CONTACT_POINT:
	case KIND_ADDRESS: return repeats_part(m, r, yes, err);
	case KIND_RELATION: return repeats_relation(m, r, yes, err);
	case KIND_CLIENT: *yes = is_other(m, r->id) || r->id == m->records[0].id; break;
	default: break;
	}
	(void)field;
	return ST_OK;
}

/* A child that stands above the survivor would be its own grandparent: it loses its parent. */
static enum status break_loop(struct merge *m, struct record *r, int field, struct err *err)
{
	bool above = false;
	enum status st = r->kind->id == KIND_CLIENT && field == CLIENT_PARENT
				 ? is_above(m, r->id, &above, err)
				 : ST_OK;

	if (!st && above)
		record_clear(r, field);
	return st;
}

static enum status move_one(struct merge *m, enum kind_id kind, int64_t id, int field,
	struct merge_done *done, struct err *err)
{
	struct record r;
	bool drop = false;
	enum status st = record_load(m->office, kind, id, &r, err);

	if (st)
		return st;
	record_set_num(&r, field, m->records[0].id);
	st = stays(m, &r, field, &drop, err);
	if (!st && !drop)
		st = break_loop(m, &r, field, err);
	if (!st && drop)
		done->dropped += kind != KIND_CLIENT;
	else if (!st) {
		st = record_save(m->office, &r, err);
		done->moved[kind]++;
	}
	record_release(&r);
	return st;
}

static enum status move_field(struct merge *m, const struct kind *k, int field, int which,
	struct merge_done *done, struct err *err)
{
	int64_t *ids = NULL;
	int n = 0;
	enum status st =
		load_children(m->office, k->id, field, m->records[which].id, &ids, &n, err);

	for (int i = 0; !st && i < n; i++)
		st = move_one(m, k->id, ids[i], field, done, err);
	free(ids);
	return st;
}

static bool points_here(const struct merge *m, const struct field *f)
{
	return f->type == FT_LINK && f->link == m->kind->id && f->column && !f->custom_id &&
	       !(f->flags & FF_READONLY);
}

enum status merge_move(struct merge *m, struct merge_done *done, struct err *err)
{
	enum status st = ST_OK;

	for (int kind = 0; !st && kind < KIND_COUNT; kind++) {
		const struct kind *k = office_kind(m->office, (enum kind_id)kind);

		for (int f = 0; !st && f < k->nfields; f++)
			for (int i = 1; !st && i < m->n && points_here(m, &k->fields[f]); i++)
				st = move_field(m, k, f, i, done, err);
	}
	return st;
}

/* --- What lost -------------------------------------------------------------------------------- */

static enum status keep_point(struct merge *m, const char *kind, const char *value,
	struct merge_done *done, struct err *err)
{
	struct buf key = BUF_INIT;
	struct record r;
	bool has = false;
	enum status st;

	point_key(m->office, kind, value, &key);
	st = has_point(m, buf_str(&key), &has, err);
	buf_release(&key);
	if (st || has)
		return st;
	record_init(&r, m->office, KIND_CONTACT_POINT);
	record_set_num(&r, CONTACT_POINT_CLIENT, m->records[0].id);
	record_set_text(&r, CONTACT_POINT_KIND, kind);
	record_set_text(&r, CONTACT_POINT_VALUE, value);
	st = record_save(m->office, &r, err);
	record_release(&r);
	done->kept++;
	return st;
}

static enum status keep_address(
	struct merge *m, const struct record *from, struct merge_done *done, struct err *err)
{
	struct buf key = BUF_INIT;
	struct record r;
	bool has = false;
	enum status st;

	address_key(from, CLIENT_STREET, &key);
	st = has_address(m, buf_str(&key), &has, err);
	buf_release(&key);
	if (st || has)
		return st;
	record_init(&r, m->office, KIND_ADDRESS);
	record_set_num(&r, ADDRESS_CLIENT, m->records[0].id);
	record_set_text(&r, ADDRESS_KIND, "visit");
	for (int f = 0; f < 5; f++)
		record_set_text(&r, ADDRESS_STREET + f, record_text(from, CLIENT_STREET + f));
	st = record_save(m->office, &r, err);
	record_release(&r);
	done->kept++;
	return st;
}

enum status merge_keep_lost(struct merge *m, struct merge_done *done, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && m->kind->id == KIND_CLIENT && i < m->n; i++) {
		const struct record *r = &m->records[i];

		for (int p = 0; !st && p < MAIN_POINTS; p++)
			if (record_has(r, main_points[p].field))
				st = keep_point(m, main_points[p].kind,
					record_text(r, main_points[p].field), done, err);
		if (!st)
			st = keep_address(m, r, done, err);
	}
	return st;
}
