/* History and trash: what was done is listed, looked into and taken back; what was deleted comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/undo.h"
#include "screen_fixture.h"
#include "screens/history.h"
#include "screens/trash.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void rename_client(int64_t id, const char *name)
{
	struct err err = ERR_INIT;
	struct record r;

	fixture_ok(record_load(fx.office.o, KIND_CLIENT, id, &r, &err), &err);
	record_set_text(&r, CLIENT_NAME, name);
	fixture_ok(record_put(fx.office.o, &r, "Rename", NULL, &err), &err);
	record_release(&r);
}

static void trash_client(int64_t id)
{
	struct err err = ERR_INIT;

	fixture_ok(record_remove(fx.office.o, KIND_CLIENT, id, 0, NULL, &err), &err);
}

static void any_action_can_be_taken_back(void **state)
{
	(void)state;
	rename_client(people.zolc, "Żółw");
	fixture_make(&fx, KIND_PRODUCT, "name=Later", NULL);
	screen_show(&fx, &history_screen, KIND_NONE, 0, 0, NULL);
	screen_keys(&fx, "Down U");
	assert_true(fx.flags & SCREEN_CHANGED);
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Żółć"), 1);
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 1);
	screen_has(&fx, "Undo: Rename");
	screen_has(&fx, "(undone) Rename");
}

static void what_an_action_changed_is_shown(void **state)
{
	(void)state;
	rename_client(people.zolc, "Żółw");
	screen_show(&fx, &history_screen, KIND_NONE, 0, 0, NULL);
	screen_keys(&fx, "Enter");
	screen_has(&fx, "Żółć Łukasz → Żółw");
	assert_true(fx.ops->typing(fx.state));
	screen_keys(&fx, "Esc");
	assert_false(fx.ops->typing(fx.state));
	screen_has(&fx, "History");
}

static void the_history_of_one_client(void **state)
{
	(void)state;
	rename_client(people.zolc, "Żółw");
	screen_show(&fx, &history_screen, KIND_NONE, people.romashka, 0, NULL);
	screen_has(&fx, "ООО «Ромашка»");
	screen_has_not(&fx, "Rename");
}

static void long_histories_come_page_by_page(void **state)
{
	struct buf position = BUF_INIT;

	(void)state;
	for (int i = 0; i < 150; i++)
		rename_client(people.zolc, i % 2 ? "A" : "B");
	screen_show(&fx, &history_screen, KIND_NONE, 0, 0, NULL);
	fx.ops->position(fx.state, &position);
	assert_string_equal(buf_str(&position), "1/60+");
	buf_release(&position);
	screen_keys(&fx, "End");
	screen_has(&fx, "New office");
}

/* Opened on an action that is not on the first page. */
static void an_old_action_is_gone_to(void **state)
{
	struct history_entry *first = NULL;
	struct err err = ERR_INIT;
	char position[16];
	struct buf b = BUF_INIT;
	int n;

	(void)state;
	fixture_ok(history_list(fx.office.o, 0, 0, 1, &first, &n, &err), &err);
	for (int i = 0; i < 150; i++)
		rename_client(people.zolc, i % 2 ? "A" : "B");
	screen_show(&fx, &history_screen, KIND_NONE, 0, first->txn, NULL);
	free(first);
	fx.ops->position(fx.state, &b);
	snprintf(position, sizeof position, "%.4s", buf_str(&b));
	assert_string_equal(position, "151/");
	buf_release(&b);
}

static void what_was_deleted_comes_back(void **state)
{
	(void)state;
	trash_client(people.zolc);
	setenv("KARTOTEKA_NOW", "2026-03-02T10:00:00Z", 1);
	trash_client(people.romashka);
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, ""), 2);
	screen_show(&fx, &trash_screen, KIND_NONE, 0, 0, NULL);
	screen_has(&fx, "Żółć Łukasz");
	/* The latest first; its tasks come back with it. */
	screen_keys(&fx, "Home Enter");
	assert_int_equal(fx.nav.kind, NAV_NONE);
	assert_string_equal(fx.nav.message, "r brings back what is under the cursor");
	screen_keys(&fx, "r");
	assert_non_null(strstr(fx.nav.message, "Brought back: ООО «Ромашка»."));
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Ромашка"), 1);
	assert_int_equal(fixture_count(&fx, KIND_TASK, ""), 2);
	screen_has(&fx, "Żółć Łukasz");
	screen_has_not(&fx, "Ромашка");
}

static void an_empty_trash_says_so(void **state)
{
	(void)state;
	screen_show(&fx, &trash_screen, KIND_NONE, 0, 0, NULL);
	screen_has(&fx, "The trash is empty.");
	screen_keys(&fx, "r");
	assert_int_equal(fx.flags, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(any_action_can_be_taken_back),
		TEST(what_an_action_changed_is_shown),
		TEST(the_history_of_one_client),
		TEST(long_histories_come_page_by_page),
		TEST(an_old_action_is_gone_to),
		TEST(what_was_deleted_comes_back),
		TEST(an_empty_trash_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
