/* A fresh office in a directory of its own, for tests of what stands on one. Include cmocka before. */
#ifndef OFFICE_FIXTURE_H
#define OFFICE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "domain/action.h"
#include "domain/office.h"
#include "domain/setup.h"

struct office_fixture {
	char dir[64], path[96];
	struct office *o;
};

static inline void fixture_ok(enum status st, const struct err *err)
{
	if (st)
		fail_msg("status %d: %s", (int)st, err->text);
}

static inline void fixture_open(struct office_fixture *f, const char *currency)
{
	struct office_options opt = {.mode = DB_OPEN_OR_CREATE,
		.login = "tester",
		.currency = currency,
		.country_code = "7",
		.date_order = DATE_DMY,
		.decimal = '.'};
	struct err err = ERR_INIT;

	strcpy(f->dir, "/tmp/kartoteka-test-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/office.db", f->dir);
	fixture_ok(office_start(f->path, &opt, &f->o, &err), &err);
}

static inline void fixture_close(struct office_fixture *f)
{
	static const char *const tails[] = {"", "-wal", "-shm", ".gate", "-gate", ".lock"};
	char name[160];

	office_close(f->o);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		snprintf(name, sizeof name, "%s%s", f->path, tails[i]);
		unlink(name);
	}
	rmdir(f->dir);
}

static inline void fixture_begin(struct office_fixture *f)
{
	struct err err = ERR_INIT;

	fixture_ok(action_begin(f->o, "test", &err), &err);
}

static inline void fixture_commit(struct office_fixture *f)
{
	struct err err = ERR_INIT;

	fixture_ok(action_commit(f->o, NULL, &err), &err);
}

/* Save inside an open action; releases r and returns its id. */
static inline int64_t fixture_save(struct office_fixture *f, struct record *r)
{
	struct err err = ERR_INIT;
	int64_t id;

	fixture_ok(record_save(f->o, r, &err), &err);
	id = r->id;
	record_release(r);
	return id;
}

/* Numbers that look random and are the same each time. */
static inline unsigned fixture_random(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

#endif
