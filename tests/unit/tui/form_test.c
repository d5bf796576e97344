/* Forms: every type of field, moving, checking, dirt, drafts, scrolling. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/form.h"

enum { NAME, KIND, VIP, DUE, HEAD, OWNER, SUM, NOTE, FIELDS };

static const struct pick kinds[] = {{"c", "Company", NULL}, {"p", "Person", NULL}};

static bool is_number(void *arg, const char *value, char *err, size_t size)
{
	(void)arg;
	if (strspn(value, "0123456789") == strlen(value))
		return true;
	snprintf(err, size, "\"%s\" is no number.", value);
	return false;
}

static void find_owner(void *arg, const char *typed, struct picklist *out)
{
	(void)arg;
	if (strlen(typed) >= 2) {
		picklist_add(out, "7", "Анна Шмидт", "sales");
		picklist_add(out, "9", "Пётр Жук", NULL);
	}
}

static const struct form_field fields[FIELDS] = {
	[NAME] = {.name = "name",
		.label = "Имя",
		.type = FORM_TEXT,
		.required = true,
		.max_chars = 20},
	[KIND] = {.name = "kind",
		.label = "Kind",
		.type = FORM_PICK,
		.choices = kinds,
		.choice_count = 2},
	[VIP] = {.name = "vip", .label = "VIP", .type = FORM_BOOL},
	[DUE] = {.name = "due", .label = "Due", .type = FORM_DATE},
	[HEAD] = {.label = "Money", .type = FORM_HEAD},
	[OWNER] = {.name = "owner",
		.label = "Owner",
		.type = FORM_LOOKUP,
		.find = find_owner,
		.can_add = true},
	[SUM] = {.name = "sum",
		.label = "Sum",
		.type = FORM_NUMBER,
		.validate = is_number,
		.hint = "in roubles"},
	[NOTE] = {.name = "note", .label = "Note", .type = FORM_NOTE, .rows = 3},
};

static struct form *f;
static struct canvas c;
static int32_t today;

static int setup(void **state)
{
	(void)state;
	assert_true(date_from_ymd(2026, 3, 2, &today));
	f = form_new(fields, FIELDS, today, DATE_DMY);
	canvas_init(&c, 16, 60);
	form_fit(f, (struct rect){0, 0, 16, 60});
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	form_free(f);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(form_handle, f, text)
#define press(code) draw_press(form_handle, f, code)
#define ctrl(code) draw_press_mod(form_handle, f, code, MOD_CTRL)

static void show(void)
{
	canvas_clear(&c);
	form_draw(f, &c, (struct rect){0, 0, c.rows, c.cols});
}

static void test_fill_with_the_keyboard_alone(void **state)
{
	(void)state;
	type("Łukasz Żółć");
	press(K_ENTER);
	press(K_RIGHT);
	assert_string_equal(form_get(f, KIND), "c");
	press(K_RIGHT);
	press(K_TAB);
	press(' ');
	press(K_ENTER);
	type("fri");
	press(K_ENTER);
	assert_int_equal(form_focus(f), OWNER); /* the heading is passed over */
	type("Шм");
	press(K_DOWN);
	press(K_ENTER);
	assert_int_equal(form_focus(f), SUM);
	type("1200");
	press(K_ENTER);
	type("first");
	press(K_ENTER);
	type("second");
	assert_int_equal(ctrl('s'), FORM_SAVE);
	assert_string_equal(form_get_name(f, "name"), "Łukasz Żółć");
	assert_string_equal(form_get(f, KIND), "p");
	assert_string_equal(form_label(f, KIND), "Person");
	assert_string_equal(form_get(f, VIP), "1");
	assert_string_equal(form_get(f, DUE), "2026-03-06");
	assert_string_equal(form_get(f, OWNER), "9");
	assert_string_equal(form_label(f, OWNER), "Пётр Жук");
	assert_string_equal(form_get(f, NOTE), "first\nsecond");
}

static void test_draw(void **state)
{
	(void)state;
	form_set(f, NAME, "中文 и\xcc\x86од", NULL);
	form_set(f, KIND, "c", NULL);
	form_set(f, DUE, "2026-03-08", NULL);
	form_set(f, OWNER, "7", "Анна Шмидт");
	show();
	draw_assert_row(&c, 0, "▌Имя     * 中文 и\xcc\x86од");
	draw_assert_row(&c, 1, " Kind      Company                                         ▼");
	draw_assert_row(&c, 2, " VIP       [ ] no");
	draw_assert_row(&c, 3, " Due       08.03.2026     = Sun 08.03.2026");
	draw_assert_row(&c, 5, "Money");
	draw_assert_row(&c, 6, " Owner     Анна Шмидт                                      ▼");
	assert_false(form_is_dirty(f));
	assert_int_equal(c.cursor_row, 0);
	form_set_focus(f, SUM);
	show();
	draw_assert_row(&c, 15, " in roubles");
}

