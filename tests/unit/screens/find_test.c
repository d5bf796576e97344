/* Find: records of every kind by a part of a name, phone digits or words of a note, and where Enter leads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "screen_fixture.h"
#include "screens/find.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &find_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void opens(enum screen_id screen, int64_t id)
{
	screen_keys(&fx, "Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.kind, NAV_OPEN);
	assert_int_equal(fx.nav.screen, screen);
	assert_int_equal(fx.nav.arg.id, id);
}

static void a_client_by_the_start_of_its_name(void **state)
{
	(void)state;
	screen_type(&fx, "ивано");
	screen_has(&fx, "Иванов Пётр");
	opens(SCREEN_CARD, people.ivanov);
}

static void a_client_by_a_part_of_a_phone_number(void **state)
{
	(void)state;
	screen_type(&fx, "5554433");
	opens(SCREEN_CARD, people.ivanov);
}

static void a_client_typed_on_the_wrong_layout(void **state)
{
	(void)state;
	screen_type(&fx, "bdfyjd");
	opens(SCREEN_CARD, people.ivanov);
}

static void a_deal_and_a_task(void **state)
{
	(void)state;
	screen_type(&fx, "поставка");
	opens(SCREEN_DEAL, people.deal);
	screen_show(&fx, &find_screen, KIND_NONE, 0, 0, NULL);
	screen_type(&fx, "договор");
	opens(SCREEN_FORM, people.today);
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
}

static void words_of_a_note_lead_to_the_client(void **state)
{
	(void)state;
	screen_type(&fx, "доставкой");
	screen_has(&fx, "Прайс-лист");
	opens(SCREEN_CARD, people.romashka);
}

static void what_is_given_is_answered_at_once(void **state)
{
	(void)state;
	screen_show(&fx, &find_screen, KIND_NONE, 0, 0, "żółć");
	screen_has(&fx, "Żółć Łukasz");
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.kind, NAV_NONE);
}

static void nothing_fits_and_nothing_breaks(void **state)
{
	(void)state;
	screen_type(&fx, "\"'%_*(");
	screen_keys(&fx, "Enter Down Up");
	screen_type(&fx, "zzzz");
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.kind, NAV_NONE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_client_by_the_start_of_its_name),
		TEST(a_client_by_a_part_of_a_phone_number),
		TEST(a_client_typed_on_the_wrong_layout),
		TEST(a_deal_and_a_task),
		TEST(words_of_a_note_lead_to_the_client),
		TEST(what_is_given_is_answered_at_once),
		TEST(nothing_fits_and_nothing_breaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
