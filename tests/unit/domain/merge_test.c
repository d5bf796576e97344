/* Merge and un-merge: what wins, what moves, what comes back, and what later changes do to that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/merge.h"
#include "domain/task.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;
static const struct parse_options parse_typed = {0};

static int setup(void **state)
{
	(void)state;
	fixture_open(&fx, "RUB");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

/* A client from "field=value" texts, ended by NULL. */
static int64_t put(enum kind_id kind, ...)
{
	struct err err = ERR_INIT;
	struct record r;
	const char *pair;
	va_list ap;

	record_init(&r, fx.o, kind);
	va_start(ap, kind);
	while ((pair = va_arg(ap, const char *)) != NULL) {
		char name[64];
		const char *value = strchr(pair, '=');

		snprintf(name, sizeof name, "%.*s", (int)(value - pair), pair);
		fixture_ok(record_parse(fx.o, &r, kind_field(r.kind, name), value + 1, &parse_typed,
				   &err),
			&err);
	}
	va_end(ap);
	return fixture_save(&fx, &r);
}

static int64_t put_part(enum kind_id kind, int field, int64_t client, const char *pair)
{
	struct err err = ERR_INIT;
	const char *value = strchr(pair, '=');
	char name[64];
	struct record r;

	record_init(&r, fx.o, kind);
	record_set_num(&r, field, client);
	snprintf(name, sizeof name, "%.*s", (int)(value - pair), pair);
	fixture_ok(record_parse(fx.o, &r, kind_field(r.kind, name), value + 1, &parse_typed, &err),
		&err);
	return fixture_save(&fx, &r);
}

static int64_t put_relation(int64_t a, const char *type, int64_t b)
{
	struct record r;

	record_init(&r, fx.o, KIND_RELATION);
	record_set_num(&r, RELATION_A, a);
	record_set_text(&r, RELATION_TYPE, type);
	record_set_num(&r, RELATION_B, b);
	return fixture_save(&fx, &r);
}

static struct record load(enum kind_id kind, int64_t id)
{
	struct err err = ERR_INIT;
	struct record r;

	fixture_ok(record_load(fx.o, kind, id, &r, &err), &err);
	return r;
}

static void check_text(enum kind_id kind, int64_t id, int field, const char *text)
{
	struct record r = load(kind, id);

	assert_string_equal(record_text(&r, field), text);
	record_release(&r);
}

static void check_num(enum kind_id kind, int64_t id, int field, int64_t num)
{
	struct record r = load(kind, id);

	assert_int_equal(record_num(&r, field), num);
	record_release(&r);
}

static bool is_trashed(enum kind_id kind, int64_t id)
{
	struct record r = load(kind, id);
	bool yes = r.deleted_at != 0;

	record_release(&r);
	return yes;
}

static int count(enum kind_id kind)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	fixture_ok(list_count_matches(fx.o, kind, NULL, 0, &n, &err), &err);
	return (int)n;
}

static struct merge_done merge(const int64_t *ids, int n, const char *take, int64_t from)
{
	struct err err = ERR_INIT;
	struct merge_done done;
	struct merge m;

	fixture_ok(merge_load(fx.o, KIND_CLIENT, ids, n, &m, &err), &err);
	if (take)
		fixture_ok(merge_take_named(&m, take, from, &err), &err);
	fixture_ok(merge_apply(&m, false, &done, &err), &err);
	merge_release(&m);
	return done;
}

static struct undo_result unmerge(int64_t id)
{
	struct err err = ERR_INIT;
	struct undo_result undone;

	fixture_ok(merge_undo(fx.o, KIND_CLIENT, id, &undone, &err), &err);
	return undone;
}

static void change(enum kind_id kind, int64_t id, int field, const char *text)
{
	struct err err = ERR_INIT;
	struct record r = load(kind, id);

	fixture_ok(record_parse(fx.o, &r, field, text, &parse_typed, &err), &err);
	fixture_ok(record_put(fx.o, &r, "later", NULL, &err), &err);
	record_release(&r);
}

