/* The card of a deal: what it shows at every size, and what keys do to the deal, its tasks and its client. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/work.h"
#include "screen_fixture.h"
#include "screens/deal_card.h"

static struct screen_fixture fx;
static struct fixture_people people;
static int64_t task;

static const char *stage_name(void)
{
	static char name[80];
	struct record r;
	struct buf b = BUF_INIT;

	assert_int_equal(record_load(fx.office.o, KIND_DEAL, people.deal, &r, NULL), ST_OK);
	record_format(fx.office.o, &r, DEAL_STAGE, STYLE_SHOW, &b);
	snprintf(name, sizeof name, "%s", buf_str(&b));
	buf_release(&b);
	record_release(&r);
	return name;
}

static int setup(void **state)
{
	char deal[40], client[40];

	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	fixture_link(deal, sizeof deal, "deal", people.deal);
	fixture_link(client, sizeof client, "client", people.romashka);
	task = fixture_make(&fx, KIND_TASK, "subject=Wysłać próbki", deal, client,
		"due_day=2026-03-03", "due_time=10:30", NULL);
	fixture_make(&fx, KIND_INTERACTION, "channel=meeting", "subject=Встреча на складе", deal,
		client, "started_at=2026-02-20 12:00", "body=Показали образцы.", NULL);
	screen_show(&fx, &deal_card_screen, KIND_DEAL, people.deal, 0, NULL);
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
		screen_has(&fx, "ООО «Ромашка»");
		screen_has(&fx, "000.00 RUB · 10 %");
		screen_has(&fx, "[New · 0 days] › Qualified");
		screen_has(&fx, "Expected close");
		screen_has(&fx, "Details");
		if (sizes[i][1] < 80)
			screen_keys(&fx, "Tab");
		screen_has(&fx, "Wysłać próbki");
		screen_has(&fx, "Встреча на с");
		if (sizes[i][1] < 80)
			screen_keys(&fx, "Tab");
	}
}

static void test_moves(void **state)
{
	(void)state;
	screen_size(&fx, 40, 120);
	screen_keys(&fx, ">");
	assert_true(fx.flags & SCREEN_CHANGED);
	assert_string_equal(stage_name(), "Qualified");
	screen_has(&fx, "New › [Qualified · 0 days]");
	screen_has(&fx, "New → Qualified");
	screen_keys(&fx, "W");
	assert_string_equal(stage_name(), "Won");
	screen_has(&fx, "[Won · 0 days]");
	screen_keys(&fx, "<");
	assert_string_equal(stage_name(), "Negotiation");
	screen_keys(&fx, "L");
	assert_int_equal(fx.nav.screen, SCREEN_LOST);
	assert_int_equal(fx.nav.arg.id, people.deal);
	assert_string_equal(stage_name(), "Negotiation");
}

static void test_stale_is_said(void **state)
{
	(void)state;
	screen_has_not(&fx, "stale");
	setenv("KARTOTEKA_NOW", "2026-08-01T09:00:00Z", 1);
	screen_reload(&fx);
	screen_has(&fx, "! stale");
	screen_has(&fx, "[! New · 152 days]");
	screen_keys(&fx, "W");
	screen_has_not(&fx, "stale");
}

static void test_client_keys(void **state)
{
	(void)state;
	screen_keys(&fx, "c");
	assert_int_equal(fx.nav.screen, SCREEN_LOG);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	assert_int_equal(fx.nav.arg.other, people.deal);
	screen_keys(&fx, "t");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
	assert_non_null(strstr(fx.nav.arg.preset, "deal=#"));
	screen_keys(&fx, "o");
	assert_string_equal(fx.nav.arg.preset, "note");
	/* The first field is the client: it opens. */
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_CARD);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	screen_keys(&fx, "Down e");
	assert_int_equal(fx.nav.arg.kind, KIND_DEAL);
	assert_string_equal(fx.nav.arg.preset, "focus=amount\n");
}

static void test_task_keys(void **state)
{
	(void)state;
	/* The only open task is meant wherever the cursor is. */
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.screen, SCREEN_FINISH);
	assert_int_equal(fx.nav.arg.id, task);
	screen_keys(&fx, "Tab X");
	assert_int_equal(fx.nav.screen, SCREEN_DATE);
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_TASK, "próbki"), 0);
	screen_has(&fx, "No open task.");
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.kind, NAV_NONE);
}

static void test_delete_closes(void **state)
{
	(void)state;
	screen_keys(&fx, "D");
	assert_true(fx.flags & SCREEN_CLOSE && fx.flags & SCREEN_CHANGED);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, ""), 0);
	screen_reload(&fx);
	screen_has(&fx, "in the trash");
}

static void test_neighbours(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab ]");
	assert_int_equal(fx.nav.kind, NAV_STEP);
	assert_int_equal(fx.nav.arg.other, 1);
	assert_string_equal(fx.nav.arg.preset, "panel=1\n");
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.arg.id, people.deal);
}

static void test_unknown_deal(void **state)
{
	struct screen_arg arg = {.kind = KIND_DEAL, .id = 99999};
	struct err err = ERR_INIT;
	void *other;

	(void)state;
	other = deal_card_screen.open(&fx.env, &arg);
	assert_int_equal(deal_card_screen.load(other, &fx.env, &err), ST_NOT_FOUND);
	deal_card_screen.draw(other, &fx.env, &fx.canvas, &fx.layout);
	deal_card_screen.release(other);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_sizes),
		TEST(test_moves),
		TEST(test_stale_is_said),
		TEST(test_client_keys),
		TEST(test_task_keys),
		TEST(test_delete_closes),
		TEST(test_neighbours),
		TEST(test_unknown_deal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
