/* Keys and actions: names, contexts, rebinding, collisions, Cyrillic layouts. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/keymap.h"

enum { ACT_EDIT, ACT_HELP, ACT_UNDO, ACT_BACK, ACT_PREV, ACT_MORE };
enum { LIST_CONTEXT = 1, CARD_CONTEXT = 2 };

static const struct action actions[] = {
	{ACT_EDIT, "edit", "e,F4", LIST_CONTEXT | CARD_CONTEXT, "Edit", "Edit the record"},
	{ACT_HELP, "help", "?,F1", LIST_CONTEXT | CARD_CONTEXT, "Help", "Show help"},
	{ACT_UNDO, "undo", "u,Ctrl-Z", LIST_CONTEXT, "Undo", "Take the last action back"},
	{ACT_BACK, "back", "u,Esc", CARD_CONTEXT, "Back", "Go back"},
	{ACT_PREV, "previous", "[,<", CARD_CONTEXT, "Previous", "Previous record"},
	{ACT_MORE, "more", "", LIST_CONTEXT, "More", "More columns"},
};

enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };

static struct keymap *km;

static int setup(void **state)
{
	(void)state;
	km = keymap_new(actions, ACTIONS);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	keymap_free(km);
	return 0;
}

static int look(unsigned contexts, const char *key)
{
	struct key k;
	struct event ev;

	assert_true(key_parse(key, &k));
	ev = draw_key_mod(k.code, k.mods);
	return keymap_lookup(km, contexts, &ev);
}

static void test_names_go_there_and_back(void **state)
{
	static const char *const names[] = {"e", "E", "?", "F10", "Ctrl-R", "Alt-m", "Space",
		"Shift-Tab", "PgUp", "Comma", "<", "Ctrl-Alt-Left", "ж", "Alt-F4", "Del", "Ins",
		"+", "-"};
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct buf b = BUF_INIT;

		assert_true(key_parse(names[i], &key));
		key_print(key, &b);
		assert_string_equal(buf_str(&b), names[i]);
		buf_release(&b);
	}
	assert_true(key_parse("ctrl-r", &key) && key.code == 'r' && key.mods == MOD_CTRL);
	assert_true(key_parse("C-x", &key) && key.code == 'x');
	assert_false(key_parse("", &key));
	assert_false(key_parse("Ctrl-", &key));
	assert_false(key_parse("F21", &key));
	assert_false(key_parse("ab", &key));
}

static void test_lookup_by_context(void **state)
{
	(void)state;
	assert_int_equal(look(LIST_CONTEXT, "e"), ACT_EDIT);
	assert_int_equal(look(CARD_CONTEXT, "F4"), ACT_EDIT);
	assert_int_equal(look(LIST_CONTEXT, "u"), ACT_UNDO);
	assert_int_equal(look(CARD_CONTEXT, "u"), ACT_BACK);
	assert_int_equal(look(LIST_CONTEXT, "E"), -1);
	assert_int_equal(look(LIST_CONTEXT, "Ctrl-E"), -1);
	assert_int_equal(look(LIST_CONTEXT, "["), -1);
	assert_int_equal(keymap_fkey(km, LIST_CONTEXT, 4), ACT_EDIT);
	assert_int_equal(keymap_fkey(km, LIST_CONTEXT, 5), -1);
}

static void test_rebinding(void **state)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(keymap_bind(km, "more", " +, Comma ,F5", &err), ST_OK);
	assert_int_equal(look(LIST_CONTEXT, ","), ACT_MORE);
	keymap_keys(km, ACT_MORE, &b);
	assert_string_equal(buf_str(&b), "+, Comma, F5");
	buf_clear(&b);
	keymap_first_key(km, ACT_MORE, &b);
	assert_string_equal(buf_str(&b), "+");
	assert_int_equal(keymap_bind(km, "edit", "", &err), ST_OK);
	assert_int_equal(look(LIST_CONTEXT, "e"), -1);
	assert_int_equal(keymap_bind(km, "fly", "x", &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "fly"));
	assert_int_equal(keymap_bind(km, "help", "x,Hyper-q", &err), ST_USAGE);
	assert_non_null(strstr(err.text, "Hyper-q"));
	assert_int_equal(look(LIST_CONTEXT, "?"), ACT_HELP); /* unchanged */
	buf_release(&b);
}

static void collect(void *arg, const char *a, const char *b, const char *key)
{
	buf_addf(arg, "%s/%s:%s ", a, b, key);
}

static void test_collisions(void **state)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(keymap_check(km, collect, &b), 0);
	assert_int_equal(keymap_bind(km, "more", "F1", &err), ST_OK);
	assert_int_equal(keymap_check(km, collect, &b), 1);
	assert_string_equal(buf_str(&b), "help/more:F1 ");
	buf_release(&b);
}

static void test_layouts(void **state)
{
	static const struct {
		enum key_layout layout;
		const char *key;
		int action;
	} cases[] = {
		{LAYOUT_RU, "у", ACT_EDIT},
		{LAYOUT_RU, "г", ACT_UNDO},
		{LAYOUT_RU, "У", -1},
		{LAYOUT_RU, "Ctrl-я", ACT_UNDO},
		{LAYOUT_RU, "Comma", ACT_HELP},
		{LAYOUT_UK, "г", ACT_UNDO},
		{LAYOUT_BG, "е", ACT_EDIT},
		{LAYOUT_BG, "к", ACT_UNDO},
		{LAYOUT_BG, "Б", ACT_HELP},
		{LAYOUT_BG_PHONETIC, "е", ACT_EDIT},
		{LAYOUT_BG_PHONETIC, "у", ACT_UNDO},
		{LAYOUT_NONE, "у", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		keymap_set_layout(km, cases[i].layout);
		assert_int_equal(look(LIST_CONTEXT, cases[i].key), cases[i].action);
	}
	keymap_set_layout(km, LAYOUT_RU);
	assert_int_equal(look(CARD_CONTEXT, "х"), ACT_PREV);
	assert_int_equal(look(CARD_CONTEXT, "Б"), ACT_PREV);
}

/* Every Latin letter and the brackets can be reached in every layout. */
static void test_layouts_are_complete(void **state)
{
	static const char keys[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ[]{}";

	(void)state;
	for (int layout = LAYOUT_RU; layout <= LAYOUT_BG_PHONETIC; layout++)
		for (const char *k = keys; *k != '\0'; k++) {
			bool found = false;

			for (uint32_t c = 0x20; c < 0x530 && !found; c++)
				found = key_latin((enum key_layout)layout, c) == (unsigned char)*k;
			if (!found)
				fail_msg("layout %d has no %c", layout, *k);
		}
}

static void test_layout_names(void **state)
{
	enum key_layout l;

	(void)state;
	assert_true(key_layout_parse("bg-phonetic", &l) && l == LAYOUT_BG_PHONETIC);
	assert_false(key_layout_parse("el", &l));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_names_go_there_and_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lookup_by_context, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rebinding, setup, teardown),
		cmocka_unit_test_setup_teardown(test_collisions, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layouts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layouts_are_complete, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_names, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
