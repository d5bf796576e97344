/*
 * Printing by hand at 80x24, in English and Russian: a filtered list to a PDF, labels, a card, a report to a printer that talks.
 * Nothing of the printer's may reach the terminal.
 */
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

#include "office_vt.h"

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int setup(void **state)
{
	if (office_folder(state))
		return 1;
	office_ask("demo");
	office_do("mkdir -p .config/kartoteka");
	write_file(".config/kartoteka/kartoteka.ini", "[print]\ncommand = ./talker\n");
	write_file("talker", "#!/bin/sh\ncat > printed.pdf\nprintf 'queued\\nSPOILED\\033[2J' | "
			     "tee /dev/stderr\n");
	return chmod("talker", 0700);
}

/* The text of a PDF has these words. */
static void pdf_has(const char *path, const char *words)
{
	char command[300];

	snprintf(command, sizeof command,
		"pdftotext -layout '%s' - 2>/dev/null | grep -q -F -e '%s'", path, words);
	office_do(command);
}

static void a_filtered_list_goes_to_a_pdf(void **state)
{
	struct vt *vt = office_desk(24, 80, NULL);

	(void)state;
	vt_keys(vt, "2 /");
	vt_type(vt, "city:Łódź");
	vt_keys(vt, "Enter P");
	vt_assert_has(vt, "Print: Clients");
	vt_assert_has(vt, "client-2026-03-02.pdf");
	vt_keys(vt, "Ctrl-S");
	vt_wait(vt, "1 page is written.");
	pdf_has("client-2026-03-02.pdf", "city:Łódź");
	pdf_has("client-2026-03-02.pdf", "Page 1 of 1");
	vt_assert_clean(vt);
	office_leave(vt);
}

static void labels_in_russian(void **state)
{
	const char *env[] = {"LANGUAGE=ru", "LC_ALL=C.UTF-8", NULL};
	struct vt *vt;

	(void)state;
	write_file(".config/kartoteka/kartoteka.ini",
		"[ui]\nlanguage = ru\n[print]\ncommand = ./talker\n");
	vt = office_desk(24, 80, env);
	vt_keys(vt, "2 P");
	vt_assert_has(vt, "Печать: Клиенты");
	vt_keys(vt, "Tab Tab Right");
	vt_assert_has(vt, "labels-2026-03-02.pdf");
	vt_keys(vt, "Ctrl-S");
	vt_wait(vt, "этикет");
	pdf_has("labels-2026-03-02.pdf", "Warszawa");
	office_leave(vt);
	write_file(".config/kartoteka/kartoteka.ini", "[print]\ncommand = ./talker\n");
}

static void a_card_and_a_report_go_to_the_printer(void **state)
{
	struct vt *vt = office_desk(24, 80, NULL);

	(void)state;
	vt_keys(vt, "2 Enter P");
	vt_assert_has(vt, "Print: ");
	vt_keys(vt, "Right Ctrl-S");
	vt_wait(vt, "sent to the printer. queued");
	vt_assert_not(vt, "SPOILED");
	pdf_has("printed.pdf", "Page 1 of");
	vt_keys(vt, "5 P");
	vt_assert_has(vt, "Print: Pipeline by stage");
	vt_keys(vt, "Right Ctrl-S");
	/* The same message stands there from before: it is the paper that tells when this one is printed. */
	office_do(
		"i=0; until pdftotext printed.pdf - 2>/dev/null | grep -q 'Pipeline by stage'; do "
		"i=$((i + 1)); [ $i -lt 600 ] || exit 1; sleep 0.1; done");
	vt_wait_gone(vt, "Print: Pipeline by stage");
	vt_wait_gone(vt, "Esc stops");
	vt_wait(vt, "1 page is sent to the printer. queued");
	vt_idle(vt);
	vt_assert_clean(vt);
	office_leave(vt);
}

/* Without lp and lpr: a sentence, and the dialog stays for another try. */
static void no_printer_is_said(void **state)
{
	struct vt *vt;
	const char *env[] = {"PATH=/nowhere", NULL};

	(void)state;
	unlink(".config/kartoteka/kartoteka.ini");
	vt = office_desk(24, 80, env);
	vt_keys(vt, "3 P Right Ctrl-S");
	vt_wait(vt, "neither lp nor lpr");
	vt_keys(vt, "Enter");
	vt_assert_not(vt, "neither lp");
	vt_assert_has(vt, "Print: Deals");
	vt_keys(vt, "Esc Esc");
	vt_assert_not(vt, "Print: Deals");
	vt_assert_clean(vt);
	office_leave(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_filtered_list_goes_to_a_pdf),
		cmocka_unit_test(labels_in_russian),
		cmocka_unit_test(a_card_and_a_report_go_to_the_printer),
		cmocka_unit_test(no_printer_is_said),
	};

	return cmocka_run_group_tests_name("print", tests, setup, office_folder_end);
}
