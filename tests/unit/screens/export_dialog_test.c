/* The export dialog: names, formats, the question before a file is replaced, and what is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include "screen_fixture.h"
#include "screens/export_dialog.h"

#define PROPOSED "client-2026-03-02.csv"
#define PROPOSED_JSON "client-2026-03-02.json"
#define PROPOSED_XLSX "client-2026-03-02.xlsx"

static struct screen_fixture fx;
static struct fixture_people people;
static char old_dir[512], state_dir[128];

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	assert_non_null(getcwd(old_dir, sizeof old_dir));
	assert_int_equal(chdir(fx.office.dir), 0);
	snprintf(state_dir, sizeof state_dir, "%s/state/", fx.office.dir);
	fx.env.state_dir = state_dir;
	screen_show(&fx, &export_dialog_screen, KIND_CLIENT, 0, 0, "filter=kind:person");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(PROPOSED);
	unlink(PROPOSED_JSON);
	unlink(PROPOSED_XLSX);
	unlink("out.csv");
	unlink("client-1.vcf");
	unlink("state/export-client");
	rmdir("state");
	assert_int_equal(chdir(old_dir), 0);
	screen_fixture_stop(&fx);
	return 0;
}

static void finish(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0) {
		nav_release(&fx.nav);
		fx.nav = (struct nav){.arg = {.kind = KIND_NONE}};
		fx.flags = fx.ops->tick(fx.state, &fx.env, &fx.nav);
		sched_yield();
	}
}

static void keys(const char *list)
{
	screen_keys(&fx, list);
	finish();
}

/* The file as text; the caller frees it. */
static char *content(const char *path)
{
	char *text = mem_alloc(10000);
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	assert_true(fread(text, 1, 9999, f) > 0);
	fclose(f);
	return text;
}

