/* base/i18n: which language is chosen, switching while running, numbers in the C locale. */
#include <locale.h>
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

#include "base/i18n.h"

static char dir[] = "/tmp/kartoteka-i18n-XXXXXX";
static const char *const LANGUAGES[] = {"ru", "bg"};

static void put_word(FILE *f, uint32_t word)
{
	fwrite(&word, sizeof word, 1, f);
}

/* A catalogue (GNU .mo) with a header and one message. */
static void write_catalogue(const char *path, const char *text)
{
	static const char HEADER[] = "Content-Type: text/plain; charset=UTF-8\n";
	static const char ID[] = "Quit";
	FILE *f = fopen(path, "w");
	uint32_t at = 28 + 4 * 8;

	assert_non_null(f);
	put_word(f, 0x950412de);
	put_word(f, 0);
	put_word(f, 2);
	put_word(f, 28);
	put_word(f, 28 + 16);
	put_word(f, 0);
	put_word(f, at);
	put_word(f, 0);
	put_word(f, at);
	put_word(f, (uint32_t)strlen(ID));
	put_word(f, at + 1);
	put_word(f, (uint32_t)strlen(HEADER));
	put_word(f, at + 1 + sizeof ID);
	put_word(f, (uint32_t)strlen(text));
	put_word(f, at + 1 + sizeof ID + sizeof HEADER);
	fputc('\0', f);
	fwrite(ID, sizeof ID, 1, f);
	fwrite(HEADER, sizeof HEADER, 1, f);
	fwrite(text, strlen(text) + 1, 1, f);
	fclose(f);
}

static int make_catalogues(void **state)
{
	static const char *const TEXTS[] = {"Выйти", "Изход"};

	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	for (int i = 0; i < 2; i++) {
		char path[128];

		snprintf(path, sizeof path, "%s/%s", dir, LANGUAGES[i]);
		mkdir(path, 0700);
		strcat(path, "/LC_MESSAGES");
		mkdir(path, 0700);
		strcat(path, "/kartoteka.mo");
		write_catalogue(path, TEXTS[i]);
	}
	return 0;
}

static int remove_catalogues(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		char path[128];

		snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/kartoteka.mo", dir, LANGUAGES[i]);
		unlink(path);
		*strrchr(path, '/') = '\0';
		rmdir(path);
		*strrchr(path, '/') = '\0';
		rmdir(path);
	}
	return rmdir(dir);
}

/* The environment, as it is before main(). NULL: not set. */
static void set_env(const char *all, const char *lang, const char *language)
{
	unsetenv("LC_ALL");
	unsetenv("LC_CTYPE");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	unsetenv("LANGUAGE");
	if (all != NULL)
		setenv("LC_ALL", all, 1);
	if (lang != NULL)
		setenv("LANG", lang, 1);
	if (language != NULL)
		setenv("LANGUAGE", language, 1);
}

static void expect_language(const char *lang, bool known, const char *code, const char *quit)
{
	assert_int_equal(i18n_init(lang), known);
	bindtextdomain("kartoteka", dir);
	assert_string_equal(i18n_language(), code);
	assert_string_equal(_("Quit"), quit);
	assert_string_equal(i18n_in("action", "Quit"), quit); /* nothing special is said there */
}

static void the_environment_chooses(void **state)
{
	(void)state;
	set_env(NULL, "C.UTF-8", NULL);
	expect_language(NULL, true, "en", "Quit");
	set_env(NULL, "ru_RU.UTF-8", NULL); /* installed or not */
	expect_language(NULL, true, "ru", "Выйти");
	set_env("bg_BG.UTF-8", "ru_RU.UTF-8", NULL);
	expect_language(NULL, true, "bg", "Изход");
	set_env(NULL, "C.UTF-8", "ru");
	expect_language(NULL, true, "ru", "Выйти");
	set_env(NULL, "C.UTF-8", "fr:bg:ru");
	expect_language(NULL, true, "bg", "Изход");
	set_env(NULL, "de_DE.UTF-8", NULL);
	expect_language(NULL, true, "en", "Quit");
	set_env("C", NULL, "ru");
	expect_language(NULL, true, "en", "Quit");
	set_env(NULL, NULL, NULL);
	expect_language(NULL, true, "en", "Quit");
}

static void the_option_wins(void **state)
{
	(void)state;
	set_env("C.UTF-8", NULL, "bg");
	expect_language("ru", true, "ru", "Выйти");
	set_env("C", NULL, NULL);
	expect_language("ru", true, "ru", "Выйти");
	set_env(NULL, "ru_RU.UTF-8", NULL);
	expect_language("en", true, "en", "Quit");
	set_env(NULL, "ru_RU.UTF-8", NULL);
	expect_language("ru_RU.UTF-8", true, "ru", "Выйти");
	set_env(NULL, "bg_BG.UTF-8", NULL);
	expect_language("tlh", false, "bg", "Изход");
	set_env(NULL, "bg_BG.UTF-8", NULL);
	expect_language("russian", false, "bg", "Изход");
}

static void languages_switch_while_running(void **state)
{
	(void)state;
	set_env(NULL, "C.UTF-8", NULL);
	expect_language(NULL, true, "en", "Quit");
	for (int i = 0; i < 3; i++) {
		assert_true(i18n_set_language("ru"));
		assert_string_equal(_("Quit"), "Выйти");
		assert_true(i18n_set_language("bg"));
		assert_string_equal(_("Quit"), "Изход");
		assert_string_equal(i18n_language(), "bg");
		assert_true(i18n_set_language("en"));
		assert_string_equal(_("Quit"), "Quit");
	}
	assert_false(i18n_set_language("xx"));
	assert_false(i18n_set_language(NULL));
	assert_string_equal(i18n_language(), "en");
}

static void the_charset_is_known(void **state)
{
	(void)state;
	set_env("C", NULL, NULL);
	i18n_init(NULL);
	assert_false(i18n_is_utf8());
	set_env(NULL, NULL, NULL); /* nothing asked for: UTF-8 */
	i18n_init(NULL);
	assert_true(i18n_is_utf8());
	set_env(NULL, "xx_YY.UTF-8", NULL);
	i18n_init(NULL);
	assert_true(i18n_is_utf8());
}

static void numbers_stay_plain(void **state)
{
	char text[16];

	(void)state;
	set_env(NULL, "ru_RU.UTF-8", NULL);
	i18n_init(NULL);
	snprintf(text, sizeof text, "%.2f", 3.5);
	assert_string_equal(text, "3.50");
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
}

static void plurals_without_catalogue_are_english(void **state)
{
	(void)state;
	set_env("C", NULL, NULL);
	i18n_init("en");
	assert_string_equal(P_("row", "rows", 1), "row");
	assert_string_equal(P_("row", "rows", 5), "rows");
	assert_string_equal(N_("kept"), "kept");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_chooses),
		cmocka_unit_test(the_option_wins),
		cmocka_unit_test(languages_switch_while_running),
		cmocka_unit_test(the_charset_is_known),
		cmocka_unit_test(numbers_stay_plain),
		cmocka_unit_test(plurals_without_catalogue_are_english),
	};

	return cmocka_run_group_tests(tests, make_catalogues, remove_catalogues);
}
