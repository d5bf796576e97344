/*
 * An office whose every text holds escapes, carriage returns, bells, overrides, invisible characters and words without end. Its
 * screens must be the same, cell by cell, as those of an office that holds the visible form of these texts: so nothing stored
 * can move, hide, reorder or break anything. And what is sent to the terminal is looked at byte by byte.
 *
 * The texts are written into the file directly: nothing that comes in through the program keeps a control character.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "base/text.h"
#include "office_vt.h"

enum office_kind { HOSTILE, VISIBLE };
enum { HEAD_LETTERS = 4 };

/* clang-format off */
static const char *const evil[] = {
	"\033[2J\033[31m\033]0;owned\007\033]52;c;eA==\007",
	"\rCR\bBS\013VT\014FF\177DEL",
	"\nline two\n\nline four\tafter a tab\n",
	"\342\200\256gpj.exe\342\200\254 \342\201\246isolate\342\201\251 \331\200\342\200\217",
	"\342\200\213z\342\201\240\363\240\201\201\302\255",
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	"\302\2332J\302\205\342\200\250\357\273\277",
	"e\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210 \346\227\245\346\234\254\350\252\236 \360\237\221\251\342\200\215\360\237\222\273",
	"\016lqqqk\017\033(0lqk\033P+q\033\\\033#8\033c",
	"%s%n%d \\n \" ' ; -- <b> $(x) `y`",
};

/* Texts of people, by table; those of several lines are marked with an asterisk. */
static const char *const texts[][2] = {
	{"user", "name email team"},
	{"client", "name salutation first_name middle_name last_name phone email website street city region postcode "
		"country industry source legal_form tax_id registration_no price_level language tags notes* external_id"},
	{"relation", "role"},
	{"pipeline", "name"},
	{"stage", "name requirement"},
	{"product", "name sku category unit external_id"},
	{"deal", "title source next_step lost_reason lost_note campaign keyword notes* external_id"},
	{"interaction", "subject result body* external_id"},
	{"task", "subject result notes* external_id"},
	{"choice", "title"},
	{"custom_field", "title"},
	{"custom_value", "text"},
	{"txn", "what"},
	{"change", "old_value new_value"},
};
/* clang-format on */

/* evil(text, number, visible, multiline): the text with a hostile part inside, or the visible form of that. */
static void evil_text(sqlite3_context *ctx, int n, sqlite3_value **args)
{
	const char *text = (const char *)sqlite3_value_text(args[0]);
	int64_t number = sqlite3_value_int64(args[1]);
	struct buf raw = BUF_INIT, shown = BUF_INIT;
	size_t head = 0;

	(void)n;
	if (!text) {
		sqlite3_result_null(ctx);
		return;
	}
	for (int i = 0; i < HEAD_LETTERS && text[head]; i++)
		head = text_next(text, head);
	buf_addn(&raw, text, head);
	buf_add(&raw, evil[(uint64_t)number % (sizeof evil / sizeof *evil)]);
	buf_add(&raw, text + head);
	if (sqlite3_value_int(args[2]) == VISIBLE)
		text_visible(&shown, buf_str(&raw), sqlite3_value_int(args[3]));
	else
		buf_add(&shown, buf_str(&raw));
	sqlite3_result_text(ctx, buf_str(&shown), -1, SQLITE_TRANSIENT);
	buf_release(&raw);
	buf_release(&shown);
}

static void run_sql(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
}

static void poison_column(
	sqlite3 *db, const char *table, const char *column, int nth, enum office_kind kind)
{
	size_t len = strlen(column);
	bool multiline = column[len - 1] == '*';
	char *sql = mem_printf("UPDATE \"%s\" SET \"%.*s\" = evil(\"%.*s\", rowid + %d, %d, %d)",
		table, (int)(len - multiline), column, (int)(len - multiline), column, nth, kind,
		multiline);

	run_sql(db, sql);
	free(sql);
}

