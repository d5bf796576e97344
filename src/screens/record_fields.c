/* From the field table to a form and back. */
#include "record_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"

enum { FIELDS_NOTE_ROWS = 4, FIELDS_TEXT_MAX = 250, FIELDS_NOTE_MAX = 100000, RECORD_GROUPS = 8 };

struct record_field {
	const struct record_fields *owner;
	int index; /* in the record; -1: heading or extra */
	char *label, *hint;
	struct form_source source;
};

/* Required in the file, but filled by the rules when it is left empty. */
static bool record_field_is_derived(const struct kind *k, int i)
{
	switch (k->id) {
	case KIND_INTERACTION: return i == INTERACTION_SUBJECT || i == INTERACTION_STARTED_AT;
	case KIND_CHOICE: return i == CHOICE_CODE;
	case KIND_CUSTOM_FIELD: return i == CUSTOM_FIELD_TITLE;
	case KIND_DEAL: return i == DEAL_STAGE || i == DEAL_PIPELINE || i == DEAL_CURRENCY;
	case KIND_STAGE: return i == STAGE_PIPELINE;
	default: return false;
	}
}

static bool record_field_is_typed(const struct field *f)
{
	return !(f->flags & (FF_READONLY | FF_HIDDEN)) && !f->sql;
}

static enum form_type record_field_type(const struct field *f)
{
	switch (f->type) {
	case FT_NOTE: return FORM_NOTE;
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY: return FORM_NUMBER;
	case FT_DATE: return FORM_DATE;
	case FT_BOOL: return FORM_BOOL;
	case FT_CHOICE: return FORM_PICK;
	case FT_PICK:
	case FT_LINK: return FORM_LOOKUP;
	default: return FORM_TEXT;
	}
}

