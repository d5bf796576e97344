/* What a column may become: names, titles, the list to choose from. Guessing from headers: import_guess.c. */
#include "exchange/import_target.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/client.h"
#include "import_target_private.h"

enum { LISTED_POINTS = 3 };

static const char *const new_types[] = {"text", "note", "number", "money", "date", "bool"};
static const char *const name_orders[] = {"surname_first", "given_first"};
static const int address_parts[] = {
	ADDRESS_STREET, ADDRESS_CITY, ADDRESS_REGION, ADDRESS_POSTCODE, ADDRESS_COUNTRY};

enum {
	NEW_TYPES = sizeof(new_types) / sizeof(new_types[0]),
	NAME_ORDERS = sizeof(name_orders) / sizeof(name_orders[0]),
	ADDRESS_PARTS = sizeof(address_parts) / sizeof(address_parts[0])
};

static const struct choice *point_kinds(void)
{
	return contact_point_kind.fields[CONTACT_POINT_KIND].choices;
}

static const struct choice *address_kinds(void)
{
	return address_kind.fields[ADDRESS_KIND].choices;
}

bool import_is_settable(const struct field *f)
{
	return !(f->flags & (FF_READONLY | FF_HIDDEN)) && !f->sql;
}

struct import_target import_target_field(int field)
{
	return (struct import_target){.kind = TARGET_FIELD, .field = field};
}

void import_target_release(struct import_target *t)
{
	free(t->title);
	*t = IMPORT_TARGET_NONE;
}

struct import_target import_target_copy(const struct import_target *t)
{
	struct import_target copy = *t;

	copy.title = mem_strdup(t->title);
	return copy;
}

bool import_target_same(const struct import_target *a, const struct import_target *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case TARGET_FIELD: return a->field == b->field;
	case TARGET_POINT:
	case TARGET_POINT_LABEL: return !strcmp(a->sub, b->sub) && a->number == b->number;
	case TARGET_ADDRESS: return !strcmp(a->sub, b->sub) && a->part == b->part;
	case TARGET_NEW_FIELD: return fold_same(a->title, b->title);
	default: return true;
	}
}

/* The field of the client that holds the first one of a kind of contact point; -1 when there is none. */
int import_point_field(const char *point)
{
	if (!strcmp(point, "phone"))
		return CLIENT_PHONE;
	if (!strcmp(point, "email"))
		return CLIENT_EMAIL;
	return !strcmp(point, "web") ? CLIENT_WEBSITE : -1;
}

struct import_target import_target_point(const char *point, int number)
{
	int field = number == 1 ? import_point_field(point) : -1;

	if (field >= 0)
		return import_target_field(field);
	return (struct import_target){
		.kind = TARGET_POINT, .field = IMPORT_IGNORE, .sub = point, .number = number};
}

/* The next word of a name up to a dot; false when there is none. */
static bool next_word(const char **name, char *word, size_t size)
{
	size_t len = strcspn(*name, ".");

	if (!len || len >= size)
		return false;
	memcpy(word, *name, len);
	word[len] = '\0';
	*name += len + ((*name)[len] == '.');
	return true;
}

static const char *code_in(const struct choice *choices, const char *word)
{
	for (; choices->code; choices++)
		if (!strcmp(choices->code, word))
			return choices->code;
	return NULL;
}

/* "phone.2", "mobile", "mobile.label", "phone.2.label" */
static bool parse_point(const char *name, struct import_target *out)
{
	char word[32];
	const char *kind;
	int number = 1;

	if (!next_word(&name, word, sizeof(word)) || !(kind = code_in(point_kinds(), word)))
		return false;
	if (*name >= '0' && *name <= '9') {
		char *end;

		number = (int)strtol(name, &end, 10);
		if (number < 1 || number > IMPORT_POINTS_MAX || (*end && *end != '.'))
			return false;
		name = *end ? end + 1 : end;
	}
	*out = import_target_point(kind, number);
	if (!*name)
		return true;
	if (strcmp(name, "label") != 0 || out->kind != TARGET_POINT)
		return false;
	out->kind = TARGET_POINT_LABEL;
	return true;
}

static bool parse_address(const char *name, struct import_target *out)
{
	char word[32];
	const char *kind;

	if (!next_word(&name, word, sizeof(word)) || strcmp(word, "address") != 0)
		return false;
	if (!next_word(&name, word, sizeof(word)) || !(kind = code_in(address_kinds(), word)))
		return false;
	for (int i = 0; i < ADDRESS_PARTS; i++)
		if (!strcmp(address_kind.fields[address_parts[i]].name, name)) {
			*out = (struct import_target){.kind = TARGET_ADDRESS,
				.field = IMPORT_IGNORE,
				.sub = kind,
				.part = address_parts[i]};
			return true;
		}
	return false;
}

