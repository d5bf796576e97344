/*
 * The ready maps: each can be read, names only what there is, knows its sample file (tests/data/import/MAP[.x].csv) and brings it in as
 * the .expected beside it says:
 *
 *     rows N created N failed N
 *     KIND|TITLE|FIELD|VALUE          a field as in CSV
 *     custom|TITLE|FIELD TITLE|VALUE  a custom field of a client
 *     point|TITLE|KIND|VALUE|LABEL    a contact point of a client
 *     address|TITLE|KIND|STREET
 *     job|PERSON|COMPANY|ROLE
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>

#include "base/file.h"
#include "domain/client.h"
#include "domain/list.h"
#include "exchange/import_profile.h"
#include "store/db.h"
#include "unit/office_fixture.h"

#define SAMPLES "tests/data/import/"
enum { PARTS = 5, FILE_MAX = 65536 };

static struct office_fixture fx;
static struct err err = ERR_INIT;
static int complaints;

/* All that is wrong with all samples is told before the test fails. */
static void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void complain(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	complaints++;
}

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static void parse(int i, struct import_mapping *m)
{
	const char *file, *text = import_ready_map(i, &file);

	fixture_ok(import_mapping_parse(text, file, m, &err), &err);
}

/* The map that a sample is for: the name up to the first dot. */
static int map_of(const char *sample)
{
	const char *file, *base = strrchr(sample, '/') + 1;
	size_t len = strcspn(base, ".");

	for (int i = 0; import_ready_map(i, &file); i++)
		if (!strncmp(file, base, len) && !strcmp(file + len, ".map"))
			return i;
	return -1;
}

static void check_target(enum kind_id kind, const char *where, const char *name)
{
	struct import_target t;

	if (import_target_parse(fx.o, kind, name, &t, &err))
		fail_msg("%s: %s", where, err.text);
	import_target_release(&t);
}

static void every_map_names_what_there_is(void **state)
{
	const char *file;
	int i;

	(void)state;
	for (i = 0; import_ready_map(i, &file); i++) {
		struct import_mapping m;
		enum kind_id kind;

		parse(i, &m);
		kind = office_kind_by_name(fx.o, m.options[MAPPING_RECORDS], NULL);
		assert_int_not_equal(kind, KIND_NONE);
		if (!m.nknown)
			fail_msg("%s: nothing says how such a file is known", file);
		for (int c = 0; c < m.ncolumns; c++)
			check_target(kind, file, m.columns[c].target);
		for (int e = 0; e < m.nentries; e++)
			check_target(kind, file, m.entries[e].field);
		import_mapping_release(&m);
	}
	assert_int_equal(i, 22);
}

static int64_t find(enum kind_id kind, const char *where, const char *title)
{
	int64_t id = 0;

	if (record_resolve(fx.o, kind, title, &id, &err))
		complain("%s: %s", where, err.text);
	return id;
}

static void check_value(
	const char *where, enum kind_id kind, const char *title, int field, const char *value)
{
	struct buf b = BUF_INIT;
	struct record r;

	if (field < 0 || record_load(fx.o, kind, find(kind, where, title), &r, &err)) {
		complain("%s: %s: %s", where, title, field < 0 ? "no such field" : err.text);
		return;
	}
	record_format(fx.o, &r, field, STYLE_PLAIN, &b);
	if (strcmp(buf_str(&b), value) != 0)
		complain("%s: %s, %s: \"%s\" instead of \"%s\"", where, title,
			r.kind->fields[field].name, buf_str(&b), value);
	buf_release(&b);
	record_release(&r);
}

/* How many rows the query finds with the parts of a line bound from ?2 on; ?1 is the client. */
static int64_t count(const char *sql, int64_t id, const char **part, int n)
{
	struct query *q = db_query(office_db(fx.o), sql);
	int64_t found = 0;

	query_int(q, 1, id);
	for (int i = 0; i < n; i++)
		query_text(q, 2 + i, part[i]);
	fixture_ok(query_one_int(q, 0, &found, &err), &err);
	return found;
}

static int custom_field(const char *title)
{
	const struct kind *k = office_kind(fx.o, KIND_CLIENT);

	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].custom_id && !strcmp(k->fields[i].title, title))
			return i;
	return -1;
}

