/* The imports screen, typed: what is said of an office without any, one import looked into, taken back with what others changed kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office_vt.h"

static const struct words {
	const char *lang, *empty, *hint, *question, *kept, *undone;
} languages[] = {
	{"en_US.UTF-8", "Nothing was imported yet.", "takes it back", "Take this import back?",
		"Left as it is, because it was changed later", "(undone)"},
	{"ru_RU.UTF-8", "Ничего ещё не импортировано.", "отменить", "Отменить этот импорт?",
		"Оставлено как есть, потому что изменено позже", "(отменено)"},
};

static void an_import_is_found_looked_into_and_taken_back(const struct words *w)
{
	const char *env[] = {NULL, NULL};
	char language[64];
	struct vt *vt;

	snprintf(language, sizeof language, "LANGUAGE=%.2s", w->lang);
	env[0] = language;
	office_do("rm -f office.db*");
	office_ask("add company name=First");
	vt = office_desk(24, 80, env);
	vt_keys(vt, "Ctrl-P");
	vt_type(vt, "imports");
	vt_keys(vt, "Enter");
	vt_wait(vt, w->empty);
	vt_assert_clean(vt);
	office_leave(vt);

	office_do("printf 'name;city\\nAlpha;Sofia\\nBeta;Varna\\nFirst;Ruse\\n' > firms.csv");
	office_ask("import company firms.csv --mode both --match name");
	office_ask("set client Beta notes=good");
	vt = office_desk(24, 80, env);
	vt_keys(vt, "Ctrl-P");
	vt_type(vt, "imports");
	vt_keys(vt, "Enter");
	vt_wait(vt, "firms.csv");
	vt_wait(vt, w->hint);
	vt_keys(vt, "Enter");
	vt_wait(vt, "SHA-256");
	vt_wait(vt, "Alpha");
	vt_assert_clean(vt);
	vt_keys(vt, "Esc u");
	vt_wait(vt, w->question);
	vt_keys(vt, "Enter");
	vt_wait(vt, w->kept);
	vt_wait(vt, "Beta");
	vt_keys(vt, "Esc");
	vt_wait(vt, w->undone);
	vt_assert_clean(vt);
	office_leave(vt);
	assert_string_equal(office_ask("list client --filter city:Sofia --count"), "0\n");
	assert_string_equal(office_ask("list client --filter city:Varna --count"), "1\n");
}

static void imports_in_english(void **state)
{
	(void)state;
	an_import_is_found_looked_into_and_taken_back(&languages[0]);
}

static void imports_in_russian(void **state)
{
	(void)state;
	an_import_is_found_looked_into_and_taken_back(&languages[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(imports_in_english),
		cmocka_unit_test(imports_in_russian),
	};

	return cmocka_run_group_tests(tests, office_folder, office_folder_end);
}
