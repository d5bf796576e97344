/* The import wizard step by step, its jobs included; and that it stays usable on the smallest window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "domain/catalog.h"
#include "domain/undo.h"
#include "screen_fixture.h"
#include "screens/import_wizard.h"

static struct screen_fixture fx;
static char old_dir[512];

static const char *const names[] = {"goods.csv", "people.csv", "list.txt", "broken.csv",
	"goods.rejected.csv", "deals.csv", "book.XLSX", "old.xls", "xlsx", "notes.doc"};

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	assert_non_null(getcwd(old_dir, sizeof old_dir));
	assert_int_equal(chdir(fx.office.dir), 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	assert_int_equal(chdir(old_dir), 0);
	screen_fixture_stop(&fx);
	return 0;
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void start(void)
{
	screen_show(&fx, &import_wizard_screen, KIND_NONE, 0, 0, NULL);
}

/* Let a job that was started come to its end, as the loop does. */
static void finish(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0) {
		nav_release(&fx.nav);
		fx.nav = (struct nav){.arg = {.kind = KIND_NONE}};
		fx.flags = fx.ops->tick(fx.state, &fx.env, &fx.nav);
		sched_yield();
	}
	fx.ops->fit(fx.state, &fx.layout);
}

static void keys(const char *list)
{
	screen_keys(&fx, list);
	finish();
}

/* The file is the only one here: Enter takes it, Enter says yes to what it holds. */
static void to_columns(void)
{
	start();
	keys("Enter Enter Enter");
	screen_has(&fx, "Import 3/6");
}

static void files_are_listed_and_guessed(void **state)
{
	(void)state;
	write_file(
		"people.csv", "First name,Last name,E-mail,Company\nAnn,Lee,a@example.com,Acme\n");
	start();
	screen_has(&fx, "Import 1/6: choose the file");
	screen_has(&fx, "people.csv");
	keys("Enter");
	screen_has(&fx, "Persons");
	screen_has(&fx, "guessed from the headings");
	keys("Right");
	screen_has(&fx, "Deals");
	screen_has_not(&fx, "guessed");
	keys("Left Enter");
	screen_has(&fx, "Import 2/6");
	screen_has(&fx, "people.csv ▶ Persons");
}

