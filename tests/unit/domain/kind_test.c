/* The field tables: every kind's rows agree with the schema, and every label means one field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fold.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/kind.h"
#include "domain/profile_kind.h"
#include "domain/task.h"
#include "domain/value.h"

static const struct {
	const char *name, *text;
} schema[] = {
#include "schema.inc"
};

static const struct kind *const kinds[KIND_COUNT] = {
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

/* Calls each() for every column of a table of the schema: "name TYPE". Returns how many there are. */
static int schema_columns(
	const char *table, void (*each)(void *arg, const char *name, const char *type), void *arg)
{
	char head[80];
	int n = 0;

	snprintf(head, sizeof(head), "CREATE TABLE %s (", table);
	for (size_t i = 0; i < sizeof(schema) / sizeof(schema[0]); i++) {
		const char *at = strstr(schema[i].text, head);
		char *body, *save = NULL;

		if (!at)
			continue;
		at += strlen(head);
		body = strndup(at, (size_t)(strstr(at, ") STRICT") - at));
		for (char *c = strtok_r(body, ",", &save); c; c = strtok_r(NULL, ",", &save)) {
			char name[64], type[32];

			assert_int_equal(sscanf(c, " %63s %31s", name, type), 2);
			each(arg, name, type);
			n++;
		}
		free(body);
	}
	return n;
}

struct column_search {
	const char *name;
	char type[32];
};

static void find_column(void *arg, const char *name, const char *type)
{
	struct column_search *s = arg;

	if (!strcmp(s->name, name))
		strcpy(s->type, type);
}

static bool is_text_in_file(enum field_type t)
{
	switch (t) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY:
	case FT_TIME:
	case FT_INSTANT:
	case FT_BOOL:
	case FT_LINK: return false;
	default: return true;
	}
}

static void test_stored_fields_have_columns(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++)
		for (int i = 0; i < kinds[k]->nfields; i++) {
			const struct field *f = &kinds[k]->fields[i];
			struct column_search s = {.name = f->column};

			if (!f->column) {
				assert_non_null(f->sql);
				assert_true(f->flags & FF_READONLY);
				continue;
			}
			schema_columns(kinds[k]->table, find_column, &s);
			if (strcmp(s.type, is_text_in_file(f->type) ? "TEXT" : "INTEGER"))
				fail_msg("%s.%s: column type is '%s'", kinds[k]->name, f->name,
					s.type);
		}
}

static void column_has_field(void *arg, const char *name, const char *type)
{
	static const char *const inner[] = {
		"id", "version", "deleted_at", "sort_key", "search_text"};
	const struct kind *k = arg;

	(void)type;
	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
		if (!strcmp(inner[i], name))
			return;
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].column && !strcmp(k->fields[i].column, name))
			return;
	fail_msg("%s: no field for the column %s", k->name, name);
}

static void test_columns_have_fields(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++)
		assert_true(
			schema_columns(kinds[k]->table, column_has_field, (void *)kinds[k]) > 5);
}

static void check_kind(const struct kind *k)
{
	struct column_search s = {.name = "sort_key"};

	assert_true(k->name[strspn(k->name, "abcdefghijklmnopqrstuvwxyz_")] == '\0');
	assert_true(*k->title && *k->plural);
	assert_true(k->title_field >= 0 && k->title_field < k->nfields);
	assert_non_null(k->fields[k->title_field].column);
	assert_true(k->order_field < k->nfields);
	schema_columns(k->table, find_column, &s);
	assert_int_equal(k->searchable, s.type[0] != '\0');
	assert_true(k->order_field >= 0 || k->searchable);
	assert_string_equal(k->fields[k->nfields - 1].name, "modified_by");
	s = (struct column_search){.name = "digits"};
	schema_columns(k->table, find_column, &s);
	assert_int_equal(k->has_digits, s.type[0] != '\0');
}