static bool parse_person(const char *name, struct import_target *out)
{
	struct import_target t = IMPORT_TARGET_NONE;

	if (!strcmp(name, "employer"))
		t.kind = TARGET_EMPLOYER;
	else if (!strcmp(name, "job_title"))
		t.kind = TARGET_JOB_TITLE;
	else if (!strncmp(name, "full_name", 9) && (!name[9] || name[9] == '.')) {
		t.kind = TARGET_FULL_NAME;
		for (int i = 0; name[9] && i < NAME_ORDERS; i++)
			if (!strcmp(name + 10, name_orders[i]))
				t.sub = name_orders[i];
		if (name[9] && !t.sub)
			return false;
	} else
		return false;
	*out = t;
	return true;
}

/* "custom:Title:type"; the title may have colons of its own. */
static bool parse_new(const struct kind *k, const char *name, struct import_target *out)
{
	struct import_target t = {
		.kind = TARGET_NEW_FIELD, .field = IMPORT_IGNORE, .sub = new_types[0]};
	struct buf title = BUF_INIT;
	const char *colon = strrchr(name, ':');
	size_t len = strlen(name);

	if (strncmp(name, "custom:", 7) != 0)
		return false;
	for (int i = 0; colon > name + 6 && i < NEW_TYPES; i++)
		if (!strcmp(colon + 1, new_types[i])) {
			t.sub = new_types[i];
			len = (size_t)(colon - name);
		}
	text_clean(&title, name + 7, len - 7, false);
	if (!title.len) {
		buf_release(&title);
		return false;
	}
	t.title = buf_take(&title);
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].custom_id && import_is_settable(&k->fields[i]) &&
			fold_same(k->fields[i].title, t.title)) {
			import_target_release(&t);
			t = import_target_field(i);
			break;
		}
	*out = t;
	return true;
}

bool import_target_is_name(const struct kind *k, const char *name, struct import_target *out)
{
	if (!strcmp(name, "id")) {
		*out = (struct import_target){.kind = TARGET_ID, .field = IMPORT_IGNORE};
		return true;
	}
	if (k->id == KIND_CLIENT &&
		(parse_point(name, out) || parse_address(name, out) || parse_person(name, out)))
		return true;
	if (k->id == KIND_DEAL && !strcmp(name, "outcome")) {
		*out = (struct import_target){.kind = TARGET_OUTCOME, .field = IMPORT_IGNORE};
		return true;
	}
	return parse_new(k, name, out);
}

enum status import_target_parse(struct office *o, enum kind_id kind, const char *name,
	struct import_target *out, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	int field = kind_field(k, name);

	*out = IMPORT_TARGET_NONE;
	if (!*name || (field < 0 && import_target_is_name(k, name, out)))
		return ST_OK;
	if (field < 0)
		field = kind_field_by_label(k, name);
	if (field < 0)
		return err_set(err, ST_USAGE, _("%s has no field \"%s\""), _(k->title), name);
	if (!import_is_settable(&k->fields[field]))
		return err_set(
			err, ST_USAGE, _("The field \"%s\" is kept by the program itself"), name);
	*out = import_target_field(field);
	return ST_OK;
}

static void number_after(const struct import_target *t, char mark, struct buf *out)
{
	if (t->number > 1)
		buf_addf(out, "%c%d", mark, t->number);
}

void import_target_name(
	struct office *o, enum kind_id kind, const struct import_target *t, struct buf *out)
{
	switch (t->kind) {
	case TARGET_NONE: break;
	case TARGET_FIELD: buf_add(out, office_kind(o, kind)->fields[t->field].name); break;
	case TARGET_ID: buf_add(out, "id"); break;
	case TARGET_POINT:
	case TARGET_POINT_LABEL:
		buf_add(out, t->sub);
		number_after(t, '.', out);
		buf_add(out, t->kind == TARGET_POINT_LABEL ? ".label" : "");
		break;
	case TARGET_ADDRESS:
		buf_addf(out, "address.%s.%s", t->sub, address_kind.fields[t->part].name);
		break;
	case TARGET_FULL_NAME:
		buf_addf(out, "full_name%s%s", t->sub ? "." : "", t->sub ? t->sub : "");
		break;
	case TARGET_EMPLOYER: buf_add(out, "employer"); break;
	case TARGET_JOB_TITLE: buf_add(out, "job_title"); break;
	case TARGET_OUTCOME: buf_add(out, "outcome"); break;
	case TARGET_NEW_FIELD: buf_addf(out, "custom:%s:%s", t->title, t->sub); break;
	}
}