static void test_required_and_validate(void **state)
{
	(void)state;
	form_set_focus(f, SUM);
	type("12x");
	press(K_TAB); /* told on leaving */
	show();
	draw_assert_has(&c, "! \"12x\" is no number.");
	draw_assert_not(&c, "This field is needed.");
	assert_int_equal(press(K_F(2)), FORM_MOVED);
	assert_int_equal(form_focus(f), NAME);
	show();
	draw_assert_row(&c, 1, "           ! This field is needed.");
	draw_assert_row(&c, 15, "! Not saved: 2 fields need another look.");
	type("x");
	show();
	draw_assert_not(&c, "This field is needed.");
	form_change(f, SUM, "12", NULL);
	assert_int_equal(press(K_F(2)), FORM_SAVE);
}

static void test_bad_date_is_not_saved(void **state)
{
	(void)state;
	type("x");
	form_set_focus(f, DUE);
	type("blorp");
	assert_int_equal(ctrl('s'), FORM_MOVED);
	assert_int_equal(form_focus(f), DUE);
	show();
	draw_assert_has(&c, "This is no date.");
}

static void test_escape_asks_once(void **state)
{
	(void)state;
	assert_int_equal(press(K_ESC), FORM_CANCEL); /* untouched */
	type("x");
	assert_true(form_is_dirty(f));
	assert_int_equal(press(K_ESC), FORM_WARN);
	show();
	draw_assert_has(&c, "Esc again discards");
	press(K_LEFT); /* anything else takes the warning back */
	assert_int_equal(press(K_ESC), FORM_WARN);
	assert_int_equal(ctrl('c'), FORM_CANCEL);
	form_set_clean(f);
	assert_int_equal(press(K_ESC), FORM_CANCEL);
	type("y");
	press(K_BACKSPACE); /* typed and taken back is not dirty */
	assert_false(form_is_dirty(f));
}

static void test_enter_on_the_last_saves(void **state)
{
	static const struct form_field two[] = {
		{.name = "a", .label = "A"}, {.name = "b", .label = "B"}};

	(void)state;
	form_free(f);
	f = form_new(two, 2, today, DATE_DMY);
	form_fit(f, (struct rect){0, 0, 16, 60});
	assert_int_equal(press(K_ENTER), FORM_MOVED);
	assert_int_equal(press(K_ENTER), FORM_SAVE);
	press(K_UP);
	assert_int_equal(form_focus(f), 0);
	press(K_DOWN);
	assert_int_equal(form_focus(f), 1);
	draw_press_mod(form_handle, f, K_TAB, MOD_SHIFT);
	assert_int_equal(form_focus(f), 0);
}

static void test_lookup(void **state)
{
	(void)state;
	form_set_focus(f, OWNER);
	type("Ан");
	show();
	draw_assert_has(&c, "▌Анна Шмидт");
	draw_assert_has(&c, "sales");
	press(K_ESC); /* closes the list only */
	assert_string_equal(form_get(f, OWNER), "");
	press(' ');
	type("Новый");
	assert_int_equal(press(K_INSERT), FORM_ADD);
	assert_string_equal(form_typed(f), "Новый");
	form_change(f, OWNER, "12", "Новый");
	assert_true(form_field_is_dirty(f, OWNER));
	press(K_DELETE);
	assert_string_equal(form_get(f, OWNER), "");
}

/* Somebody types on without looking: the words are not lost in the list, nor is the value that was there. */
static void test_list_is_left_by_any_key(void **state)
{
	(void)state;
	type("A");
	form_set_focus(f, KIND);
	type("Per");
	assert_int_equal(ctrl('s'), FORM_SAVE);
	assert_string_equal(form_get(f, KIND), "p");
	type("nonsense");
	press(K_TAB);
	assert_int_equal(form_focus(f), KIND);
	assert_string_equal(form_get(f, KIND), "p");
	show();
	draw_assert_has(&c, "There is no choice \"nonsense\"");
	type("nonsense");
	assert_int_equal(ctrl('s'), FORM_MOVED);
	assert_int_equal(ctrl('s'), FORM_SAVE);
}

