/* Lists: every page agrees with one sorted select, in both directions, whatever ties, empty values and anchors there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fold.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/task.h"
#include "unit/office_fixture.h"

#define TASKS 2000
#define CLIENTS 300

static struct office_fixture fx;

/* Due days tie by the dozen and a fifth of the tasks has none; subjects repeat. */
static void make_tasks(void)
{
	unsigned seed = 7;
	char subject[40];

	for (int i = 0; i < TASKS; i++) {
		struct record r;

		record_init(&r, fx.o, KIND_TASK);
		snprintf(subject, sizeof subject, "Task %u", fixture_random(&seed, 90));
		record_set_text(&r, TASK_SUBJECT, subject);
		if (fixture_random(&seed, 5))
			record_set_num(&r, TASK_DUE_DAY, 20000 + fixture_random(&seed, 60));
		fixture_save(&fx, &r);
	}
}

static void make_clients(void)
{
	static const char *const names[] = {
		"Ромашка", "Łódź Meble", "acme", "Acme", "Ёлка", "Елка", "Zeta", "Борей"};
	static const char *const cities[] = {"Пловдив", "Kraków", NULL, "Самара"};
	unsigned seed = 3;
	char name[80], phone[40];

	for (int i = 0; i < CLIENTS; i++) {
		struct record r;

		record_init(&r, fx.o, KIND_CLIENT);
		snprintf(name, sizeof name, "%s %u", names[fixture_random(&seed, 8)],
			fixture_random(&seed, 40));
		snprintf(phone, sizeof phone, "+7 495 %03u-%02d-%02d",
			fixture_random(&seed, 900) + 100, i / 100, i % 100);
		record_set_text(&r, CLIENT_NAME, name);
		record_set_text(&r, CLIENT_PHONE, phone);
		record_set_text(&r, CLIENT_CITY, cities[i % 4]);
		if (i % 3)
			record_set_num(&r, CLIENT_SIZE, fixture_random(&seed, 12));
		fixture_save(&fx, &r);
	}
}

