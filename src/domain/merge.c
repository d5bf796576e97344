/* Which value of several records wins. What is done then is in merge_apply.c. */
#include "domain/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/client.h"
#include "kind_sql.h"

static const int address[] = {
	CLIENT_STREET, CLIENT_CITY, CLIENT_REGION, CLIENT_POSTCODE, CLIENT_COUNTRY};
static const int name_parts[] = {CLIENT_FIRST_NAME, CLIENT_MIDDLE_NAME, CLIENT_LAST_NAME};

enum {
	ADDRESS_FIELDS = sizeof(address) / sizeof(address[0]),
	NAME_PARTS = sizeof(name_parts) / sizeof(name_parts[0]),
};

bool merge_applies(enum kind_id kind)
{
	return kind == KIND_CLIENT || kind == KIND_PRODUCT || kind == KIND_USER;
}

static bool is_one_of(const int *fields, int n, int field)
{
	for (int i = 0; i < n; i++)
		if (fields[i] == field)
			return true;
	return false;
}

static bool is_address(const struct merge *m, int field)
{
	return m->kind->id == KIND_CLIENT && is_one_of(address, ADDRESS_FIELDS, field);
}

static bool is_editable(const struct field *f)
{
	return (f->column || f->custom_id) && !(f->flags & (FF_READONLY | FF_HIDDEN));
}

/* The survivor's own parent may be one of the others. */
static bool is_member(const struct merge *m, int field, const struct value *v)
{
	const struct field *f = &m->kind->fields[field];

	if (f->type != FT_LINK || f->link != m->kind->id)
		return false;
	for (int i = 0; i < m->n; i++)
		if (m->records[i].id == v->num)
			return true;
	return false;
}

static bool has_value(const struct merge *m, int which, int field)
{
	const struct value *v = &m->records[which].values[field];

	return v->set && !is_member(m, field, v);
}

static int first_with(const struct merge *m, int field)
{
	for (int i = 0; i < m->n; i++)
		if (has_value(m, i, field))
			return i;
	return MERGE_NONE;
}

static int first_with_any(const struct merge *m, const int *fields, int n)
{
	for (int i = 0; i < m->n; i++)
		for (int f = 0; f < n; f++)
			if (has_value(m, i, fields[f]))
				return i;
	return MERGE_NONE;
}

/* --- What goes together ----------------------------------------------------------------------- */

static bool has_amount(const struct merge *m, int which)
{
	for (int f = 0; f < m->kind->nfields; f++)
		if (m->kind->fields[f].type == FT_MONEY && is_editable(&m->kind->fields[f]) &&
			has_value(m, which, f))
			return true;
	return false;
}

static const char *currency_of(const struct merge *m, int which)
{
	return record_currency(m->office, &m->records[which]);
}

/* Are there amounts in more than one currency? */
static bool currencies_differ(const struct merge *m)
{
	const char *seen = NULL;

	for (int i = 0; i < m->n; i++) {
		if (!has_amount(m, i))
			continue;
		if (seen && strcmp(seen, currency_of(m, i)))
			return true;
		seen = currency_of(m, i);
	}
	return false;
}

static bool is_money(const struct merge *m, int field)
{
	return m->kind->fields[field].type == FT_MONEY || field == kind_field(m->kind, "currency");
}

/* An amount without its currency would be another amount. */
static int default_money(const struct merge *m, int field)
{
	int lead = MERGE_NONE;

	for (int i = 0; i < m->n && lead < 0; i++)
		if (has_amount(m, i))
			lead = i;
	if (lead < 0)
		return first_with(m, field);
	if (m->kind->fields[field].type != FT_MONEY)
		return lead;
	for (int i = 0; i < m->n; i++)
		if (has_value(m, i, field) && !strcmp(currency_of(m, i), currency_of(m, lead)))
			return i;
	return MERGE_NONE;
}

/* Of the first record whose name is the one taken, as far as forms and letters go. */
static int default_name_part(const struct merge *m, int field)
{
	struct buf name = BUF_INIT, other = BUF_INIT;
	int named = m->take[CLIENT_NAME], found = MERGE_NONE;

	fold_dup_key(&name, named < 0 ? "" : record_text(&m->records[named], CLIENT_NAME));
	for (int i = 0; i < m->n && found < 0; i++) {
		buf_clear(&other);
		fold_dup_key(&other, record_text(&m->records[i], CLIENT_NAME));
		if (has_value(m, i, field) && !strcmp(buf_str(&name), buf_str(&other)))
			found = i;
	}
	buf_release(&name);
	buf_release(&other);
	return found;
}

static int first_yes(const struct merge *m, int field)
{
	for (int i = 0; i < m->n; i++)
		if (record_num(&m->records[i], field))
			return i;
	return first_with(m, field);
}

static int default_of(const struct merge *m, int field)
{
	bool client = m->kind->id == KIND_CLIENT;

	if (merge_can_unite(m, field))
		return first_with(m, field) < 0 ? MERGE_NONE : MERGE_UNITED;
	if (is_address(m, field))
		return first_with_any(m, address, ADDRESS_FIELDS);
	if (client && is_one_of(name_parts, NAME_PARTS, field))
		return default_name_part(m, field);
	if (client && (field == CLIENT_DO_NOT_CALL || field == CLIENT_DO_NOT_MAIL))
		return first_yes(m, field);
	return is_money(m, field) ? default_money(m, field) : first_with(m, field);
}

/* --- The result ------------------------------------------------------------------------------- */

static bool set_has(const char *set, const char *code, size_t len)
{
	while (*set) {
		size_t n = strcspn(set, ",");

		if (n == len && !memcmp(set, code, len))
			return true;
		set += n + (set[n] == ',');
	}
	return false;
}

