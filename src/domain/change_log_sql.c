/*
 * Writing the change log. Changed fields go in many at a time: a statement for each would spend half its time on the counter of
 * the log's ids.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "action_private.h"
#include "base/mem.h"
#include "change_sql.h"
#include "kind_sql.h"
#include "office_private.h"

enum { LOG_ROWS = 16, LOG_COLUMNS = 8 };

#define LOG_NO_TEXT ((size_t)-1)

struct log_row {
	int64_t txn, first, last; /* last 0: one record */
	const char *kind, *field; /* of the field tables */
	size_t old_value, new_value;
	char op[2];
};

struct change_log {
	struct log_row rows[LOG_ROWS];
	int n;
	struct buf texts; /* the values, each with a NUL behind it */
};

#define LOG_INTO                                                                                 \
	"INSERT INTO change (txn_id, kind, record_id, last_id, op, field, old_value, new_value)" \
	" VALUES "
#define LOG_ROW "(?, ?, ?, ?, ?, ?, ?, ?)"
#define LOG_4 LOG_ROW ", " LOG_ROW ", " LOG_ROW ", " LOG_ROW

static const char log_one[] = LOG_INTO LOG_ROW;
static const char log_all[] = LOG_INTO LOG_4 ", " LOG_4 ", " LOG_4 ", " LOG_4;

struct change_log *change_log_new(void)
{
	return mem_alloc(sizeof(struct change_log));
}

void change_log_free(struct change_log *log)
{
	if (log)
		buf_release(&log->texts);
	free(log);
}

void change_log_drop(struct office *o)
{
	struct change_log *log = o->action->log;

	log->n = 0;
	buf_clear(&log->texts);
}

static void bind_text(struct query *q, int param, const struct change_log *log, size_t at)
{
	if (at == LOG_NO_TEXT)
		query_null(q, param);
	else
		query_text_borrowed(q, param, log->texts.data + at);
}

/* The i-th row of the statement. */
static void bind_row(
	struct query *q, int i, const struct change_log *log, const struct log_row *row)
{
	int param = i * LOG_COLUMNS;

	query_int(q, param + 1, row->txn);
	query_text_borrowed(q, param + 2, row->kind);
	query_int(q, param + 3, row->first);
	if (row->last)
		query_int(q, param + 4, row->last);
	else
		query_null(q, param + 4);
	query_text_borrowed(q, param + 5, row->op);
	if (row->field)
		query_text_borrowed(q, param + 6, row->field);
	else
		query_null(q, param + 6);
	bind_text(q, param + 7, log, row->old_value);
	bind_text(q, param + 8, log, row->new_value);
}

static enum status write_rows(
	struct office *o, const char *sql, const struct log_row *rows, int n, struct err *err)
{
	struct query *q = db_query(o->db, sql);

	for (int i = 0; i < n; i++)
		bind_row(q, i, o->action->log, &rows[i]);
	return query_run(q, NULL, err);
}

enum status change_log_write(struct office *o, struct err *err)
{
	struct change_log *log = o->action->log;
	enum status st = ST_OK;

	if (log->n == LOG_ROWS)
		st = write_rows(o, log_all, log->rows, LOG_ROWS, err);
	else
		for (int i = 0; !st && i < log->n; i++)
			st = write_rows(o, log_one, &log->rows[i], 1, err);
	change_log_drop(o);
	return st;
}

enum status change_sql_log(struct office *o, int64_t txn, const char *kind, char op, int64_t first,
	int64_t last, struct err *err)
{
	struct log_row row = {.txn = txn,
		.first = first,
		.last = last == first ? 0 : last,
		.kind = kind,
		.old_value = LOG_NO_TEXT,
		.new_value = LOG_NO_TEXT,
		.op = {op}};
	enum status st = change_log_write(o, err);

	return st ? st : write_rows(o, log_one, &row, 1, err);
}

static size_t keep_value(struct change_log *log, const struct field *f, const struct value *v)
{
	size_t at = log->texts.len;

	if (!v->set)
		return LOG_NO_TEXT;
	if (kind_type_is_text(f->type))
		buf_add(&log->texts, v->text);
	else
		buf_addf(&log->texts, "%lld", (long long)v->num);
	buf_addch(&log->texts, '\0');
	return at;
}

enum status change_sql_log_field(
	struct office *o, int64_t txn, const struct record *r, int field, struct err *err)
{
	struct change_log *log = o->action->log;
	const struct field *f = &r->kind->fields[field];
	struct log_row *row = &log->rows[log->n++];

	assert(log->n <= LOG_ROWS);
	*row = (struct log_row){
		.txn = txn, .first = r->id, .kind = r->kind->name, .field = f->name, .op = "u"};
	row->old_value = keep_value(log, f, &r->base[field]);
	row->new_value = keep_value(log, f, &r->values[field]);
	return log->n == LOG_ROWS ? change_log_write(o, err) : ST_OK;
}
