/*
 * The worked example, by hand in the import wizard: people of the sales team with their managers, products, companies with revenue
 * in millions and parents, and 8,800 deals into a pipeline of their own. What the office holds afterwards is asked from the
 * command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vt.h"

static char db[300], program[1000];
static struct vt *vt;

/* Run words of the shell in which `crm` is the program on the office; its output, trimmed. */
static const char *ask(const char *words)
{
	static char out[2000];
	char command[2500];
	size_t len;
	FILE *p;

	snprintf(command, sizeof(command), "crm() { '%s' --db '%s' \"$@\"; }; { %s; } 2>&1",
		program, db, words);
	p = popen(command, "r");
	assert_non_null(p);
	len = fread(out, 1, sizeof(out) - 1, p);
	pclose(p);
	while (len && (out[len - 1] == '\n' || out[len - 1] == ' '))
		len--;
	out[len] = 0;
	return out;
}

static int count(const char *words)
{
	char command[500];

	snprintf(command, sizeof(command), "crm list %s --json | wc -l", words);
	return atoi(ask(command));
}

static int setup(void **state)
{
	const char *dir = getenv("TMPDIR"), *path = getenv("KARTOTEKA");

	(void)state;
	assert_non_null(path);
	assert_non_null(realpath(path, program));
	snprintf(db, sizeof(db), "%s/wizard-%d.db", dir ? dir : "/tmp", (int)getpid());
	setenv("KARTOTEKA", program, 1);
	setenv("KARTOTEKA_NOW", "2018-01-15T09:00:00Z", 1);
	assert_int_equal(chdir("tests/real/crm-sales"), 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	return chdir("../../..");
}

/* From the first step to the third: the file by its path, what it holds as guessed, read as guessed. */
static void open_file(const char *name, const char *holds)
{
	vt_assert_has(vt, "Import 1/6");
	vt_type(vt, name);
	vt_keys(vt, "Enter");
	vt_assert_has(vt, holds);
	vt_keys(vt, "Enter");
	vt_assert_has(vt, "Import 2/6");
	vt_keys(vt, "Enter");
	vt_assert_has(vt, "Import 3/6");
}

static void same_for_all(const char *field, const char *value)
{
	vt_keys(vt, "=");
	vt_type(vt, field);
	vt_keys(vt, "Enter");
	vt_type(vt, value);
	vt_keys(vt, "Enter");
	vt_assert_has(vt, value);
}

/* From the dry run on. */
static void bring_in(const char *created)
{
	vt_wait(vt, "Import 5/6");
	vt_wait(vt, created);
	vt_idle(vt);
	vt_assert_not(vt, "failed");
	vt_keys(vt, "n");
	vt_wait(vt, "Import 6/6");
	vt_idle(vt);
	vt_assert_has(vt, created);
	vt_assert_has(vt, "u takes the whole import back");
	vt_keys(vt, "n");
}

static void people(void)
{
	open_file("sales_teams.csv", "Users");
	vt_assert_has(vt, "Manager");
	vt_assert_has(vt, "Team");
	vt_keys(vt, "n");
	vt_wait(vt, "Import 4/6");
	vt_idle(vt);
	vt_assert_has(vt, "6 are not settled");
	vt_keys(vt, "C n");
	bring_in("35 created");
}

static void products(void)
{
	open_file("products.csv", "Products");
	same_for_all("currency", "USD");
	vt_keys(vt, "n");
	vt_wait(vt, "a new entry of the list");
	vt_idle(vt);
	vt_keys(vt, "n");
	bring_in("7 created");
}

static void companies(void)
{
	open_file("accounts.csv", "Companies");
	vt_assert_has(vt, "Parent company");
	vt_assert_has(vt, "Country");
	vt_assert_has(vt, "left out"); /* year_established: this office has no such field */
	vt_keys(vt, "Down Down Down *");
	vt_assert_has(vt, "Multiply Revenue by");
	vt_type(vt, "1000000");
	vt_keys(vt, "Enter");
	vt_assert_has(vt, "Revenue × 1000000");
	same_for_all("currency", "USD");
	vt_keys(vt, "n");
	vt_wait(vt, "Import 4/6");
	vt_idle(vt);
	vt_assert_has(vt, "technolgy");
	vt_keys(vt, "n");
	bring_in("85 created");
}

static void deals(void)
{
	int row, col;

	open_file("sales_pipeline.csv", "Deals");
	vt_assert_has(vt, "External ID");
	same_for_all("pipeline", "Hardware");
	same_for_all("currency", "USD");
	vt_keys(vt, "n");
	vt_wait(vt, "Import 4/6");
	vt_idle(vt);
	/* "GTXPro" is proposed to be "GTX Pro"; say so by hand. */
	assert_true(vt_find(vt, "GTXPro", &row, &col));
	vt_keys(vt, "Down Down Down Down Enter");
	vt_assert_has(vt, "What is Product \"GTXPro\"?");
	vt_type(vt, "GTX Pro");
	vt_keys(vt, "Enter");
	assert_non_null(strstr(vt_row(vt, row), " GTX Pro"));
	vt_assert_has(vt, "4 are not settled");
	vt_keys(vt, "C n");
	bring_in("8\u00a0800 created");
}

/* The amount of a row of the report of what was won. */
static const char *won(const char *words, const char *row)
{
	char command[500];

	snprintf(command, sizeof(command),
		"crm report won-by-month %s --format csv | awk -F, '$1 == \"%s\" { print $3 }'",
		words, row);
	return ask(command);
}

static void check_figures(void)
{
	assert_int_equal(count("client --filter kind:company"), 85);
	assert_int_equal(count("product"), 7);
	assert_int_equal(count("deal"), 8800);
	assert_int_equal(count("deal --filter stage:Prospecting"), 500);
	assert_int_equal(count("deal --filter stage:Engaging"), 1589);
	assert_int_equal(count("deal --filter class:won"), 4238);
	assert_int_equal(count("deal --filter class:lost"), 2473);
	assert_int_equal(count("deal --filter client:empty"), 1425);
	assert_int_equal(count("deal --filter 'product:\"GTX Pro\"'"), 1480);
	assert_int_equal(count("deal --filter pipeline:Hardware"), 8800);
	assert_string_equal(ask("crm list deal --filter class:won --json |"
				" sed 's/.*\"amount\":\"\\([0-9.]*\\)\".*/\\1/' |"
				" awk '{ s += $1 } END { printf \"%.2f\", s }'"),
		"10005534.00");
	assert_string_equal(won("--period 2017-03", "2017-03"), "1134672.00");
	assert_string_equal(won("--period 2017-12", "2017-12"), "1131573.00");
	/* The sum of his won rows in the file. */
	assert_string_equal(won("--period all --by owner", "Darcel Schlecht"), "1153214.00");
	assert_string_equal(ask("crm show client 'Acme Corporation' --json |"
				" sed 's/.*\"revenue\":\"\\([0-9.]*\\)\".*/\\1/'"),
		"1100040000.00");
	assert_string_equal(
		ask("crm list user --filter 'manager:\"Dustin Brinkmann\"' --json | wc -l"), "5");
	assert_int_equal(count("client --filter 'parent:\"Acme Corporation\"'"), 4);
}

static void the_worked_example(void **state)
{
	const char *const args[] = {"--db", db, NULL};

	(void)state;
	unlink(db);
	vt = vt_kartoteka(24, 80, args, NULL);
	vt_idle(vt);
	vt_keys(vt, "6 Enter");
	people();
	products();
	companies();
	deals();
	check_figures();
	/* One step back is the whole of the last file, and forth again. */
	vt_keys(vt, "Esc u");
	vt_wait(vt, "Undone");
	assert_int_equal(count("deal"), 0);
	assert_int_equal(count("client --filter kind:company"), 85);
	vt_keys(vt, "Ctrl-R");
	vt_wait(vt, "Done again");
	check_figures();
	vt_keys(vt, "Ctrl-Q");
	if (vt_is_running(vt))
		vt_keys(vt, "Enter");
	assert_int_equal(vt_exit_code(vt), 0);
	vt_free(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_worked_example, setup, teardown),
	};

	return cmocka_run_group_tests_name("import_wizard", tests, NULL, NULL);
}
