/* The form for any record: what it shows, what it saves, conflicts, duplicates, people of a company, drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/catalog.h"
#include "domain/undo.h"
#include "screen_fixture.h"
#include "screens/record_form.h"

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

static void show(enum kind_id kind, int64_t id, const char *preset)
{
	screen_show(&fx, &record_form_screen, kind, id, 0, preset);
}

static void load(enum kind_id kind, int64_t id, struct record *r)
{
	struct err err = ERR_INIT;

	fixture_ok(record_load(fx.office.o, kind, id, r, &err), &err);
}

/* How somebody else changes a record while the form stands open. */
static void change(int64_t id, int field, const char *text)
{
	struct err err = ERR_INIT;
	struct record r;

	load(KIND_CLIENT, id, &r);
	record_set_text(&r, field, text);
	fixture_ok(record_put(fx.office.o, &r, "theirs", NULL, &err), &err);
	record_release(&r);
}

static int count_actions(void)
{
	struct history_entry *entries = NULL;
	struct err err = ERR_INIT;
	int n = 0;

	fixture_ok(history_list(fx.office.o, 0, 0, 500, &entries, &n, &err), &err);
	free(entries);
	return n;
}

static void test_new_client(void **state)
{
	struct record r;

	(void)state;
	show(KIND_CLIENT, 0, NULL);
	screen_has(&fx, "New client");
	screen_type(&fx, "ЗАО Борей");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "+7 812 777-66-55");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_true(fx.flags & SCREEN_CHANGED);
	assert_non_null(strstr(fx.nav.message, "Saved: ЗАО Борей.  u = undo"));
	fixture_newest(&fx, KIND_CLIENT, &r);
	assert_int_equal(fx.nav.arg.id, r.id);
	assert_string_equal(record_text(&r, CLIENT_NAME), "ЗАО Борей");
	assert_string_equal(record_text(&r, CLIENT_PHONE), "+7 812 777-66-55");
	assert_string_equal(record_text(&r, CLIENT_KIND), "company");
	assert_int_equal(record_num(&r, CLIENT_OWNER), office_user_id(fx.office.o));
	record_release(&r);
}

/* Enter alone leads from the first field through the empty note to the save. */
static void test_enter_leads_to_the_end(void **state)
{
	(void)state;
	show(KIND_TASK, 0, NULL);
	screen_type(&fx, "Позвонить");
	for (int i = 0; i < 20 && !(fx.flags & SCREEN_CLOSE); i++)
		screen_keys(&fx, "Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fixture_count(&fx, KIND_TASK, "Позвонить"), 1);
}

static void test_name_is_needed(void **state)
{
	(void)state;
	show(KIND_CLIENT, 0, NULL);
	screen_keys(&fx, "Ctrl-S");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "! This field is needed.");
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, ""), 4);
}

/* What is wrong stands under its field, without the label that stands beside it. */
static void test_bad_value_under_its_field(void **state)
{
	int row, col, mail_row, mail_col;

	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=email");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "nobody");
	screen_keys(&fx, "Tab");
	screen_find(&fx, "nobody  ", &mail_row, &mail_col);
	screen_find(&fx, "! \"nobody\" is not an e-mail address", &row, &col);
	assert_int_equal(row, mail_row + 1);
	assert_int_equal(col, mail_col);
	screen_keys(&fx, "Ctrl-S");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
}

static void test_edit_changes_what_was_changed(void **state)
{
	struct change_entry *changes = NULL;
	struct err err = ERR_INIT;
	struct record r;
	int n = 0;

	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_has(&fx, "Edit client ООО «Ромашка»");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "Самара");
	screen_keys(&fx, "F2");
	assert_true(fx.flags & SCREEN_CLOSE);
	load(KIND_CLIENT, people.romashka, &r);
	assert_string_equal(record_text(&r, CLIENT_CITY), "Самара");
	assert_string_equal(record_text(&r, CLIENT_INDUSTRY), "Торговля");
	record_release(&r);
	fixture_ok(
		change_list(fx.office.o, 0, KIND_CLIENT, people.romashka, 20, &changes, &n, &err),
		&err);
	assert_string_equal(changes[0].field, "city");
	assert_string_equal(changes[0].old_text, "Москва");
	change_list_free(changes, n);
}

static void test_nothing_changed_is_no_action(void **state)
{
	int before;

	(void)state;
	before = count_actions();
	show(KIND_CLIENT, people.romashka, NULL);
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.flags & SCREEN_CHANGED, 0);
	assert_int_equal(count_actions(), before);
}

