/* The shared list of records, as the plain list of products shows it: paging, filter, order, marks, place of the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "screen_fixture.h"
#include "screens/records.h"

enum { PRODUCTS = 700 };

static struct screen_fixture fx;
static int64_t ids[PRODUCTS];

/* "Item 000" .. "Item 699", prices falling. */
static void make_products(int n)
{
	fixture_begin(&fx.office);
	for (int i = 0; i < n; i++) {
		struct record r;
		char name[20];

		snprintf(name, sizeof name, "Item %03d", i);
		record_init(&r, fx.office.o, KIND_PRODUCT);
		record_set_text(&r, kind_field(r.kind, "name"), name);
		record_set_num(&r, kind_field(r.kind, "price"), (PRODUCTS - i) * 100);
		ids[i] = fixture_save(&fx.office, &r);
	}
	fixture_commit(&fx.office);
}

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	make_products(PRODUCTS);
	screen_show(&fx, &records_screen, KIND_PRODUCT, 0, 0, NULL);
	return 0;
}

static int setup_few(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	make_products(3);
	screen_show(&fx, &records_screen, KIND_PRODUCT, 0, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

/* The record that Enter would open. */
static int64_t under_cursor(void)
{
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.kind, NAV_OPEN);
	return fx.nav.arg.id;
}

static void position_is(const char *wanted)
{
	struct buf text = BUF_INIT;

	fx.ops->position(fx.state, &text);
	assert_string_equal(buf_str(&text), wanted);
	buf_release(&text);
}

static void count(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0)
		fx.ops->tick(fx.state, &fx.env, &fx.nav);
}

static void the_cursor_reaches_every_row_and_comes_back(void **state)
{
	(void)state;
	for (int i = 0; i < PRODUCTS; i++) {
		if (under_cursor() != ids[i])
			fail_msg("row %d is another record", i);
		screen_keys(&fx, "Down");
	}
	assert_int_equal(under_cursor(), ids[PRODUCTS - 1]);
	for (int i = PRODUCTS - 1; i >= 0; i--) {
		if (under_cursor() != ids[i])
			fail_msg("upwards row %d is another record", i);
		screen_keys(&fx, "Up");
	}
	assert_int_equal(under_cursor(), ids[0]);
}

static void the_ends_are_one_key_away(void **state)
{
	(void)state;
	screen_keys(&fx, "End");
	assert_int_equal(under_cursor(), ids[PRODUCTS - 1]);
	screen_has(&fx, "Item 699");
	screen_has(&fx, "Item 685");
	screen_keys(&fx, "PgUp k");
	screen_keys(&fx, "Home");
	assert_int_equal(under_cursor(), ids[0]);
	screen_keys(&fx, "G g");
	assert_int_equal(under_cursor(), ids[0]);
}

static void counts_come_when_there_is_time(void **state)
{
	(void)state;
	position_is("1");
	count();
	position_is("1/700");
	screen_keys(&fx, "Down Down");
	position_is("3/700");
	screen_has(&fx, "700");
}

static void the_filter_works_as_it_is_typed(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "item 69");
	screen_has(&fx, "Item 690");
	screen_has(&fx, "Item 699");
	screen_has_not(&fx, "Item 000");
	count();
	screen_has(&fx, "10 of 700");
	screen_keys(&fx, "Down Down Enter");
	assert_int_equal(under_cursor(), ids[692]);
	/* Cleared, the cursor is still on its record. */
	screen_keys(&fx, "Esc");
	assert_int_equal(under_cursor(), ids[692]);
	screen_has(&fx, "Item 688");
}

static void a_search_goes_on_page_after_page(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "item");
	screen_keys(&fx, "Enter");
	for (int i = 0; i < 300; i++)
		screen_keys(&fx, "Down");
	screen_has(&fx, "Item 300");
}

static void a_wrong_filter_points_at_the_character(void **state)
{
	int row, col, filter_row, filter_col;

	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "item nofield:3");
	screen_find(&fx, "nofield", &filter_row, &filter_col);
	screen_find(&fx, "^", &row, &col);
	assert_int_equal(row, filter_row + 1);
	assert_int_equal(col, filter_col);
	screen_keys(&fx, "Esc");
	screen_has_not(&fx, "^");
	screen_has(&fx, "Item 000");
}

static void nothing_matches_is_said(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "zzzz");
	screen_has(&fx, "Nothing matches");
	assert_false(fx.ops->handle(fx.state, &fx.env, ACT_OPEN, &fx.nav));
}