static int open_office(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	fixture_begin(&fx);
	make_tasks();
	make_clients();
	fixture_commit(&fx);
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

struct ids {
	int64_t *id;
	int n;
	size_t cap;
};

static void ids_add(struct ids *s, int64_t id)
{
	s->id = mem_grow(s->id, &s->cap, (size_t)s->n + 1, sizeof *s->id);
	s->id[s->n++] = id;
}

static void ids_select(struct ids *s, const char *sql)
{
	struct query *q = db_query(office_db(fx.o), sql);
	struct err err = ERR_INIT;
	bool row;

	while (query_step(q, &row, &err) == ST_OK && row)
		ids_add(s, query_get_int(q, 0));
	query_done(q);
}

static void ids_equal(const struct ids *a, const struct ids *b)
{
	assert_int_equal(a->n, b->n);
	for (int i = 0; i < a->n; i++)
		assert_int_equal(a->id[i], b->id[i]);
}

static void load(const struct list_request *req, struct list_page *page)
{
	struct err err = ERR_INIT;

	fixture_ok(list_load(fx.o, req, page, &err), &err);
	assert_true(page->n <= req->limit);
	db_assert_idle(office_db(fx.o));
}

/* All ids, page after page; backward from the end, but still in list order. */
static void ids_paged(struct ids *s, struct list_request req)
{
	struct record anchor = {0};
	struct ids back = {0};
	bool more = true;

	while (more) {
		struct list_page page;

		load(&req, &page);
		for (int i = 0; i < page.n; i++)
			ids_add(req.backward ? &back : s,
				page.rows[req.backward ? page.n - 1 - i : i].id);
		assert_true(!page.more || page.n == req.limit);
		more = page.more;
		if (page.n) {
			record_release(&anchor);
			record_copy(&anchor, &page.rows[req.backward ? 0 : page.n - 1]);
			req.anchor = &anchor;
		}
		list_page_release(&page);
	}
	for (int i = back.n; i-- > 0;)
		ids_add(s, back.id[i]);
	free(back.id);
	record_release(&anchor);
}

static void check_order(enum kind_id kind, int field, bool descending, int limit, const char *sql)
{
	struct ids want = {0}, forward = {0}, backward = {0};
	struct list_request req = {
		.kind = kind, .order_field = field, .descending = descending, .limit = limit};

	ids_select(&want, sql);
	ids_paged(&forward, req);
	ids_equal(&forward, &want);
	req.backward = true;
	ids_paged(&backward, req);
	ids_equal(&backward, &want);
	free(want.id);
	free(forward.id);
	free(backward.id);
}

static void test_date_order_with_ties_and_empties(void **state)
{
	(void)state;
	for (int limit = 1; limit <= 64; limit = limit * 4 - 1) {
		check_order(KIND_TASK, TASK_DUE_DAY, false, limit,
			"SELECT id FROM task ORDER BY due_day IS NULL, due_day, id");
		check_order(KIND_TASK, TASK_DUE_DAY, true, limit,
			"SELECT id FROM task ORDER BY due_day IS NULL, due_day DESC, id DESC");
	}
	check_order(KIND_TASK, LIST_ORDER_DEFAULT, false, 50,
		"SELECT id FROM task ORDER BY due_day IS NULL, due_day, id");
}

static void test_name_order(void **state)
{
	(void)state;
	check_order(
		KIND_TASK, LIST_ORDER_NAME, false, 37, "SELECT id FROM task ORDER BY sort_key, id");
	check_order(KIND_TASK, LIST_ORDER_NAME, true, 37,
		"SELECT id FROM task ORDER BY sort_key DESC, id DESC");
	check_order(KIND_CLIENT, LIST_ORDER_DEFAULT, false, 7,
		"SELECT id FROM client ORDER BY sort_key, id");
	check_order(KIND_CLIENT, CLIENT_NAME, true, 7,
		"SELECT id FROM client ORDER BY sort_key DESC, id DESC");
	check_order(
		KIND_STAGE, LIST_ORDER_NAME, false, 2, "SELECT id FROM stage ORDER BY name, id");
}

/* Lists look for rows without a value only where there can be some. */
static void test_required_columns_hold_values(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind *k = office_kind(fx.o, (enum kind_id)kind);

		for (int i = 0; i < k->nfields; i++) {
			int64_t not_null = 0;

			if (!(k->fields[i].flags & FF_REQUIRED))
				continue;
			struct query *q = db_query(office_db(fx.o),
				"SELECT \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2");
			query_text(q, 1, k->table);
			query_text(q, 2, k->fields[i].column);
			fixture_ok(query_one_int(q, 0, &not_null, &err), &err);
			if (!not_null)
				fail_msg("%s.%s", k->name, k->fields[i].name);
		}
	}
}

static void test_other_orders(void **state)
{
	(void)state;
	check_order(KIND_CLIENT, CLIENT_SIZE, false, 11,
		"SELECT id FROM client ORDER BY size IS NULL, size, id");
	check_order(KIND_CLIENT, CLIENT_SIZE, true, 11,
		"SELECT id FROM client ORDER BY size IS NULL, size DESC, id DESC");
	check_order(KIND_CLIENT, CLIENT_CITY, true, 11,
		"SELECT id FROM client ORDER BY city IS NULL, city DESC, id DESC");
	check_order(KIND_STAGE, LIST_ORDER_DEFAULT, false, 4,
		"SELECT id FROM stage ORDER BY position IS NULL, position, id");
}

