/* The inside of struct office, for the modules that make it up. */
#ifndef DOMAIN_OFFICE_PRIVATE_H
#define DOMAIN_OFFICE_PRIVATE_H

#include "domain/office.h"

struct kind_entry {
	struct kind kind; /* first: office_kind() hands out its address */
	struct field *fields;
	char *columns;    /* kind_sql_columns() */
	char *insert_sql; /* NULL until it is asked for, as load_sql */
	char *load_sql;
};

/*
 * Everything that was handed out and replaced since: field tables, lists, their texts. Forms and menus may still hold them, and
 * they are few (somebody changed a list or a custom field), so they live as long as the office.
 */
struct attic {
	void **items;
	size_t n, cap;
};

struct list_cache {
	const char *list;
	struct list_entry *items;
	size_t n, cap;
};

/* Tells whether a small table was changed: rows, sum of versions, greatest id. */
struct table_mark {
	int64_t rows, versions, last;
};

struct action_state; /* of action.c */

struct office {
	struct db *db;
	struct office_options opt;
	char *login, *user_name, *origin, *currency, *country_code;
	int64_t user_id;
	struct kind_entry kinds[KIND_COUNT];
	struct list_cache *lists;
	size_t nlists, cap_lists;
	struct attic attic;
	struct table_mark custom_mark, choice_mark; /* when kinds and lists were read */
	bool has_kinds;
	int64_t seen_counter;        /* db_change_counter() when the catalogue was read */
	struct action_state *action; /* NULL: none open */
	bool lenient;
};

const struct kind_entry *office_kind_entry(const struct kind *k);
/* What kind_sql_insert() and kind_sql_load() make of a kind, made once; k is office_kind()'s. */
const char *office_insert_sql(struct office *o, const struct kind *k);
const char *office_load_sql(struct office *o, const struct kind *k);
void *office_keep(struct office *o, void *p); /* p lives as long as the office; returns it */
char *office_keep_text(struct office *o, const char *s);
/* Read custom fields and lists from the file again, where they changed. What was handed out before stays readable. */
enum status office_reload(struct office *o, struct err *err);
/* One more entry behind a list, without reading the file. */
void office_list_append(
	struct office *o, const char *list, int64_t id, const char *code, const char *title);

#endif
