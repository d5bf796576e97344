/* A lost deal needs its reason, "other" a note as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/work.h"
#include "screen_fixture.h"
#include "screens/lost_reason.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	int64_t stage;

	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	stage = work_stage_of_class(fx.office.o, office_first_pipeline(fx.office.o), "lost");
	screen_show(&fx, &lost_reason_screen, KIND_DEAL, people.deal, stage, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void test_reason(void **state)
{
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	screen_has(&fx, "Lost: Поставка мебели · 120");
	screen_keys(&fx, "Ctrl-S");
	screen_has(&fx, "! This field is needed.");
	screen_keys(&fx, "Right Enter Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_non_null(strstr(fx.nav.message, "Lost: Поставка мебели."));
	fixture_ok(record_load(fx.office.o, KIND_DEAL, people.deal, &r, &err), &err);
	assert_string_equal(record_text(&r, DEAL_CLASS), "lost");
	assert_true(record_has(&r, DEAL_LOST_REASON));
	record_release(&r);
}

static void test_other_needs_a_note(void **state)
{
	(void)state;
	screen_type(&fx, "other");
	screen_keys(&fx, "Enter Ctrl-S");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "The reason \"other\" needs a note");
	screen_type(&fx, "Переехали");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "class:lost"), 1);
}

static void test_esc_moves_nothing(void **state)
{
	(void)state;
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "class:lost"), 0);
}

#define LOST_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOST_TEST(test_reason),
		LOST_TEST(test_other_needs_a_note),
		LOST_TEST(test_esc_moves_nothing),
	};

	return cmocka_run_group_tests_name("lost_reason", tests, NULL, NULL);
}
