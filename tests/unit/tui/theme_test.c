/* Themes: every role of every theme readable, mono without colours but with a visible selection. */
#include "unit/tui/draw.h"

#include "tui/theme.h"

static void test_names(void **state)
{
	enum theme t;

	(void)state;
	for (int i = 0; i < THEME_COUNT; i++) {
		assert_true(theme_parse(theme_name((enum theme)i), &t));
		assert_int_equal(t, i);
	}
	assert_false(theme_parse("pink", &t));
}

static bool same(struct style a, struct style b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

static void test_selection_always_shows(void **state)
{
	static const int colors[] = {0, 8, 16, 256};

	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
			enum theme th = (enum theme)t;

			assert_false(same(theme_style(th, colors[i], ROLE_SELECTED),
				theme_style(th, colors[i], ROLE_NORMAL)));
			assert_false(same(theme_style(th, colors[i], ROLE_POPUP_SELECTED),
				theme_style(th, colors[i], ROLE_POPUP)));
			assert_false(same(theme_style(th, colors[i], ROLE_BUTTON_FOCUS),
				theme_style(th, colors[i], ROLE_BUTTON)));
			assert_false(same(theme_style(th, colors[i], ROLE_TAB_ACTIVE),
				theme_style(th, colors[i], ROLE_TAB)));
			assert_false(same(theme_style(th, colors[i], ROLE_FIELD_FOCUS),
				theme_style(th, colors[i], ROLE_FIELD)));
		}
}

static void test_colors_fit_the_terminal(void **state)
{
	(void)state;
	for (int t = 0; t < THEME_COUNT; t++)
		for (int r = 0; r < ROLE_COUNT; r++) {
			struct style st = theme_style((enum theme)t, 8, (enum role)r);

			assert_true(st.fg < 8 && st.bg < 8);
			st = theme_style((enum theme)t, 256, (enum role)r);
			assert_true(st.fg < 256 && st.bg < 256);
			assert_true(st.fg != st.bg || st.fg == -1);
			st = theme_style((enum theme)t, 0, (enum role)r);
			assert_int_equal(st.fg, -1);
			assert_int_equal(st.bg, -1);
		}
}

static void test_auto_keeps_to_safe_text_colors(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++) {
		struct style st = theme_style(THEME_AUTO, 256, (enum role)r);

		if (st.bg ==
			-1) /* on the unknown background: no black, yellow, blue, white, no grey */
			assert_true(st.fg == -1 || st.fg == 1 || st.fg == 2 || st.fg == 5 ||
				    st.fg == 6);
		else
			assert_true(st.fg != -1);
	}
}

static void test_no_color(void **state)
{
	(void)state;
	unsetenv("NO_COLOR");
	assert_false(theme_no_color());
	setenv("NO_COLOR", "", 1);
	assert_false(theme_no_color());
	setenv("NO_COLOR", "1", 1);
	assert_true(theme_no_color());
	for (int r = 0; r < ROLE_COUNT; r++)
		assert_int_equal(theme_style(THEME_MONO, 256, (enum role)r).fg, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_selection_always_shows),
		cmocka_unit_test(test_colors_fit_the_terminal),
		cmocka_unit_test(test_auto_keeps_to_safe_text_colors),
		cmocka_unit_test(test_no_color),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