static void test_defaults(void **state)
{
	int64_t ids[3];

	(void)state;
	fixture_begin(&fx);
	ids[0] = put(KIND_CLIENT, "name=Ромашка", "phone=+7 495 111-11-11", "city=Москва",
		"types=customer", "tags=vip", "notes=Первая", "do_not_call=no", NULL);
	ids[1] = put(KIND_CLIENT, "name=ООО Ромашка", "phone=8 495 222-22-22",
		"email=info@romashka.ru", "street=Тверская 1", "city=Тверь", "types=supplier",
		"tags=vip,south", "notes=Вторая", "do_not_call=yes", NULL);
	ids[2] = put(KIND_CLIENT, "name=Ромашка", "phone=(495) 111-11-11", "tax_id=7701",
		"notes=Первая", "website=romashka.ru", NULL);
	fixture_commit(&fx);
	struct merge_done done = merge(ids, 3, NULL, 0);

	check_text(KIND_CLIENT, ids[0], CLIENT_NAME, "Ромашка");
	check_text(KIND_CLIENT, ids[0], CLIENT_EMAIL, "info@romashka.ru");
	check_text(KIND_CLIENT, ids[0], CLIENT_TAX_ID, "7701");
	check_text(KIND_CLIENT, ids[0], CLIENT_TYPES, "customer,supplier");
	check_text(KIND_CLIENT, ids[0], CLIENT_TAGS, "vip,south");
	check_text(KIND_CLIENT, ids[0], CLIENT_NOTES, "Первая\n\nВторая");
	check_num(KIND_CLIENT, ids[0], CLIENT_DO_NOT_CALL, 1);
	/* The address is taken whole: Moscow without Tver's street. */
	check_text(KIND_CLIENT, ids[0], CLIENT_CITY, "Москва");
	check_text(KIND_CLIENT, ids[0], CLIENT_STREET, "");
	/* The second phone and the second address are kept; the third phone is the first again. */
	assert_int_equal(done.kept, 2);
	assert_int_equal(count(KIND_CONTACT_POINT), 1);
	assert_int_equal(count(KIND_ADDRESS), 1);
	check_text(KIND_CLIENT, ids[0], CLIENT_DIGITS, "74951111111 74952222222");
	assert_int_equal(count(KIND_CLIENT), 1);
}

static void test_choices(void **state)
{
	struct err err = ERR_INIT;
	struct merge m;
	int64_t ids[2];

	(void)state;
	fixture_begin(&fx);
	ids[0] = put(
		KIND_CLIENT, "name=А", "city=Омск", "currency=RUB", "revenue=100", "tags=a", NULL);
	ids[1] = put(KIND_CLIENT, "name=Б", "street=Мира 5", "city=Пенза", "currency=EUR",
		"credit_limit=7", "tags=b", NULL);
	fixture_commit(&fx);
	fixture_ok(merge_load(fx.o, KIND_CLIENT, ids, 2, &m, &err), &err);
	assert_true(merge_differs(&m, CLIENT_NAME));
	assert_false(merge_differs(&m, CLIENT_EMAIL));
	assert_false(merge_differs(&m, CLIENT_DIGITS));
	/* Euros are not roubles: the limit of the other one is not taken by itself. */
	assert_false(record_has(&m.result, CLIENT_CREDIT_LIMIT));
	merge_take(&m, CLIENT_CREDIT_LIMIT, 1);
	assert_int_equal(record_num(&m.result, CLIENT_CREDIT_LIMIT), 700);
	assert_string_equal(record_text(&m.result, CLIENT_CURRENCY), "EUR");
	assert_false(record_has(&m.result, CLIENT_REVENUE));
	fixture_ok(merge_take_named(&m, "город", ids[1], &err), &err);
	assert_string_equal(record_text(&m.result, CLIENT_STREET), "Мира 5");
	merge_take(&m, CLIENT_TAGS, 1);
	assert_string_equal(record_text(&m.result, CLIENT_TAGS), "b");
	merge_take(&m, CLIENT_TAGS, MERGE_UNITED);
	assert_string_equal(record_text(&m.result, CLIENT_TAGS), "a,b");
	assert_int_equal(merge_take_named(&m, "nonsense", ids[0], &err), ST_USAGE);
	assert_int_equal(merge_take_named(&m, "name", 99, &err), ST_USAGE);
	assert_int_equal(merge_take_named(&m, "name", 0, &err), ST_USAGE);
	merge_release(&m);
	assert_int_equal(merge_load(fx.o, KIND_CLIENT, ids, 1, &m, &err), ST_USAGE);
	assert_int_equal(
		merge_load(fx.o, KIND_CLIENT, (int64_t[]){ids[0], ids[0]}, 2, &m, &err), ST_USAGE);
	assert_int_equal(merge_load(fx.o, KIND_TASK, ids, 2, &m, &err), ST_USAGE);
	assert_int_equal(
		merge_load(fx.o, KIND_CLIENT, (int64_t[]){ids[0], 999}, 2, &m, &err), ST_NOT_FOUND);
}

