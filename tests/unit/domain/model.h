/* Random desk work on an office, and what must hold after it. Include cmocka and office_fixture.h before. */
#ifndef DOMAIN_MODEL_H
#define DOMAIN_MODEL_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "domain/work.h"
#include "exchange/import.h"
#include "store/db.h"
#include "store/search.h"

enum { MODEL_DESKS = 2, MODEL_WORDS = 8 };

struct model {
	struct office_fixture *fx;
	struct office *desk[MODEL_DESKS];
	unsigned seed;
	int64_t now;
};

/* What an action did: txn 0 when it was refused or changed nothing. */
struct model_step {
	int desk;
	int64_t txn;
};

static inline unsigned model_random(struct model *m, unsigned below)
{
	return fixture_random(&m->seed, below);
}

static inline void model_tick(struct model *m)
{
	char text[40];

	m->now += 60 + model_random(m, 90000);
	date_format_utc(m->now, text);
	setenv("KARTOTEKA_NOW", text, 1);
}

static inline void model_open(struct model *m, struct office_fixture *fx, unsigned seed)
{
	struct office_options opt = {.mode = DB_OPEN,
		.login = "second",
		.country_code = "7",
		.date_order = DATE_DMY,
		.decimal = '.'};
	struct err err = ERR_INIT;

	*m = (struct model){.fx = fx, .seed = seed, .now = 1767225600};
	model_tick(m);
	fixture_open(fx, "RUB");
	m->desk[0] = fx->o;
	fixture_ok(office_start(fx->path, &opt, &m->desk[1], &err), &err);
	fixture_ok(office_refresh(m->desk[0], &err), &err);
}

static inline void model_close(struct model *m)
{
	char name[160];

	snprintf(name, sizeof name, "%s/in.csv", m->fx->dir);
	unlink(name);
	office_close(m->desk[1]);
	fixture_close(m->fx);
}

static inline int64_t model_int(struct office *o, const char *sql)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	fixture_ok(query_one_int(db_query(office_db(o), sql), 0, &n, &err), &err);
	return n;
}

/* Every field of every live row, but for who changed it last and when; what is maintained and inner columns too. An undone import leaves its mapping. */
static inline char *model_dump(struct office *o)
{
	struct buf b = BUF_INIT;

	for (int k = 0; k < KIND_COUNT; k++) {
		const struct kind *kind = office_kind(o, (enum kind_id)k);
		struct err err = ERR_INIT;
		struct buf sql = BUF_INIT;
		struct query *q;
		int n = 0;
		bool row;

		if (k == KIND_IMPORT_PROFILE)
			continue;
		buf_add(&sql, "SELECT id");
		for (int i = 0; i < kind->nfields; i++) {
			const struct field *f = &kind->fields[i];

			if (!f->column || !strncmp(f->name, "modified_", 9))
				continue;
			buf_addf(&sql, ", %s", f->column);
			n++;
		}
		if (kind->searchable)
			buf_add(&sql, ", sort_key, search_text");
		n += kind->searchable ? 2 : 0;
		buf_addf(&sql, " FROM %s WHERE deleted_at IS NULL ORDER BY id", kind->table);
		q = db_query(office_db(o), buf_str(&sql));
		buf_release(&sql);
		while (query_step(q, &row, &err) == ST_OK && row) {
			buf_addf(&b, "%s #%lld", kind->name, (long long)query_get_int(q, 0));
			for (int i = 1; i <= n; i++)
				buf_addf(&b, "|%s",
					query_is_null(q, i) ? "-" : query_get_text(q, i));
			buf_addch(&b, '\n');
		}
		query_done(q);
	}
	return buf_take(&b);
}

/* The first line in which two dumps differ, for the message of a failure. */
static inline void model_same(const char *was, const char *is, const char *when, int64_t txn)
{
	if (!strcmp(was, is))
		return;
	while (*was && *is) {
		size_t a = strcspn(was, "\n"), b = strcspn(is, "\n");

		if (a != b || strncmp(was, is, a))
			fail_msg("%s %lld:\n  was %.*s\n  is  %.*s", when, (long long)txn, (int)a,
				was, (int)b, is);
		was += a + 1;
		is += b + 1;
	}
	fail_msg("%s %lld: more or fewer rows:\n  was %.200s\n  is  %.200s", when, (long long)txn,
		was, is);
}

/* A random live (or trashed) row of a kind; 0 when there is none. */
static inline int64_t model_pick(struct model *m, enum kind_id k, bool trashed)
{
	char sql[200];
	const char *table = office_kind(m->desk[0], k)->table;
	int64_t n;

	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE deleted_at IS %s", table,
		trashed ? "NOT NULL" : "NULL");
	n = model_int(m->desk[0], sql);
	if (!n)
		return 0;
	snprintf(sql, sizeof sql,
		"SELECT id FROM %s WHERE deleted_at IS %s ORDER BY id LIMIT 1 OFFSET %u", table,
		trashed ? "NOT NULL" : "NULL", model_random(m, (unsigned)n));
	return model_int(m->desk[0], sql);
}

