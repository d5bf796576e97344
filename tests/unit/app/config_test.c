/* app/config: every trap of the ini library: what would make it lose a file, crash, or read something else than was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/config.h"
#include "base/mem.h"

static struct options options;
static struct buf notes;

static int setup(void **state)
{
	(void)state;
	options_init(&options);
	notes = (struct buf)BUF_INIT;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	options_release(&options);
	buf_release(&notes);
	return 0;
}

static void parse(const char *text)
{
	struct err err = ERR_INIT;

	if (config_parse("x.ini", text, strlen(text), &options, &notes, &err) != ST_OK)
		fail_msg("%s", err.text);
}

/* The text is taken without a word. */
static void parse_clean(const char *text)
{
	parse(text);
	assert_string_equal(buf_str(&notes), "");
}

/* Line `line` is told about, and nothing else. */
static void parse_bad(const char *text, int line)
{
	char prefix[30];

	parse(text);
	snprintf(prefix, sizeof prefix, "x.ini:%d: ", line);
	if (strncmp(buf_str(&notes), prefix, strlen(prefix)) != 0)
		fail_msg("expected %s, notes are: %s", prefix, buf_str(&notes));
	assert_ptr_equal(strchr(notes.data, '\n'), notes.data + notes.len - 1);
}

static const char *path(void)
{
	return options_text(&options, OPTION_PATH);
}

static void plain_options_are_read(void **state)
{
	(void)state;
	parse_clean("# a comment\n; another\n\n[database]\npath = /srv/office.db\n[ui]\n"
		    "theme=light # why\n  mouse\t=\tno\n[office]\ncurrency=USD\n");
	assert_string_equal(path(), "/srv/office.db");
	assert_string_equal(options_text(&options, OPTION_THEME), "light");
	assert_int_equal(options_number(&options, OPTION_MOUSE), 0);
	assert_string_equal(options_text(&options, OPTION_CURRENCY), "USD");
	assert_string_equal(options.value[OPTION_PATH].origin, "x.ini");
	assert_null(options.value[OPTION_BELL].origin);
}

static void quotes_keep_comment_signs_and_blanks(void **state)
{
	(void)state;
	parse_clean("[database]\npath = \"/srv/office #1; old/a=b.db\" # here\n");
	assert_string_equal(path(), "/srv/office #1; old/a=b.db");
	parse_clean("[database]\npath = '/srv/\"x\".db'\n");
	assert_string_equal(path(), "/srv/\"x\".db");
	parse_clean("[database]\npath = \"\"\n");
	assert_string_equal(path(), "");
}

static void an_unquoted_comment_sign_is_not_cut_silently(void **state)
{
	(void)state;
	parse_bad("[database]\npath = /srv/a#b.db\n", 2);
	assert_string_equal(path(), "");
}

static void escapes_in_quotes_are_refused(void **state)
{
	(void)state;
	parse_bad("[ui]\neditor = \"say \\\"hi\\\"\"\n", 2);
	assert_string_equal(options_text(&options, OPTION_EDITOR), "");
}

static void an_open_quote_is_told(void **state)
{
	(void)state;
	parse_bad("[database]\npath = \"/srv/x.db\n", 2);
}

static void a_bad_line_costs_only_itself(void **state)
{
	(void)state;
	parse_bad("[ui]\nthis is no option\ntheme = dark\n", 2);
	assert_string_equal(options_text(&options, OPTION_THEME), "dark");
}

static void a_colon_in_a_name_does_not_lose_the_file(void **state)
{
	(void)state;
	parse_bad("[ui]\na:b = c\nmouse = no\n", 2);
	assert_int_equal(options_number(&options, OPTION_MOUSE), 0);
}

static void a_byte_order_mark_and_dos_lines_do_no_harm(void **state)
{
	(void)state;
	parse_clean("\xef\xbb\xbf[ui]\r\ntheme = mono\r\n[database]\r\npath = \"/a b\"\r\n");
	assert_string_equal(options_text(&options, OPTION_THEME), "mono");
	assert_string_equal(path(), "/a b");
}

static void names_have_no_case(void **state)
{
	(void)state;
	parse_clean("[UI]\nTheme = light\n");
	assert_string_equal(options_text(&options, OPTION_THEME), "light");
}

static void the_last_value_counts(void **state)
{
	(void)state;
	parse_clean("[ui]\ntheme = light\n[office]\n[ui]\ntheme = dark\n");
	assert_string_equal(options_text(&options, OPTION_THEME), "dark");
}

static void a_continued_line_is_refused(void **state)
{
	(void)state;
	parse_bad("[database]\npath = C:\\office\\\n[ui]\ntheme = mono\n", 2);
	assert_string_equal(options_text(&options, OPTION_THEME), "mono");
	teardown(NULL);
	setup(NULL);
	parse_clean("[database]\npath = \"C:\\office\\\"\n[ui]\ntheme = mono\n");
	assert_string_equal(path(), "C:\\office\\");
	assert_string_equal(options_text(&options, OPTION_THEME), "mono");
}