struct world {
	int64_t keep, gone, child, person, company;
	int64_t call, task, deal, phone, twin_phone, address, works, twin_works, loop;
};

/* Two clients with everything that can belong to them. */
static struct world make_world(void)
{
	struct world w;

	fixture_begin(&fx);
	w.keep = put(KIND_CLIENT, "name=Остаётся", "phone=+7 495 111-11-11", NULL);
	w.gone = put(KIND_CLIENT, "name=Уходит", "phone=+7 495 111-11-11", "city=Казань", NULL);
	w.child = put(KIND_CLIENT, "name=Дочка", NULL);
	w.person = put(KIND_CLIENT, "name=Иванов", "kind=person", NULL);
	w.company = put(KIND_CLIENT, "name=Завод", NULL);
	w.call = put_part(KIND_INTERACTION, INTERACTION_CLIENT, w.gone, "subject=Звонок");
	w.task = put_part(KIND_TASK, TASK_CLIENT, w.gone, "subject=Позвонить");
	w.deal = put_part(KIND_DEAL, DEAL_CLIENT, w.gone, "title=Поставка");
	w.phone = put_part(KIND_CONTACT_POINT, CONTACT_POINT_CLIENT, w.gone, "value=+7 495 5");
	w.twin_phone =
		put_part(KIND_CONTACT_POINT, CONTACT_POINT_CLIENT, w.gone, "value=8 495 111 11 11");
	w.address = put_part(KIND_ADDRESS, ADDRESS_CLIENT, w.gone, "city=Уфа");
	w.works = put_relation(w.person, "works_at", w.gone);
	put_relation(w.company, "partner_of", w.keep);
	w.twin_works = put_relation(w.company, "partner_of", w.gone);
	w.loop = put_relation(w.keep, "subsidiary_of", w.gone);
	fixture_commit(&fx);
	change(KIND_CLIENT, w.child, CLIENT_PARENT, "Уходит");
	return w;
}

static void check_merged(const struct world *w)
{
	assert_true(is_trashed(KIND_CLIENT, w->gone));
	check_num(KIND_INTERACTION, w->call, INTERACTION_CLIENT, w->keep);
	check_num(KIND_TASK, w->task, TASK_CLIENT, w->keep);
	check_num(KIND_DEAL, w->deal, DEAL_CLIENT, w->keep);
	check_num(KIND_CONTACT_POINT, w->phone, CONTACT_POINT_CLIENT, w->keep);
	check_num(KIND_ADDRESS, w->address, ADDRESS_CLIENT, w->keep);
	check_num(KIND_RELATION, w->works, RELATION_B, w->keep);
	check_num(KIND_CLIENT, w->child, CLIENT_PARENT, w->keep);
	assert_false(is_trashed(KIND_INTERACTION, w->call));
	assert_true(is_trashed(KIND_CONTACT_POINT, w->twin_phone));
	assert_true(is_trashed(KIND_RELATION, w->twin_works));
	assert_true(is_trashed(KIND_RELATION, w->loop));
	check_text(KIND_CLIENT, w->keep, CLIENT_CITY, "Казань");
	check_text(KIND_CLIENT, w->keep, CLIENT_DIGITS, "74951111111 74955");
}