/* What may stand in a set, for its hint: "Prospect, Customer, ...". */
static char *record_field_set_hint(struct office *o, const struct field *f)
{
	struct buf b = BUF_INIT;
	const struct list_entry *entries;
	int n = 0;

	buf_add(&b, _("Several, with commas: "));
	for (const struct choice *c = f->choices; c && c->code; c++)
		buf_addf(&b, "%s%s", c == f->choices ? "" : ", ", _(c->title));
	entries = f->list ? office_list(o, f->list, &n) : NULL;
	for (int i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", entries[i].title);
	if (!f->choices && n == 0)
		buf_add(&b, "…");
	return buf_take(&b);
}

/* Is the text good for the field? Tried on a copy of the record, so that currency and pipeline are known. */
static bool record_field_validate(void *arg, const char *value, char *text, size_t size)
{
	const struct record_field *m = arg;
	const struct record_fields *rf = m->owner;
	const struct field *f = &rf->record->kind->fields[m->index];
	struct parse_options opt = {.date_order = rf->env->date_order, .decimal = rf->env->decimal};
	const char *title = f->custom_id ? f->title : _(f->title);
	size_t len = strlen(title);
	struct err err = ERR_INIT;
	struct record probe;
	enum status st;

	record_copy(&probe, rf->record);
	st = record_parse(rf->env->office, &probe, m->index, value, &opt, &err);
	record_release(&probe);
	if (st == ST_OK)
		return true;
	/* The label stands beside it. */
	if (strncmp(err.text, title, len) == 0 && strncmp(err.text + len, ": ", 2) == 0)
		snprintf(text, size, "%s", err.text + len + 2);
	else
		snprintf(text, size, "%s", err.text);
	return false;
}

static void record_field_source(struct record_field *m, const struct record *r, struct office *o)
{
	const struct field *f = &r->kind->fields[m->index];
	char filter[64];

	if (f->type == FT_CHOICE && f->choices) {
		form_source_choices(&m->source, f->choices);
	} else if (f->type == FT_PICK) {
		form_source_list(&m->source, o, f->list);
	} else if (f->type == FT_LINK) {
		bool stage = r->kind->id == KIND_DEAL && m->index == DEAL_STAGE &&
			     record_has(r, DEAL_PIPELINE);

		snprintf(filter, sizeof filter, "pipeline:#%lld",
			(long long)record_num(r, DEAL_PIPELINE));
		form_source_records(&m->source, o, f->link, stage ? filter : NULL);
	}
}

static void record_fields_add(struct record_fields *rf, const struct record *r, int index)
{
	const struct field *f = &r->kind->fields[index];
	struct form_field *ff = &rf->fields[rf->n];
	struct record_field *m = &rf->more[rf->n++];

	*m = (struct record_field){.owner = rf,
		.index = index,
		.label = mem_strdup(f->custom_id ? f->title : _(f->title)),
		.hint = f->help             ? mem_strdup(_(f->help))
			: f->type == FT_SET ? record_field_set_hint(rf->env->office, f)
					    : NULL};
	record_field_source(m, r, rf->env->office);
	*ff = (struct form_field){.name = f->name,
		.label = m->label,
		.type = record_field_type(f),
		.required = f->flags & FF_REQUIRED && !record_field_is_derived(r->kind, index),
		.max_chars = f->max_len           ? f->max_len
			     : f->type == FT_NOTE ? FIELDS_NOTE_MAX
						  : FIELDS_TEXT_MAX,
		.rows = FIELDS_NOTE_ROWS,
		.hint = m->hint,
		.choices = m->source.picks,
		.choice_count = m->source.npicks,
		.find = form_source_find,
		.can_add = f->type == FT_PICK || (f->type == FT_LINK && f->link == KIND_CLIENT),
		.validate = record_field_validate,
		.arg = m};
	if (ff->type == FORM_LOOKUP) {
		ff->arg = &m->source;
		ff->validate = NULL;
	} else if (ff->type == FORM_PICK || ff->type == FORM_BOOL || ff->type == FORM_DATE) {
		ff->validate = NULL;
	}
}

static void record_fields_head(struct record_fields *rf, const char *title)
{
	rf->more[rf->n] = (struct record_field){.owner = rf, .index = -1};
	rf->fields[rf->n++] = (struct form_field){.name = "", .label = title, .type = FORM_HEAD};
}

/* Whether a field belongs to the short form: the main ones, and what must be given. */
static bool record_fields_is_main(const struct kind *k, int i)
{
	const struct field *f = &k->fields[i];

	return f->flags & FF_MAIN ||
	       (f->flags & FF_REQUIRED && !f->initial && !record_field_is_derived(k, i));
}

/* The extra field comes after the name. */
static void record_fields_extra(struct record_fields *rf, const struct form_field *extra)
{
	rf->more[rf->n] = (struct record_field){.owner = rf, .index = -1};
	rf->fields[rf->n++] = *extra;
}

static void record_fields_main(
	struct record_fields *rf, const struct record *r, const struct form_field *extra)
{
	bool client = r->kind->id == KIND_CLIENT;

	/* Company or person decides about the rest. */
	if (client)
		record_fields_add(rf, r, CLIENT_KIND);
	for (int i = 0; i < r->nvalues && i < r->kind->nfields; i++) {
		if (!record_field_is_typed(&r->kind->fields[i]) ||
			!record_fields_is_main(r->kind, i) || (client && i == CLIENT_KIND))
			continue;
		record_fields_add(rf, r, i);
		if (extra && i == r->kind->title_field)
			record_fields_extra(rf, extra);
	}
}

/* A company has no first name and a person no employees; what was filled nevertheless is shown. */
static bool record_fields_is_foreign(const struct record *r, int i)
{
	bool person;

	if (r->kind->id != KIND_CLIENT || record_has(r, i))
		return false;
	person = strcmp(record_text(r, CLIENT_KIND), "person") == 0;
	switch (i) {
	case CLIENT_SALUTATION:
	case CLIENT_FIRST_NAME:
	case CLIENT_MIDDLE_NAME:
	case CLIENT_LAST_NAME: return !person;
	case CLIENT_SIZE:
	case CLIENT_REVENUE:
	case CLIENT_LEGAL_FORM:
	case CLIENT_REGISTRATION_NO: return person;
	default: return false;
	}
}

/* The heading over field i and those after it; NULL when none begins there. */
static const char *record_fields_group(const struct record *r, int i)
{
	if (r->kind->fields[i].custom_id)
		return _("Your own fields");
	if (r->kind->id != KIND_CLIENT || i > CLIENT_LANGUAGE)
		return _("More");
	if (i <= CLIENT_LAST_NAME)
		return _("Name");
	if (i <= CLIENT_COUNTRY)
		return _("Address");
	return i < CLIENT_CURRENCY ? _("Business") : _("Terms");
}

static void record_fields_rest(struct record_fields *rf, const struct record *r, bool all)
{
	const char *group = "";

	for (int i = 0; i < r->nvalues && i < r->kind->nfields; i++) {
		const struct field *f = &r->kind->fields[i];

		if (!record_field_is_typed(f) || record_fields_is_main(r->kind, i) ||
			record_fields_is_foreign(r, i) || (!all && !f->custom_id))
			continue;
		if (strcmp(group, record_fields_group(r, i)) != 0) {
			group = record_fields_group(r, i);
			record_fields_head(rf, group);
		}
		record_fields_add(rf, r, i);
	}
}

void record_fields_init(struct record_fields *rf, const struct screen_env *env,
	const struct record *r, bool all, const struct form_field *extra)
{
	size_t most = (size_t)r->nvalues + RECORD_GROUPS;

	*rf = (struct record_fields){.env = env, .record = r};
	rf->fields = mem_alloc(most * sizeof *rf->fields);
	rf->more = mem_alloc(most * sizeof *rf->more);
	record_fields_main(rf, r, extra);
	record_fields_rest(rf, r, all);
}

void record_fields_release(struct record_fields *rf)
{
	for (size_t i = 0; i < rf->n; i++) {
		free(rf->more[i].label);
		free(rf->more[i].hint);
		form_source_release(&rf->more[i].source);
	}
	free(rf->fields);
	free(rf->more);
	*rf = (struct record_fields){0};
}

int record_fields_index(const struct record_fields *rf, int form_field)
{
	return rf->more[form_field].index;
}

int record_fields_find(const struct record_fields *rf, int field)
{
	for (size_t i = 0; i < rf->n; i++)
		if (rf->more[i].index == field && field >= 0)
			return (int)i;
	return -1;
}

/* Numbers in the office's way: the decimal sign is the person's, and nothing is grouped. */
static void record_fields_number(const struct screen_env *env, struct buf *b)
{
	for (size_t i = 0; i < b->len; i++)
		if (b->data[i] == '.')
			b->data[i] = env->decimal;
}

void record_fields_set(
	const struct record_fields *rf, struct form *f, int form_field, const struct record *r)
{
	struct office *o = rf->env->office;
	int i = rf->more[form_field].index;
	const struct field *field = &r->kind->fields[i];
	struct buf b = BUF_INIT;
	const char *code = record_text(r, i);
	char iso[DATE_LEN] = "";

	switch (field->type) {
	case FT_LINK: form_source_set(f, form_field, o, field->link, record_num(r, i)); return;
	case FT_PICK:
		form_set(f, form_field, code, *code ? office_list_title(o, field->list, code) : "");
		return;
	case FT_CHOICE: form_set(f, form_field, code, NULL); return;
	case FT_BOOL: form_set(f, form_field, record_num(r, i) ? "1" : "", NULL); return;
	case FT_DATE:
		if (record_has(r, i))
			date_format_iso((int32_t)record_num(r, i), iso);
		form_set(f, form_field, iso, NULL);
		return;
	default: break;
	}
	record_format(o, r, i, STYLE_EDIT, &b);
	if (field->type == FT_MONEY || field->type == FT_PERCENT || field->type == FT_QUANTITY)
		record_fields_number(rf->env, &b);
	form_set(f, form_field, buf_str(&b), NULL);
	buf_release(&b);
}

void record_fields_show(const struct record_fields *rf, struct form *f, const struct record *r)
{
	for (size_t i = 0; i < rf->n; i++)
		if (rf->more[i].index >= 0)
			record_fields_set(rf, f, (int)i, r);
}

/* An unticked box that was never set stays unset, so that nothing counts as changed. */
static bool record_fields_is_unset(const struct record *r, int i, const char *text)
{
	return r->kind->fields[i].type == FT_BOOL && !*text && !record_has(r, i);
}

static enum status record_fields_read_one(const struct record_fields *rf, const struct form *f,
	int form_field, struct record *r, struct err *err)
{
	struct parse_options opt = {.date_order = rf->env->date_order, .decimal = rf->env->decimal};
	const char *text = form_get(f, form_field);
	int i = rf->more[form_field].index;

	if (record_fields_is_unset(r, i, text))
		return ST_OK;
	if (r->kind->fields[i].type == FT_BOOL && !*text)
		text = "0";
	return record_parse(rf->env->office, r, i, text, &opt, err);
}

/*
 * What was not touched keeps its exact value, whatever its text says; amounts are read again when their currency changes, since
 * that decides their decimals.
 */
static bool record_fields_is_touched(
	const struct record_fields *rf, const struct form *f, int form_field, bool currency_changed)
{
	int i = rf->more[form_field].index;

	if (i < 0)
		return false;
	return form_field_is_dirty(f, form_field) ||
	       (currency_changed && rf->record->kind->fields[i].type == FT_MONEY);
}

enum status record_fields_read(const struct record_fields *rf, const struct form *f,
	struct record *r, int *bad, struct err *err)
{
	bool currency_changed = false;

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < (int)rf->n; i++) {
			int at = rf->more[i].index;
			bool first = at >= 0 && r->kind->fields[at].type == FT_CURRENCY;
			enum status st;

			if (first == (pass > 0) ||
				!record_fields_is_touched(rf, f, i, currency_changed))
				continue;
			st = record_fields_read_one(rf, f, i, r, err);
			if (st) {
				*bad = i;
				return st;
			}
			currency_changed = currency_changed || first;
		}
	return ST_OK;
}

void record_fields_preset(const struct screen_env *env, struct record *r, const char *preset,
	void (*other)(void *arg, const char *name, const char *value), void *arg)
{
	struct parse_options opt = {.date_order = env->date_order, .decimal = env->decimal};
	char *copy = mem_strdup(preset ? preset : ""), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *value = strchr(line, '=');
		int field;

		if (!value)
			continue;
		*value++ = '\0';
		field = kind_field(r->kind, line);
		if (field >= 0)
			record_parse(env->office, r, field, value, &opt, NULL);
		else if (other)
			other(arg, line, value);
	}
	free(copy);
}