static void check_field(const struct kind *k, int i)
{
	const struct field *f = &k->fields[i];

	if (!f->name || !f->title)
		fail_msg("%s: field %d has no name or title", k->name, i);
	assert_true(f->name[0] && f->name[strspn(f->name, "abcdefghijklmnopqrstuvwxyz_")] == '\0');
	assert_true(f->title[0] != '\0');
	assert_int_equal(kind_field(k, f->name), i);
	assert_int_equal(f->type == FT_CHOICE, f->choices && f->type != FT_SET);
	assert_int_equal(f->type == FT_PICK, f->list && f->type != FT_SET);
	if (f->type == FT_SET)
		assert_true((f->choices != NULL) != (f->list != NULL));
	if (f->type == FT_LINK)
		assert_true(f->link > KIND_NONE && f->link < KIND_COUNT);
	if (f->type == FT_LINK && strcmp(f->name, "created_by") && strcmp(f->name, "modified_by"))
		assert_string_equal(f->column + strlen(f->column) - 3, "_id");
	if (f->flags & FF_SEARCH)
		assert_true(k->searchable);
	if (f->initial && f->type == FT_CHOICE)
		assert_non_null(choice_code(f->choices, f->initial));
}

static void test_kinds_are_whole(void **state)
{
	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		assert_int_equal(kinds[k]->id, k);
		check_kind(kinds[k]);
		for (int i = 0; i < kinds[k]->nfields; i++)
			check_field(kinds[k], i);
	}
}

struct label {
	char text[128];
	int owner;
};

static int split(struct label *out, const char *labels, int owner)
{
	char *copy = strdup(labels), *save = NULL;
	int n = 0;

	for (char *one = strtok_r(copy, "|", &save); one; one = strtok_r(NULL, "|", &save)) {
		assert_true(strlen(one) < sizeof(out->text));
		strcpy(out[n].text, one);
		out[n++].owner = owner;
	}
	free(copy);
	return n;
}

static void check_unambiguous(const char *where, const struct label *l, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++)
			if (l[i].owner != l[j].owner && fold_same(l[i].text, l[j].text))
				fail_msg("%s: '%s' means both %d and %d", where, l[i].text,
					l[j].owner, l[i].owner);
}

static void test_labels_mean_one_field(void **state)
{
	static struct label l[4000];

	(void)state;
	for (int k = 0; k < KIND_COUNT; k++) {
		int n = 0;

		for (int i = 0; i < kinds[k]->nfields; i++) {
			const struct field *f = &kinds[k]->fields[i];

			n += split(l + n, f->name, i);
			n += split(l + n, f->title, i);
			if (f->aliases)
				n += split(l + n, f->aliases, i);
		}
		check_unambiguous(kinds[k]->name, l, n);
		for (int i = 0; i < n; i++)
			assert_int_equal(kind_field_by_label(kinds[k], l[i].text), l[i].owner);
	}
}

static void test_choices_mean_one_code(void **state)
{
	static struct label l[500];

	(void)state;
	for (int k = 0; k < KIND_COUNT; k++)
		for (int i = 0; i < kinds[k]->nfields; i++) {
			const struct choice *c = kinds[k]->fields[i].choices;
			int n = 0;

			for (int at = 0; c && c[at].code; at++) {
				n += split(l + n, c[at].code, at);
				n += split(l + n, c[at].title, at);
				if (c[at].aliases)
					n += split(l + n, c[at].aliases, at);
			}
			check_unambiguous(kinds[k]->fields[i].name, l, n);
			for (int at = 0; at < n; at++)
				assert_string_equal(
					choice_code(c, l[at].text), c[l[at].owner].code);
		}
}

static void test_list_defaults_are_distinct(void **state)
{
	(void)state;
	for (const struct list_default *a = list_defaults; a->list; a++)
		for (const struct list_default *b = list_defaults; b < a; b++)
			assert_false(!strcmp(a->list, b->list) &&
				     (!strcmp(a->code, b->code) || fold_same(a->title, b->title)));
}