static void check_apart(const struct world *w)
{
	assert_false(is_trashed(KIND_CLIENT, w->gone));
	check_num(KIND_INTERACTION, w->call, INTERACTION_CLIENT, w->gone);
	check_num(KIND_TASK, w->task, TASK_CLIENT, w->gone);
	check_num(KIND_DEAL, w->deal, DEAL_CLIENT, w->gone);
	check_num(KIND_CONTACT_POINT, w->phone, CONTACT_POINT_CLIENT, w->gone);
	check_num(KIND_ADDRESS, w->address, ADDRESS_CLIENT, w->gone);
	check_num(KIND_RELATION, w->works, RELATION_B, w->gone);
	check_num(KIND_CLIENT, w->child, CLIENT_PARENT, w->gone);
	assert_false(is_trashed(KIND_CONTACT_POINT, w->twin_phone));
	assert_false(is_trashed(KIND_RELATION, w->twin_works));
	assert_false(is_trashed(KIND_RELATION, w->loop));
	check_text(KIND_CLIENT, w->gone, CLIENT_DIGITS, "74951111111 74955 74951111111");
	check_text(KIND_CLIENT, w->keep, CLIENT_DIGITS, "74951111111");
}

static void test_moves_and_comes_back(void **state)
{
	struct world w = make_world();
	struct err err = ERR_INIT;
	struct merge_trace trace;
	struct undo_result undone;
	struct merge_done done;

	(void)state;
	done = merge((int64_t[]){w.keep, w.gone}, 2, NULL, 0);
	assert_int_equal(done.moved[KIND_INTERACTION], 1);
	assert_int_equal(done.moved[KIND_RELATION], 1);
	check_merged(&w);
	fixture_ok(merge_find(fx.o, KIND_CLIENT, w.gone, &trace, &err), &err);
	assert_int_equal(trace.survivor, w.keep);
	fixture_ok(merge_find(fx.o, KIND_CLIENT, w.keep, &trace, &err), &err);
	assert_int_equal(trace.txn, done.txn);
	assert_int_equal(trace.nothers, 1);
	assert_int_equal(trace.others[0], w.gone);
	assert_int_equal(merge_find(fx.o, KIND_CLIENT, w.child, &trace, &err), ST_NOT_FOUND);
	undone = unmerge(w.keep);
	assert_int_equal(undone.kept, 0);
	check_apart(&w);
	check_text(KIND_CLIENT, w.keep, CLIENT_CITY, "");
	assert_int_equal(merge_find(fx.o, KIND_CLIENT, w.keep, &trace, &err), ST_NOT_FOUND);
	fixture_ok(redo_action(fx.o, &undone, &err), &err);
	check_merged(&w);
	unmerge(w.gone);
	check_apart(&w);
}

static void test_unmerge_after_later_changes(void **state)
{
	struct world w = make_world();
	struct undo_result undone;
	bool city = false;
	int64_t call;

	(void)state;
	merge((int64_t[]){w.keep, w.gone}, 2, NULL, 0);
	change(KIND_CLIENT, w.keep, CLIENT_CITY, "Самара");
	change(KIND_CLIENT, w.keep, CLIENT_TAX_ID, "7702");
	change(KIND_INTERACTION, w.call, INTERACTION_BODY, "дописано");
	change(KIND_TASK, w.task, TASK_CLIENT, "Завод");
	fixture_begin(&fx);
	call = put_part(KIND_INTERACTION, INTERACTION_CLIENT, w.keep, "subject=Новый");
	fixture_commit(&fx);
	undone = unmerge(w.keep);
	assert_int_equal(undone.kept, 2);
	for (int i = 0; i < undone.nnamed; i++)
		city |= undone.named[i].kind == KIND_CLIENT && undone.named[i].id == w.keep &&
			!strcmp(undone.named[i].field, "city");
	assert_true(city);
	check_text(KIND_CLIENT, w.keep, CLIENT_CITY, "Самара");
	check_text(KIND_CLIENT, w.keep, CLIENT_TAX_ID, "7702");
	check_num(KIND_TASK, w.task, TASK_CLIENT, w.company);
	check_num(KIND_INTERACTION, w.call, INTERACTION_CLIENT, w.gone);
	check_text(KIND_INTERACTION, w.call, INTERACTION_BODY, "дописано");
	check_num(KIND_INTERACTION, call, INTERACTION_CLIENT, w.keep);
	check_text(KIND_CLIENT, w.gone, CLIENT_CITY, "Казань");
}

