/* An open office: its connection, the catalogue of kinds, lists, and the user. */
#include "domain/office.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/profile_kind.h"
#include "domain/task.h"
#include "kind_sql.h"
#include "office_private.h"
#include "office_sql.h"
#include "store/upkeep.h"

static const struct kind *const all_kinds[KIND_COUNT] = {
	[KIND_USER] = &user_kind,
	[KIND_CLIENT] = &client_kind,
	[KIND_CONTACT_POINT] = &contact_point_kind,
	[KIND_ADDRESS] = &address_kind,
	[KIND_RELATION] = &relation_kind,
	[KIND_INTERACTION] = &interaction_kind,
	[KIND_TASK] = &task_kind,
	[KIND_PIPELINE] = &pipeline_kind,
	[KIND_STAGE] = &stage_kind,
	[KIND_DEAL] = &deal_kind,
	[KIND_STAGE_LOG] = &stage_log_kind,
	[KIND_DEAL_ITEM] = &deal_item_kind,
	[KIND_PRODUCT] = &product_kind,
	[KIND_CHOICE] = &choice_kind,
	[KIND_CUSTOM_FIELD] = &custom_field_kind,
	[KIND_IMPORT_PROFILE] = &import_profile_kind,
};

static void build_kind(struct office *o, struct kind_entry *e, const struct kind *k)
{
	struct buf b = BUF_INIT;

	if (e->fields)
		office_keep(o, e->fields);
	e->fields = mem_alloc(sizeof(*e->fields) * (size_t)k->nfields);
	memcpy(e->fields, k->fields, sizeof(*e->fields) * (size_t)k->nfields);
	e->kind = *k;
	e->kind.fields = e->fields;
	if (e->columns)
		return;
	kind_sql_columns(k, &b);
	e->columns = buf_take(&b);
}

static bool mark_equal(struct table_mark a, struct table_mark b)
{
	return a.rows == b.rows && a.versions == b.versions && a.last == b.last;
}

static enum status reload_kinds(struct office *o, struct err *err)
{
	struct table_mark mark = {0};
	enum status st = office_sql_mark(o, "custom_field", &mark, err);

	if (st || (o->has_kinds && mark_equal(mark, o->custom_mark)))
		return st;
	for (int k = 0; k < KIND_COUNT; k++)
		build_kind(o, &o->kinds[k], all_kinds[k]);
	st = office_sql_load_custom(o, err);
	o->has_kinds = !st;
	o->custom_mark = mark;
	return st;
}

static enum status reload_lists(struct office *o, struct err *err)
{
	struct table_mark mark = {0};
	enum status st = office_sql_mark(o, "choice", &mark, err);

	if (st || (o->nlists && mark_equal(mark, o->choice_mark)))
		return st;
	o->nlists = 0; /* the entries stay in the attic */
	o->choice_mark = mark;
	return office_sql_load_lists(o, err);
}

enum status office_reload(struct office *o, struct err *err)
{
	enum status st;

	o->seen_counter = db_change_counter(o->db);
	st = reload_kinds(o, err);
	return st ? st : reload_lists(o, err);
}

enum status office_refresh(struct office *o, struct err *err)
{
	return db_change_counter(o->db) == o->seen_counter ? ST_OK : office_reload(o, err);
}

enum status office_open(
	const char *path, const struct office_options *opt, struct office **out, struct err *err)
{
	struct office *o = mem_alloc(sizeof(*o));
	enum status st;
	char *currency;

	o->opt = *opt;
	o->opt.login = o->login = mem_strdup(opt->login ? opt->login : "");
	o->opt.user_name = o->user_name = mem_strdup(opt->user_name);
	o->opt.origin = o->origin = mem_strdup(opt->origin);
	o->opt.country_code = o->country_code = mem_strdup(opt->country_code);
	o->opt.currency = NULL;
	if (!o->opt.decimal)
		o->opt.decimal = '.';
	st = db_open(path, opt->mode, &o->db, err);
	if (!st)
		st = office_reload(o, err);
	if (!st)
		st = office_sql_user(o, o->login, &o->user_id, err);
	if (st) {
		office_close(o);
		return st;
	}
	currency = db_meta_get(o->db, "currency");
	o->currency = currency ? currency : mem_strdup(opt->currency ? opt->currency : "EUR");
	o->opt.currency = o->currency;
	*out = o;
	return ST_OK;
}