static void test_esc_asks_once(void **state)
{
	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_type(&fx, "!");
	screen_keys(&fx, "Esc");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "Changed and not saved");
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.arg.id, 0);
}

static void test_fields_of_both_sides_are_merged(void **state)
{
	struct record r;

	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "Самара");
	change(people.romashka, CLIENT_PHONE, "+7 900 000-00-00");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	load(KIND_CLIENT, people.romashka, &r);
	assert_string_equal(record_text(&r, CLIENT_CITY), "Самара");
	assert_string_equal(record_text(&r, CLIENT_PHONE), "+7 900 000-00-00");
	record_release(&r);
}

/* Both changed the city; I changed the website too, they the phone. */
static void conflict(void)
{
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "Самара");
	for (int i = 0; i < 40; i++) {
		screen_keys(&fx, "Tab");
		char *text = screen_text(&fx);
		bool there = strstr(text, "▌Website");

		free(text);
		if (there)
			break;
	}
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "www.new.ru");
	change(people.romashka, CLIENT_PHONE, "+7 900 000-00-00");
	change(people.romashka, CLIENT_CITY, "Тверь");
	screen_keys(&fx, "Ctrl-S");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "City: yours Самара, theirs Тверь");
	screen_has_not(&fx, "Website: yours");
}

static void check_client(const char *city, const char *phone, const char *website)
{
	struct record r;

	load(KIND_CLIENT, people.romashka, &r);
	assert_string_equal(record_text(&r, CLIENT_CITY), city);
	assert_string_equal(record_text(&r, CLIENT_PHONE), phone);
	assert_string_equal(record_text(&r, CLIENT_WEBSITE), website);
	record_release(&r);
}

static void test_conflict_keep_mine(void **state)
{
	(void)state;
	conflict();
	screen_keys(&fx, "k");
	assert_true(fx.flags & SCREEN_CLOSE);
	check_client("Самара", "+7 900 000-00-00", "www.new.ru");
}

static void test_conflict_take_theirs(void **state)
{
	(void)state;
	conflict();
	screen_keys(&fx, "t");
	assert_true(fx.flags & SCREEN_CLOSE);
	check_client("Тверь", "+7 900 000-00-00", "www.new.ru");
}

static void test_conflict_look_again(void **state)
{
	(void)state;
	conflict();
	screen_keys(&fx, "Esc");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	check_client("Тверь", "+7 900 000-00-00", "www.romashka.ru");
	/* Their phone is in the form now, my city still. */
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	check_client("Самара", "+7 900 000-00-00", "www.new.ru");
}

static void test_deleted_meanwhile(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "Самара");
	fixture_ok(record_remove(fx.office.o, KIND_CLIENT, people.romashka, 0, NULL, &err), &err);
	screen_keys(&fx, "Ctrl-S");
	screen_has(&fx, "Deleted meanwhile");
	screen_keys(&fx, "b");
	assert_true(fx.flags & SCREEN_CLOSE);
	check_client("Самара", "+7 495 123-45-67", "www.romashka.ru");
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Ромашка"), 1);
}

static void check_twin(const char *focus, const char *typed)
{
	char preset[40];

	snprintf(preset, sizeof preset, "focus=%s", focus);
	show(KIND_CLIENT, 0, preset);
	screen_type(&fx, typed);
	screen_has(&fx, "! There is already ООО «Ромашка», Москва. F3 opens it, F6 merges.");
	screen_keys(&fx, "F3");
	assert_int_equal(fx.nav.screen, SCREEN_CARD);
	assert_int_equal(fx.nav.arg.id, people.romashka);
}

static void test_twins(void **state)
{
	(void)state;
	check_twin("name", "ромашка");
	check_twin("name", "Ромашка ООО");
	check_twin("phone", "8 (495) 123 45 67");
	check_twin("email", "INFO@romashka.ru");
	show(KIND_CLIENT, 0, "focus=name");
	screen_type(&fx, "Ромашковая поляна");
	screen_has_not(&fx, "There is already");
	/* An old client is no twin of itself. */
	show(KIND_CLIENT, people.romashka, "focus=name");
	screen_type(&fx, " ");
	screen_has_not(&fx, "There is already");
}