static void test_editor_and_error_from_outside(void **state)
{
	(void)state;
	form_set_focus(f, NOTE);
	assert_int_equal(press(K_F(4)), FORM_EDITOR);
	form_change(f, NOTE, "from the editor", NULL);
	form_set_error(f, NAME, "already taken");
	assert_int_equal(form_focus(f), NAME);
	show();
	draw_assert_has(&c, "! already taken");
	form_set_error(f, -1, "the file is busy");
	show();
	draw_assert_row(&c, 15, "! the file is busy");
}

static void test_paste_does_not_save(void **state)
{
	struct event ev = draw_paste("one\ntwo\n");

	(void)state;
	assert_int_equal(form_handle(f, &ev), FORM_CHANGED);
	assert_string_equal(form_get(f, NAME), "one two ");
	assert_int_equal(form_focus(f), NAME);
}

static void test_draft(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	form_set(f, SUM, "5", NULL);
	form_change(f, NAME, "a\\b", NULL);
	form_change(f, NOTE, "x\ny", NULL);
	form_change(f, OWNER, "7", "Анна=Ш");
	form_change(f, DUE, "half", NULL);
	form_draft(f, &b);
	assert_string_equal(
		buf_str(&b), "name=a\\\\b\ndue=half\nowner:label=Анна=Ш\nowner=7\nnote=x\\ny\n");
	form_free(f);
	f = form_new(fields, FIELDS, today, DATE_DMY);
	form_undraft(f, buf_str(&b));
	form_undraft(f, "nobody=1\nbroken\n=\n");
	assert_string_equal(form_get(f, NAME), "a\\b");
	assert_string_equal(form_get(f, NOTE), "x\ny");
	assert_string_equal(form_get(f, OWNER), "7");
	assert_string_equal(form_label(f, OWNER), "Анна=Ш");
	assert_string_equal(form_get(f, DUE), "half");
	assert_true(form_is_dirty(f));
	buf_release(&b);
}

static void test_scrolls_to_the_focus(void **state)
{
	(void)state;
	canvas_resize(&c, 5, 60);
	form_fit(f, (struct rect){0, 0, 5, 60});
	form_set_focus(f, SUM);
	show();
	draw_assert_has(&c, "Sum");
	draw_assert_not(&c, "VIP");
	form_set_focus(f, NAME);
	show();
	draw_assert_has(&c, "Имя");
	draw_assert_not(&c, "Sum");
	form_fit(f, (struct rect){0, 0, 0, 0});
	form_draw(f, &c, (struct rect){0, 0, 0, 0});
	form_draw(f, &c, (struct rect){0, 0, 1, 3});
}

static void test_mouse(void **state)
{
	struct event ev = draw_mouse(MOUSE_PRESS, 7, 20);

	(void)state;
	assert_int_equal(form_handle(f, &ev), FORM_MOVED);
	assert_int_equal(form_focus(f), SUM);
	ev = draw_mouse(MOUSE_PRESS, 5, 20); /* a heading takes no focus */
	form_handle(f, &ev);
	assert_int_equal(form_focus(f), SUM);
}

/* A form in a small window: the list of a field stands out of it, and what is out of sight is counted. */
static void test_little_room(void **state)
{
	struct rect window = {4, 5, 4, 50};

	(void)state;
	form_fit(f, window);
	form_draw(f, &c, window);
	draw_assert_has(&c, "▼4");
	form_set_focus(f, OWNER);
	form_fit(f, window);
	form_draw(f, &c, window);
	draw_assert_has(&c, "▲4 ▼2");
	form_set_focus(f, KIND);
	form_fit(f, window);
	press(K_F(4));
	form_draw(f, &c, window);
	draw_assert_has(&c, " Person");
	draw_assert_has(&c, "▌Company");
	draw_assert_not(&c, "1/2");
}

static void test_choices_go_round(void **state)
{
	(void)state;
	form_set(f, KIND, "c", NULL);
	form_set_focus(f, KIND);
	press(K_LEFT);
	assert_string_equal(form_get(f, KIND), "p");
	press(K_RIGHT);
	assert_string_equal(form_get(f, KIND), "c");
	press(K_RIGHT);
	assert_string_equal(form_get(f, KIND), "p");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fill_with_the_keyboard_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_required_and_validate, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bad_date_is_not_saved, setup, teardown),
		cmocka_unit_test_setup_teardown(test_escape_asks_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_enter_on_the_last_saves, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lookup, setup, teardown),
		cmocka_unit_test_setup_teardown(test_list_is_left_by_any_key, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_editor_and_error_from_outside, setup, teardown),
		cmocka_unit_test_setup_teardown(test_paste_does_not_save, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draft, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scrolls_to_the_focus, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mouse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_little_room, setup, teardown),
		cmocka_unit_test_setup_teardown(test_choices_go_round, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
