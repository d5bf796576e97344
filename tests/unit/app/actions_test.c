/* app/actions: every action is explained, and on no screen do two actions share a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/actions.h"
#include "app/screen_table.h"

static void every_action_is_named_and_explained_once(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++) {
		const struct action *a = &app_actions[i];

		assert_int_equal(a->id, i);
		assert_true(strspn(a->name, "abcdefghijklmnopqrstuvwxyz_") == strlen(a->name));
		assert_true(*a->name && *a->title && *a->help);
		assert_true(strlen(a->title) <= 14);
		assert_true(a->contexts);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(app_actions[k].name, a->name);
	}
}

static void collision(void *arg, const char *a, const char *b, const char *key)
{
	fail_msg("%s: %s is the key of %s and of %s", (const char *)arg, key, a, b);
}

/* The keymap as one screen sees it: what works there, all in one context. */
static void check_contexts(const char *name, unsigned contexts)
{
	struct action seen[ACTION_COUNT];
	struct keymap *km;

	for (int i = 0; i < ACTION_COUNT; i++) {
		seen[i] = app_actions[i];
		seen[i].contexts = app_actions[i].contexts & contexts ? 1 : 0;
	}
	km = keymap_new(seen, ACTION_COUNT);
	assert_int_equal(keymap_check(km, collision, (void *)(uintptr_t)name), 0);
	keymap_free(km);
}

static void no_key_stands_twice_on_a_screen(void **state)
{
	(void)state;
	for (int i = SCREEN_NONE + 1; i < DESK_SCREEN_COUNT; i++)
		check_contexts(screen_table_name(i), screen_table(i)->contexts | CTX_GLOBAL);
}

static void every_screen_is_complete(void **state)
{
	(void)state;
	for (int i = SCREEN_NONE + 1; i < DESK_SCREEN_COUNT; i++) {
		const struct screen_ops *ops = screen_table(i);

		assert_non_null(ops);
		assert_int_equal(screen_table_find(screen_table_name(i)), i);
		assert_true(ops->title && ops->open && ops->draw && ops->release);
		if (ops->wait_ms)
			assert_non_null(ops->tick);
		if (ops->draft)
			assert_non_null(ops->undraft);
		/* Actions of its own need somebody who does them, and words in the help. */
		if (ops->contexts) {
			assert_non_null(ops->handle);
			assert_non_null(ops->help);
		} else {
			assert_true(ops->typing != NULL || ops->event != NULL);
		}
	}
	assert_int_equal(screen_table_find("nothing"), SCREEN_NONE);
}

/* Every action can be done somewhere: on a screen, or by the loop. */
static void every_context_has_a_screen(void **state)
{
	unsigned all = CTX_GLOBAL;

	(void)state;
	for (int i = SCREEN_NONE + 1; i < SCREEN_COUNT; i++)
		all |= screen_table(i)->contexts;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (!(app_actions[i].contexts & all))
			fail_msg("%s works on no screen", app_actions[i].name);
}

static void function_keys_have_a_letter(void **state)
{
	(void)state;
	for (int i = 0; i < ACTION_COUNT; i++)
		if (strstr(app_actions[i].keys, "F") &&
			strspn(strstr(app_actions[i].keys, "F") + 1, "0123456789"))
			assert_non_null(strchr(app_actions[i].keys, ','));
}

static void places_are_said_in_words(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	action_print_places(CTX_GLOBAL, &text);
	assert_string_equal(buf_str(&text), "everywhere");
	buf_clear(&text);
	action_print_places(CTX_LIST, &text);
	assert_string_equal(buf_str(&text), "Clients, Deals, Tasks, Lists");
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_action_is_named_and_explained_once),
		cmocka_unit_test(no_key_stands_twice_on_a_screen),
		cmocka_unit_test(every_screen_is_complete),
		cmocka_unit_test(every_context_has_a_screen),
		cmocka_unit_test(function_keys_have_a_letter),
		cmocka_unit_test(places_are_said_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