static void test_person_of_a_company_is_one_action(void **state)
{
	struct undo_result undone;
	struct err err = ERR_INIT;
	struct record r;
	char preset[60];
	int before;

	(void)state;
	before = count_actions();
	snprintf(preset, sizeof preset, "kind=person\nworks_at=%lld\n", (long long)people.romashka);
	show(KIND_CLIENT, 0, preset);
	screen_has(&fx, "New person at ООО «Ромашка»");
	screen_type(&fx, "Петрова Анна");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "бухгалтер");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	fixture_newest(&fx, KIND_CLIENT, &r);
	assert_string_equal(record_text(&r, CLIENT_KIND), "person");
	record_release(&r);
	fixture_newest(&fx, KIND_RELATION, &r);
	assert_string_equal(record_text(&r, RELATION_ROLE), "бухгалтер");
	assert_int_equal(record_num(&r, RELATION_B), people.romashka);
	record_release(&r);
	assert_int_equal(count_actions(), before + 1);
	fixture_ok(undo_action(fx.office.o, 0, &undone, &err), &err);
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Петрова"), 0);
	assert_int_equal(fixture_count(&fx, KIND_RELATION, ""), 2);
}

static void test_short_and_long_form(void **state)
{
	(void)state;
	show(KIND_CLIENT, 0, "focus=name");
	screen_size(&fx, 60, 80);
	screen_type(&fx, "Борей");
	screen_has_not(&fx, "Tax ID");
	screen_keys(&fx, "F5");
	screen_has(&fx, "Tax ID");
	screen_has(&fx, "▌Name               * Борей");
	screen_has(&fx, "Employees");
	screen_has_not(&fx, "First name");
	screen_keys(&fx, "F5");
	screen_has_not(&fx, "Tax ID");
	screen_has(&fx, "Борей");
	/* A person has other fields than a company. */
	show(KIND_CLIENT, people.ivanov, NULL);
	screen_has(&fx, "First name");
	screen_has_not(&fx, "Employees");
}

/* The number pad types a point where the comma is usual; both are understood. */
static void test_money_with_the_decimal_comma(void **state)
{
	static const char *const typed[] = {"99 500,5", "99500.5", "99.500,50", "99,500.50"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct record r;

		show(KIND_DEAL, people.deal, "focus=amount");
		screen_has(&fx, i ? "99500,50" : "120000,00");
		screen_keys(&fx, "Ctrl-U");
		screen_type(&fx, typed[i]);
		screen_keys(&fx, "Ctrl-S");
		assert_true(fx.flags & SCREEN_CLOSE);
		load(KIND_DEAL, people.deal, &r);
		assert_int_equal(record_num(&r, DEAL_AMOUNT), 9950050);
		record_release(&r);
	}
}

/* The yen has no decimals: the same digits are another amount. */
static void test_amount_follows_the_currency(void **state)
{
	struct record r;

	(void)state;
	show(KIND_DEAL, people.deal, "focus=currency");
	screen_keys(&fx, "Ctrl-U");
	screen_type(&fx, "JPY");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	load(KIND_DEAL, people.deal, &r);
	assert_int_equal(record_num(&r, DEAL_AMOUNT), 120000);
	record_release(&r);
}

static void test_dates_in_words(void **state)
{
	struct record r;

	(void)state;
	show(KIND_TASK, people.late, "focus=due_day");
	screen_type(&fx, "fri");
	screen_has(&fx, "= Fri 06.03.2026");
	screen_keys(&fx, "Ctrl-S");
	load(KIND_TASK, people.late, &r);
	assert_int_equal(record_num(&r, TASK_DUE_DAY), clock_today() + 4);
	record_release(&r);
}

static void test_links_are_looked_up(void **state)
{
	struct record r;

	(void)state;
	show(KIND_TASK, 0, "client=#1\nfocus=subject");
	screen_has(&fx, "Client     ООО «Ромашка»");
	screen_type(&fx, "Письмо");
	show(KIND_TASK, 0, "subject=Письмо\nfocus=client");
	screen_type(&fx, "zo");
	screen_has(&fx, "Żółć Łukasz");
	screen_keys(&fx, "Enter Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	fixture_newest(&fx, KIND_TASK, &r);
	assert_int_equal(record_num(&r, TASK_CLIENT), people.zolc);
	record_release(&r);
}

/* A client that is not there yet is made by its own form, which comes back with it. */
static void test_new_client_for_a_link(void **state)
{
	struct screen_arg arg = {.kind = KIND_CLIENT, .id = people.swiat};

	(void)state;
	show(KIND_TASK, 0, "subject=Письмо\nfocus=client");
	screen_type(&fx, "Новая фирма");
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_CLIENT);
	assert_string_equal(fx.nav.arg.preset, "name=Новая фирма\n");
	arg.id = people.swiat;
	fx.ops->returned(fx.state, &fx.env, &arg);
	screen_has(&fx, "Client     Świat Książki");
	screen_has(&fx, "▌Deal");
}