static void a_path_is_typed_and_completed(void **state)
{
	(void)state;
	write_file("goods.csv", "name,price\nBolt,1.50\n");
	start();
	screen_type(&fx, "go");
	keys("Tab");
	screen_has(&fx, "File      goods.csv");
	screen_type(&fx, "x");
	keys("Enter");
	assert_non_null(strstr(fx.nav.message, "goods.csvx"));
	screen_has(&fx, "Import 1/6");
	keys("Backspace Enter Enter");
	screen_has(&fx, "goods.csv ▶ Products");
	keys("Esc");
	screen_has(&fx, "Import 1/6");
	keys("Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
}

static void a_part_of_a_name_is_enough(void **state)
{
	(void)state;
	write_file("goods.csv", "name,price\nBolt,1.50\n");
	write_file("people.csv", "First name,Last name\nAnn,Lee\n");
	start();
	screen_type(&fx, "eop");
	screen_has_not(&fx, "goods.csv");
	keys("Enter");
	screen_has(&fx, "File      people.csv");
	screen_has(&fx, "Persons");
	/* What nothing fits is a path of its own. */
	keys("Esc");
	start();
	screen_type(&fx, "zzz");
	screen_has(&fx, "goods.csv");
	keys("Enter");
	assert_non_null(strstr(fx.nav.message, "zzz"));
}

/* Typing the way to another folder shows what is there, and every letter narrows it. */
static void files_elsewhere_are_listed(void **state)
{
	char dir[512];

	(void)state;
	write_file("goods.csv", "name,price\nBolt,1.50\n");
	assert_int_equal(mkdir("home", 0700), 0);
	write_file("home/people.csv", "First name,Last name\nAnn,Lee\n");
	write_file("home/people.rejected.csv", "First name\nAnn\n");
	assert_non_null(getcwd(dir, sizeof dir - 8));
	strcat(dir, "/home");
	setenv("HOME", dir, 1);
	start();
	screen_type(&fx, "~/");
	screen_has(&fx, "people.rejected.csv");
	screen_has_not(&fx, "goods.csv");
	screen_type(&fx, "peo");
	keys("Tab");
	screen_has(&fx, "File      ~/people.");
	screen_has(&fx, "people.rejected.csv");
	screen_type(&fx, "rej");
	screen_has_not(&fx, "people.csv");
	keys("Enter");
	screen_has(&fx, "guessed from the headings");
	keys("Esc");
	start();
	screen_type(&fx, "~/");
	keys("Ctrl-U");
	screen_has(&fx, "goods.csv");
	screen_has(&fx, "Files here");
	unlink("home/people.csv");
	unlink("home/people.rejected.csv");
	assert_int_equal(rmdir("home"), 0);
}

static void how_the_file_is_read_can_be_changed(void **state)
{
	(void)state;
	write_file("goods.csv", "name;price\nBolt;1,50\nNut, small;2,25\n");
	start();
	keys("Enter Enter");
	screen_has(&fx, "semicolon");
	screen_has(&fx, "comma  1,5");
	screen_has(&fx, "Nut, small");
	keys("t");
	screen_has(&fx, "there is none");
	screen_has(&fx, "Column 1");
	keys("t d");
	screen_has(&fx, "tab");
	screen_has(&fx, "Nut, small;2,25");
	keys("d d d s");
	screen_has(&fx, "semicolon");
	screen_has(&fx, "as each number looks");
	keys("e");
	screen_has(&fx, "UTF-16LE");
}

static void a_faulty_file_is_shown_with_its_place(void **state)
{
	(void)state;
	write_file("broken.csv", "name,price\nBolt,1\nNut 3\" long,2\nScrew,3\n");
	start();
	keys("Enter Enter");
	screen_has(&fx, "line 3");
	screen_has(&fx, "x = read it as it stands");
	keys("x");
	screen_has_not(&fx, "x = read it as it stands");
	screen_has(&fx, "Screw");
}

static void a_fault_behind_the_preview_stops_nothing_half_way(void **state)
{
	FILE *f = fopen("broken.csv", "w");

	(void)state;
	fputs("name,price\n", f);
	for (int i = 0; i < 100; i++)
		fprintf(f, "Thing %d,%d\n", i, i);
	fputs("Nut 3\" long,2\nScrew,3\n", f);
	fclose(f);
	to_columns();
	keys("n");
	screen_has(&fx, "The file cannot be read to its end.");
	screen_has(&fx, "line 102");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 0);
	keys("x");
	screen_has(&fx, "102 created");
	keys("n");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 102);
}

static void columns_get_fields_factors_and_constants(void **state)
{
	(void)state;
	write_file("goods.csv", "what,money,series\nBolt,1.5,A\nNut,2,A\n");
	start();
	keys("Enter Right Left");
	/* Nothing in the headings says products: choose them. */
	for (int i = 0; i < 20; i++) {
		char *all = screen_text(&fx);
		bool there = strstr(all, " Products ") != NULL;

		free(all);
		if (there)
			break;
		keys("Right");
	}
	keys("Enter Enter");
	screen_has(&fx, "No column gives \"Name\"");
	keys("n");
	assert_non_null(strstr(fx.nav.message, "Name"));
	keys("Enter");
	screen_has(&fx, "What is \"what\"?");
	screen_type(&fx, "name");
	keys("Enter Down Enter");
	screen_type(&fx, "price");
	keys("Enter *");
	screen_has(&fx, "Multiply Price by");
	screen_type(&fx, "abc");
	keys("Enter");
	screen_has(&fx, "A whole number is wanted");
	keys("Ctrl-U");
	screen_type(&fx, "1000");
	keys("Enter");
	screen_has(&fx, "Price × 1000");
	keys("=");
	screen_type(&fx, "unit");
	keys("Enter");
	screen_type(&fx, "box");
	keys("Enter");
	screen_has(&fx, "every row");
	screen_has(&fx, "box");
	keys("n");
	screen_has(&fx, "a new entry of the list");
	keys("n");
	screen_has(&fx, "2 created");
	keys("n");
	screen_has(&fx, "Import 6/6: done");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, "price=1500 unit:box"), 1);
}