static void add_codes(struct buf *out, const char *codes)
{
	while (*codes) {
		size_t len = strcspn(codes, ",");

		if (len && !set_has(buf_str(out), codes, len))
			buf_addf(out, "%s%.*s", out->len ? "," : "", (int)len, codes);
		codes += len + (codes[len] == ',');
	}
}

/* Fixed choices stand in the order of their table. */
static void order_codes(const struct field *f, struct buf *set)
{
	struct buf ordered = BUF_INIT;

	for (const struct choice *c = f->choices; c && c->code; c++)
		if (set_has(buf_str(set), c->code, strlen(c->code)))
			add_codes(&ordered, c->code);
	add_codes(&ordered, buf_str(set));
	buf_release(set);
	*set = ordered;
}

static void unite(struct merge *m, int field)
{
	const struct field *f = &m->kind->fields[field];
	struct buf all = BUF_INIT;

	for (int i = 0; i < m->n; i++) {
		const char *text = record_text(&m->records[i], field);

		if (f->type == FT_SET)
			add_codes(&all, text);
		else if (*text && !strstr(buf_str(&all), text))
			buf_addf(&all, "%s%s", all.len ? "\n\n" : "", text);
	}
	if (f->type == FT_SET)
		order_codes(f, &all);
	record_set_text(&m->result, field, buf_str(&all));
	buf_release(&all);
}

static void compute_field(struct merge *m, int field)
{
	int which = m->take[field];

	if (which == MERGE_UNITED)
		unite(m, field);
	else if (which < 0 || !has_value(m, which, field))
		record_clear(&m->result, field);
	else
		value_copy(&m->result.values[field], &m->records[which].values[field]);
}

/* The name comes first in the field table, before the parts that follow it. */
static void compute(struct merge *m)
{
	for (int f = 0; f < m->kind->nfields; f++) {
		if (!is_editable(&m->kind->fields[f]))
			continue;
		if (!m->chosen[f])
			m->take[f] = default_of(m, f);
		compute_field(m, f);
	}
}

/* --- Public ----------------------------------------------------------------------------------- */

bool merge_can_unite(const struct merge *m, int field)
{
	enum field_type type = m->kind->fields[field].type;

	return type == FT_SET || type == FT_NOTE;
}

bool merge_differs(const struct merge *m, int field)
{
	if (!is_editable(&m->kind->fields[field]))
		return false;
	for (int i = 1; i < m->n; i++)
		if (!value_equal(&m->records[0].values[field], &m->records[i].values[field]))
			return true;
	return false;
}

static void choose(struct merge *m, int field, int which)
{
	m->take[field] = which;
	m->chosen[field] = true;
}

void merge_take(struct merge *m, int field, int which)
{
	choose(m, field, which);
	for (int f = 0; which >= 0 && f < m->kind->nfields; f++) {
		bool whole = is_address(m, field) && is_address(m, f);

		whole |= is_money(m, field) && is_money(m, f) && currencies_differ(m);
		if (whole && is_editable(&m->kind->fields[f]))
			choose(m, f, which);
	}
	compute(m);
}

enum status merge_take_named(struct merge *m, const char *name, int64_t id, struct err *err)
{
	int field = kind_field_by_label(m->kind, name), which = MERGE_NONE;

	if (field < 0 || !is_editable(&m->kind->fields[field]))
		return err_set(err, ST_USAGE, _("%s has no field \"%.60s\" to choose"),
			_(m->kind->title), name);
	if (!id && merge_can_unite(m, field))
		which = MERGE_UNITED;
	for (int i = 0; i < m->n; i++)
		if (m->records[i].id == id)
			which = i;
	if (which == MERGE_NONE)
		return err_set(err, ST_USAGE, _("%s: #%lld is not one of the records to merge"),
			name, (long long)id);
	merge_take(m, field, which);
	return ST_OK;
}

static enum status load_one(struct merge *m, int64_t id, struct err *err)
{
	struct record *r = &m->records[m->n];
	enum status st;

	for (int i = 0; i < m->n; i++)
		if (m->records[i].id == id)
			return err_set(err, ST_USAGE, _("#%lld is named twice"), (long long)id);
	st = record_load(m->office, m->kind->id, id, r, err);
	if (st)
		return st;
	m->n++;
	if (r->deleted_at)
		return err_set(err, ST_DENIED, _("%s #%lld is in the trash: bring it back first"),
			_(m->kind->title), (long long)id);
	return ST_OK;
}

enum status merge_load(struct office *o, enum kind_id kind, const int64_t *ids, int n,
	struct merge *out, struct err *err)
{
	enum status st = ST_OK;

	if (!merge_applies(kind))
		return err_set(
			err, ST_USAGE, _("%s cannot be merged"), _(office_kind(o, kind)->plural));
	if (n < 2 || n > MERGE_MAX)
		return err_set(
			err, ST_USAGE, _("Choose between 2 and %d records to merge"), MERGE_MAX);
	*out = (struct merge){.office = o, .kind = office_kind(o, kind)};
	for (int i = 0; !st && i < n; i++)
		st = load_one(out, ids[i], err);
	if (st) {
		merge_release(out);
		return st;
	}
	out->take = mem_alloc(sizeof(*out->take) * (size_t)out->kind->nfields);
	out->chosen = mem_alloc(sizeof(*out->chosen) * (size_t)out->kind->nfields);
	record_copy(&out->result, &out->records[0]);
	compute(out);
	return ST_OK;
}

void merge_release(struct merge *m)
{
	for (int i = 0; i < m->n; i++)
		record_release(&m->records[i]);
	if (m->result.kind)
		record_release(&m->result);
	free(m->take);
	free(m->chosen);
	*m = (struct merge){0};
}