static void values_in_utf8_are_kept(void **state)
{
	(void)state;
	parse_clean("[database]\npath = /srv/Имя/żółć.db\n");
	assert_string_equal(path(), "/srv/Имя/żółć.db");
}

static void other_charsets_are_told(void **state)
{
	(void)state;
	parse_bad("[database]\npath = /srv/\xc8\xec\xff\n", 2);
}

static void a_percent_is_only_a_percent(void **state)
{
	(void)state;
	parse_clean("[database]\npath = /srv/%s%n%d\n");
	assert_string_equal(path(), "/srv/%s%n%d");
}

static void long_lines_and_names_do_not_overflow(void **state)
{
	char *name = mem_alloc(5000), *text;

	(void)state;
	memset(name, 'a', 3000);
	text = mem_printf("[%s]\nx = y\n[ui]\ntheme = dark\n", name);
	parse(text);
	assert_string_equal(options_text(&options, OPTION_THEME), "dark");
	free(text);
	buf_clear(&notes);
	text = mem_printf("[ui]\neditor = %s\ntheme = light\n", name);
	parse_bad(text, 2);
	assert_string_equal(options_text(&options, OPTION_THEME), "light");
	free(text);
	free(name);
}

static void options_before_a_section_and_unknown_ones_are_told(void **state)
{
	(void)state;
	parse("path = x\n[ui]\nthema = dark\n[gui]\ntheme = dark\n[database]\npath\n");
	assert_non_null(strstr(notes.data, "x.ini:1: "));
	assert_non_null(strstr(notes.data, "x.ini:3: "));
	assert_non_null(strstr(notes.data, "x.ini:5: "));
	assert_non_null(strstr(notes.data, "x.ini:7: "));
	assert_string_equal(path(), "");
}

static void lines_of_a_bad_section_are_not_read_into_another(void **state)
{
	(void)state;
	parse_bad("[ui]\ntheme = dark\n[office\ntheme = light\n", 3);
	assert_string_equal(options_text(&options, OPTION_THEME), "dark");
}

static void keys_are_kept_for_the_keymap(void **state)
{
	(void)state;
	parse_clean("[keys]\nkey_edit = \"e,F4\"\nkey_trash = \"\"\nkey_sort = \";\"\n");
	assert_int_equal(options.nkeys, 3);
	assert_string_equal(options.keys[0].action, "edit");
	assert_string_equal(options.keys[0].keys, "e,F4");
	assert_string_equal(options.keys[1].keys, "");
	assert_string_equal(options.keys[2].keys, ";");
}

static void an_empty_file_and_a_last_line_without_newline(void **state)
{
	(void)state;
	parse_clean("");
	parse_clean("[ui]\ntheme = light");
	assert_string_equal(options_text(&options, OPTION_THEME), "light");
}

static void nul_bytes_are_told(void **state)
{
	static const char text[] = "[ui]\nthe\0me = light\nmouse = no\n";

	(void)state;
	assert_int_equal(
		config_parse("x.ini", text, sizeof text - 1, &options, &notes, NULL), ST_OK);
	assert_non_null(strstr(buf_str(&notes), "x.ini:2: "));
	assert_int_equal(options_number(&options, OPTION_MOUSE), 0);
}

static void files_missing_or_no_files(void **state)
{
	struct err err = ERR_INIT;
	char dir[] = "/tmp/kartoteka-config-XXXXXX";

	(void)state;
	assert_int_equal(config_read("/nowhere/x.ini", false, &options, &notes, &err), ST_OK);
	assert_int_equal(config_read("/nowhere/x.ini", true, &options, &notes, &err), ST_IO);
	assert_non_null(strstr(err.text, "/nowhere/x.ini"));
	assert_non_null(mkdtemp(dir));
	assert_int_equal(config_read(dir, false, &options, &notes, &err), ST_BAD_DATA);
	rmdir(dir);
}

static void the_sample_is_a_good_file(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(config_read("data/kartoteka.ini", true, &options, &notes, &err), ST_OK);
	assert_string_equal(buf_str(&notes), "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(plain_options_are_read),
		TEST(quotes_keep_comment_signs_and_blanks),
		TEST(an_unquoted_comment_sign_is_not_cut_silently),
		TEST(escapes_in_quotes_are_refused),
		TEST(an_open_quote_is_told),
		TEST(a_bad_line_costs_only_itself),
		TEST(a_colon_in_a_name_does_not_lose_the_file),
		TEST(a_byte_order_mark_and_dos_lines_do_no_harm),
		TEST(names_have_no_case),
		TEST(the_last_value_counts),
		TEST(a_continued_line_is_refused),
		TEST(values_in_utf8_are_kept),
		TEST(other_charsets_are_told),
		TEST(a_percent_is_only_a_percent),
		TEST(long_lines_and_names_do_not_overflow),
		TEST(options_before_a_section_and_unknown_ones_are_told),
		TEST(lines_of_a_bad_section_are_not_read_into_another),
		TEST(keys_are_kept_for_the_keymap),
		TEST(an_empty_file_and_a_last_line_without_newline),
		TEST(nul_bytes_are_told),
		TEST(files_missing_or_no_files),
		TEST(the_sample_is_a_good_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