static void names_are_mapped_made_or_left(void **state)
{
	(void)state;
	fixture_make(&fx, KIND_PRODUCT, "name=GTX Pro", NULL);
	fixture_make(&fx, KIND_PRODUCT, "name=MG", NULL);
	write_file("deals.csv",
		"title,product,stage\nA,GTXPro,New\nB,Old name,New\nC,Brand new,New\nD,Junk,New\n");
	to_columns();
	keys("n");
	screen_has(&fx, "Import 4/6");
	screen_has(&fx, "3 are not settled");
	/* By their rows, then by name: Brand new, GTXPro (proposed), Junk, Old name. */
	keys("Home c End Enter");
	screen_has(&fx, "What is Product \"Old name\"?");
	screen_type(&fx, "MG");
	keys("Enter Up Enter Enter");
	screen_has(&fx, "left empty");
	screen_has(&fx, "a new one is made");
	screen_has(&fx, "Is what becomes of them right?");
	keys("n");
	screen_has(&fx, "4 created");
	keys("n");
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "product:\"GTX Pro\""), 1);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "product:MG"), 1);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, "product:empty"), 1);
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 3);
}

/* C twice, or where it was pressed in the step before: once made, names stay so. */
static void all_names_are_made_once(void **state)
{
	(void)state;
	write_file("deals.csv", "title,product,stage\nA,Saw,New\nB,Axe,New\n");
	to_columns();
	keys("n");
	screen_has(&fx, "2 are not settled");
	keys("C C");
	assert_non_null(strstr(fx.nav.message, "made already"));
	screen_has(&fx, "Is what becomes of them right?");
	keys("n C");
	screen_has(&fx, "2 new names");
	screen_has(&fx, "2 created");
	keys("Esc Esc n");
	screen_has(&fx, "a new one is made");
}

static void what_fails_is_shown_and_kept_in_a_file(void **state)
{
	struct undo_result undone;
	struct err err = ERR_INIT;
	char line[200];
	FILE *f;

	(void)state;
	fixture_make(&fx, KIND_PRODUCT, "name=Bolt", "price=1", NULL);
	write_file("goods.csv", "name,price\nBolt,2\nNut,cheap\nScrew,3\n");
	to_columns();
	keys("o o");
	screen_has(&fx, "mode: add and update");
	keys("n");
	screen_has(&fx, "1 row fails");
	keys("Enter"); /* the cell that is to blame, with the reason in full */
	screen_has(&fx, "Line 3, price");
	screen_has(&fx, "Price: \"cheap\" is not an amount");
	keys("Esc");
	keys("Tab");
	screen_has(&fx, "Screw");
	keys("Tab");
	screen_has(&fx, "Price: ");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 1);
	keys("n");
	assert_true(fx.flags & SCREEN_CHANGED);
	screen_has(&fx, "goods.rejected.csv");
	f = fopen("goods.rejected.csv", "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	assert_non_null(fgets(line, sizeof line, f));
	assert_non_null(strstr(line, "Nut,cheap,"));
	fclose(f);
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, "price=2"), 1);
	fixture_ok(undo_action(fx.office.o, 0, &undone, &err), &err);
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, "price=1"), 1);
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 1);
	/* Another u would take back something else: it is not offered. */
	screen_has(&fx, "u takes it all back");
	screen_reload(&fx);
	screen_has(&fx, "The import was taken back; Ctrl-R brings it again.");
	keys("Enter");
	assert_int_equal(fx.nav.screen, SCREEN_RECORDS);
	assert_int_equal(fx.nav.arg.kind, KIND_PRODUCT);
}

