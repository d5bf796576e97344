/* The print dialog: what it proposes, the question before a file is replaced, labels, the printer, and what it says at the end. */
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
#include "screens/card.h"
#include "screens/clients.h"
#include "screens/print_dialog.h"
#include "screens/reports.h"

#define LIST "client-2026-03-02.pdf"
#define LABELS "labels-2026-03-02.pdf"

static struct screen_fixture fx;
static struct fixture_people people;
static char old_dir[512];

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	assert_non_null(getcwd(old_dir, sizeof old_dir));
	assert_int_equal(chdir(fx.office.dir), 0);
	return 0;
}

static int teardown(void **state)
{
	static const char *const files[] = {LIST, LABELS, "out.pdf", "printed",
		"won-by-month-2026-03-02.pdf", "pipeline-by-stage-2026-03-02.pdf"};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	assert_int_equal(chdir(old_dir), 0);
	screen_fixture_stop(&fx);
	return 0;
}

static void keys(const char *list)
{
	screen_keys(&fx, list);
	while (fx.ops->wait_ms(fx.state) >= 0) {
		nav_release(&fx.nav);
		fx.nav = (struct nav){.arg = {.kind = KIND_NONE}};
		fx.flags = fx.ops->tick(fx.state, &fx.env, &fx.nav);
		sched_yield();
	}
}

/* Do on the screen shown what asks for printing, and show the dialog that it wishes. */
static void follow(const char *list)
{
	struct screen_arg arg;

	screen_keys(&fx, list);
	assert_int_equal(fx.nav.kind, NAV_OPEN);
	assert_int_equal(fx.nav.screen, SCREEN_PRINT);
	arg = fx.nav.arg;
	arg.preset = mem_strdup(arg.preset);
	screen_show(&fx, &print_dialog_screen, arg.kind, arg.id, arg.other, arg.preset);
	free(arg.preset);
}

static bool is_pdf(const char *path)
{
	char head[6] = "";
	FILE *f = fopen(path, "r");

	if (!f)
		return false;
	if (fread(head, 1, 5, f) != 5)
		*head = '\0';
	fclose(f);
	return !strcmp(head, "%PDF-");
}

static void message_has(const char *text)
{
	if (!strstr(fx.nav.message, text))
		fail_msg("\"%s\" is not in \"%s\"", text, fx.nav.message);
}

static void a_list_is_written_under_the_name_proposed(void **state)
{
	struct stat st;

	(void)state;
	screen_show(&fx, &clients_screen, KIND_CLIENT, 0, 0, NULL);
	follow("P");
	screen_has(&fx, "Print: Clients");
	screen_has(&fx, LIST);
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	message_has(LIST ": 1 page is written.");
	assert_true(is_pdf(LIST));
	assert_int_equal(stat(LIST, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_file_is_replaced_only_after_a_yes(void **state)
{
	FILE *f = fopen(LIST, "w");

	(void)state;
	fputs("mine\n", f);
	fclose(f);
	screen_show(&fx, &print_dialog_screen, KIND_CLIENT, 0, 0, "filter=kind:person");
	keys("Ctrl-S");
	screen_has(&fx, "is there already");
	keys("n");
	assert_false(is_pdf(LIST));
	keys("Ctrl-S y");
	assert_true(is_pdf(LIST));
}

static void cards_and_reports_are_printed(void **state)
{
	char path[80];

	(void)state;
	screen_show(&fx, &card_screen, KIND_CLIENT, people.romashka, 0, NULL);
	follow("P");
	screen_has(&fx, "Print: ООО «Ромашка»");
	screen_has_not(&fx, "Label");
	snprintf(path, sizeof path, "client-%lld-2026-03-02.pdf", (long long)people.romashka);
	screen_has(&fx, path);
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_true(is_pdf(path));
	unlink(path);
	screen_show(&fx, &reports_screen, KIND_NONE, 0, 0, NULL);
	follow("P");
	screen_has(&fx, "Print: Pipeline by stage");
	keys("Ctrl-S");
	message_has("1 page is written.");
	assert_true(is_pdf("pipeline-by-stage-2026-03-02.pdf"));
}

/* Nobody in the fixture has a street: that is said, and no file is made. */
static void labels_tell_who_has_no_address(void **state)
{
	(void)state;
	screen_show(&fx, &print_dialog_screen, KIND_CLIENT, 0, 0, "filter=");
	keys("Tab Tab Right");
	screen_has(&fx, LABELS);
	keys("Ctrl-S");
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "have no address");
	assert_false(is_pdf(LABELS));
	fixture_make(&fx, KIND_CLIENT, "name=Hof", "street=Hof 1", "city=Berlin", "postcode=10115",
		NULL);
	keys("Enter");
	screen_has_not(&fx, "have no address");
	keys("Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	message_has("1 label. 1 page is written. 4 clients have no address.");
	assert_true(is_pdf(LABELS));
}

static void the_printer_gets_the_pages(void **state)
{
	(void)state;
	fx.env.print.command = "sh -c 'cat > printed; echo queued'";
	screen_show(&fx, &print_dialog_screen, KIND_TASK, 0, 0, "filter=");
	keys("Right Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	message_has("1 page is sent to the printer. queued");
	assert_true(is_pdf("printed"));
	fx.env.print.command = "no-such-printer";
	screen_show(&fx, &print_dialog_screen, KIND_TASK, 0, 0, "filter=");
	keys("Right Ctrl-S");
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "\"no-such-printer\" does not exist");
}

static void esc_stops_a_printer_that_hangs(void **state)
{
	(void)state;
	fx.env.print.command = "sleep 600";
	screen_show(&fx, &print_dialog_screen, KIND_TASK, 0, 0, "filter=");
	screen_keys(&fx, "Right Ctrl-S");
	keys("Esc");
	assert_false(fx.flags & SCREEN_CLOSE);
	message_has("nothing was printed");
}

static void a_folder_that_is_not_there_is_said_at_the_field(void **state)
{
	(void)state;
	screen_show(&fx, &print_dialog_screen, KIND_TASK, 0, 0, "filter=");
	keys("Tab Ctrl-U");
	screen_type(&fx, "nowhere/out.pdf");
	keys("Ctrl-S");
	assert_false(fx.flags & SCREEN_CLOSE);
	screen_has(&fx, "There is no directory nowhere.");
}

int main(void)
{
#define OF(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		OF(a_list_is_written_under_the_name_proposed),
		OF(a_file_is_replaced_only_after_a_yes),
		OF(cards_and_reports_are_printed),
		OF(labels_tell_who_has_no_address),
		OF(the_printer_gets_the_pages),
		OF(esc_stops_a_printer_that_hangs),
		OF(a_folder_that_is_not_there_is_said_at_the_field),
	};

	return cmocka_run_group_tests_name("print_dialog", tests, NULL, NULL);
}