static inline const char *model_word(struct model *m)
{
	static const char *const words[MODEL_WORDS] = {"Ромашка", "Łódź", "alpha", "Beta & Co",
		"Ёлка", "ООО Ветер", "quick brown", "Δelta"};

	return words[model_random(m, MODEL_WORDS)];
}

static inline int64_t model_put(struct model *m, int desk, struct record *r)
{
	struct err err = ERR_INIT;
	int64_t txn = 0;

	fixture_ok(record_put(m->desk[desk], r, "save", &txn, &err), &err);
	record_release(r);
	return txn;
}

static inline void model_fill_client(struct model *m, struct record *r)
{
	char text[64];

	if (!r->id || model_random(m, 3) == 0) {
		snprintf(text, sizeof text, "%s %u", model_word(m), model_random(m, 1000));
		record_set_text(r, CLIENT_NAME, text);
	}
	if (model_random(m, 2)) {
		snprintf(text, sizeof text, "+7 495 %07u", model_random(m, 10000000));
		record_set_text(r, CLIENT_PHONE, model_random(m, 5) ? text : NULL);
	}
	if (model_random(m, 2)) {
		snprintf(text, sizeof text, "industry %u", model_random(m, 12));
		record_set_text(r, CLIENT_INDUSTRY, model_random(m, 4) ? text : NULL);
	}
	if (model_random(m, 3) == 0)
		record_set_text(r, CLIENT_TAGS, model_random(m, 2) ? "red,blue" : "vip");
	if (model_random(m, 3) == 0)
		record_set_num(r, CLIENT_REVENUE, model_random(m, 1000000));
	if (model_random(m, 3) == 0)
		record_set_text(r, CLIENT_CITY, model_word(m));
	if (model_random(m, 4) == 0)
		record_set_num(r, CLIENT_BIRTHDAY, model_random(m, 20000));
	if (model_random(m, 4) == 0 && model_pick(m, KIND_CLIENT, false))
		record_set_num(r, CLIENT_PARENT, model_pick(m, KIND_CLIENT, false));
	if (record_num(r, CLIENT_PARENT) == r->id)
		record_clear(r, CLIENT_PARENT);
}

static inline void model_fill_deal(struct model *m, struct record *r)
{
	if (!r->id || model_random(m, 3) == 0)
		record_set_text(r, DEAL_TITLE, model_word(m));
	if (!r->id && model_pick(m, KIND_CLIENT, false))
		record_set_num(r, DEAL_CLIENT, model_pick(m, KIND_CLIENT, false));
	if (model_random(m, 2))
		record_set_num(r, DEAL_AMOUNT, model_random(m, 900000));
	if (model_random(m, 4) == 0)
		record_set_num(r, DEAL_PROBABILITY, model_random(m, 10000));
	if (model_random(m, 4) == 0)
		record_set_num(r, DEAL_EXPECTED_CLOSE, 20000 + model_random(m, 500));
}

static inline void model_fill_task(struct model *m, struct record *r)
{
	if (!r->id || model_random(m, 2) == 0)
		record_set_text(r, TASK_SUBJECT, model_word(m));
	if (model_random(m, 2) && model_pick(m, KIND_CLIENT, false))
		record_set_num(r, TASK_CLIENT, model_pick(m, KIND_CLIENT, false));
	if (model_random(m, 3) == 0 && model_pick(m, KIND_DEAL, false))
		record_set_num(r, TASK_DEAL, model_pick(m, KIND_DEAL, false));
	if (model_random(m, 2))
		record_set_num(r, TASK_DUE_DAY, 20000 + model_random(m, 500));
}

static inline void model_fill_contact(struct model *m, struct record *r)
{
	char text[64];

	snprintf(text, sizeof text, "+48 %09u", model_random(m, 1000000000));
	record_set_text(r, CONTACT_POINT_KIND, model_random(m, 4) ? "mobile" : "messenger");
	record_set_text(r, CONTACT_POINT_VALUE, text);
	if (!r->id || model_random(m, 4) == 0)
		record_set_num(r, CONTACT_POINT_CLIENT, model_pick(m, KIND_CLIENT, false));
}

static inline void model_fill(struct model *m, enum kind_id kind, struct record *r)
{
	switch (kind) {
	case KIND_CLIENT: model_fill_client(m, r); break;
	case KIND_DEAL: model_fill_deal(m, r); break;
	case KIND_TASK: model_fill_task(m, r); break;
	default: model_fill_contact(m, r); break;
	}
}