static void an_empty_cell_is_set_right_where_it_stands(void **state)
{
	(void)state;
	write_file("goods.csv", "price,name\n2,Bolt\n3,\n");
	to_columns();
	keys("n");
	screen_has(&fx, "1 row fails");
	screen_has(&fx, "n brings it in");
	keys("Enter");
	screen_has(&fx, "Line 3, name");
	screen_type(&fx, "Nut");
	keys("Enter");
	screen_has(&fx, "1 cell is set right");
	screen_has(&fx, "n looks again · Enter mends");
	screen_has_not(&fx, "n brings it in");
	keys("n");
	screen_has(&fx, "2 created");
	screen_has(&fx, "n brings it in");
	screen_has_not(&fx, "mends");
	keys("n");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, "name=Nut"), 1);
}

static void workbooks_are_listed_too(void **state)
{
	(void)state;
	write_file("book.XLSX", "none");
	write_file("old.xls", "none");
	write_file("xlsx", "none");
	write_file("notes.doc", "none");
	start();
	screen_has(&fx, "book.XLSX");
	screen_has(&fx, "old.xls");
	screen_has_not(&fx, "  xlsx");
	screen_has_not(&fx, "notes.doc");
	screen_type(&fx, "bo");
	keys("Tab");
	screen_has(&fx, "File      book.XLSX");
}

static void going_back_keeps_the_choices(void **state)
{
	(void)state;
	write_file("goods.csv", "name,price\nBolt,2\n");
	to_columns();
	keys("Down * ");
	screen_type(&fx, "10");
	keys("Enter n");
	screen_has(&fx, "Import 5/6");
	keys("Esc");
	screen_has(&fx, "Import 3/6");
	/* A tab key leaves only when it is meant. */
	keys("1");
	assert_non_null(strstr(fx.nav.message, "not done"));
	keys("Down 1");
	assert_true(fx.flags);
	keys("2"); /* another one slipped too */
	assert_non_null(strstr(fx.nav.message, "not done"));
	keys("2");
	assert_int_equal(fx.flags, 0);
	keys("Esc Esc");
	screen_has(&fx, "Import 1/6");
	keys("Enter Enter");
	screen_has(&fx, "Price × 10");
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 0);
}

static void a_stopped_run_changes_nothing(void **state)
{
	FILE *f = fopen("goods.csv", "w");

	(void)state;
	fputs("name,price\n", f);
	for (int i = 0; i < 30000; i++)
		fprintf(f, "Thing %d,%d\n", i, i);
	fclose(f);
	to_columns();
	keys("n");
	screen_has(&fx, "30\u00a0000 created");
	/* Esc comes before the job can be through. */
	screen_keys(&fx, "n Esc");
	finish();
	assert_int_equal(fixture_count(&fx, KIND_PRODUCT, ""), 0);
	assert_non_null(strstr(fx.nav.message, "nothing was imported"));
	screen_has(&fx, "Import 5/6");
}

static void every_step_fits_every_window(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};
	static const char *const steps[] = {"", "Enter", "Enter", "Enter", "n", "n"};

	(void)state;
	write_file("deals.csv", "title,product,stage\nA,Nobody,New\n");
	for (int i = 0; i < 4; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		start();
		for (int s = 0; s < 6; s++) {
			if (*steps[s])
				keys(steps[s]);
			screen_has(&fx, " Import ");
			screen_has(&fx, s < 2 ? "Esc leaves" : "Esc back");
		}
		screen_has(&fx, "missing");
	}
}

int main(void)
{
#define OF(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		OF(files_are_listed_and_guessed),
		OF(a_path_is_typed_and_completed),
		OF(a_part_of_a_name_is_enough),
		OF(files_elsewhere_are_listed),
		OF(how_the_file_is_read_can_be_changed),
		OF(a_faulty_file_is_shown_with_its_place),
		OF(a_fault_behind_the_preview_stops_nothing_half_way),
		OF(columns_get_fields_factors_and_constants),
		OF(names_are_mapped_made_or_left),
		OF(all_names_are_made_once),
		OF(what_fails_is_shown_and_kept_in_a_file),
		OF(an_empty_cell_is_set_right_where_it_stands),
		OF(workbooks_are_listed_too),
		OF(going_back_keeps_the_choices),
		OF(a_stopped_run_changes_nothing),
		OF(every_step_fits_every_window),
	};

	return cmocka_run_group_tests_name("import_wizard", tests, NULL, NULL);
}