/* The page around any row: before, itself, after, at a tie, at the first row without a value, at the ends. */
static void test_around_every_anchor(void **state)
{
	struct ids all = {0};

	(void)state;
	ids_select(&all, "SELECT id FROM client ORDER BY size IS NULL, size, id");
	for (int at = 0; at < all.n; at++) {
		struct err err = ERR_INIT;
		struct record anchor;
		struct list_page page;
		struct list_request req = {.kind = KIND_CLIENT,
			.order_field = CLIENT_SIZE,
			.limit = 3,
			.anchor = &anchor};

		fixture_ok(record_load(fx.o, KIND_CLIENT, all.id[at], &anchor, &err), &err);
		for (int inclusive = 0; inclusive < 2; inclusive++) {
			req.include_anchor = inclusive;
			req.backward = false;
			load(&req, &page);
			for (int i = 0; i < page.n; i++)
				assert_int_equal(page.rows[i].id, all.id[at + !inclusive + i]);
			assert_int_equal(page.more, at + !inclusive + 3 < all.n);
			list_page_release(&page);
			req.backward = true;
			load(&req, &page);
			for (int i = 0; i < page.n; i++)
				assert_int_equal(
					page.rows[page.n - 1 - i].id, all.id[at - !inclusive - i]);
			assert_int_equal(page.more, at - !inclusive - 3 >= 0);
			list_page_release(&page);
		}
		record_release(&anchor);
	}
	free(all.id);
}

/* Rows are whole records, as record_load() gives them. */
static void test_rows_are_complete(void **state)
{
	struct list_page page;
	struct record one;
	struct err err = ERR_INIT;

	(void)state;
	load(
		&(struct list_request){
			.kind = KIND_CLIENT, .order_field = LIST_ORDER_DEFAULT, .limit = 5},
		&page);
	assert_int_equal(page.n, 5);
	for (int i = 0; i < page.n; i++) {
		fixture_ok(record_load(fx.o, KIND_CLIENT, page.rows[i].id, &one, &err), &err);
		assert_int_equal(one.version, page.rows[i].version);
		for (int f = 0; f < one.nvalues; f++) {
			assert_true(value_equal(&one.values[f], &page.rows[i].values[f]));
			assert_true(value_equal(&one.base[f], &page.rows[i].base[f]));
		}
		record_release(&one);
	}
	list_page_release(&page);
}

static int64_t make_client(const char *name, const char *phone)
{
	struct record r;
	int64_t id;

	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_PHONE, phone);
	id = fixture_save(&fx, &r);
	fixture_commit(&fx);
	return id;
}

static void trash(enum kind_id kind, int64_t id)
{
	struct err err = ERR_INIT;

	fixture_ok(record_remove(fx.o, kind, id, 0, NULL, &err), &err);
}

/* The row a page begins behind may be gone, trashed or renamed: its own values still say where that was. */
static void test_anchor_vanished(void **state)
{
	struct list_request req = {.kind = KIND_CLIENT, .order_field = LIST_ORDER_NAME, .limit = 2};
	int64_t id = make_client("Борей 20 b", "1");
	struct record anchor;
	struct list_page before, after;
	struct err err = ERR_INIT;

	(void)state;
	fixture_ok(record_load(fx.o, KIND_CLIENT, id, &anchor, &err), &err);
	req.anchor = &anchor;
	load(&req, &before);
	trash(KIND_CLIENT, id);
	load(&req, &after);
	assert_int_equal(before.n, 2);
	assert_int_equal(after.n, 2);
	assert_int_equal(before.rows[0].id, after.rows[0].id);
	assert_int_equal(before.rows[1].id, after.rows[1].id);
	list_page_release(&after);
	req.include_anchor = true;
	load(&req, &after);
	assert_int_equal(after.rows[0].id, before.rows[0].id);
	list_page_release(&before);
	list_page_release(&after);
	record_release(&anchor);
}

static struct filter *filter(enum kind_id kind, const char *text)
{
	struct filter *f = NULL;
	struct err err = ERR_INIT;

	fixture_ok(filter_compile(fx.o, kind, text, &f, &err), &err);
	return f;
}