static void test_parents_make_no_loop(void **state)
{
	int64_t a, b, middle;

	(void)state;
	fixture_begin(&fx);
	a = put(KIND_CLIENT, "name=Верх", NULL);
	middle = put(KIND_CLIENT, "name=Середина", "parent=Верх", NULL);
	b = put(KIND_CLIENT, "name=Низ", "parent=Середина", NULL);
	fixture_commit(&fx);
	merge((int64_t[]){b, a}, 2, NULL, 0);
	check_num(KIND_CLIENT, b, CLIENT_PARENT, middle);
	check_num(KIND_CLIENT, middle, CLIENT_PARENT, 0);
	unmerge(b);
	check_num(KIND_CLIENT, middle, CLIENT_PARENT, a);
	merge((int64_t[]){middle, b}, 2, NULL, 0);
	check_num(KIND_CLIENT, middle, CLIENT_PARENT, a);
	unmerge(b);
	merge((int64_t[]){a, middle}, 2, NULL, 0);
	check_num(KIND_CLIENT, a, CLIENT_PARENT, 0);
	check_num(KIND_CLIENT, b, CLIENT_PARENT, a);
}

static void test_dry_run_and_conflict(void **state)
{
	struct world w = make_world();
	struct err err = ERR_INIT;
	struct merge_done done;
	struct merge m;

	(void)state;
	fixture_ok(merge_load(fx.o, KIND_CLIENT, (int64_t[]){w.keep, w.gone}, 2, &m, &err), &err);
	fixture_ok(merge_apply(&m, true, &done, &err), &err);
	assert_int_equal(done.moved[KIND_DEAL], 1);
	assert_int_equal(done.txn, 0);
	check_apart(&w);
	change(KIND_CLIENT, w.gone, CLIENT_CITY, "Орёл");
	assert_int_equal(merge_apply(&m, false, &done, &err), ST_CONFLICT);
	merge_release(&m);
	check_apart(&w);
}

static void test_users_and_products(void **state)
{
	struct err err = ERR_INIT;
	struct undo_result undone;
	struct merge m;
	int64_t a, b, client;

	(void)state;
	fixture_begin(&fx);
	a = put(KIND_USER, "name=Анна", NULL);
	b = put(KIND_USER, "name=Анна Петрова", "login=anna", NULL);
	client = put(KIND_CLIENT, "name=Клиент", "owner=anna", NULL);
	fixture_commit(&fx);
	fixture_ok(merge_load(fx.o, KIND_USER, (int64_t[]){a, b}, 2, &m, &err), &err);
	fixture_ok(merge_apply(&m, false, NULL, &err), &err);
	merge_release(&m);
	check_text(KIND_USER, a, USER_LOGIN, "anna");
	check_num(KIND_CLIENT, client, CLIENT_OWNER, a);
	fixture_ok(merge_undo(fx.o, KIND_USER, a, &undone, &err), &err);
	check_text(KIND_USER, a, USER_LOGIN, "");
	check_text(KIND_USER, b, USER_LOGIN, "anna");
	check_num(KIND_CLIENT, client, CLIENT_OWNER, b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_defaults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_choices, setup, teardown),
		cmocka_unit_test_setup_teardown(test_moves_and_comes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unmerge_after_later_changes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_parents_make_no_loop, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dry_run_and_conflict, setup, teardown),
		cmocka_unit_test_setup_teardown(test_users_and_products, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
