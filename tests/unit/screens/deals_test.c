/* The pipeline board and list: layout at every size, moving deals, counts and sums that agree with the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/undo.h"
#include "domain/work.h"
#include "screen_fixture.h"
#include "screens/deals.h"

static struct screen_fixture fx;
static struct fixture_people people;
static int64_t cyrillic, polish, quiet;

static int64_t stage_at(int i)
{
	struct list_request req = {.kind = KIND_STAGE, .order_field = STAGE_POSITION, .limit = 20};
	struct list_page page;
	int64_t id;

	assert_int_equal(list_load(fx.office.o, &req, &page, NULL), ST_OK);
	assert_true(page.n > i);
	id = page.rows[i].id;
	list_page_release(&page);
	return id;
}

static int64_t stage_of(int64_t deal)
{
	struct record r;
	int64_t id;

	assert_int_equal(record_load(fx.office.o, KIND_DEAL, deal, &r, NULL), ST_OK);
	id = record_num(&r, DEAL_STAGE);
	record_release(&r);
	return id;
}

static void settle(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0)
		fx.ops->tick(fx.state, &fx.env, &fx.nav);
}

static int setup(void **state)
{
	char stage[40], client[40];

	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	fixture_link(stage, sizeof stage, "stage", stage_at(1));
	cyrillic = fixture_make(&fx, KIND_DEAL, "title=Сканеры для касс", stage, "amount=50000",
		"expected_close=2026-03-10",
		fixture_link(client, sizeof client, "client", people.ivanov), NULL);
	polish = fixture_make(&fx, KIND_DEAL, "title=Półki sklepowe", stage, "amount=1500000",
		"currency=PLN", "expected_close=2026-02-20",
		fixture_link(client, sizeof client, "client", people.swiat), NULL);
	setenv("KARTOTEKA_NOW", "2025-12-01T09:00:00Z", 1);
	quiet = fixture_make(&fx, KIND_DEAL, "title=Wagi", stage, "amount=1000", NULL);
	setenv("KARTOTEKA_NOW", FIXTURE_NOW, 1);
	screen_show(&fx, &deals_screen, KIND_NONE, 0, 0, NULL);
	settle();
	return 0;
}

static int setup_empty(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	screen_show(&fx, &deals_screen, KIND_NONE, 0, 0, NULL);
	settle();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void test_sizes(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		screen_has(&fx, "Поставка мебели");
		screen_has(&fx, "120 k");
		screen_has(&fx, "15 Apr");
	}
	/* From 80 columns on several stages stand beside each other. */
	screen_size(&fx, 24, 80);
	screen_has(&fx, "Półki sklepowe");
	screen_has(&fx, "1,5 M PLN");
	screen_size(&fx, 16, 60);
	screen_has_not(&fx, "Półki sklepowe");
	screen_keys(&fx, "Right");
	screen_has(&fx, "Półki sklepowe");
	screen_has(&fx, "Świat Książki");
}

/* Cards stand by expected close; a day that is over and a deal that is quiet are marked by a sign. */
static void test_order_and_marks(void **state)
{
	int late, next, none, col;

	(void)state;
	screen_size(&fx, 40, 120);
	screen_find(&fx, "Półki", &late, &col);
	screen_find(&fx, "Сканеры", &next, &col);
	screen_find(&fx, "! Wagi", &none, &col);
	assert_true(late < next && next < none);
	screen_has(&fx, "! 10 d");
	screen_has_not(&fx, "! Сканеры");
	fixture_make(&fx, KIND_INTERACTION, "channel=call", "subject=Call",
		fixture_link((char[40]){0}, 40, "deal", quiet), "started_at=2026-03-01 10:00",
		NULL);
	screen_reload(&fx);
	screen_has_not(&fx, "! Wagi");
}

static void each_sum(void *arg, const char *currency, int64_t count, int64_t sum)
{
	(void)currency;
	(void)count;
	*(int64_t *)arg += sum;
}

static void test_sums_agree_with_the_file(void **state)
{
	struct filter *f = NULL;
	char text[60];
	int64_t sum = 0;

	(void)state;
	snprintf(text, sizeof text, "stage:#%lld currency:RUB", (long long)stage_at(1));
	assert_int_equal(filter_compile(fx.office.o, KIND_DEAL, text, &f, NULL), ST_OK);
	assert_int_equal(
		list_sum(fx.office.o, KIND_DEAL, f, DEAL_AMOUNT, each_sum, &sum, NULL), ST_OK);
	filter_free(f);
	assert_int_equal(sum, 5100000);
	screen_size(&fx, 50, 200);
	screen_has(&fx, "51 k RUB 1,5 M PLN");
	screen_has(&fx, "4 open");
	/* 10 % of 120 000 and 25 % of 51 000. */
	screen_has(&fx, "weighted 25 k RUB · 375 k PLN");
}

