/*
 * libFuzzer target: the filter language. The first byte chooses the record kind, the rest is the filter. Whatever compiles must
 * run (the store aborts on SQL that the engine refuses) and must not change what "everything" means; an error must point into the text.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/filter.h"
#include "domain/setup.h"

#define MAX_SIZE 8192

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static struct {
	struct office *o;
	char dir[40];
} fuzz;

static void close_office(void)
{
	char command[80];

	office_close(fuzz.o);
	snprintf(command, sizeof(command), "rm -rf '%s'", fuzz.dir);
	if (system(command) != 0)
		fprintf(stderr, "%s is left\n", fuzz.dir);
}

/* One new office serves all runs; it is removed at the end. */
static struct office *open_office(void)
{
	struct office_options opt = {.mode = DB_OPEN_OR_CREATE,
		.login = "fuzz",
		.currency = "EUR",
		.country_code = "7",
		.decimal = '.'};
	struct err err = ERR_INIT;
	char path[64];

	if (fuzz.o)
		return fuzz.o;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	strcpy(fuzz.dir, "/tmp/kartoteka-fuzz-XXXXXX");
	require(mkdtemp(fuzz.dir) != NULL);
	snprintf(path, sizeof(path), "%s/office.db", fuzz.dir);
	if (office_start(path, &opt, &fuzz.o, &err)) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	atexit(close_office);
	return fuzz.o;
}

static int64_t count(struct office *o, enum kind_id kind, const struct filter *f)
{
	struct buf sql = BUF_INIT;
	struct err err = ERR_INIT;
	struct query *q;
	int64_t n = -1;

	buf_addf(&sql, "SELECT count(*) FROM (SELECT t.id FROM %s t WHERE %s LIMIT 100) m",
		office_kind(o, kind)->table, filter_sql(f));
	q = db_query(office_db(o), buf_str(&sql));
	filter_bind(f, q);
	if (query_one_int(q, -1, &n, &err)) {
		fprintf(stderr, "%s\n%s\n", buf_str(&sql), err.text);
		abort();
	}
	buf_release(&sql);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct office *o = open_office();
	struct filter *f = NULL;
	struct err err = ERR_INIT;
	enum kind_id kind;
	char *text;

	if (size < 1 || size > MAX_SIZE)
		return 0;
	kind = (enum kind_id)(data[0] % KIND_COUNT);
	text = mem_strndup((const char *)data + 1, size - 1);
	if (filter_compile(o, kind, text, &f, &err) == ST_OK) {
		require(filter_nparams(f) >= 0 && filter_words(f) != NULL);
		require(!filter_is_empty(f) || filter_is_plain(f));
		require(count(o, kind, f) >= 0);
		filter_free(f);
	} else {
		require(err.status == ST_USAGE && err.text[0]);
		require(err.offset >= 0 && err.offset <= (int)strlen(text));
		require(text_is_utf8(err.text, strlen(err.text), NULL));
	}
	db_assert_idle(office_db(o));
	free(text);
	return 0;
}
