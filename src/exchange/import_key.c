/*
 * Which record a row means. By its key; a row that has none by name and city; failing that, a record that has everything the row
 * says. The first look needs the cells only, the last one the record that the row would make.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/action.h"
#include "domain/client.h"
#include "domain/keys.h"
#include "domain/parts.h"
#include "import_match.h"
#include "import_run.h"
#include "import_same.h"
#include "import_target_private.h"

struct import_keys {
	struct import_match *main;    /* by imp->match_field; NULL */
	struct import_match *by_name; /* of clients, once a row without a key needs it; NULL */
	struct import_same *same;     /* the same */
	bool points;                  /* contact points are keys too */
	bool is_kept;                 /* key is the row's only one still */
	struct buf key, clean;
};

static const struct kind *kind_of(const struct import_run *run)
{
	return office_kind(run->o, run->imp->kind);
}

static enum status has_point(void *arg, int64_t id, const char *key, bool *same, struct err *err)
{
	struct import_run *run = arg;
	enum status st = run->parts ? import_parts_flush(run, err) : ST_OK;

	return st ? st
		  : parts_has_key(
			    run->o, id, run->imp->match_field == CLIENT_PHONE, key, same, err);
}

static void add_point_key(void *arg, int64_t id, const char *key)
{
	import_match_add(arg, id, key);
}

enum status import_keys_open(struct import_run *run, struct err *err)
{
	const struct import *imp = run->imp;
	struct import_keys *keys = mem_alloc(sizeof(*keys));
	enum status st = ST_OK;

	run->keys = keys;
	if (imp->match_field < 0)
		return ST_OK;
	st = import_match_new(run->o, imp->kind, imp->match_field, &keys->main, err);
	if (st)
		return st;
	keys->points = imp->kind == KIND_CLIENT &&
		       (imp->match_field == CLIENT_PHONE || imp->match_field == CLIENT_EMAIL);
	if (!keys->points)
		return ST_OK;
	import_match_also(keys->main, has_point, run);
	return parts_keys_each(
		run->o, imp->match_field == CLIENT_PHONE, add_point_key, keys->main, err);
}

void import_keys_free(struct import_run *run)
{
	struct import_keys *keys = run->keys;

	if (!keys)
		return;
	import_match_free(keys->main);
	import_match_free(keys->by_name);
	import_same_free(keys->same);
	buf_release(&keys->key);
	buf_release(&keys->clean);
	free(keys);
	run->keys = NULL;
}

static const char *cell(const struct table_row *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->cells[column].text : "";
}

/* A cell as it will stand in the record. */
static const char *clean_cell(struct import_run *run, const char *text)
{
	struct buf *clean = &run->keys->clean;

	buf_clear(clean);
	text_clean(clean, text, strlen(text), false);
	return buf_str(clean);
}

/* What the record will be called: the name, else the full name, else the parts of it, as the rules join them. */
static const char *name_of(struct import_run *run, const struct table_row *row)
{
	static const int parts[] = {CLIENT_LAST_NAME, CLIENT_FIRST_NAME, CLIENT_MIDDLE_NAME};
	const char *name = import_cell_of_field(run, row, kind_of(run)->title_field);

	if (*name || run->imp->kind != KIND_CLIENT)
		return name;
	if (*cell(row, run->name_column)) {
		name_split(row->cells[run->name_column].text, run->name_order, &run->name);
		return buf_str(&run->name.whole);
	}
	buf_clear(&run->scratch);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *part = clean_cell(run, import_cell_of_field(run, row, parts[i]));

		if (*part)
			buf_addf(&run->scratch, "%s%s", run->scratch.len ? " " : "", part);
	}
	return buf_str(&run->scratch);
}

static void name_key(struct import_run *run, const struct table_row *row, struct buf *key)
{
	const struct kind *k = kind_of(run);

	buf_clear(key);
	key_of_text(run->o, k, k->title_field, clean_cell(run, name_of(run, row)), key);
	if (k->id == KIND_CLIENT)
		key_add_city(key, clean_cell(run, import_cell_of_field(run, row, CLIENT_CITY)));
}