void office_close(struct office *o)
{
	if (!o)
		return;
	for (size_t i = 0; i < o->attic.n; i++)
		free(o->attic.items[i]);
	free(o->attic.items);
	free(o->lists);
	for (int k = 0; k < KIND_COUNT; k++) {
		free(o->kinds[k].fields);
		free(o->kinds[k].columns);
		free(o->kinds[k].insert_sql);
		free(o->kinds[k].load_sql);
	}
	db_close(o->db);
	free(o->login);
	free(o->user_name);
	free(o->origin);
	free(o->currency);
	free(o->country_code);
	free(o);
}

struct db *office_db(struct office *o)
{
	return o->db;
}

const struct office_options *office_options(const struct office *o)
{
	return &o->opt;
}

const char *office_currency(const struct office *o)
{
	return o->currency;
}

int64_t office_user_id(const struct office *o)
{
	return o->user_id;
}

const struct kind *office_kind(const struct office *o, enum kind_id id)
{
	return &o->kinds[id].kind;
}

const struct kind_entry *office_kind_entry(const struct kind *k)
{
	return (const struct kind_entry *)k;
}

static const char *kind_text(
	char **text, const struct kind *k, void (*make)(const struct kind *k, struct buf *b))
{
	struct buf b = BUF_INIT;

	if (!*text) {
		make(k, &b);
		*text = buf_take(&b);
	}
	return *text;
}

const char *office_insert_sql(struct office *o, const struct kind *k)
{
	return kind_text(&o->kinds[k->id].insert_sql, all_kinds[k->id], kind_sql_insert);
}

const char *office_load_sql(struct office *o, const struct kind *k)
{
	return kind_text(&o->kinds[k->id].load_sql, all_kinds[k->id], kind_sql_load);
}

enum kind_id office_kind_by_name(const struct office *o, const char *name, const char **preset)
{
	static const struct {
		const char *word;
		enum kind_id kind;
		const char *preset;
	} words[] = {
		{"company", KIND_CLIENT, "company"},
		{"companies", KIND_CLIENT, "company"},
		{"person", KIND_CLIENT, "person"},
		{"people", KIND_CLIENT, "person"},
		{"persons", KIND_CLIENT, "person"},
		{"contact", KIND_CLIENT, "person"},
		{"call", KIND_INTERACTION, NULL},
		{"users", KIND_USER, NULL},
		{"categories", KIND_CHOICE, NULL},
		{"addresses", KIND_ADDRESS, NULL},
	};
	size_t len = strlen(name);

	if (preset)
		*preset = NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (fold_same(name, words[i].word)) {
			if (preset)
				*preset = words[i].preset;
			return words[i].kind;
		}
	for (int k = 0; k < KIND_COUNT; k++) {
		const char *own = o->kinds[k].kind.name;

		if (fold_same(name, own) || fold_same(name, _(o->kinds[k].kind.plural)) ||
			fold_same(name, _(o->kinds[k].kind.title)) ||
			(len == strlen(own) + 1 && name[len - 1] == 's' &&
				!strncmp(name, own, len - 1)))
			return (enum kind_id)k;
	}
	return KIND_NONE;
}

int64_t office_first_pipeline(struct office *o)
{
	return office_sql_first_pipeline(o);
}

int64_t office_first_stage(struct office *o, int64_t pipeline_id)
{
	return office_sql_first_stage(o, pipeline_id);
}

void office_title(struct office *o, enum kind_id kind, int64_t id, struct buf *b)
{
	if (id)
		office_sql_title(o, office_kind(o, kind), id, b);
}

const struct list_entry *office_list(struct office *o, const char *list, int *n)
{
	for (size_t i = 0; i < o->nlists; i++)
		if (!strcmp(o->lists[i].list, list)) {
			*n = (int)o->lists[i].n;
			return o->lists[i].items;
		}
	*n = 0;
	return NULL;
}

const char *office_list_title(struct office *o, const char *list, const char *code)
{
	int n;
	const struct list_entry *e = office_list(o, list, &n);

	for (int i = 0; i < n; i++)
		if (!strcmp(e[i].code, code))
			return e[i].title;
	return code;
}

const char *office_list_code(struct office *o, const char *list, const char *text)
{
	int n;
	const struct list_entry *e = office_list(o, list, &n);

	for (int i = 0; i < n; i++)
		if (*e[i].code == *text && !strcmp(e[i].code, text))
			return e[i].code;
	for (int i = 0; i < n; i++)
		if (fold_same(e[i].title, text) || fold_same(e[i].code, text))
			return e[i].code;
	for (const struct list_default *d = list_defaults; d->list; d++)
		if (!strcmp(d->list, list) &&
			(fold_same(d->title, text) || fold_same(_(d->title), text)))
			for (int i = 0; i < n; i++)
				if (!strcmp(e[i].code, d->code))
					return e[i].code;
	return NULL;
}
