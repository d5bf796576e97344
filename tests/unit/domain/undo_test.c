/* Undo, redo and the trash between several desks: what somebody did since stays, and nothing is left without what it belongs to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "domain/work.h"
#include "store/db.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "RUB");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static int64_t number(const char *sql)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	fixture_ok(query_one_int(db_query(office_db(fx.o), sql), 0, &n, &err), &err);
	return n;
}

static int64_t put(struct record *r, int64_t *txn)
{
	struct err err = ERR_INIT;
	int64_t id;

	fixture_ok(record_put(fx.o, r, "put", txn, &err), &err);
	id = r->id;
	record_release(r);
	return id;
}

static int64_t put_client(const char *name, int64_t *txn)
{
	struct record r;

	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	return put(&r, txn);
}

static int64_t put_deal(int64_t client, int64_t *txn)
{
	struct record r;

	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, "Deal");
	if (client)
		record_set_num(&r, DEAL_CLIENT, client);
	return put(&r, txn);
}

static int64_t edit_text(enum kind_id kind, int64_t id, int field, const char *text)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t txn;

	fixture_ok(record_load(fx.o, kind, id, &r, &err), &err);
	record_set_text(&r, field, text);
	put(&r, &txn);
	return txn;
}

static int64_t trash(enum kind_id kind, int64_t id)
{
	struct err err = ERR_INIT;
	int64_t txn;

	fixture_ok(record_remove(fx.o, kind, id, 0, &txn, &err), &err);
	return txn;
}

static enum status restore(enum kind_id kind, int64_t id, int64_t *txn, struct err *err)
{
	enum status st;

	fixture_begin(&fx);
	st = record_restore(fx.o, kind, id, err);
	if (st)
		action_cancel(fx.o);
	else
		fixture_ok(action_commit(fx.o, txn, err), err);
	return st;
}

static void undo(int64_t txn, int64_t records, int64_t kept)
{
	struct undo_result u;
	struct err err = ERR_INIT;

	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(u.records, records);
	assert_int_equal(u.kept, kept);
}

static void redo(void)
{
	struct undo_result u;
	struct err err = ERR_INIT;

	fixture_ok(redo_action(fx.o, &u, &err), &err);
}

static bool is_live(enum kind_id kind, int64_t id)
{
	struct err err = ERR_INIT;
	struct record r;
	bool live;

	fixture_ok(record_load(fx.o, kind, id, &r, &err), &err);
	live = r.deleted_at == 0;
	record_release(&r);
	return live;
}

static int64_t stage_of_class(const char *cls)
{
	return work_stage_of_class(fx.o, office_first_pipeline(fx.o), cls);
}

static int64_t move(int64_t deal, const char *cls)
{
	struct err err = ERR_INIT;
	int64_t txn;

	fixture_ok(
		work_move_deal(fx.o, deal, stage_of_class(cls), "price", NULL, &txn, &err), &err);
	return txn;
}

static void an_action_that_changes_nothing_is_none(void **state)
{
	int64_t deal = put_deal(0, NULL), before = number("SELECT max(id) FROM txn"), txn = -1;
	struct err err = ERR_INIT;

	(void)state;
	fixture_ok(work_move_deal(fx.o, deal, office_first_stage(fx.o, office_first_pipeline(fx.o)),
			   NULL, NULL, &txn, &err),
		&err);
	assert_int_equal(txn, 0);
	fixture_begin(&fx);
	fixture_ok(action_commit(fx.o, &txn, &err), &err);
	assert_int_equal(txn, 0);
	assert_false(action_is_open(fx.o));
	assert_int_equal(number("SELECT max(id) FROM txn"), before);
}

static void one_of_many_comes_back_alone(void **state)
{
	int64_t a = put_client("A", NULL), b = put_client("B", NULL), deal = put_deal(a, NULL);
	struct err err = ERR_INIT;

	(void)state;
	fixture_begin(&fx);
	fixture_ok(record_trash(fx.o, KIND_CLIENT, a, 0, &err), &err);
	fixture_ok(record_trash(fx.o, KIND_CLIENT, b, 0, &err), &err);
	fixture_commit(&fx);
	assert_false(is_live(KIND_DEAL, deal));
	assert_int_equal(restore(KIND_CLIENT, a, NULL, &err), ST_OK);
	assert_true(is_live(KIND_CLIENT, a));
	assert_true(is_live(KIND_DEAL, deal));
	assert_false(is_live(KIND_CLIENT, b));
}

static void a_deal_does_not_come_back_without_its_client(void **state)
{
	int64_t client = put_client("Ромашка", NULL), deal = put_deal(client, NULL);
	int64_t first = trash(KIND_DEAL, deal);
	struct err err = ERR_INIT;

	(void)state;
	trash(KIND_CLIENT, client);
	assert_int_equal(restore(KIND_DEAL, deal, NULL, &err), ST_DENIED);
	assert_non_null(strstr(err.text, "Ромашка"));
	undo(first, 0, 2);
	assert_false(is_live(KIND_DEAL, deal));
	assert_int_equal(restore(KIND_CLIENT, client, NULL, &err), ST_OK);
	assert_false(is_live(KIND_DEAL, deal));
}

static void a_new_record_cannot_belong_to_one_in_the_trash(void **state)
{
	int64_t client = put_client("A", NULL);
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	trash(KIND_CLIENT, client);
	record_init(&r, fx.o, KIND_TASK);
	record_set_text(&r, TASK_SUBJECT, "call");
	record_set_num(&r, TASK_CLIENT, client);
	assert_int_equal(record_put(fx.o, &r, "New task", NULL, &err), ST_DENIED);
	record_set_num(&r, TASK_CLIENT, 4711);
	assert_int_equal(record_put(fx.o, &r, "New task", NULL, &err), ST_NOT_FOUND);
	record_release(&r);
}

static void redo_leaves_in_the_trash_what_somebody_else_put_there(void **state)
{
	int64_t a, b, txn;
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "A");
	a = fixture_save(&fx, &r);
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "B");
	b = fixture_save(&fx, &r);
	fixture_ok(action_commit(fx.o, &txn, &err), &err);
	trash(KIND_CLIENT, a);
	undo(txn, 1, 1);
	assert_false(is_live(KIND_CLIENT, b));
	redo();
	assert_true(is_live(KIND_CLIENT, b));
	assert_false(is_live(KIND_CLIENT, a));
}

static void what_was_deleted_again_stays_deleted(void **state)
{
	int64_t client = put_client("A", NULL), first = trash(KIND_CLIENT, client);
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(restore(KIND_CLIENT, client, NULL, &err), ST_OK);
	trash(KIND_CLIENT, client);
	undo(first, 0, 1);
	assert_false(is_live(KIND_CLIENT, client));
}

static void undo_of_a_restore_keeps_what_got_deals_since(void **state)
{
	int64_t client = put_client("A", NULL), back, deal;
	struct err err = ERR_INIT;

	(void)state;
	trash(KIND_CLIENT, client);
	assert_int_equal(restore(KIND_CLIENT, client, &back, &err), ST_OK);
	deal = put_deal(client, NULL);
	undo(back, 0, 1);
	assert_true(is_live(KIND_CLIENT, client));
	assert_true(is_live(KIND_DEAL, deal));
}

static void undo_of_a_new_deal_that_was_moved_keeps_its_first_stage(void **state)
{
	int64_t txn, deal = put_deal(0, &txn);

	(void)state;
	move(deal, "won");
	undo(txn, 0, 2);
	assert_int_equal(2, number("SELECT count(*) FROM stage_log WHERE deleted_at IS NULL"));
}

static void undo_of_a_new_stage_keeps_one_that_holds_deals(void **state)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t txn, stage, deal = put_deal(0, NULL);

	(void)state;
	record_init(&r, fx.o, KIND_STAGE);
	record_set_text(&r, STAGE_NAME, "Extra");
	record_set_text(&r, STAGE_CLASS, "open");
	stage = put(&r, &txn);
	fixture_ok(work_move_deal(fx.o, deal, stage, NULL, NULL, NULL, &err), &err);
	undo(txn, 0, 1);
	assert_true(is_live(KIND_STAGE, stage));
}

static void a_lost_deal_keeps_its_closing_day(void **state)
{
	int64_t deal = put_deal(0, NULL), won = move(deal, "won");
	struct err err = ERR_INIT;
	struct undo_result u;
	struct record r;

	(void)state;
	move(deal, "lost");
	fixture_ok(undo_action(fx.o, won, &u, &err), &err);
	fixture_ok(record_load(fx.o, KIND_DEAL, deal, &r, &err), &err);
	assert_int_equal(record_num(&r, DEAL_STAGE), stage_of_class("lost"));
	assert_int_equal(record_num(&r, DEAL_CLOSED_AT), clock_today());
	assert_string_equal(record_text(&r, DEAL_LOST_REASON), "price");
	record_release(&r);
}

static void an_open_deal_has_no_reason_for_its_loss(void **state)
{
	int64_t deal = put_deal(0, NULL), lost = move(deal, "lost");
	struct err err = ERR_INIT;
	struct undo_result u;
	struct record r;

	(void)state;
	edit_text(KIND_DEAL, deal, DEAL_LOST_REASON, "quality");
	fixture_ok(undo_action(fx.o, lost, &u, &err), &err);
	fixture_ok(record_load(fx.o, KIND_DEAL, deal, &r, &err), &err);
	assert_false(record_has(&r, DEAL_LOST_REASON));
	assert_false(record_has(&r, DEAL_CLOSED_AT));
	record_release(&r);
}

static void a_record_added_and_deleted_at_once_stays_away(void **state)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id, txn;

	(void)state;
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "A");
	id = fixture_save(&fx, &r);
	fixture_ok(record_trash(fx.o, KIND_CLIENT, id, 0, &err), &err);
	fixture_ok(action_commit(fx.o, &txn, &err), &err);
	undo(txn, 2, 0);
	assert_false(is_live(KIND_CLIENT, id));
}

/* A desk that read the history before somebody else's undo must not take the action back twice. */
static void the_same_action_is_undone_once(void **state)
{
	int64_t txn, client = put_client("A", &txn);
	struct undo_result u;
	struct err err = ERR_INIT;

	(void)state;
	undo(txn, 1, 0);
	assert_int_equal(undo_action(fx.o, txn, &u, &err), ST_NOT_FOUND);
	redo();
	assert_true(is_live(KIND_CLIENT, client));
	assert_int_equal(redo_action(fx.o, &u, &err), ST_NOT_FOUND);
}

