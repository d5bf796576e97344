/* The new custom fields of an import: made first, in the same action, named after their columns. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/action.h"
#include "domain/catalog.h"
#include "import_run.h"

enum { NAME_MAX_LEN = 30 };

/* "Размер офиса" gives "razmer_ofisa": what commands and files call the field. */
static char *plain_name(const char *title)
{
	struct buf latin = BUF_INIT, name = BUF_INIT;

	text_translit(&latin, title);
	for (const char *s = buf_str(&latin); *s && name.len < NAME_MAX_LEN; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && name.len))
			buf_addch(&name, c);
		else if (name.len && name.data[name.len - 1] != '_')
			buf_addch(&name, '_');
	}
	while (name.len && name.data[name.len - 1] == '_')
		name.data[--name.len] = '\0';
	if (!name.len)
		buf_add(&name, "field");
	buf_release(&latin);
	return buf_take(&name);
}

/* A name that no field of the kind has. */
static char *free_name(const struct kind *k, const char *title)
{
	char *plain = plain_name(title), *name = mem_strdup(plain);

	for (int n = 2; kind_field(k, name) >= 0 || !strcmp(name, "id"); n++) {
		free(name);
		name = mem_printf("%s_%d", plain, n);
	}
	free(plain);
	return name;
}

static bool is_there(const struct kind *k, const char *title)
{
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].custom_id && !strcmp(k->fields[i].title, title))
			return true;
	return false;
}

static enum status make_field(
	struct import_run *run, const struct import_target *t, struct err *err)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);
	struct record r;
	enum status st;
	char *name;

	if (is_there(k, t->title))
		return ST_OK;
	name = free_name(k, t->title);
	record_init(&r, run->o, KIND_CUSTOM_FIELD);
	record_set_text(&r, CUSTOM_FIELD_NAME, name);
	record_set_text(&r, CUSTOM_FIELD_TITLE, t->title);
	record_set_text(&r, CUSTOM_FIELD_KIND, k->name);
	record_set_text(&r, CUSTOM_FIELD_TYPE, t->sub);
	st = record_save(run->o, &r, err);
	record_release(&r);
	free(name);
	run->wrote = true;
	return st ? st : action_take_fields(run->o, err);
}

enum status import_fields_make(struct import_run *run, struct err *err)
{
	const struct import *imp = run->imp;
	enum status st = ST_OK;

	for (int c = 0; !st && c < imp->ncolumns; c++)
		if (imp->columns[c].target.kind == TARGET_NEW_FIELD)
			st = make_field(run, &imp->columns[c].target, err);
	return st;
}
