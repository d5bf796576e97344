/*
 * Two desks edit the same records, each from what it read a while ago. What a desk was told is saved must be there, or have been
 * replaced by a later save; and a save that failed can be tried again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <signal.h>

#include "unit/office_fixture.h"
#include "unit/domain/model.h"

enum { RECORDS = 5, FIELDS = 4, EDITS = 400 };

static const int text_fields[FIELDS] = {CLIENT_CITY, CLIENT_EMAIL, CLIENT_NOTES, CLIENT_STREET};

/* What each field must be: the last save that was acknowledged. */
struct expected {
	char text[RECORDS][FIELDS][32];
};

static void make_records(struct model *m, int64_t ids[RECORDS])
{
	for (int i = 0; i < RECORDS; i++) {
		struct record r;

		record_init(&r, m->desk[0], KIND_CLIENT);
		record_set_text(&r, CLIENT_NAME, "A");
		assert_true(model_put(m, 0, &r) > 0);
		ids[i] = i + 1;
	}
}

static void load_all(struct model *m, int desk, const int64_t *ids, struct record *rows)
{
	struct err err = ERR_INIT;

	for (int i = 0; i < RECORDS; i++) {
		record_release(&rows[i]);
		fixture_ok(record_load(m->desk[desk], KIND_CLIENT, ids[i], &rows[i], &err), &err);
	}
}

/* Change some fields of a record as it was read, and save; after a conflict, mine once more or not at all. */
static void edit(
	struct model *m, int desk, struct record *r, int at, unsigned n, struct expected *want)
{
	bool mine[FIELDS] = {false};
	struct err err = ERR_INIT;
	char text[32];
	enum status st;

	for (int f = 0; f < FIELDS; f++) {
		if (model_random(m, 3))
			continue;
		snprintf(text, sizeof text, "v%u-%d", n, f);
		record_set_text(r, text_fields[f], model_random(m, 8) ? text : NULL);
		mine[f] = record_changed(r, text_fields[f]);
	}
	st = record_put(m->desk[desk], r, "edit", NULL, &err);
	if (st == ST_CONFLICT && model_random(m, 2))
		st = record_put(m->desk[desk], r, "edit", NULL, &err);
	if (st != ST_CONFLICT)
		fixture_ok(st, &err);
	for (int f = 0; f < FIELDS; f++)
		if (!st && mine[f])
			snprintf(want->text[at][f], sizeof want->text[at][f], "%s",
				record_text(r, text_fields[f]));
	if (st) {
		record_release(r);
		fixture_ok(record_load(m->desk[desk], KIND_CLIENT, at + 1, r, &err), &err);
	}
}

static void no_acknowledged_change_is_lost(void **state)
{
	struct record rows[MODEL_DESKS][RECORDS] = {0};
	struct expected want = {0};
	struct office_fixture fx;
	int64_t ids[RECORDS];
	struct model m;

	(void)state;
	model_open(&m, &fx, 4242);
	make_records(&m, ids);
	load_all(&m, 0, ids, rows[0]);
	load_all(&m, 1, ids, rows[1]);
	for (unsigned n = 1; n <= EDITS; n++) {
		int desk = (int)model_random(&m, MODEL_DESKS), at = (int)model_random(&m, RECORDS);

		model_tick(&m);
		if (model_random(&m, 20) == 0)
			load_all(&m, desk, ids, rows[desk]);
		edit(&m, desk, &rows[desk][at], at, n, &want);
	}
	load_all(&m, 1, ids, rows[1]);
	for (int i = 0; i < RECORDS; i++)
		for (int f = 0; f < FIELDS; f++)
			assert_string_equal(
				record_text(&rows[1][i], text_fields[f]), want.text[i][f]);
	model_check(m.desk[0]);
	for (int i = 0; i < RECORDS; i++) {
		record_release(&rows[0][i]);
		record_release(&rows[1][i]);
	}
	model_close(&m);
}

/* No byte more may be written to any file: the commit fails. */
static void stop_writing(bool stop)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = stop ? 4096 : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_save_that_failed_can_be_tried_again(void **state)
{
	struct err err = ERR_INIT;
	struct record r, fresh;
	struct office_fixture fx;
	struct model m;
	int64_t ids[RECORDS];
	char *before, *after;
	int entries, now;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	model_open(&m, &fx, 1);
	make_records(&m, ids);
	before = model_dump(fx.o);
	office_list(fx.o, "industry", &entries);
	fixture_ok(record_load(fx.o, KIND_CLIENT, 1, &r, &err), &err);
	record_set_text(&r, CLIENT_CITY, "Riga");
	record_set_text(&r, CLIENT_INDUSTRY, "An industry nobody knew");
	record_init(&fresh, fx.o, KIND_CLIENT);
	record_set_text(&fresh, CLIENT_NAME, "New");
	stop_writing(true);
	assert_int_equal(record_put(fx.o, &r, "edit", NULL, &err), ST_IO);
	assert_int_equal(record_put(fx.o, &fresh, "new", NULL, &err), ST_IO);
	stop_writing(false);
	after = model_dump(fx.o);
	model_same(before, after, "failed save", 0);
	office_list(fx.o, "industry", &now);
	assert_int_equal(now, entries);
	assert_int_equal(fresh.id, 0);
	assert_int_equal(r.version, 1);
	fixture_ok(record_put(fx.o, &r, "edit", NULL, &err), &err);
	fixture_ok(record_put(fx.o, &fresh, "new", NULL, &err), &err);
	assert_int_equal(
		1, model_int(m.desk[1], "SELECT count(*) FROM client WHERE city = 'Riga'"));
	assert_int_equal(RECORDS + 1, model_int(m.desk[1], "SELECT count(*) FROM client"));
	model_check(fx.o);
	free(before);
	free(after);
	record_release(&r);
	record_release(&fresh);
	model_close(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_acknowledged_change_is_lost),
		cmocka_unit_test(a_save_that_failed_can_be_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