static void test_filters_and_trash(void **state)
{
	struct filter *city = filter(KIND_CLIENT, "city:Самара"),
		      *bin = filter(KIND_CLIENT, "deleted:yes");
	struct ids want = {0}, got = {0};
	struct list_request req = {
		.kind = KIND_CLIENT, .filter = city, .order_field = CLIENT_SIZE, .limit = 6};
	int64_t n = 0, id = make_client("Самара трест", "22");
	struct err err = ERR_INIT;

	(void)state;
	ids_select(&want, "SELECT id FROM client WHERE city = 'Самара' AND deleted_at IS NULL "
			  "ORDER BY size IS NULL, size, id");
	ids_paged(&got, req);
	ids_equal(&got, &want);
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, city, 0, &n, &err), &err);
	assert_int_equal(n, want.n);
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, city, 10, &n, &err), &err);
	assert_int_equal(n, 10);
	trash(KIND_CLIENT, id);
	want.n = got.n = 0;
	ids_select(
		&want, "SELECT id FROM client WHERE deleted_at IS NOT NULL ORDER BY sort_key, id");
	assert_true(want.n > 0);
	req.filter = bin;
	req.order_field = LIST_ORDER_NAME;
	ids_paged(&got, req);
	ids_equal(&got, &want);
	filter_free(city);
	filter_free(bin);
	free(want.id);
	free(got.id);
}

static void test_trashed_rows_are_not_listed(void **state)
{
	int64_t id = make_client("Ааа первый", "1"), first = 0;
	struct err err = ERR_INIT;
	struct list_page page;

	(void)state;
	fixture_ok(list_seek_name(fx.o, KIND_CLIENT, NULL, "ааа", &first, &err), &err);
	assert_int_equal(first, id);
	trash(KIND_CLIENT, id);
	fixture_ok(list_seek_name(fx.o, KIND_CLIENT, NULL, "ааа", &first, &err), &err);
	assert_int_not_equal(first, id);
	fixture_ok(list_search(fx.o, KIND_CLIENT, "первый", 10, &page, &err), &err);
	assert_int_equal(page.n, 0);
	list_page_release(&page);
}

static void test_seek(void **state)
{
	static const char *const typed[] = {"БОРЕЙ", "ac", "łó", "z"};
	struct err err = ERR_INIT;
	int64_t id = 0;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct list_request all = {
			.kind = KIND_CLIENT, .order_field = LIST_ORDER_NAME, .limit = 1000};
		struct buf key = BUF_INIT;
		struct list_page page;
		int at = 0;

		fold_sort_key(&key, typed[i]);
		fixture_ok(list_seek_name(fx.o, KIND_CLIENT, NULL, typed[i], &id, &err), &err);
		load(&all, &page);
		for (; at < page.n; at++) {
			struct buf own = BUF_INIT;
			int order;

			fold_sort_key(&own, record_text(&page.rows[at], CLIENT_NAME));
			order = strcmp(buf_str(&own), buf_str(&key));
			buf_release(&own);
			if (order >= 0)
				break;
		}
		assert_true(at < page.n);
		assert_int_equal(id, page.rows[at].id);
		list_page_release(&page);
		buf_release(&key);
	}
	fixture_ok(list_seek_name(fx.o, KIND_CLIENT, NULL, "яяяя", &id, &err), &err);
	assert_int_equal(id, 0);
}

struct walk {
	struct ids seen;
	int stop_at;
};

static bool walk_row(void *arg, struct record *r)
{
	struct walk *w = arg;

	ids_add(&w->seen, r->id);
	return w->seen.n != w->stop_at;
}

static void check_each(struct list_request req, int stop_at, const char *sql)
{
	struct walk w = {.stop_at = stop_at};
	struct ids want = {0};
	struct err err = ERR_INIT;

	ids_select(&want, sql);
	fixture_ok(list_each(fx.o, &req, walk_row, &w, &err), &err);
	db_assert_idle(office_db(fx.o));
	ids_equal(&w.seen, &want);
	free(w.seen.id);
	free(want.id);
}

static void test_each(void **state)
{
	struct list_request by_day = {.kind = KIND_TASK, .order_field = TASK_DUE_DAY};
	struct list_request by_priority = {
		.kind = KIND_TASK, .order_field = TASK_PRIORITY, .descending = true};

	(void)state;
	check_each(by_day, -1, "SELECT id FROM task ORDER BY due_day IS NULL, due_day, id");
	check_each(
		by_day, 777, "SELECT id FROM task ORDER BY due_day IS NULL, due_day, id LIMIT 777");
	by_day.limit = 501;
	check_each(
		by_day, -1, "SELECT id FROM task ORDER BY due_day IS NULL, due_day, id LIMIT 501");
	check_each(by_priority, -1, "SELECT id FROM task ORDER BY priority DESC, id DESC");
	by_priority.limit = 12;
	check_each(by_priority, -1, "SELECT id FROM task ORDER BY priority DESC, id DESC LIMIT 12");
}