static const char *full_name_title(const struct import_target *t)
{
	if (!t->sub)
		return _("Full name");
	return t->sub == name_orders[0] ? _("Full name, surname first")
					: _("Full name, given name first");
}

void import_target_title(
	struct office *o, enum kind_id kind, const struct import_target *t, struct buf *out)
{
	switch (t->kind) {
	case TARGET_NONE: break;
	case TARGET_FIELD: buf_add(out, _(office_kind(o, kind)->fields[t->field].title)); break;
	case TARGET_ID: buf_add(out, _("Number in Kartoteka (#)")); break;
	case TARGET_POINT:
	case TARGET_POINT_LABEL:
		buf_add(out, choice_title(point_kinds(), t->sub));
		number_after(t, ' ', out);
		if (t->kind == TARGET_POINT_LABEL)
			buf_addf(out, ": %s",
				_(contact_point_kind.fields[CONTACT_POINT_LABEL].title));
		break;
	case TARGET_ADDRESS:
		buf_addf(out, "%s: %s", choice_title(address_kinds(), t->sub),
			_(address_kind.fields[t->part].title));
		break;
	case TARGET_FULL_NAME: buf_add(out, full_name_title(t)); break;
	case TARGET_EMPLOYER: buf_add(out, _("Works at (company)")); break;
	case TARGET_JOB_TITLE: buf_add(out, _("Job title")); break;
	case TARGET_OUTCOME: buf_add(out, _("Won or lost")); break;
	case TARGET_NEW_FIELD: buf_addf(out, _("New field: %s"), t->title); break;
	}
}

struct target_list {
	struct import_target *items;
	size_t cap;
	int n;
};

static void list_add(struct target_list *l, struct import_target t)
{
	l->items = mem_grow(l->items, &l->cap, (size_t)l->n + 1, sizeof(*l->items));
	l->items[l->n++] = t;
}

static void list_person(struct target_list *l)
{
	list_add(l, (struct import_target){.kind = TARGET_FULL_NAME, .field = IMPORT_IGNORE});
	for (int i = 0; i < NAME_ORDERS; i++)
		list_add(l, (struct import_target){.kind = TARGET_FULL_NAME,
				    .field = IMPORT_IGNORE,
				    .sub = name_orders[i]});
	list_add(l, (struct import_target){.kind = TARGET_EMPLOYER, .field = IMPORT_IGNORE});
	list_add(l, (struct import_target){.kind = TARGET_JOB_TITLE, .field = IMPORT_IGNORE});
}

static void list_parts(struct target_list *l)
{
	for (const struct choice *c = point_kinds(); c->code; c++)
		for (int n = 1; n <= LISTED_POINTS; n++) {
			struct import_target t = import_target_point(c->code, n);

			if (t.kind != TARGET_POINT)
				continue;
			list_add(l, t);
			t.kind = TARGET_POINT_LABEL;
			list_add(l, t);
		}
	for (const struct choice *c = address_kinds(); c->code; c++)
		for (int i = 0; i < ADDRESS_PARTS; i++)
			list_add(l, (struct import_target){.kind = TARGET_ADDRESS,
					    .field = IMPORT_IGNORE,
					    .sub = c->code,
					    .part = address_parts[i]});
}

int import_target_list(
	struct office *o, enum kind_id kind, const char *preset, struct import_target **out)
{
	const struct kind *k = office_kind(o, kind);
	struct target_list l = {0};

	for (int i = 0; i < k->nfields; i++)
		if (import_is_settable(&k->fields[i]))
			list_add(&l, import_target_field(i));
	if (kind == KIND_CLIENT) {
		if (!preset || strcmp(preset, "company") != 0)
			list_person(&l);
		list_parts(&l);
	}
	if (kind == KIND_DEAL)
		list_add(
			&l, (struct import_target){.kind = TARGET_OUTCOME, .field = IMPORT_IGNORE});
	list_add(&l, (struct import_target){.kind = TARGET_ID, .field = IMPORT_IGNORE});
	*out = l.items;
	return l.n;
}

void import_target_list_free(struct import_target *list, int n)
{
	for (int i = 0; i < n; i++)
		import_target_release(&list[i]);
	free(list);
}