static void test_list_entries_grow(void **state)
{
	struct record r;

	(void)state;
	show(KIND_CLIENT, people.swiat, "focus=industry");
	screen_type(&fx, "Księgarnie");
	screen_keys(&fx, "Enter Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	load(KIND_CLIENT, people.swiat, &r);
	assert_string_equal(record_text(&r, CLIENT_INDUSTRY), "Księgarnie");
	record_release(&r);
	assert_non_null(office_list_code(fx.office.o, "industry", "księgarnie"));
}

static void test_draft(void **state)
{
	struct buf draft = BUF_INIT;

	(void)state;
	show(KIND_CLIENT, 0, "focus=name");
	fx.ops->draft(fx.state, &draft);
	assert_int_equal(draft.len, 0);
	screen_type(&fx, "Борей");
	screen_keys(&fx, "F5");
	fx.ops->draft(fx.state, &draft);
	show(KIND_CLIENT, 0, NULL);
	fx.ops->undraft(fx.state, &fx.env, buf_str(&draft));
	screen_has(&fx, "Борей");
	screen_has(&fx, "F5 short form");
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Changed and not saved");
	buf_release(&draft);
}

static void test_reload_keeps_what_is_typed(void **state)
{
	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=city");
	screen_type(&fx, "ХХХ");
	screen_reload(&fx);
	screen_has(&fx, "МоскваХХХ");
}

static void test_note_from_the_editor(void **state)
{
	(void)state;
	show(KIND_CLIENT, people.romashka, "focus=notes");
	screen_keys(&fx, "F4");
	assert_int_equal(fx.nav.kind, NAV_EDITOR);
	assert_non_null(strstr(fx.nav.text, "Любят точность."));
	fx.ops->edited(fx.state, "Из редактора");
	screen_has(&fx, "Из редактора");
}

/* Every kind has a form that opens, shows and closes. */
static void test_every_kind(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {50, 200}};

	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (int i = 0; i < 3 && kind != KIND_STAGE_LOG; i++) {
			screen_size(&fx, sizes[i][0], sizes[i][1]);
			show((enum kind_id)kind, 0, NULL);
			screen_has(&fx, "Esc leaves");
			screen_keys(&fx, "F5 Tab Tab Esc");
			assert_true(fx.flags & SCREEN_CLOSE);
		}
}

static void test_records_that_nobody_types(void **state)
{
	struct screen_arg arg = {.kind = KIND_STAGE_LOG};
	struct err err = ERR_INIT;
	void *form = record_form_screen.open(&fx.env, &arg);

	(void)state;
	assert_int_equal(record_form_screen.load(form, &fx.env, &err), ST_DENIED);
	record_form_screen.release(form);
}

#define FORM_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FORM_TEST(test_new_client),
		FORM_TEST(test_enter_leads_to_the_end),
		FORM_TEST(test_name_is_needed),
		FORM_TEST(test_bad_value_under_its_field),
		FORM_TEST(test_edit_changes_what_was_changed),
		FORM_TEST(test_nothing_changed_is_no_action),
		FORM_TEST(test_esc_asks_once),
		FORM_TEST(test_fields_of_both_sides_are_merged),
		FORM_TEST(test_conflict_keep_mine),
		FORM_TEST(test_conflict_take_theirs),
		FORM_TEST(test_conflict_look_again),
		FORM_TEST(test_deleted_meanwhile),
		FORM_TEST(test_twins),
		FORM_TEST(test_person_of_a_company_is_one_action),
		FORM_TEST(test_short_and_long_form),
		FORM_TEST(test_money_with_the_decimal_comma),
		FORM_TEST(test_amount_follows_the_currency),
		FORM_TEST(test_dates_in_words),
		FORM_TEST(test_links_are_looked_up),
		FORM_TEST(test_new_client_for_a_link),
		FORM_TEST(test_list_entries_grow),
		FORM_TEST(test_draft),
		FORM_TEST(test_reload_keeps_what_is_typed),
		FORM_TEST(test_note_from_the_editor),
		FORM_TEST(test_every_kind),
		FORM_TEST(test_records_that_nobody_types),
	};

	return cmocka_run_group_tests_name("record_form", tests, NULL, NULL);
}
