/*
 * A bookkeeper brings in a list from another program: CP1251, semicolons, decimal commas, days first, names in one cell, two
 * phones, employers, a column that the office has no field for, and a row with two wrong cells, which are set right in the
 * dry run. At 80x24, in English and in Russian.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office_vt.h"

struct words {
	const char *language;
	const char *step2, *step3, *step4, *step5, *step6;
	const char *created3, *failed1, *created4, *unchanged3;
	const char *known, *seen;
};

static const struct words english = {"LANGUAGE=en", "Import 2/6", "Import 3/6", "Import 4/6",
	"Import 5/6", "Import 6/6", "3 created", "1 failed", "4 created", "3 unchanged",
	"Mapping of 2026-03-02 recognised", "This file was imported on"};
static const struct words russian = {"LANGUAGE=ru", "Импорт 2/6", "Импорт 3/6", "Импорт 4/6",
	"Импорт 5/6", "Импорт 6/6", "3 создано", "1 не вошла", "4 создано", "3 без изменений",
	"Узнано сопоставление", "Этот файл уже импортирован"};

static void write_file(void)
{
	FILE *f = fopen("utf8.csv", "w");

	assert_non_null(f);
	fputs("Код;ФИО;Телефон;Мобильный телефон;E-mail;Компания;Должность;Дата "
	      "рождения;Кредит;Карта\r\n"
	      "К-001;Иванов Пётр Сергеевич;8 (495) 123-45-67;+7 916 111-22-33;ivanov@example.ru;"
	      "\"ООО \"\"Ромашка\"\"\";Директор;08.03.1970;1 200,50;00771\r\n"
	      "К-002;Сидорова Анна;8 812 765-43-21;;anna@example.ru;\"ООО "
	      "\"\"Ромашка\"\"\";Бухгалтер;"
	      "31.12.1985;0,00;\r\n"
	      "К-003;Żuk\r\n"
	      "К-004;Петренко Олег;;;oleg@@example;;;32.01.1990;12 000;\r\n",
		f);
	fclose(f);
	/* What CP1251 lacks is not in the file that is read. */
	office_do("sed 's/Żuk/Жук Ян/' utf8.csv | iconv -f UTF-8 -t CP1251 >klienty.csv; rm "
		  "utf8.csv");
}

/* A step is there, with a text that it shows when its work is done. */
static void step(struct vt *vt, const char *title, const char *text)
{
	vt_wait(vt, title);
	vt_wait(vt, text);
	vt_idle(vt);
}

/* From the file to the columns; what was guessed is seen on the way. */
static void open_file(struct vt *vt, const struct words *w)
{
	vt_keys(vt, "6 Enter");
	vt_type(vt, "klienty.csv");
	vt_keys(vt, "Enter Enter");
	vt_assert_has(vt, w->step2);
	vt_assert_has(vt, "CP1251");
	vt_assert_has(vt, "31.12.26"); /* days first */
	vt_assert_has(vt, "Иванов Пётр Сергеевич");
	vt_keys(vt, "Enter");
	vt_assert_has(vt, w->step3);
}

/* On the column of the list below the cursor: choose by the name that targets have in every language. */
static void choose(struct vt *vt, const char *header, const char *target)
{
	vt_keys(vt, "Enter");
	vt_assert_has(vt, header);
	vt_type(vt, target);
	vt_keys(vt, "Enter");
}

static void map_columns(struct vt *vt)
{
	vt_keys(vt, "Down Down Down");
	choose(vt, "Мобильный телефон", "mobile");
	vt_keys(vt, "Down Down Down Down Down");
	choose(vt, "Кредит", "credit_limit");
	/* The office has no field for cards: one is made, of the type that is proposed. */
	vt_keys(vt, "Down Enter Down Enter");
	vt_assert_has(vt, "Карта");
	vt_keys(vt, "Ctrl-U");
	vt_type(vt, "Карта VIP");
	vt_keys(vt, "Enter Enter");
	vt_assert_has(vt, "Карта VIP");
}

static void correct_cell(struct vt *vt, const char *wrong, const char *right)
{
	vt_assert_has(vt, wrong);
	vt_keys(vt, "Enter Ctrl-U");
	vt_type(vt, right);
	vt_keys(vt, "Enter");
	vt_assert_has(vt, right);
	vt_keys(vt, "n");
}

static void assert_brought_in(void)
{
	const char *ivanov = office_ask("show client К-001 --json");

	assert_non_null(strstr(ivanov, "\"kind\":\"person\""));
	assert_non_null(strstr(ivanov, "\"last_name\":\"Иванов\""));
	assert_non_null(strstr(ivanov, "\"middle_name\":\"Сергеевич\""));
	assert_non_null(strstr(ivanov, "\"birthday\":\"1970-03-08\""));
	assert_non_null(strstr(ivanov, "\"credit_limit\":\"1200.50\""));
	assert_non_null(strstr(ivanov, "\"00771\""));
	assert_non_null(
		strstr(office_ask("show client К-004 --json"), "\"birthday\":\"1990-01-30\""));
	assert_non_null(strstr(office_ask("show client К-004 --json"), "\"oleg@example.com\""));
	assert_non_null(strstr(office_ask("list contact_point --json"), "+7 916 111-22-33"));
	assert_non_null(strstr(office_ask("list relation --json"), "Бухгалтер"));
	assert_string_equal(office_ask("list company --count"), "1\n");
	assert_string_equal(office_ask("list person --count"), "4\n");
}

static void a_list_comes_in(const struct words *w)
{
	const char *const env[] = {w->language, NULL};
	struct vt *vt;

	office_do("rm -f office.db*");
	write_file();
	vt = office_desk(24, 80, env);
	open_file(vt, w);
	map_columns(vt);
	vt_keys(vt, "n");
	step(vt, w->step5, w->failed1);
	vt_assert_has(vt, w->created3);
	correct_cell(vt, "oleg@@example", "oleg@example.com");
	step(vt, w->step5, "32.01.1990");
	correct_cell(vt, "32.01.1990", "30.01.1990");
	step(vt, w->step5, w->created4);
	assert_string_equal(office_ask("list client --count"), "0\n");
	vt_keys(vt, "n");
	step(vt, w->step6, w->created4);
	assert_brought_in();
	/* The same file once more: its mapping is known, what is here stays as it is, the wrong row is wrong still. */
	vt_keys(vt, "n");
	vt_type(vt, "klienty.csv");
	vt_keys(vt, "Enter Enter Enter");
	vt_assert_has(vt, w->step3);
	vt_assert_has(vt, w->known);
	vt_assert_has(vt, "Карта VIP");
	vt_keys(vt, "o o n");
	step(vt, w->step5, w->unchanged3);
	vt_assert_has(vt, w->seen);
	vt_assert_has(vt, w->failed1);
	vt_keys(vt, "Esc Esc Esc Esc Esc u");
	vt_wait_gone(vt, w->step5);
	vt_idle(vt);
	assert_string_equal(office_ask("list client --count"), "0\n");
	assert_string_equal(office_ask("list relation --count"), "0\n");
	office_leave(vt);
}

static void in_english(void **state)
{
	(void)state;
	a_list_comes_in(&english);
}

static void in_russian(void **state)
{
	(void)state;
	a_list_comes_in(&russian);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_english),
		cmocka_unit_test(in_russian),
	};

	return cmocka_run_group_tests_name("bookkeeper", tests, office_folder, office_folder_end);
}