static void test_keys_move_deals(void **state)
{
	(void)state;
	assert_int_equal(stage_of(people.deal), stage_at(0));
	screen_keys(&fx, ">");
	assert_true(fx.flags & SCREEN_CHANGED);
	assert_int_equal(stage_of(people.deal), stage_at(1));
	/* The cursor follows: the next key moves the same deal. */
	screen_keys(&fx, ">");
	assert_int_equal(stage_of(people.deal), stage_at(2));
	screen_keys(&fx, "<");
	assert_int_equal(stage_of(people.deal), stage_at(1));
	screen_keys(&fx, "< <");
	assert_int_equal(stage_of(people.deal), stage_at(0));
	assert_string_equal(fx.nav.message, "The deal is in the first stage of its pipeline.");
}

static void test_won_and_back(void **state)
{
	struct undo_result undone;

	(void)state;
	screen_keys(&fx, "W");
	assert_non_null(strstr(fx.nav.message, "Won: Поставка мебели.  u = undo"));
	assert_int_equal(stage_of(people.deal), work_stage_of_class(fx.office.o, 1, "won"));
	screen_has(&fx, "Поставка мебели");
	screen_keys(&fx, "W");
	assert_string_equal(fx.nav.message, "The deal is won already.");
	assert_int_equal(undo_action(fx.office.o, 0, &undone, NULL), ST_OK);
	screen_reload(&fx);
	assert_int_equal(stage_of(people.deal), stage_at(0));
	screen_keys(&fx, ">");
	assert_int_equal(stage_of(people.deal), stage_at(1));
}

static void test_lost_asks_for_the_reason(void **state)
{
	(void)state;
	screen_keys(&fx, "L");
	assert_int_equal(fx.nav.kind, NAV_OPEN);
	assert_int_equal(fx.nav.screen, SCREEN_LOST);
	assert_int_equal(fx.nav.arg.id, people.deal);
	assert_int_equal(fx.nav.arg.other, work_stage_of_class(fx.office.o, 1, "lost"));
	assert_int_equal(stage_of(people.deal), stage_at(0));
}

/* From lost one step back is the last open stage, not won. */
static void test_back_from_lost(void **state)
{
	(void)state;
	assert_int_equal(
		work_move_deal(fx.office.o, people.deal,
			work_stage_of_class(fx.office.o, 1, "lost"), "price", NULL, NULL, NULL),
		ST_OK);
	screen_reload(&fx);
	screen_has(&fx, "Lost");
	screen_keys(&fx, "<");
	assert_int_equal(stage_of(people.deal), stage_at(3));
}

static void test_closed_columns_are_folded(void **state)
{
	(void)state;
	screen_keys(&fx, "W");
	screen_size(&fx, 40, 120);
	screen_has(&fx, "Поставка мебели");
	screen_keys(&fx, "Left");
	screen_has_not(&fx, "Поставка мебели");
	screen_has(&fx, "The latest ones");
	screen_keys(&fx, "Right");
	screen_has(&fx, "Поставка мебели");
}

static void test_many_won_deals(void **state)
{
	char stage[40], title[40];

	(void)state;
	fixture_link(stage, sizeof stage, "stage", work_stage_of_class(fx.office.o, 1, "won"));
	for (int i = 0; i < 60; i++) {
		snprintf(title, sizeof title, "title=Deal %d", i);
		fixture_make(&fx, KIND_DEAL, title, stage, "amount=10", NULL);
	}
	screen_show(&fx, &deals_screen, KIND_NONE, 0, 0, NULL);
	settle();
	screen_size(&fx, 40, 120);
	screen_keys(&fx, "Right Right Right Right End");
	screen_has(&fx, "60");
	struct buf at = BUF_INIT;
	fx.ops->position(fx.state, &at);
	assert_string_equal(buf_str(&at), "50/60");
	buf_release(&at);
}

static void test_pages_load_while_the_cursor_goes_down(void **state)
{
	char title[40];

	(void)state;
	for (int i = 0; i < 45; i++) {
		snprintf(title, sizeof title, "title=Deal %02d", i);
		fixture_make(&fx, KIND_DEAL, title, "expected_close=2026-05-01", NULL);
	}
	screen_show(&fx, &deals_screen, KIND_NONE, 0, 0, NULL);
	settle();
	screen_keys(&fx, "End");
	screen_has(&fx, "Deal 44");
	/* A deal far down is followed to where it goes. */
	screen_keys(&fx, "> <");
	screen_has(&fx, "Deal 44");
	screen_keys(&fx, "Home");
	screen_has(&fx, "Поставка");
}

static void test_filter(void **state)
{
	(void)state;
	screen_size(&fx, 40, 120);
	screen_keys(&fx, "/");
	assert_true(fx.ops->typing(fx.state));
	screen_type(&fx, "amount>100000");
	screen_has(&fx, "Поставка");
	screen_has_not(&fx, "Сканеры");
	screen_keys(&fx, "Enter");
	assert_false(fx.ops->typing(fx.state));
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Сканеры");
	screen_keys(&fx, "/");
	screen_type(&fx, "colour:red");
	screen_has(&fx, "^ There is no field");
	screen_keys(&fx, "Esc");
	assert_false(fx.ops->typing(fx.state));
	screen_has_not(&fx, "^");
}