static void check_line(const char *where, char *line)
{
	const char *part[PARTS] = {"", "", "", "", ""};
	char *save = line;
	enum kind_id kind;
	int64_t found = 1;

	for (int i = 0; i < PARTS && save; i++)
		part[i] = strsep(&save, "|");
	kind = office_kind_by_name(fx.o, part[0], NULL);
	if (!strcmp(part[0], "point"))
		found = count("SELECT count(*) FROM contact_point WHERE client_id = ?1 AND kind ="
			      " ?2 AND value = ?3 AND coalesce(label, '') = ?4",
			find(KIND_CLIENT, where, part[1]), part + 2, 3);
	else if (!strcmp(part[0], "address"))
		found = count("SELECT count(*) FROM address WHERE client_id = ?1 AND kind = ?2 AND"
			      " coalesce(street, '') = ?3",
			find(KIND_CLIENT, where, part[1]), part + 2, 2);
	else if (!strcmp(part[0], "job"))
		found = count("SELECT count(*) FROM relation r JOIN client c ON c.id = r.b_id WHERE"
			      " r.a_id = ?1 AND r.type = 'works_at' AND c.name = ?2 AND"
			      " coalesce(r.role, '') = ?3",
			find(KIND_CLIENT, where, part[1]), part + 2, 2);
	else if (!strcmp(part[0], "custom"))
		check_value(where, KIND_CLIENT, part[1], custom_field(part[2]), part[3]);
	else
		check_value(where, kind, part[1], kind_field(office_kind(fx.o, kind), part[2]),
			part[3]);
	if (!found)
		complain("%s: there is no %s %s %s %s", where, part[0], part[1], part[2], part[3]);
}

static void check_counts(const char *where, const char *line, const struct import_result *r)
{
	long long rows, created, failed;

	assert_int_equal(
		sscanf(line, "rows %lld created %lld failed %lld", &rows, &created, &failed), 3);
	if (r->counts[IMPORT_FAILED] != failed && r->nkept[IMPORT_FAILED])
		complain("%s: %s", where, r->kept[IMPORT_FAILED][0].detail);
	if (r->rows != rows || r->counts[IMPORT_CREATED] != created ||
		r->counts[IMPORT_FAILED] != failed)
		complain("%s: rows %lld created %lld failed %lld", where, (long long)r->rows,
			(long long)r->counts[IMPORT_CREATED], (long long)r->counts[IMPORT_FAILED]);
}

static void import_sample(const char *path, const struct import_mapping *m, struct import_result *r)
{
	struct import_profile p;
	struct import *imp;
	const char *preset = NULL;
	enum kind_id kind = office_kind_by_name(fx.o, m->options[MAPPING_RECORDS], &preset);

	fixture_ok(import_new(fx.o, kind, preset, path, &imp, &err), &err);
	if (import_profile_recognise(imp, fx.o, &p, &err) != ST_OK)
		fail_msg("%s is not known", path);
	assert_string_equal(p.name, m->options[MAPPING_NAME]);
	fixture_ok(import_profile_apply(&p, imp, fx.o, &err), &err);
	import_profile_release(&p);
	imp->create_missing = true;
	fixture_ok(import_run(imp, fx.o, false, NULL, false, NULL, r, &err), &err);
	import_free(imp);
}

/* A file of cards is a sample only where cards can be read. */
static bool can_read(const char *path)
{
	struct source *src;
	bool can;

	fixture_ok(source_open(path, &src, &err), &err);
	can = !strstr(path, ".vcf") || table_format_of(src) == TABLE_VCARD;
	source_free(src);
	return can;
}

static void check_sample(const char *path)
{
	char expected[256], *text = NULL, *line, *rest;
	struct import_result r = {0};
	struct import_mapping m;
	int map = map_of(path);
	size_t len;

	snprintf(expected, sizeof(expected), "%.*s.expected", (int)(strrchr(path, '.') - path),
		path);
	fixture_ok(file_read(expected, FILE_MAX, &text, &len, &err), &err);
	setup(NULL);
	parse(map, &m);
	import_sample(path, &m, &r);
	rest = text;
	check_counts(path, strsep(&rest, "\n"), &r);
	while ((line = strsep(&rest, "\n")))
		if (*line)
			check_line(path, line);
	import_result_release(&r);
	import_mapping_release(&m);
	free(text);
	teardown(NULL);
}

static void every_sample_comes_in_as_expected(void **state)
{
	bool seen[64] = {false};
	const char *file;
	glob_t g;

	(void)state;
	assert_int_equal(glob(SAMPLES "*.csv", 0, NULL, &g), 0);
	glob(SAMPLES "*.vcf", GLOB_APPEND, NULL, &g);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		if (map_of(g.gl_pathv[i]) < 0)
			fail_msg("%s is for no map", g.gl_pathv[i]);
		seen[map_of(g.gl_pathv[i])] = true;
		if (!can_read(g.gl_pathv[i]))
			continue;
		check_sample(g.gl_pathv[i]);
	}
	globfree(&g);
	assert_int_equal(complaints, 0);
	for (int i = 0; import_ready_map(i, &file); i++)
		if (!seen[i])
			fail_msg("%s has no sample", file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_map_names_what_there_is, setup, teardown),
		cmocka_unit_test(every_sample_comes_in_as_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