/* Calls each with every key of the row; stops when it returns true. */
typedef bool key_fn(struct import_run *run, void *arg, const char *key);

static void keys_of_cell(struct import_run *run, const char *text, const char *point, bool *stop,
	key_fn *each, void *arg)
{
	struct import_keys *keys = run->keys;

	for (int n = 0; !*stop; n++) {
		buf_clear(&keys->clean);
		if (!import_part_of_cell(text, point, n, &keys->clean))
			return;
		buf_clear(&keys->key);
		parts_point_key(run->o, point, buf_str(&keys->clean), &keys->key);
		if (keys->key.len)
			*stop = each(run, arg, buf_str(&keys->key));
	}
}

static void keys_of_points(
	struct import_run *run, const struct table_row *row, key_fn *each, void *arg)
{
	const struct import *imp = run->imp;
	bool phones = imp->match_field == CLIENT_PHONE, stop = false;

	for (int c = 0; !stop && c < imp->ncolumns; c++) {
		const struct import_target *t = &imp->columns[c].target;

		if (t->field == imp->match_field)
			keys_of_cell(run, import_mapped(imp, t->field, cell(row, c)),
				phones ? "phone" : "email", &stop, each, arg);
		else if (t->kind == TARGET_POINT &&
			 (phones ? parts_is_phone(t->sub) : !strcmp(t->sub, "email")))
			keys_of_cell(run, cell(row, c), t->sub, &stop, each, arg);
	}
}

static void keys_of_row(
	struct import_run *run, const struct table_row *row, key_fn *each, void *arg)
{
	struct import_keys *keys = run->keys;
	const struct kind *k = kind_of(run);
	int field = run->imp->match_field;

	keys->is_kept = false;
	if (keys->points) {
		keys_of_points(run, row, each, arg);
		return;
	}
	if (field == k->title_field)
		name_key(run, row, &keys->key);
	else {
		buf_clear(&keys->key);
		key_of_text(run->o, k, field,
			clean_cell(run, import_cell_of_field(run, row, field)), &keys->key);
	}
	keys->is_kept = keys->key.len > 0;
	if (keys->key.len)
		each(run, arg, buf_str(&keys->key));
}

struct looked {
	int64_t id;
	bool any; /* the row has a key */
	enum status st;
	struct err *err;
};

static bool look_up(struct import_run *run, void *arg, const char *key)
{
	struct looked *l = arg;

	l->any = true;
	l->st = import_match_find(run->keys->main, key, &l->id, l->err);
	return l->st || l->id;
}

static enum status find_by_id(
	struct import_run *run, const struct table_row *row, int64_t *id, struct err *err)
{
	const struct import *imp = run->imp;

	for (int c = 0; c < imp->ncolumns && (size_t)c < row->n; c++)
		if (imp->columns[c].target.kind == TARGET_ID && *row->cells[c].text) {
			char *text = mem_printf("#%s", row->cells[c].text);
			enum status st = record_resolve(run->o, imp->kind, text, id, err);

			free(text);
			return st == ST_NOT_FOUND && imp->mode != IMPORT_UPDATE ? ST_OK : st;
		}
	return ST_OK;
}

/* Two that are called the same in the same city are one; without a city a name says too little. */
static enum status find_by_name(struct import_run *run, const struct table_row *row, int64_t *id,
	bool *by_row, struct err *err)
{
	struct import_keys *keys = run->keys;
	enum status st = ST_OK;

	*by_row = true;
	if (run->imp->kind != KIND_CLIENT || run->imp->match_field == IMPORT_MATCH_ROW ||
		!*import_cell_of_field(run, row, CLIENT_CITY))
		return ST_OK;
	if (!keys->by_name)
		st = import_match_new(run->o, KIND_CLIENT, CLIENT_NAME, &keys->by_name, err);
	keys->is_kept = false;
	if (st)
		return st;
	name_key(run, row, &keys->key);
	if (keys->key.len)
		*by_row = false;
	return import_match_find(keys->by_name, buf_str(&keys->key), id, err);
}