static void test_mine(void **state)
{
	int64_t other = fixture_make(&fx, KIND_USER, "name=Anna", "login=anna", NULL);
	char owner[40];

	(void)state;
	fixture_make(&fx, KIND_DEAL, "title=Чужая сделка",
		fixture_link(owner, sizeof owner, "owner", other), NULL);
	screen_reload(&fx);
	screen_has(&fx, "Чужая");
	screen_keys(&fx, "m");
	screen_has_not(&fx, "Чужая");
	screen_has(&fx, "mine");
	screen_keys(&fx, "b");
	screen_has_not(&fx, "Чужая");
	screen_keys(&fx, "m");
	screen_has(&fx, "Чужая");
}

static void test_list_shows_the_same(void **state)
{
	(void)state;
	screen_keys(&fx, "Right Down");
	screen_keys(&fx, "b");
	screen_has(&fx, "Stage");
	screen_has(&fx, "000.00 PLN");
	screen_has(&fx, "000.00 RUB");
	/* The cursor stands on the deal that it stood on. */
	screen_keys(&fx, ">");
	assert_int_equal(stage_of(cyrillic), stage_at(2));
	screen_keys(&fx, "b");
	screen_keys(&fx, "<");
	assert_int_equal(stage_of(cyrillic), stage_at(1));
	screen_size(&fx, 50, 200);
	screen_keys(&fx, "b");
	screen_has(&fx, "Details");
	screen_has(&fx, "Tasks and history");
}

static void test_wishes(void **state)
{
	struct screen_arg arg = {.kind = KIND_NONE};

	(void)state;
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_DEAL);
	assert_int_equal(fx.nav.arg.id, people.deal);
	screen_keys(&fx, "c");
	assert_int_equal(fx.nav.screen, SCREEN_LOG);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	assert_int_equal(fx.nav.arg.other, people.deal);
	screen_keys(&fx, "Right a");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_non_null(strstr(fx.nav.arg.preset, "stage=#"));
	screen_keys(&fx, "E");
	assert_int_equal(fx.nav.screen, SCREEN_EXPORT);
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &arg));
	assert_int_equal(arg.id, cyrillic);
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "касс"), 0);
}

static void test_several_pipelines(void **state)
{
	int64_t pipeline = fixture_make(&fx, KIND_PIPELINE, "name=Сервис", "position=2", NULL),
		stage, deal;
	char link[40];

	(void)state;
	screen_keys(&fx, "Tab");
	assert_int_equal(fx.flags & SCREEN_RELOAD, 0);
	fixture_link(link, sizeof link, "pipeline", pipeline);
	stage = fixture_make(&fx, KIND_STAGE, "name=Заявка", link, "class=open", NULL);
	fixture_link(link, sizeof link, "stage", stage);
	deal = fixture_make(&fx, KIND_DEAL, "title=Ремонт", link, NULL);
	screen_reload(&fx);
	screen_has_not(&fx, "Заявка");
	screen_keys(&fx, "Tab");
	screen_has(&fx, "Сервис (2/2)");
	screen_has(&fx, "Ремонт");
	screen_has_not(&fx, "Поставка");
	screen_keys(&fx, "Shift-Tab");
	screen_has(&fx, "Поставка");
	/* A new deal takes the board to its pipeline. */
	fx.ops->returned(fx.state, &fx.env, &(struct screen_arg){.kind = KIND_DEAL, .id = deal});
	screen_reload(&fx);
	screen_has(&fx, "Ремонт");
}

static void test_empty(void **state)
{
	(void)state;
	screen_has(&fx, "No deals here.");
	screen_keys(&fx, "/");
	screen_type(&fx, "x");
	screen_has(&fx, "No deal fits");
	screen_keys(&fx, "Esc");
	screen_has_not(&fx, "No deal fits");
	screen_keys(&fx, ">");
	assert_string_equal(fx.nav.message, "There is no deal under the cursor.");
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.kind, NAV_NONE);
	screen_keys(&fx, "b");
	screen_has(&fx, "No deals here");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_sizes),
		TEST(test_order_and_marks),
		TEST(test_sums_agree_with_the_file),
		TEST(test_keys_move_deals),
		TEST(test_won_and_back),
		TEST(test_lost_asks_for_the_reason),
		TEST(test_back_from_lost),
		TEST(test_closed_columns_are_folded),
		TEST(test_many_won_deals),
		TEST(test_pages_load_while_the_cursor_goes_down),
		TEST(test_filter),
		TEST(test_mine),
		TEST(test_list_shows_the_same),
		TEST(test_wishes),
		TEST(test_several_pipelines),
		cmocka_unit_test_setup_teardown(test_empty, setup_empty, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