static inline enum kind_id model_kind(struct model *m)
{
	static const enum kind_id kinds[] = {KIND_CLIENT, KIND_DEAL, KIND_TASK, KIND_CONTACT_POINT};

	return kinds[model_random(m, 4)];
}

static inline int64_t model_add(struct model *m, int desk)
{
	enum kind_id kind = model_kind(m);
	struct record r;

	if (!model_pick(m, KIND_CLIENT, false))
		kind = KIND_CLIENT;
	record_init(&r, m->desk[desk], kind);
	model_fill(m, kind, &r);
	return model_put(m, desk, &r);
}

static inline int64_t model_edit(struct model *m, int desk)
{
	enum kind_id kind = model_kind(m);
	int64_t id = model_pick(m, kind, false);
	struct err err = ERR_INIT;
	struct record r;

	if (!id || !model_pick(m, KIND_CLIENT, false))
		return 0;
	fixture_ok(record_load(m->desk[desk], kind, id, &r, &err), &err);
	model_fill(m, kind, &r);
	return model_put(m, desk, &r);
}

static inline int64_t model_move(struct model *m, int desk)
{
	int64_t deal = model_pick(m, KIND_DEAL, false), stage = model_pick(m, KIND_STAGE, false);
	struct err err = ERR_INIT;
	int64_t txn = 0;

	if (deal)
		fixture_ok(work_move_deal(m->desk[desk], deal, stage, "price", "note", &txn, &err),
			&err);
	return txn;
}

static inline int64_t model_log(struct model *m, int desk)
{
	struct call_entry e = {.client_id = model_pick(m, KIND_CLIENT, false),
		.deal_id = model_random(m, 2) ? model_pick(m, KIND_DEAL, false) : 0,
		.person_id = model_random(m, 2) ? model_pick(m, KIND_CLIENT, false) : 0,
		.result = model_random(m, 2) ? "reached" : "an odd result",
		.note = model_word(m),
		.next = {.subject = model_random(m, 2) ? model_word(m) : NULL,
			.day = model_random(m, 2) ? WORK_NO_DAY
						  : 20000 + (int32_t)model_random(m, 500),
			.time_min = -1}};
	struct err err = ERR_INIT;
	int64_t txn = 0;

	if (e.client_id)
		fixture_ok(work_log(m->desk[desk], &e, NULL, NULL, &txn, &err), &err);
	return txn;
}

static inline int64_t model_finish(struct model *m, int desk)
{
	struct next_step next = {.subject = "again", .day = 20100, .time_min = -1};
	int64_t task = model_pick(m, KIND_TASK, false), txn = 0;
	struct err err = ERR_INIT;
	enum status st;

	if (!task)
		return 0;
	st = work_finish(m->desk[desk], task, "reached", model_word(m),
		model_random(m, 2) ? &next : NULL, &txn, &err);
	assert_true(st == ST_OK || st == ST_CONFLICT); /* done already */
	return txn;
}

static inline int64_t model_reschedule(struct model *m, int desk)
{
	int64_t ids[3], txn = 0;
	struct err err = ERR_INIT;

	for (int i = 0; i < 3; i++)
		ids[i] = model_pick(m, KIND_TASK, false);
	if (ids[0])
		fixture_ok(work_reschedule(m->desk[desk], ids, 3,
				   20000 + (int32_t)model_random(m, 500), &txn, &err),
			&err);
	return txn;
}

/* Several records at once, as from a marked list. */
static inline int64_t model_trash(struct model *m, int desk)
{
	enum kind_id kind = model_kind(m);
	struct office *o = m->desk[desk];
	struct err err = ERR_INIT;
	int64_t txn = 0;

	if (!model_pick(m, kind, false))
		return 0;
	fixture_ok(action_begin(o, "trash", &err), &err);
	for (unsigned i = 1 + model_random(m, 3); i; i--) {
		int64_t id = model_pick(m, kind, false);

		if (id)
			fixture_ok(record_trash(o, kind, id, 0, &err), &err);
	}
	fixture_ok(action_commit(o, &txn, &err), &err);
	return txn;
}

static inline int64_t model_restore(struct model *m, int desk)
{
	enum kind_id kind = model_kind(m);
	int64_t id = model_pick(m, kind, true), txn = 0;
	struct office *o = m->desk[desk];
	struct err err = ERR_INIT;
	enum status st;

	if (!id)
		return 0;
	fixture_ok(action_begin(o, "restore", &err), &err);
	st = record_restore(o, kind, id, &err);
	if (st == ST_DENIED) { /* what it belongs to is in the trash */
		action_cancel(o);
		return 0;
	}
	fixture_ok(st, &err);
	fixture_ok(action_commit(o, &txn, &err), &err);
	return txn;
}