/* An entry that a record brings stands behind those there are, at once and for desks that come later. */
static void a_new_entry_of_a_list_is_its_last(void **state)
{
	struct office_options opt = *office_options(fx.o);
	struct err err = ERR_INIT;
	const struct list_entry *e;
	struct office *other;
	struct record r;
	int n;

	(void)state;
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "A");
	record_set_text(&r, CLIENT_INDUSTRY, "Space");
	put(&r, NULL);
	opt.mode = DB_OPEN;
	fixture_ok(office_open(fx.path, &opt, &other, &err), &err);
	e = office_list(other, "industry", &n);
	assert_true(n > 1);
	assert_string_equal(e[n - 1].code, "Space");
	office_close(other);
	e = office_list(fx.o, "industry", &n);
	assert_string_equal(e[n - 1].code, "Space");
}

static void a_long_sentence_is_cut_between_letters(void **state)
{
	struct err err = ERR_INIT;
	struct buf name = BUF_INIT;
	struct undo_result u;
	struct record r;

	(void)state;
	for (int i = 0; i < 120; i++)
		buf_add(&name, "я");
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "A");
	fixture_ok(record_put(fx.o, &r, buf_str(&name), NULL, &err), &err);
	fixture_ok(undo_action(fx.o, 0, &u, &err), &err);
	assert_true(text_is_utf8(u.what, strlen(u.what), NULL));
	assert_true(strlen(u.what) > 150);
	record_release(&r);
	buf_release(&name);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_action_that_changes_nothing_is_none),
		TEST(one_of_many_comes_back_alone),
		TEST(a_deal_does_not_come_back_without_its_client),
		TEST(a_new_record_cannot_belong_to_one_in_the_trash),
		TEST(redo_leaves_in_the_trash_what_somebody_else_put_there),
		TEST(what_was_deleted_again_stays_deleted),
		TEST(undo_of_a_restore_keeps_what_got_deals_since),
		TEST(undo_of_a_new_deal_that_was_moved_keeps_its_first_stage),
		TEST(undo_of_a_new_stage_keeps_one_that_holds_deals),
		TEST(a_lost_deal_keeps_its_closing_day),
		TEST(an_open_deal_has_no_reason_for_its_loss),
		TEST(a_record_added_and_deleted_at_once_stays_away),
		TEST(the_same_action_is_undone_once),
		TEST(a_new_entry_of_a_list_is_its_last),
		TEST(a_long_sentence_is_cut_between_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
