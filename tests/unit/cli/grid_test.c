/* Tests of cli/grid.h: into memory, as on a terminal and as into a pipe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/text.h"
#include "../../../src/cli/grid.h"

struct page {
	struct session s;
	char *text;
	size_t len;
};

static void open_page(struct page *p, bool is_tty, const char *cols)
{
	*p = (struct page){.s.env.is_tty = is_tty};
	p->s.env.out = open_memstream(&p->text, &p->len);
	setenv("COLUMNS", cols, 1);
}

static const char *close_page(struct page *p)
{
	fclose(p->s.env.out);
	return p->text;
}

static void row(struct grid *g, const char *a, const char *b, const char *c)
{
	grid_cell(g, a);
	grid_cell(g, b);
	grid_cell(g, c);
	grid_end_row(g, SAY_PLAIN);
}

static void columns_are_aligned(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, false, "20");
	grid_init(&g, &p.s);
	grid_column(&g, "Name", GRID_TEXT);
	grid_column(&g, "Sum", GRID_RIGHT);
	grid_column(&g, "", GRID_TEXT);
	row(&g, "Ромашка", "1.00", "x");
	row(&g, "漢字", "1000.00", NULL);
	grid_finish(&g);
	assert_string_equal(close_page(&p), "Name         Sum\n"
					    "Ромашка     1.00  x\n"
					    "漢字     1000.00\n");
	free(p.text);
}

static void a_grid_without_titles_has_no_head(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, false, "20");
	grid_init(&g, &p.s);
	for (int i = 0; i < 3; i++)
		grid_column(&g, "", GRID_TEXT);
	row(&g, "a", "b", "c");
	grid_finish(&g);
	assert_string_equal(close_page(&p), "a  b  c\n");
	free(p.text);
}

static void no_rows_print_nothing(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, false, "20");
	grid_init(&g, &p.s);
	grid_column(&g, "Name", GRID_TEXT);
	grid_finish(&g);
	close_page(&p);
	assert_int_equal(p.len, 0);
	free(p.text);
}

/* On a terminal no line is wider than it, and numbers are whole as long as there is text to cut. */
static void a_terminal_cuts_text_first(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, true, "40");
	grid_init(&g, &p.s);
	grid_column(&g, "Name", GRID_TEXT);
	grid_column(&g, "Sum", GRID_RIGHT);
	grid_column(&g, "Day", GRID_WHOLE);
	row(&g, "A name that is much too long for its column", "1234567.89", "2026-03-02");
	grid_finish(&g);
	assert_string_equal(close_page(&p), "Name                     Sum  Day\n"
					    "A name that is …  1234567.89  2026-03-02\n");
	free(p.text);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	(void)state;
	for (int cols = 20; cols < 60; cols++) {
		char text[12], *save = NULL;
		struct page p;
		struct grid g;

		snprintf(text, sizeof(text), "%d", cols);
		open_page(&p, true, text);
		grid_init(&g, &p.s);
		grid_column(&g, "A rather long title", GRID_TEXT);
		grid_column(&g, "Sum", GRID_RIGHT);
		grid_column(&g, "", GRID_BAR);
		row(&g, "漢字漢字漢字漢字漢字漢字", "123456789012345678", "1000");
		row(&g, "x", "1", "1");
		grid_finish(&g);
		close_page(&p);
		for (char *line = strtok_r(p.text, "\n", &save); line;
			line = strtok_r(NULL, "\n", &save))
			assert_true(text_cols(line) <= cols);
		free(p.text);
	}
}

static void stored_text_is_made_visible(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, false, "80");
	grid_init(&g, &p.s);
	for (int i = 0; i < 3; i++)
		grid_column(&g, "", GRID_TEXT);
	row(&g, "a\033[31mb", "c\nd", "\342\200\256x");
	grid_finish(&g);
	assert_string_equal(close_page(&p), "a^[[31mb  c d  <U+202E>x\n");
	free(p.text);
}

/* What comes behind the measured rows is printed too, and keeps the columns. */
static void many_rows_come_through(void **state)
{
	struct page p;
	struct grid g;
	int lines = 0;

	(void)state;
	open_page(&p, false, "80");
	grid_init(&g, &p.s);
	for (int i = 0; i < 3; i++)
		grid_column(&g, "t", GRID_RIGHT);
	for (int i = 0; i < 1777; i++)
		row(&g, "1", "22", "333");
	grid_finish(&g);
	for (const char *s = close_page(&p); (s = strchr(s, '\n')); s++)
		lines++;
	assert_int_equal(lines, 1778);
	assert_non_null(strstr(p.text, "\n1  22  333\n"));
	free(p.text);
}

static void bars_are_in_scale(void **state)
{
	struct page p;
	struct grid g;

	(void)state;
	open_page(&p, true, "80");
	grid_init(&g, &p.s);
	grid_column(&g, "", GRID_TEXT);
	grid_column(&g, "", GRID_BAR);
	grid_cell(&g, "a");
	grid_cell(&g, "1000");
	grid_end_row(&g, SAY_PLAIN);
	grid_cell(&g, "b");
	grid_cell(&g, "500");
	grid_end_row(&g, SAY_PLAIN);
	grid_cell(&g, "c");
	grid_cell(&g, "0");
	grid_end_row(&g, SAY_PLAIN);
	grid_finish(&g);
	assert_string_equal(close_page(&p), "a  ████████████████████\nb  ██████████\nc\n");
	free(p.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_aligned),
		cmocka_unit_test(a_grid_without_titles_has_no_head),
		cmocka_unit_test(no_rows_print_nothing),
		cmocka_unit_test(a_terminal_cuts_text_first),
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(stored_text_is_made_visible),
		cmocka_unit_test(many_rows_come_through),
		cmocka_unit_test(bars_are_in_scale),
	};

	setenv("LC_ALL", "C.UTF-8", 1);
	i18n_init("en");
	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