static void the_order_changes_by_key_and_heading(void **state)
{
	int row, col;

	(void)state;
	count();
	screen_find(&fx, "Price", &row, &col);
	screen_event(&fx, &(struct event){.kind = EVENT_MOUSE, .row = row, .col = col});
	screen_keys(&fx, "Home");
	assert_int_equal(under_cursor(), ids[PRODUCTS - 1]);
	screen_keys(&fx, "S Home");
	assert_int_equal(under_cursor(), ids[0]);
	screen_keys(&fx, "s");
	assert_true(*fx.nav.message);
}

static void the_cursor_stays_on_its_record(void **state)
{
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	for (int i = 0; i < 50; i++)
		screen_keys(&fx, "Down");
	/* Somebody deletes rows before it, and renames it. */
	fixture_begin(&fx.office);
	for (int i = 0; i < 20; i++)
		fixture_ok(record_trash(fx.office.o, KIND_PRODUCT, ids[i], 0, &err), &err);
	fixture_ok(record_load(fx.office.o, KIND_PRODUCT, ids[50], &r, &err), &err);
	record_set_text(&r, kind_field(r.kind, "name"), "Item 650 b");
	fixture_save(&fx.office, &r);
	fixture_commit(&fx.office);
	screen_reload(&fx);
	assert_int_equal(under_cursor(), ids[50]);
	screen_has(&fx, "Item 650 b");
	screen_has(&fx, "Item 649");
}

static void what_was_under_the_cursor_is_deleted(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	screen_keys(&fx, "Down Down Down");
	fixture_begin(&fx.office);
	fixture_ok(record_trash(fx.office.o, KIND_PRODUCT, ids[3], 0, &err), &err);
	fixture_commit(&fx.office);
	screen_reload(&fx);
	assert_int_equal(under_cursor(), ids[4]);
}

static void marked_rows_are_deleted_in_one_action(void **state)
{
	(void)state;
	screen_keys(&fx, "Space Space D");
	assert_true(fx.flags & SCREEN_CHANGED);
	assert_non_null(strstr(fx.nav.message, "2 records"));
	assert_non_null(strstr(fx.nav.message, "undo"));
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 1);
	assert_int_equal(under_cursor(), ids[2]);
	/* The marks are gone with them. */
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 0);
	screen_has(&fx, "Nothing here");
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 0);
}

static void a_new_record_gets_the_cursor(void **state)
{
	struct screen_arg made = {.kind = KIND_PRODUCT};

	(void)state;
	screen_keys(&fx, "a");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_PRODUCT);
	assert_int_equal(fx.nav.arg.id, 0);
	made.id = fixture_make(&fx, KIND_PRODUCT, "name=Zebra", NULL);
	fx.ops->returned(fx.state, &fx.env, &made);
	screen_reload(&fx);
	assert_int_equal(under_cursor(), made.id);
}

static void the_fixed_filter_stays(void **state)
{
	(void)state;
	screen_show(&fx, &records_screen, KIND_PRODUCT, 0, 0, "price>=2");
	screen_has_not(&fx, "Nothing here");
	screen_keys(&fx, "/");
	screen_type(&fx, "nofield:1");
	screen_has(&fx, "^");
	screen_keys(&fx, "Esc E");
	assert_int_equal(fx.nav.screen, SCREEN_EXPORT);
	assert_non_null(strstr(fx.nav.arg.preset, "\nfields=name,"));
	assert_non_null(strstr(fx.nav.arg.preset, "\nfilter=price>=2"));
}

static void neighbours_are_stepped_to(void **state)
{
	struct screen_arg out;

	(void)state;
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &out));
	assert_int_equal(out.id, ids[1]);
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &out));
	assert_false(fx.ops->step(fx.state, &fx.env, 1, &out));
	assert_true(fx.ops->step(fx.state, &fx.env, -1, &out));
	assert_int_equal(out.id, ids[1]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
#define TEST_FEW(f) cmocka_unit_test_setup_teardown(f, setup_few, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_cursor_reaches_every_row_and_comes_back),
		TEST(the_ends_are_one_key_away),
		TEST(counts_come_when_there_is_time),
		TEST(the_filter_works_as_it_is_typed),
		TEST(a_search_goes_on_page_after_page),
		TEST(a_wrong_filter_points_at_the_character),
		TEST(nothing_matches_is_said),
		TEST(the_order_changes_by_key_and_heading),
		TEST(the_cursor_stays_on_its_record),
		TEST(what_was_under_the_cursor_is_deleted),
		TEST_FEW(marked_rows_are_deleted_in_one_action),
		TEST_FEW(a_new_record_gets_the_cursor),
		TEST_FEW(the_fixed_filter_stays),
		TEST_FEW(neighbours_are_stepped_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
