/*
 * Duplicates by hand, in English and in Russian, on windows of three sizes: found in the list of groups, merged side by side with a
 * choice for one field, taken apart by undo, declared to be no duplicates, and met while a client is typed in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "office_vt.h"

/* What the desk says, by language. */
struct words {
	const char *env[2];
	const char *duplicates, *why, *merge, *result, *stays, *phone, *merged, *undone, *nothing;
	const char *said, *already, *no_match, *apart;
};

static const struct words english = {{"LANGUAGE=en", NULL}, "Duplicates: Clients",
	"same name and city", "Merge 2 records", "Result", "#1 stays", "Phone", "Merged: Ромашка.",
	"Undone: Merge", "Nothing is there twice", "They will not be shown", "! There is already",
	"No duplicate was found", "Taken apart again."};
static const struct words russian = {{"LANGUAGE=ru", NULL}, "Дубликаты: Клиенты",
	"одинаковые название", "Объединить 2 записи", "Результат", "#1 остаётся", "Телефон",
	"Объединено: Ромашка.", "Отменено: Объединить", "Ничего не повторяется",
	"Больше не будут показаны", "! Уже есть", "Дубликат не найден", "Снова разделено."};

static const char *const two[] = {
	"add client name='ООО Ромашка' city=Казань phone='+7 843 111-11-11' tags=vip",
	"add client name=Ромашка city=казань phone='+7 843 222-22-22' tags=south email=r@r.ru",
	"add client name=Лютик city=Казань",
};

static void fill(void)
{
	office_do("rm -rf office.db*");
	office_ask("add user name=Tester");
	for (size_t i = 0; i < sizeof two / sizeof *two; i++)
		assert_null(strstr(office_ask(two[i]), "kartoteka:"));
	office_ask("log 2 'Спросили цену'");
}

static void open_duplicates(struct vt *vt, const struct words *w)
{
	vt_keys(vt, "Ctrl-P");
	vt_type(vt, "duplicates");
	vt_keys(vt, "Enter");
	vt_wait(vt, w->duplicates);
}

static void merge_and_undo(const struct words *w, int rows, int cols)
{
	struct vt *vt;

	fill();
	vt = office_desk(rows, cols, w->env);
	open_duplicates(vt, w);
	vt_wait(vt, w->why);
	vt_idle(vt);
	vt_assert_has(vt, "ООО Ромашка = Ромашка");
	vt_keys(vt, "Enter");
	vt_assert_has(vt, w->merge);
	vt_assert_has(vt, w->result);
	vt_assert_has(vt, w->stays);
	vt_assert_has(vt, w->phone);
	/* The name of the second; the phone is that of the first by itself. */
	vt_keys(vt, "Right");
	vt_keys(vt, "F2");
	vt_wait(vt, w->merged);
	vt_wait(vt, w->nothing);
	vt_idle(vt);
	assert_non_null(strstr(office_ask("show client 1 --json"), "\"name\":\"Ромашка\""));
	assert_non_null(strstr(office_ask("show client 1 --json"), "\"tags\":[\"vip\",\"south\"]"));
	assert_non_null(
		strstr(office_ask("show client 1 --json"), "\"phone\":\"+7 843 111-11-11\""));
	assert_non_null(strstr(office_ask("list contact_point --json"), "+7 843 222-22-22"));
	assert_non_null(strstr(office_ask("list interaction --json --columns client"), "\"id\":1"));
	vt_keys(vt, "u");
	vt_wait(vt, w->undone);
	vt_wait(vt, "ООО Ромашка = Ромашка");
	vt_idle(vt);
	assert_non_null(strstr(office_ask("show client 1 --json"), "\"name\":\"ООО Ромашка\""));
	assert_non_null(strstr(office_ask("show client 2 --json"), "\"email\":\"r@r.ru\""));
	assert_non_null(strstr(office_ask("list interaction --json --columns client"), "\"id\":2"));
	vt_keys(vt, "n");
	vt_wait(vt, w->said);
	vt_wait(vt, w->nothing);
	vt_idle(vt);
	vt_assert_clean(vt);
	office_leave(vt);
}

static void test_english(void **state)
{
	(void)state;
	merge_and_undo(&english, 24, 80);
	merge_and_undo(&english, 50, 200);
}

static void test_russian(void **state)
{
	(void)state;
	merge_and_undo(&russian, 24, 80);
	merge_and_undo(&russian, 16, 60);
}

/* From the list by marks; the card tells of the merge and takes it apart. */
static void from_list(const struct words *w)
{
	struct vt *vt;

	fill();
	vt = office_desk(24, 80, w->env);
	vt_keys(vt, "2");
	vt_wait(vt, "Лютик");
	vt_keys(vt, "M");
	vt_assert_has(vt, w->no_match);
	vt_keys(vt, "Space Space M");
	vt_assert_has(vt, w->merge);
	vt_keys(vt, "Esc Esc");
	vt_keys(vt, "G M");
	vt_assert_has(vt, w->merge);
	vt_keys(vt, "Ctrl-S");
	vt_wait(vt, "u = ");
	vt_idle(vt);
	vt_assert_not(vt, "Ромашка, ");
	vt_keys(vt, "Enter");
	vt_assert_has(vt, "#2 Ромашка");
	vt_keys(vt, "U");
	vt_wait(vt, w->apart);
	vt_idle(vt);
	vt_assert_not(vt, "#2 Ромашка");
	office_leave(vt);
}

static void test_from_the_list(void **state)
{
	(void)state;
	from_list(&english);
	from_list(&russian);
}

/* The warning while typing: what is typed becomes a record, beside the one that it repeats. */
static void test_while_typing(void **state)
{
	struct vt *vt;

	(void)state;
	fill();
	vt = office_desk(24, 80, english.env);
	vt_keys(vt, "2");
	vt_wait(vt, "Лютик");
	vt_keys(vt, "F7");
	vt_type(vt, "ромашка");
	vt_wait(vt, english.already);
	vt_keys(vt, "F6");
	vt_wait(vt, english.merge);
	vt_keys(vt, "F2");
	vt_wait(vt, "Merged: ");
	vt_idle(vt);
	assert_non_null(strstr(office_ask("list client --count"), "3"));
	office_leave(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_english),
		cmocka_unit_test(test_russian),
		cmocka_unit_test(test_from_the_list),
		cmocka_unit_test(test_while_typing),
	};

	return cmocka_run_group_tests(tests, office_folder, office_folder_end);
}
