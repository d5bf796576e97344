/*
 * What a client has beside its own fields. Texts are collected in one buffer that may move while it grows, so they are kept
 * as offsets until all are there; offset 0 is the empty text.
 */
#include "domain/client_more.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"

enum { Q_POINTS, Q_ADDRESSES, Q_EMPLOYER };

static const char *const sql[] = {
	[Q_POINTS] = "SELECT kind, label, value FROM contact_point"
		     " WHERE client_id = ?1 AND deleted_at IS NULL AND coalesce(invalid, 0) = 0"
		     " ORDER BY id",
	[Q_ADDRESSES] = "SELECT kind, street, city, region, postcode, country FROM address"
			" WHERE client_id = ?1 AND deleted_at IS NULL ORDER BY id",
	[Q_EMPLOYER] = "SELECT c.name, r.role FROM relation r JOIN client c ON c.id = r.b_id"
		       " WHERE r.a_id = ?1 AND r.type = 'works_at' AND r.deleted_at IS NULL"
		       " AND coalesce(r.active, 1) = 1 AND c.deleted_at IS NULL"
		       " ORDER BY r.id LIMIT 1",
};

/* Keep a column's text. */
static size_t keep(struct client_more *m, struct query *q, int col)
{
	const char *s = query_get_text(q, col);
	size_t at = m->text.len;

	if (!s || !*s)
		return 0;
	buf_addn(&m->text, s, strlen(s) + 1);
	return at;
}

struct rows { /* offsets, `columns` a row */
	size_t *at;
	size_t n, cap;
};

static enum status load_rows(struct office *o, int statement, int64_t client_id, int columns,
	struct client_more *m, struct rows *rows, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[statement]);
	enum status st;
	bool row;

	query_int(q, 1, client_id);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		rows->at = mem_grow(
			rows->at, &rows->cap, rows->n + (size_t)columns, sizeof(*rows->at));
		for (int i = 0; i < columns; i++)
			rows->at[rows->n++] = keep(m, q, i);
	}
	query_done(q);
	return st;
}

static void set_points(struct client_more *m, const struct rows *rows)
{
	m->npoints = rows->n / 3;
	m->points = mem_grow(m->points, &m->points_cap, m->npoints + 1, sizeof(*m->points));
	for (size_t i = 0; i < m->npoints; i++) {
		const size_t *at = rows->at + i * 3;

		m->points[i] = (struct client_more_point){
			m->text.data + at[0], m->text.data + at[1], m->text.data + at[2]};
	}
}

static void set_addresses(struct client_more *m, const struct rows *rows)
{
	m->naddresses = rows->n / 6;
	m->addresses =
		mem_grow(m->addresses, &m->addresses_cap, m->naddresses + 1, sizeof(*m->addresses));
	for (size_t i = 0; i < m->naddresses; i++) {
		const size_t *at = rows->at + i * 6;
		const char *t = m->text.data;

		m->addresses[i] = (struct client_more_address){
			t + at[0], t + at[1], t + at[2], t + at[3], t + at[4], t + at[5]};
	}
}

enum status client_more_load(
	struct office *o, int64_t client_id, struct client_more *out, struct err *err)
{
	struct rows points = {0}, addresses = {0}, employer = {0};
	enum status st;

	buf_clear(&out->text);
	buf_addch(&out->text, '\0');
	st = load_rows(o, Q_POINTS, client_id, 3, out, &points, err);
	if (!st)
		st = load_rows(o, Q_ADDRESSES, client_id, 6, out, &addresses, err);
	if (!st)
		st = load_rows(o, Q_EMPLOYER, client_id, 2, out, &employer, err);
	if (!st) {
		set_points(out, &points);
		set_addresses(out, &addresses);
		out->employer = out->text.data + (employer.n ? employer.at[0] : 0);
		out->job_title = out->text.data + (employer.n ? employer.at[1] : 0);
	}
	free(points.at);
	free(addresses.at);
	free(employer.at);
	return st;
}

void client_more_release(struct client_more *m)
{
	free(m->points);
	free(m->addresses);
	buf_release(&m->text);
	*m = (struct client_more)CLIENT_MORE_INIT;
}