/* Clients, or deals that name clients there are and clients there are not. */
static inline int64_t model_import(struct model *m, int desk)
{
	bool deals = model_random(m, 2);
	struct import_result result;
	struct err err = ERR_INIT;
	struct import *imp;
	char name[160];
	int64_t txn;
	FILE *f;

	snprintf(name, sizeof name, "%s/in.csv", m->fx->dir);
	f = fopen(name, "w");
	assert_non_null(f);
	fputs(deals ? "title,client,amount,stage\n" : "name,phone,city,parent\n", f);
	for (unsigned i = 3 + model_random(m, 12); i; i--)
		if (deals)
			fprintf(f, "%s %u,%s %u,%u,%s\n", model_word(m), model_random(m, 50),
				model_word(m), model_random(m, 30), model_random(m, 100000),
				model_random(m, 2) ? "Won" : "Proposal");
		else
			fprintf(f, "%s %u,+7 499 %07u,%s,%s\n", model_word(m), model_random(m, 30),
				model_random(m, 10000000), model_random(m, 2) ? "Riga" : "",
				model_random(m, 3) ? "" : "Holding");
	fclose(f);
	fixture_ok(import_new(m->desk[desk], deals ? KIND_DEAL : KIND_CLIENT,
			   deals ? NULL : "company", name, &imp, &err),
		&err);
	imp->create_missing = true;
	imp->mode = IMPORT_BOTH;
	fixture_ok(import_run(imp, m->desk[desk], false, NULL, false, NULL, &result, &err), &err);
	txn = result.txn;
	import_result_release(&result);
	import_free(imp);
	return txn;
}

static inline struct model_step model_step(struct model *m)
{
	static int64_t (*const steps[])(struct model *, int) = {model_add, model_add, model_add,
		model_edit, model_edit, model_move, model_log, model_log, model_finish,
		model_reschedule, model_trash, model_restore, model_import};
	int desk = (int)model_random(m, MODEL_DESKS);
	struct err err = ERR_INIT;

	model_tick(m);
	fixture_ok(office_refresh(m->desk[desk], &err), &err);
	return (struct model_step){
		desk, steps[model_random(m, sizeof steps / sizeof *steps)](m, desk)};
}

/* Indexes follow the rows, maintained columns are what they say, live rows belong to live ones, the log is complete. */
static inline void model_check(struct office *o)
{
	struct err err = ERR_INIT;

	for (int k = 0; k < KIND_COUNT; k++)
		if (office_kind(o, (enum kind_id)k)->searchable)
			fixture_ok(search_check(office_db(o),
					   office_kind(o, (enum kind_id)k)->table, &err),
				&err);
	assert_int_equal(
		0, model_int(o, "SELECT count(*) FROM client c WHERE c.last_contact_at IS DISTINCT "
				"FROM (SELECT max(i.started_at) FROM interaction i WHERE i.state = "
				"'held' AND i.deleted_at IS NULL AND (i.client_id = c.id OR "
				"i.person_id = c.id))"));
	assert_int_equal(0,
		model_int(o, "SELECT count(*) FROM client c WHERE c.next_task_day IS DISTINCT FROM "
			     "(SELECT min(t.due_day) FROM task t WHERE t.client_id = c.id AND "
			     "t.state = 'open' AND t.deleted_at IS NULL)"));
	assert_int_equal(
		0, model_int(o, "SELECT count(*) FROM contact_point p JOIN client c ON c.id = "
				"p.client_id WHERE p.deleted_at IS NULL AND p.kind = 'mobile' AND "
				"instr(coalesce(c.digits, ''), p.normalised) = 0"));
	assert_int_equal(0, model_int(o, "SELECT count(*) FROM txn x WHERE x.class < 3 AND NOT "
					 "EXISTS (SELECT 1 FROM change c WHERE c.txn_id = x.id)"
					 " AND x.undoes IS NULL"));
}

/* Nothing live belongs to something in the trash. */
static inline void model_check_owners(struct office *o)
{
	static const char *const links[][3] = {{"contact_point", "client_id", "client"},
		{"task", "client_id", "client"}, {"task", "deal_id", "deal"},
		{"interaction", "client_id", "client"}, {"deal", "client_id", "client"},
		{"stage_log", "deal_id", "deal"}, {"deal", "stage_id", "stage"}};

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		char sql[256];

		snprintf(sql, sizeof sql,
			"SELECT count(*) FROM %s a JOIN %s b ON b.id = a.%s WHERE a.deleted_at IS "
			"NULL AND b.deleted_at IS NOT NULL",
			links[i][0], links[i][2], links[i][1]);
		if (model_int(o, sql))
			fail_msg(
				"a live %s belongs to a %s in the trash", links[i][0], links[i][2]);
	}
}

#endif