static void test_headers_of_real_exports(void **state)
{
	static const struct {
		const struct kind *kind;
		const char *header;
		int field;
	} cases[] = {
		{&client_kind, "account", CLIENT_NAME},
		{&client_kind, "sector", CLIENT_INDUSTRY},
		{&client_kind, "employees", CLIENT_SIZE},
		{&client_kind, "office_location", CLIENT_COUNTRY},
		{&client_kind, "subsidiary_of", CLIENT_PARENT},
		{&client_kind, "E-Mail", CLIENT_EMAIL},
		{&client_kind, "Электронная почта", CLIENT_EMAIL},
		{&client_kind, "ИНН", CLIENT_TAX_ID},
		{&client_kind, "Наименование", CLIENT_NAME},
		{&client_kind, "Град", CLIENT_CITY},
		{&client_kind, "Województwo", CLIENT_REGION},
		{&product_kind, "product", PRODUCT_NAME},
		{&product_kind, "series", PRODUCT_CATEGORY},
		{&product_kind, "sales_price", PRODUCT_PRICE},
		{&user_kind, "sales_agent", USER_NAME},
		{&user_kind, "manager", USER_MANAGER},
		{&user_kind, "regional_office", USER_TEAM},
		{&deal_kind, "opportunity_id", DEAL_EXTERNAL_ID},
		{&deal_kind, "sales_agent", DEAL_OWNER},
		{&deal_kind, "deal_stage", DEAL_STAGE},
		{&deal_kind, "engage_date", DEAL_OPENED_AT},
		{&deal_kind, "close_date", DEAL_CLOSED_AT},
		{&deal_kind, "close_value", DEAL_AMOUNT},
		{&deal_kind, "engage_quarter", -1},
		{&deal_kind, "№", -1},
		{&deal_kind, "", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (kind_field_by_label(cases[i].kind, cases[i].header) != cases[i].field)
			fail_msg("%s: %s", cases[i].kind->name, cases[i].header);
}

static void test_names_are_exact(void **state)
{
	(void)state;
	assert_int_equal(kind_field(&deal_kind, "title"), DEAL_TITLE);
	assert_int_equal(kind_field(&deal_kind, "Title"), -1);
	assert_int_equal(kind_field(&deal_kind, "id"), -1);
	assert_int_equal(kind_field(&deal_kind, NULL), -1);
}

static void test_choices_by_any_label(void **state)
{
	const struct choice *types = client_kind.fields[CLIENT_TYPES].choices;

	(void)state;
	assert_string_equal(choice_code(types, "клиент"), "customer");
	assert_string_equal(choice_code(types, "Dostawca"), "supplier");
	assert_null(choice_code(types, "martian"));
	assert_null(choice_code(types, ""));
	assert_null(choice_code(NULL, "customer"));
	assert_string_equal(choice_title(types, "supplier"), "Supplier");
	assert_string_equal(choice_title(types, "martian"), "martian");
	assert_string_equal(relation_reverse_title("works_at"), "Employs");
}

static void test_values(void **state)
{
	struct value a = {0}, b = {0};

	(void)state;
	assert_true(value_equal(&a, &b));
	value_set_text(&a, "");
	assert_false(a.set);
	value_set_num(&a, 0);
	assert_true(a.set);
	assert_false(value_equal(&a, &b));
	value_copy(&b, &a);
	assert_true(value_equal(&a, &b));
	value_set_text(&b, "0");
	assert_false(value_equal(&a, &b));
	value_set_text(&b, b.text);
	assert_string_equal(b.text, "0");
	value_copy(&a, &b);
	value_copy(&a, &a);
	assert_true(value_equal(&a, &b));
	value_clear(&b);
	value_copy(&a, &b);
	assert_false(a.set);
	assert_null(a.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds_are_whole),
		cmocka_unit_test(test_stored_fields_have_columns),
		cmocka_unit_test(test_columns_have_fields),
		cmocka_unit_test(test_labels_mean_one_field),
		cmocka_unit_test(test_choices_mean_one_code),
		cmocka_unit_test(test_list_defaults_are_distinct),
		cmocka_unit_test(test_headers_of_real_exports),
		cmocka_unit_test(test_names_are_exact),
		cmocka_unit_test(test_choices_by_any_label),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
