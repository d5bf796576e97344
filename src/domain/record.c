/* Records of any kind: defaults, access, loading. Formatting and parsing are in record_text.c. */
#include "domain/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "kind_sql.h"

void record_make(struct record *r, const struct kind *k)
{
	*r = (struct record){.kind = k, .nvalues = k->nfields};
	r->values = mem_alloc(sizeof(struct value) * 2 * (size_t)k->nfields);
	r->base = r->values + k->nfields;
}

void record_rebase(struct record *r)
{
	for (int i = 0; i < r->nvalues; i++)
		if (!value_equal(&r->base[i], &r->values[i]))
			value_copy(&r->base[i], &r->values[i]);
}

static void set_initial(struct office *o, struct record *r, int i)
{
	const struct field *f = &r->kind->fields[i];
	struct value *v = &r->values[i];

	if (*f->initial != '@' && kind_type_is_text(f->type))
		value_set_text(v, f->initial);
	else if (!strcmp(f->initial, "@me")) {
		if (office_user_id(o))
			value_set_num(v, office_user_id(o));
	} else if (!strcmp(f->initial, "@now"))
		value_set_num(v, clock_now());
	else if (!strcmp(f->initial, "@today"))
		value_set_num(v, clock_today());
	else if (!strcmp(f->initial, "@currency"))
		value_set_text(v, office_currency(o));
	else
		value_set_num(v, atoll(f->initial));
}

static void set_defaults(struct office *o, struct record *r)
{
	int64_t pipeline;

	for (int i = 0; i < r->nvalues; i++)
		if (r->kind->fields[i].initial)
			set_initial(o, r, i);
	if (r->kind->id == KIND_DEAL && (pipeline = office_first_pipeline(o))) {
		value_set_num(&r->values[DEAL_PIPELINE], pipeline);
		if (office_first_stage(o, pipeline))
			value_set_num(&r->values[DEAL_STAGE], office_first_stage(o, pipeline));
	}
}

void record_init(struct record *r, struct office *o, enum kind_id kind)
{
	record_make(r, office_kind(o, kind));
	set_defaults(o, r);
}

void record_reset(struct record *r, struct office *o)
{
	for (int i = 0; i < 2 * r->nvalues; i++)
		if (r->values[i].set)
			value_clear(&r->values[i]);
	r->id = r->version = r->deleted_at = 0;
	set_defaults(o, r);
}

void record_release(struct record *r)
{
	for (int i = 0; i < 2 * r->nvalues; i++)
		free(r->values[i].text);
	free(r->values);
	*r = (struct record){0};
}

void record_copy(struct record *to, const struct record *from)
{
	record_make(to, from->kind);
	to->id = from->id;
	to->version = from->version;
	to->deleted_at = from->deleted_at;
	for (int i = 0; i < from->nvalues && i < to->nvalues; i++) {
		value_copy(&to->values[i], &from->values[i]);
		value_copy(&to->base[i], &from->base[i]);
	}
}

const char *record_text(const struct record *r, int field)
{
	return field < r->nvalues && r->values[field].text ? r->values[field].text : "";
}

int64_t record_num(const struct record *r, int field)
{
	return field < r->nvalues && r->values[field].set ? r->values[field].num : 0;
}

bool record_has(const struct record *r, int field)
{
	return field < r->nvalues && r->values[field].set;
}

void record_set_text(struct record *r, int field, const char *s)
{
	value_set_text(&r->values[field], s);
}

void record_set_num(struct record *r, int field, int64_t v)
{
	value_set_num(&r->values[field], v);
}

void record_clear(struct record *r, int field)
{
	value_clear(&r->values[field]);
}

bool record_changed(const struct record *r, int field)
{
	return !value_equal(&r->values[field], &r->base[field]);
}

bool record_is_dirty(const struct record *r)
{
	for (int i = 0; i < r->nvalues; i++)
		if (record_changed(r, i))
			return true;
	return false;
}