enum status import_key_find(struct import_run *run, const struct table_row *row, int64_t *id,
	bool *by_row, struct err *err)
{
	struct looked l = {.err = err};
	int match = run->imp->match_field;

	*id = 0;
	*by_row = false;
	if (match == IMPORT_MATCH_NONE)
		return ST_OK;
	if (match == IMPORT_MATCH_ID) {
		l.st = find_by_id(run, row, &l.id, err);
		l.any = false;
	} else if (match >= 0)
		keys_of_row(run, row, look_up, &l);
	if (l.st || l.id || l.any) {
		*id = l.id;
		return l.st;
	}
	return find_by_name(run, row, id, by_row, err);
}

/* --- Whole rows ------------------------------------------------------------------------------- */

/* A date that the program fills in itself, where the file leaves it out, is another one every day. */
static bool is_filled_in(const struct import_run *run, const struct field *f, int column)
{
	if (f->type != FT_DATE && f->type != FT_INSTANT)
		return false;
	for (int i = 0; column >= 0 && i < run->imp->nsample; i++)
		if (!*run->imp->sample[i][column])
			return true;
	return false;
}

static void add_field(int *fields, int *n, int field)
{
	for (int i = 0; i < *n; i++)
		if (fields[i] == field)
			return;
	fields[(*n)++] = field;
}

static enum status open_same(struct import_run *run, struct err *err)
{
	static const int names[] = {
		CLIENT_NAME, CLIENT_LAST_NAME, CLIENT_FIRST_NAME, CLIENT_MIDDLE_NAME};
	const struct import *imp = run->imp;
	const struct kind *k = kind_of(run);
	int *fields = mem_alloc(sizeof(int) * (size_t)(k->nfields + 1)), n = 0;
	enum status st;

	for (int c = 0; c < imp->ncolumns; c++) {
		int field = run->plan[c].field;
		const struct field *f = field >= 0 ? &k->fields[field] : NULL;

		if (f && f->column && !(f->type == FT_LINK && f->link == k->id) &&
			!is_filled_in(run, f, c))
			add_field(fields, &n, field);
	}
	for (size_t i = 0; run->name_column >= 0 && i < sizeof(names) / sizeof(names[0]); i++)
		add_field(fields, &n, names[i]);
	for (int i = 0; i < imp->nconstants; i++)
		if (k->fields[imp->constants[i].field].column)
			add_field(fields, &n, imp->constants[i].field);
	add_field(fields, &n, k->title_field);
	st = import_same_new(run->o, k->id, fields, n, run->first_new, &run->keys->same, err);
	free(fields);
	return st;
}

enum status import_key_of_row(
	struct import_run *run, const struct record *r, int64_t *id, struct err *err)
{
	struct record as_saved;
	enum status st = run->keys->same ? ST_OK : open_same(run, err);

	*id = 0;
	if (st)
		return st;
	record_copy(&as_saved, r);
	st = record_prepare(run->o, &as_saved, err);
	if (!st)
		st = import_same_take(run->keys->same, &as_saved, id, err);
	record_release(&as_saved);
	return st;
}

struct made {
	int64_t id;
};

static bool add_key(struct import_run *run, void *arg, const char *key)
{
	const struct made *m = arg;

	import_match_add(run->keys->main, m->id, key);
	return false;
}

void import_key_made(struct import_run *run, const struct table_row *row, int64_t id)
{
	struct import_keys *keys = run->keys;
	struct made m = {id};

	if (keys->main && keys->is_kept)
		add_key(run, &m, buf_str(&keys->key));
	else if (keys->main)
		keys_of_row(run, row, add_key, &m);
	if (keys->by_name) {
		keys->is_kept = false;
		name_key(run, row, &keys->key);
		import_match_add(keys->by_name, id, buf_str(&keys->key));
	}
}
