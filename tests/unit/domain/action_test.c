/* Actions: what a save leaves in the file and the log, conflicts, what follows from the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "domain/work.h"
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

static int64_t put_client(const char *name, const char *phone)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id;

	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_PHONE, phone);
	fixture_ok(record_put(fx.o, &r, "New client", NULL, &err), &err);
	id = r.id;
	record_release(&r);
	return id;
}

static void load(enum kind_id kind, int64_t id, struct record *r)
{
	struct err err = ERR_INIT;

	fixture_ok(record_load(fx.o, kind, id, r, &err), &err);
}

static void expect_text(enum kind_id kind, int64_t id, int field, const char *text)
{
	struct record r;

	load(kind, id, &r);
	assert_string_equal(record_text(&r, field), text);
	record_release(&r);
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

static int found(const char *typed)
{
	struct list_page page;
	struct err err = ERR_INIT;
	int n;

	fixture_ok(list_search(fx.o, KIND_CLIENT, typed, 20, &page, &err), &err);
	n = page.n;
	list_page_release(&page);
	return n;
}

static void saved_client_is_found_by_word_and_phone(void **state)
{
	(void)state;
	put_client("ООО «Ромашка»", "8 (495) 123-45-67");
	assert_int_equal(found("ромаш"), 1);
	assert_int_equal(found("РОМАШКА"), 1);
	assert_int_equal(found("1234567"), 1);
	assert_int_equal(found("+7 495 123"), 1);
	assert_int_equal(found("лютик"), 0);
}

static void missing_name_is_refused_and_nothing_is_left(void **state)
{
	struct err err = ERR_INIT;
	int64_t n = -1;
	struct record r;

	(void)state;
	record_init(&r, fx.o, KIND_CLIENT);
	assert_int_equal(record_put(fx.o, &r, "New client", NULL, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "Name"));
	assert_int_equal(r.id, 0);
	record_release(&r);
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, NULL, 0, &n, &err), &err);
	assert_int_equal(n, 0);
}

static void fields_changed_on_two_sides_are_merged(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;
	struct record mine, theirs;

	(void)state;
	load(KIND_CLIENT, id, &mine);
	load(KIND_CLIENT, id, &theirs);
	record_set_text(&theirs, CLIENT_CITY, "Москва");
	fixture_ok(record_put(fx.o, &theirs, "Edit", NULL, &err), &err);
	record_set_text(&mine, CLIENT_EMAIL, "a@b.ru");
	fixture_ok(record_put(fx.o, &mine, "Edit", NULL, &err), &err);
	expect_text(KIND_CLIENT, id, CLIENT_CITY, "Москва");
	expect_text(KIND_CLIENT, id, CLIENT_EMAIL, "a@b.ru");
	assert_int_equal(mine.version, 3);
	record_release(&mine);
	record_release(&theirs);
}

static void same_field_on_two_sides_is_a_conflict_until_saved_again(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;
	struct record mine, theirs;

	(void)state;
	load(KIND_CLIENT, id, &mine);
	load(KIND_CLIENT, id, &theirs);
	record_set_text(&theirs, CLIENT_CITY, "Москва");
	fixture_ok(record_put(fx.o, &theirs, "Edit", NULL, &err), &err);
	record_set_text(&mine, CLIENT_CITY, "Тверь");
	assert_int_equal(record_put(fx.o, &mine, "Edit", NULL, &err), ST_CONFLICT);
	assert_non_null(strstr(err.text, "City"));
	expect_text(KIND_CLIENT, id, CLIENT_CITY, "Москва");
	assert_string_equal(mine.base[CLIENT_CITY].text, "Москва");
	fixture_ok(record_put(fx.o, &mine, "Edit", NULL, &err), &err);
	expect_text(KIND_CLIENT, id, CLIENT_CITY, "Тверь");
	record_release(&mine);
	record_release(&theirs);
}

static void deleted_meanwhile_is_a_conflict(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;
	struct record mine;

	(void)state;
	load(KIND_CLIENT, id, &mine);
	fixture_ok(record_remove(fx.o, KIND_CLIENT, id, 0, NULL, &err), &err);
	record_set_text(&mine, CLIENT_CITY, "Тверь");
	assert_int_equal(record_put(fx.o, &mine, "Edit", NULL, &err), ST_CONFLICT);
	record_release(&mine);
}

static int64_t log_call(int64_t client, int32_t next_day)
{
	struct call_entry e = {.client_id = client,
		.result = "reached",
		.note = "Asked for a price",
		.next = {.subject = "Call back", .day = next_day, .time_min = -1}};
	struct err err = ERR_INIT;
	int64_t txn;

	fixture_ok(work_log(fx.o, &e, NULL, NULL, &txn, &err), &err);
	return txn;
}

static void logged_call_keeps_last_contact_and_next_task(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct record r;

	(void)state;
	log_call(id, clock_today() + 3);
	load(KIND_CLIENT, id, &r);
	assert_int_equal(record_num(&r, CLIENT_LAST_CONTACT_AT), clock_now());
	assert_int_equal(record_num(&r, CLIENT_NEXT_TASK_DAY), clock_today() + 3);
	assert_int_equal(r.version, 1);
	record_release(&r);
	undo(0, 2, 0);
	load(KIND_CLIENT, id, &r);
	assert_false(record_has(&r, CLIENT_LAST_CONTACT_AT));
	assert_false(record_has(&r, CLIENT_NEXT_TASK_DAY));
	record_release(&r);
	redo();
	load(KIND_CLIENT, id, &r);
	assert_true(record_has(&r, CLIENT_NEXT_TASK_DAY));
	record_release(&r);
}

static int64_t put_deal(int64_t client, int64_t amount)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id;

	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, "Supply");
	record_set_num(&r, DEAL_CLIENT, client);
	record_set_num(&r, DEAL_AMOUNT, amount);
	fixture_ok(record_put(fx.o, &r, "New deal", NULL, &err), &err);
	id = r.id;
	record_release(&r);
	return id;
}

static void deal_follows_its_stage(void **state)
{
	int64_t deal = put_deal(put_client("Ромашка", NULL), 120000);
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	load(KIND_DEAL, deal, &r);
	assert_int_equal(record_num(&r, DEAL_PROBABILITY), 1000);
	assert_int_equal(record_num(&r, DEAL_WEIGHTED), 12000);
	assert_string_equal(record_text(&r, DEAL_CLASS), "open");
	fixture_ok(work_move_deal(fx.o, deal,
			   work_stage_of_class(fx.o, record_num(&r, DEAL_PIPELINE), "won"), NULL,
			   NULL, NULL, &err),
		&err);
	record_release(&r);
	load(KIND_DEAL, deal, &r);
	assert_string_equal(record_text(&r, DEAL_CLASS), "won");
	assert_int_equal(record_num(&r, DEAL_CLOSED_AT), clock_today());
	assert_int_equal(record_num(&r, DEAL_WEIGHTED), 120000);
	record_release(&r);
	undo(0, 2, 0);
	load(KIND_DEAL, deal, &r);
	assert_string_equal(record_text(&r, DEAL_CLASS), "open");
	assert_false(record_has(&r, DEAL_CLOSED_AT));
	assert_int_equal(record_num(&r, DEAL_PROBABILITY), 1000);
	record_release(&r);
}

static void probability_set_by_hand_stays(void **state)
{
	int64_t deal = put_deal(put_client("Ромашка", NULL), 100);
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	load(KIND_DEAL, deal, &r);
	record_set_num(&r, DEAL_PROBABILITY, 3300);
	fixture_ok(record_put(fx.o, &r, "Edit", NULL, &err), &err);
	fixture_ok(
		work_move_deal(fx.o, deal, work_stage_beside(fx.o, record_num(&r, DEAL_STAGE), 1),
			NULL, NULL, NULL, &err),
		&err);
	record_release(&r);
	load(KIND_DEAL, deal, &r);
	assert_int_equal(record_num(&r, DEAL_PROBABILITY), 3300);
	record_release(&r);
}

static void lost_needs_a_reason(void **state)
{
	int64_t deal = put_deal(put_client("Ромашка", NULL), 100);
	struct err err = ERR_INIT;
	int64_t lost = work_stage_of_class(fx.o, office_first_pipeline(fx.o), "lost");

	(void)state;
	assert_int_equal(work_move_deal(fx.o, deal, lost, NULL, NULL, NULL, &err), ST_BAD_DATA);
	assert_int_equal(work_move_deal(fx.o, deal, lost, "other", NULL, NULL, &err), ST_BAD_DATA);
	fixture_ok(work_move_deal(fx.o, deal, lost, "other", "moved away", NULL, &err), &err);
	expect_text(KIND_DEAL, deal, DEAL_CLASS, "lost");
}

static void finished_task_leaves_history_and_next_step(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct next_step next = {
		.subject = "Send offer", .kind = "email", .day = clock_today() + 1, .time_min = -1};
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	log_call(id, clock_today());
	fixture_ok(work_finish(fx.o, 1, "reached", "Yes", &next, NULL, &err), &err);
	expect_text(KIND_TASK, 1, TASK_STATE, "done");
	expect_text(KIND_INTERACTION, 2, INTERACTION_RESULT, "reached");
	expect_text(KIND_TASK, 2, TASK_SUBJECT, "Send offer");
	load(KIND_CLIENT, id, &r);
	assert_int_equal(record_num(&r, CLIENT_NEXT_TASK_DAY), clock_today() + 1);
	record_release(&r);
	assert_int_equal(work_finish(fx.o, 1, NULL, NULL, NULL, NULL, &err), ST_CONFLICT);
}

static void custom_field_is_a_field_at_once(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;
	struct record r;
	int at;

	(void)state;
	record_init(&r, fx.o, KIND_CUSTOM_FIELD);
	record_set_text(&r, CUSTOM_FIELD_NAME, "year_established");
	record_set_text(&r, CUSTOM_FIELD_TITLE, "Founded in");
	record_set_text(&r, CUSTOM_FIELD_KIND, "client");
	record_set_text(&r, CUSTOM_FIELD_TYPE, "number");
	fixture_ok(record_put(fx.o, &r, "New field", NULL, &err), &err);
	record_release(&r);
	at = kind_field(office_kind(fx.o, KIND_CLIENT), "year_established");
	assert_true(at > 0);
	load(KIND_CLIENT, id, &r);
	record_set_num(&r, at, 1996);
	fixture_ok(record_put(fx.o, &r, "Edit", NULL, &err), &err);
	record_release(&r);
	load(KIND_CLIENT, id, &r);
	assert_int_equal(record_num(&r, at), 1996);
	record_release(&r);
	undo(0, 1, 0);
	load(KIND_CLIENT, id, &r);
	assert_false(record_has(&r, at));
	record_release(&r);
}

static void new_pick_value_joins_its_list(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	assert_null(office_list_code(fx.o, "industry", "technolgy"));
	load(KIND_CLIENT, id, &r);
	record_set_text(&r, CLIENT_INDUSTRY, "technolgy");
	fixture_ok(record_put(fx.o, &r, "Edit", NULL, &err), &err);
	record_release(&r);
	assert_non_null(office_list_code(fx.o, "industry", "Technolgy"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(saved_client_is_found_by_word_and_phone),
		TEST(missing_name_is_refused_and_nothing_is_left),
		TEST(fields_changed_on_two_sides_are_merged),
		TEST(same_field_on_two_sides_is_a_conflict_until_saved_again),
		TEST(deleted_meanwhile_is_a_conflict),
		TEST(logged_call_keeps_last_contact_and_next_task),
		TEST(deal_follows_its_stage),
		TEST(probability_set_by_hand_stays),
		TEST(lost_needs_a_reason),
		TEST(finished_task_leaves_history_and_next_step),
		TEST(custom_field_is_a_field_at_once),
		TEST(new_pick_value_joins_its_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