/* A view shows what the record holds, and only what was asked for. */
struct look {
	const int *fields;
	int nfields, left;
	int64_t last;
};

static bool look_at(void *arg, const struct record *r)
{
	struct look *l = arg;
	struct record whole;
	struct err err = ERR_INIT;

	assert_true(r->id > l->last);
	l->last = r->id;
	fixture_ok(record_load(fx.o, r->kind->id, r->id, &whole, &err), &err);
	assert_int_equal(r->version, whole.version);
	for (int i = 0; i < l->nfields; i++)
		assert_true(value_equal(&r->values[l->fields[i]], &whole.values[l->fields[i]]));
	if (r->kind->id == KIND_CLIENT)
		assert_false(record_has(r, CLIENT_PHONE));
	record_release(&whole);
	return --l->left != 0;
}

static void check_view(struct list_request req, const int *fields, int n, int stop_at, int left)
{
	struct look l = {.fields = fields, .nfields = n, .left = stop_at};
	struct err err = ERR_INIT;

	fixture_ok(list_each_view(fx.o, &req, fields, n, look_at, &l, &err), &err);
	db_assert_idle(office_db(fx.o));
	assert_int_equal(l.left, left);
}

static void test_view(void **state)
{
	static const int client[] = {
		CLIENT_SIZE, CLIENT_NAME, CLIENT_CITY, CLIENT_REVENUE, CLIENT_OWNER};
	static const int task[] = {TASK_DUE_DAY, TASK_SUBJECT, TASK_PRIORITY};
	struct filter *f = filter(KIND_CLIENT, "size>5");
	struct err err = ERR_INIT;
	int64_t clients, some, tasks;

	(void)state;
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, NULL, 0, &clients, &err), &err);
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, f, 0, &some, &err), &err);
	fixture_ok(list_count_matches(fx.o, KIND_TASK, NULL, 0, &tasks, &err), &err);
	check_view((struct list_request){.kind = KIND_CLIENT}, client, 5, -1, -1 - (int)clients);
	check_view((struct list_request){.kind = KIND_CLIENT, .filter = f}, client, 5, -1,
		-1 - (int)some);
	check_view((struct list_request){.kind = KIND_CLIENT}, client, 0, 10, 0);
	check_view((struct list_request){.kind = KIND_TASK}, task, 3, -1, -1 - (int)tasks);
	filter_free(f);
}

/* A computed field has no column to order by, only its expression. */
static void test_computed_order(void **state)
{
	static const int64_t amounts[] = {9000000000000001, -7, 250, 0};

	(void)state;
	fixture_begin(&fx);
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		struct record r;

		record_init(&r, fx.o, KIND_DEAL);
		record_set_text(&r, DEAL_TITLE, "deal");
		if (amounts[i])
			record_set_num(&r, DEAL_AMOUNT, amounts[i]);
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
	check_order(KIND_DEAL, DEAL_WEIGHTED, true, 1,
		"SELECT id FROM deal ORDER BY amount IS NULL, amount DESC, id DESC");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_date_order_with_ties_and_empties),
		cmocka_unit_test(test_name_order),
		cmocka_unit_test(test_required_columns_hold_values),
		cmocka_unit_test(test_other_orders),
		cmocka_unit_test(test_around_every_anchor),
		cmocka_unit_test(test_rows_are_complete),
		cmocka_unit_test(test_each),
		cmocka_unit_test(test_view),
		cmocka_unit_test(test_computed_order),
		cmocka_unit_test(test_seek),
		cmocka_unit_test(test_trashed_rows_are_not_listed),
		cmocka_unit_test(test_anchor_vanished),
		cmocka_unit_test(test_filters_and_trash),
	};

	return cmocka_run_group_tests_name("list", tests, open_office, close_office);
}