static int lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static void what_the_list_shows_is_written(void **state)
{
	struct stat st;
	char *text;

	(void)state;
	screen_has(&fx, "Export: Clients");
	screen_has(&fx, PROPOSED);
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_non_null(strstr(fx.nav.message, PROPOSED ": 2 rows are written."));
	text = content(PROPOSED);
	assert_int_equal(lines(text), 3);
	assert_memory_equal(text, "\xef\xbb\xbfid;Name;", 11);
	assert_non_null(strstr(text, "Żółć Łukasz"));
	assert_null(strstr(text, "Ромашка"));
	assert_int_equal(stat(PROPOSED, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(text);
}

static void a_file_is_replaced_only_after_a_yes(void **state)
{
	FILE *f = fopen(PROPOSED, "w");
	char *text;

	(void)state;
	fputs("mine\n", f);
	fclose(f);
	keys("Ctrl-S");
	screen_has(&fx, "is there already");
	keys("Esc");
	screen_has_not(&fx, "is there already");
	keys("Ctrl-S n");
	text = content(PROPOSED);
	assert_string_equal(text, "mine\n");
	free(text);
	keys("Ctrl-S y");
	text = content(PROPOSED);
	assert_int_equal(lines(text), 3);
	free(text);
}

static void the_name_follows_the_format(void **state)
{
	char *text;

	(void)state;
	keys("Tab Right");
	screen_has(&fx, PROPOSED_XLSX);
	keys("Right");
	screen_has(&fx, PROPOSED_JSON);
	keys("Ctrl-S");
	text = content(PROPOSED_JSON);
	assert_int_equal(lines(text), 2);
	assert_int_equal(text[0], '{');
	free(text);
}

static void a_workbook_is_written(void **state)
{
	char *text;

	(void)state;
	keys("Tab Right Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	text = content(PROPOSED_XLSX);
	assert_memory_equal(text, "PK\x03\x04", 4);
	free(text);
}

/* A folder is no file to be replaced: the proposed name goes into it. */
static void a_folder_gets_the_proposed_name(void **state)
{
	char *text;

	(void)state;
	keys("Ctrl-U");
	screen_type(&fx, "./");
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	text = content("client-2026-03-02.csv");
	assert_non_null(strstr(text, "Name"));
	free(text);
	unlink("client-2026-03-02.csv");
}

/* Choose CP1251 and write to out.csv. */
static void write_cp1251(void)
{
	keys("Ctrl-U");
	screen_type(&fx, "out.csv");
	keys("Tab Tab Tab");
	for (int i = 0; i < 20; i++) {
		char *all = screen_text(&fx);
		bool there = strstr(all, "CP1251 (") != NULL;

		free(all);
		if (there)
			break;
		keys("Right");
	}
	keys("Ctrl-S");
}

static void letters_that_an_encoding_has_not_are_told_before_writing(void **state)
{
	(void)state;
	write_cp1251();
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "CP1251 lacks Ż (U+017B), ó (U+00F3)");
	screen_has(&fx, "\"Żółć Łukasz\"");
	screen_has(&fx, "Write a ? in their place?");
	assert_int_not_equal(access("out.csv", F_OK), 0);
	keys("n");
	assert_int_not_equal(access("out.csv", F_OK), 0);
	screen_has(&fx, "out.csv");
}

static void they_are_replaced_after_a_yes(void **state)
{
	FILE *f = fopen("out.csv", "w");
	char *text;

	(void)state;
	fputs("mine\n", f);
	fclose(f);
	write_cp1251();
	screen_has(&fx, "is there already");
	keys("y");
	screen_has(&fx, "Write a ? in their place?");
	keys("y");
	assert_true(fx.flags & SCREEN_CLOSE);
	if (!strstr(fx.nav.message, "Ż"))
		fail_msg("%s", fx.nav.message);
	text = content("out.csv");
	assert_null(strstr(text, "Żółć"));
	assert_non_null(strstr(text, "????"));
	free(text);
}

static void columns_are_chosen_and_ordered(void **state)
{
	char *text;

	(void)state;
	keys("F6");
	screen_has(&fx, "Enter is done");
	screen_has(&fx, "✓   1 Name");
	keys("* *"); /* all, then none */
	screen_has_not(&fx, "✓");
	keys("Down Space Home Space"); /* kind, then name, which comes first */
	screen_has(&fx, "✓   1 Name");
	screen_has(&fx, "✓   2 Kind");
	keys("Home +"); /* name behind kind */
	screen_has(&fx, "✓   1 Kind");
	screen_has(&fx, "✓   2 Name");
	keys("F2");
	screen_has(&fx, "chosen ones");
	keys("Ctrl-S");
	text = content(PROPOSED);
	assert_memory_equal(text, "\xef\xbb\xbfid;Kind;Name\n", 16);
	free(text);
}

/* The second time for the same kind everything is as it was left; another kind knows nothing of it. */
static void choices_are_remembered_for_each_kind(void **state)
{
	char *text;

	(void)state;
	keys("F6 * * Space Enter");
	keys("Tab Tab Tab Tab Right Ctrl-S"); /* delimiter: tab */
	assert_true(fx.flags & SCREEN_CLOSE);
	unlink(PROPOSED);
	screen_show(&fx, &export_dialog_screen, KIND_CLIENT, 0, 0, "filter=kind:person");
	screen_has(&fx, "chosen ones");
	keys("Ctrl-S");
	text = content(PROPOSED);
	assert_memory_equal(text, "\xef\xbb\xbfid\tName\n", 11);
	free(text);
	screen_show(&fx, &export_dialog_screen, KIND_TASK, 0, 0, "");
	screen_has(&fx, "those of the list");
}

static void the_columns_and_the_order_of_the_list_are_taken(void **state)
{
	char *text, *first, *second;

	(void)state;
	screen_show(&fx, &export_dialog_screen, KIND_CLIENT, 0, 0,
		"order=-1\ndescending=1\nfields=city,name\nfilter=kind:person");
	keys("Ctrl-S");
	text = content(PROPOSED);
	assert_memory_equal(text, "\xef\xbb\xbfid;City;Name\n", 16);
	first = strchr(text, '\n') + 1;
	second = strchr(first, '\n') + 1;
	assert_non_null(
		strstr(second, "Żółć")); /* z of Żółć comes before п of the other in the keys */
	assert_ptr_not_equal(strstr(first, "Żółć"), first);
	free(text);
}

static void one_client_is_a_vcard(void **state)
{
	char *text;

	(void)state;
	screen_show(&fx, &export_dialog_screen, KIND_CLIENT, people.romashka, 0, "");
	screen_has(&fx, "Export: ");
	screen_has(&fx, ".vcf");
	keys("Ctrl-U");
	screen_type(&fx, "client-1.vcf");
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_non_null(strstr(fx.nav.message, "1 row is written"));
	text = content("client-1.vcf");
	assert_memory_equal(text, "BEGIN:VCARD\r\n", 13);
	free(text);
}

static void only_clients_are_offered_as_vcards(void **state)
{
	(void)state;
	screen_show(&fx, &export_dialog_screen, KIND_TASK, 0, 0, "");
	keys("Tab Left");
	screen_has_not(&fx, "vCard");
}

static void a_workbook_cannot_go_to_the_clipboard(void **state)
{
	(void)state;
	keys("Tab Right Shift-Tab Shift-Tab Right Ctrl-S");
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "A workbook can only go to a file.");
}

static void a_folder_that_is_not_there_is_said_at_the_field(void **state)
{
	(void)state;
	keys("Ctrl-U");
	screen_type(&fx, "nowhere/out.csv");
	keys("Ctrl-S");
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "There is no directory nowhere.");
}

int main(void)
{
#define OF(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		OF(what_the_list_shows_is_written),
		OF(a_file_is_replaced_only_after_a_yes),
		OF(the_name_follows_the_format),
		OF(a_folder_gets_the_proposed_name),
		OF(a_workbook_is_written),
		OF(letters_that_an_encoding_has_not_are_told_before_writing),
		OF(they_are_replaced_after_a_yes),
		OF(columns_are_chosen_and_ordered),
		OF(choices_are_remembered_for_each_kind),
		OF(the_columns_and_the_order_of_the_list_are_taken),
		OF(one_client_is_a_vcard),
		OF(only_clients_are_offered_as_vcards),
		OF(a_workbook_cannot_go_to_the_clipboard),
		OF(a_folder_that_is_not_there_is_said_at_the_field),
	};

	return cmocka_run_group_tests_name("export_dialog", tests, NULL, NULL);
}
