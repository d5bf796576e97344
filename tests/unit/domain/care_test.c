/* Tests of domain/care.h: what is counted, copied, put back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/office_fixture.h"
#include "domain/care.h"
#include "domain/client.h"

static struct office_fixture fixture;

static int open_office(void **state)
{
	(void)state;
	fixture_open(&fixture, "EUR");
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fixture);
	return 0;
}

static int64_t add_client(const char *name)
{
	struct record r;
	int64_t id;

	fixture_begin(&fixture);
	record_init(&r, fixture.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_KIND, "company");
	id = fixture_save(&fixture, &r);
	fixture_commit(&fixture);
	return id;
}

static void live_and_deleted_are_told_apart(void **state)
{
	struct err err = ERR_INIT;
	int64_t live, deleted, actions, before;

	(void)state;
	fixture_ok(care_actions(fixture.o, &before, &err), &err);
	add_client("A");
	fixture_ok(record_remove(fixture.o, KIND_CLIENT, add_client("B"), 0, NULL, &err), &err);
	fixture_ok(care_count(fixture.o, KIND_CLIENT, &live, &deleted, &err), &err);
	assert_int_equal(live, 1);
	assert_int_equal(deleted, 1);
	fixture_ok(care_actions(fixture.o, &actions, &err), &err);
	assert_int_equal(actions - before, 3);
}

static void a_new_office_says_so(void **state)
{
	struct err err = ERR_INIT;
	struct buf report = BUF_INIT;

	(void)state;
	assert_true(care_is_new(fixture.o));
	assert_false(care_is_read_only(fixture.o));
	assert_int_equal(care_format(fixture.o), 1);
	fixture_ok(care_check(fixture.o, &report, &err), &err);
	assert_int_equal(report.len, 0);
	buf_release(&report);
}

static void a_copy_is_put_back_and_the_former_file_kept(void **state)
{
	struct office_options opt;
	struct err err = ERR_INIT;
	struct buf kept = BUF_INIT;
	char copy[128];
	int64_t live, deleted;

	(void)state;
	snprintf(copy, sizeof(copy), "%s/copy.db", fixture.dir);
	fixture_ok(care_backup(fixture.o, copy, false, &err), &err);
	assert_int_equal(care_backup(fixture.o, copy, false, &err), ST_CONFLICT);
	add_client("After");
	office_close(fixture.o);
	fixture_ok(care_restore(copy, fixture.path, &kept, &err), &err);
	assert_true(kept.len > 0);
	assert_int_equal(access(kept.data, R_OK), 0);
	opt = (struct office_options){.mode = DB_OPEN, .login = "tester"};
	fixture_ok(office_start(fixture.path, &opt, &fixture.o, &err), &err);
	fixture_ok(care_count(fixture.o, KIND_CLIENT, &live, &deleted, &err), &err);
	assert_int_equal(live, 0);
	assert_false(care_is_new(fixture.o));
	unlink(kept.data);
	unlink(copy);
	buf_release(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			live_and_deleted_are_told_apart, open_office, close_office),
		cmocka_unit_test_setup_teardown(a_new_office_says_so, open_office, close_office),
		cmocka_unit_test_setup_teardown(
			a_copy_is_put_back_and_the_former_file_kept, open_office, close_office),
	};

	return cmocka_run_group_tests_name("care", tests, NULL, NULL);
}