static void poison(enum office_kind kind)
{
	sqlite3 *db;

	office_do("rm -rf office.db* .local && cp clean.db office.db");
	assert_int_equal(sqlite3_open("office.db", &db), SQLITE_OK);
	sqlite3_create_function(db, "evil", 4, SQLITE_UTF8, NULL, evil_text, NULL, NULL);
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		char *columns = mem_strdup(texts[t][1]), *save = NULL;
		int nth = 0;

		for (char *c = strtok_r(columns, " ", &save); c; c = strtok_r(NULL, " ", &save))
			poison_column(db, texts[t][0], c, nth++, kind);
		free(columns);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* --- The walk ------------------------------------------------------------------------------------- */

static const char *const walk[] = {
	/* today */
	"1",
	"Down",
	"Down Down Down",
	"PgDn",
	"End",
	"Home",
	"m",
	"x",
	"Tab",
	"Esc Esc",
	"X",
	"Esc",
	/* a client: every panel, forms, calls */
	"2",
	"PgDn",
	"End",
	"Home Down",
	"Enter",
	"Tab",
	"z",
	"z Tab",
	"z",
	"Down Down",
	"z Tab",
	"z",
	"PgDn",
	"Esc",
	"2 Enter e",
	"Tab Tab",
	"PgDn",
	"F5",
	"PgDn",
	"Esc Esc",
	"c",
	"Tab Tab",
	"F4",
	"Esc Esc Esc",
	"t",
	"Esc",
	"d",
	"F4",
	"Esc Esc",
	"o",
	"Esc",
	"]",
	"]",
	"]",
	"]",
	"]",
	"]",
	"]",
	"y",
	"Esc",
	"s",
	"s",
	"s",
	"S",
	"*",
	"*",
	"E",
	"Esc",
	/* one with tasks and deals */
	"Home Down Down Down Down Down Down Down Down Down Enter",
	"Tab",
	"Enter",
	"Esc",
	"Tab",
	"Tab",
	"Enter",
	"Esc Esc",
	/* deals */
	"3",
	"Down",
	"Down",
	"Right",
	"Right",
	"Enter",
	"Tab",
	"z",
	"e",
	"PgDn",
	"F5",
	"Esc Esc",
	"Esc",
	"3 L",
	"F4",
	"Esc Esc",
	"b",
	"Down",
	"s",
	"b",
	">",
	"u",
	"Ctrl-R",
	"u",
	/* tasks */
	"4",
	"Down",
	"Down",
	"Enter",
	"Esc",
	"X",
	"Esc",
	"x",
	"Tab Tab",
	"Esc Esc",
	"m",
	"D",
	"u",
	/* reports, each by its cuts */
	"5",
	"Down",
	"z",
	"z",
	"Down",
	"Down",
	"Down",
	"Down",
	"Enter",
	"Esc",
	"Home c",
	"Down Down Down Enter",
	"c",
	"Down Enter",
	"c",
	"Down Enter",
	"v",
	"Esc",
	"Down Down Down",
	"c",
	"Down Enter",
	"E",
	"Esc",
	/* the rest */
	"6",
	"Down Down Enter",
	"Down",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Esc Esc",
	"6 Down Down Down Enter",
	"Down",
	"Esc",
	"H",
	"Down Down",
	"Enter",
	"Esc Esc",
	":",
	"Esc",
	"?",
	"PgDn",
	"Esc",
	"f",
	"Esc",
	/* every list of More */
	"6 Home Down Down Down Down Down Enter",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Down Enter",
	"PgDn",
	"Esc Esc",
	"6 Down Enter",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Enter",
	"Esc Esc",
	"6 Down Enter",
	"Enter",
	"Esc Esc",
};
#define STEPS (sizeof walk / sizeof *walk)

/* The screens after each step. */
static void take(int rows, int cols, char *screens[STEPS])
{
	const char *env[] = {"EDITOR=true", "VISUAL", NULL};
	struct vt *vt = office_desk(rows, cols, env);

	for (size_t i = 0; i < STEPS; i++) {
		vt_keys(vt, walk[i]);
		if (!vt_is_running(vt))
			fail_msg("ended with %d at step %zu \"%s\":\n%s", vt_exit_code(vt), i,
				walk[i], vt_screen(vt));
		screens[i] = mem_strdup(vt_screen(vt));
	}
	vt_assert_clean(vt);
	assert_string_equal(vt_title(vt), "Kartoteka");
	vt_signal(vt, SIGTERM);
	office_ended(vt, 0);
}

/* Is a frame, a mark or a cut in this piece of a row? */
static bool has_structure(const char *s, size_t len)
{
	static const char *const glyphs[] = {"│", "─", "┌", "┐", "└", "┘", "▌", "▼", "█"};

	for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
		if (memmem(s, len, glyphs[i], strlen(glyphs[i])))
			return true;
	return false;
}

static int width(const char *s, size_t len)
{
	char *copy = mem_strndup(s, len);
	int cols = text_cols(copy);

	free(copy);
	return cols;
}

/*
 * Two rows may differ where a field scrolls or is cut at a substitute, which goes or stays whole: then the piece that differs is
 * as wide in both and nothing of the layout is in it. In the message line, which quotes texts up to so many bytes, the width does
 * not matter.
 */
static bool same_row(const char *a, size_t na, const char *b, size_t nb, bool message)
{
	size_t head = 0, tail = 0;

	while (head < na && head < nb && a[head] == b[head])
		head++;
	while (tail < na - head && tail < nb - head && a[na - 1 - tail] == b[nb - 1 - tail])
		tail++;
	while (head > 0 && (a[head] & 0xC0) == 0x80)
		head--;
	while (tail > 0 && (a[na - tail] & 0xC0) == 0x80)
		tail--;
	a += head;
	b += head;
	na -= head + tail;
	nb -= head + tail;
	return !has_structure(a, na) && !has_structure(b, nb) &&
	       (tail == 0 || message || width(a, na) == width(b, nb));
}

static bool same_screen(const char *a, const char *b, int rows)
{
	int row = 0;

	while (*a && *b) {
		size_t na = strcspn(a, "\n"), nb = strcspn(b, "\n");

		if (!same_row(a, na, b, nb, row++ == rows - 2))
			return false;
		a += na + 1;
		b += nb + 1;
	}
	return *a == *b;
}

static int compare(char *hostile[STEPS], char *visible[STEPS], int rows)
{
	int differ = 0;

	for (size_t i = 0; i < STEPS; i++) {
		if (!same_screen(hostile[i], visible[i], rows) && differ++ < 3)
			printf("# step %zu \"%s\", hostile:\n%s# the visible form of it:\n%s", i,
				walk[i], hostile[i], visible[i]);
		free(hostile[i]);
		free(visible[i]);
	}
	return differ;
}

static void walk_at(int rows, int cols)
{
	char *hostile[STEPS], *visible[STEPS];

	poison(HOSTILE);
	take(rows, cols, hostile);
	poison(VISIBLE);
	take(rows, cols, visible);
	assert_int_equal(compare(hostile, visible, rows), 0);
}

static void screens_at_80x24(void **state)
{
	(void)state;
	walk_at(24, 80);
}

static void screens_at_60x16(void **state)
{
	(void)state;
	walk_at(16, 60);
}

static void screens_at_200x50(void **state)
{
	(void)state;
	walk_at(50, 200);
}

/* Codes, dates, sort keys and the rest too: whatever that does to the lists, the program lives and sends nothing foreign. */
static void an_office_in_which_no_text_is_right(void **state)
{
	static const char columns[] =
		"SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE "
		"m.type = 'table' AND c.type = 'TEXT'"
		" AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'digits%' AND m.name <> 'meta' "
		"ORDER BY 1, c.cid";
	char *screens[STEPS];
	sqlite3_stmt *list;
	sqlite3 *db;

	(void)state;
	office_do("rm -rf office.db* .local && cp clean.db office.db");
	assert_int_equal(sqlite3_open("office.db", &db), SQLITE_OK);
	sqlite3_create_function(db, "evil", 4, SQLITE_UTF8, NULL, evil_text, NULL, NULL);
	assert_int_equal(sqlite3_prepare_v2(db, columns, -1, &list, NULL), SQLITE_OK);
	for (int nth = 0; sqlite3_step(list) == SQLITE_ROW; nth++)
		poison_column(db, (const char *)sqlite3_column_text(list, 0),
			(const char *)sqlite3_column_text(list, 1), nth, HOSTILE);
	sqlite3_finalize(list);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	take(24, 80, screens);
	for (size_t i = 0; i < STEPS; i++)
		free(screens[i]);
}

static int setup(void **state)
{
	if (office_folder(state) != 0)
		return 1;
	office_do("$KARTOTEKA --db clean.db demo >/dev/null");
	office_do("$KARTOTEKA --db clean.db add custom_field name=wish title=Wish kind=client "
		  "type=text >/dev/null");
	office_do("$KARTOTEKA --db clean.db set client 1 wish=cake >/dev/null");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_at_80x24),
		cmocka_unit_test(screens_at_60x16),
		cmocka_unit_test(screens_at_200x50),
		cmocka_unit_test(an_office_in_which_no_text_is_right),
	};

	return cmocka_run_group_tests(tests, setup, office_folder_end);
}
