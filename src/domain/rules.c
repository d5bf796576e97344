/* The rules of the kinds: what must hold before a save, and what follows from it. */
#include "rules.h"

#include <string.h>

#include "base/text.h"
#include "client_rules.h"
#include "deal_rules.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "kind_sql.h"
#include "rules_sql.h"
#include "work_rules.h"

/* In minor units. An amount that is mistyped must not make every sum over its list too large. */
static const int64_t AMOUNT_MAX = INT64_C(10000000000000000);

const struct dependency dependencies[] = {
	{KIND_CLIENT, KIND_CONTACT_POINT, CONTACT_POINT_CLIENT},
	{KIND_CLIENT, KIND_ADDRESS, ADDRESS_CLIENT},
	{KIND_CLIENT, KIND_RELATION, RELATION_A},
	{KIND_CLIENT, KIND_RELATION, RELATION_B},
	{KIND_CLIENT, KIND_INTERACTION, INTERACTION_CLIENT},
	{KIND_CLIENT, KIND_TASK, TASK_CLIENT},
	{KIND_CLIENT, KIND_DEAL, DEAL_CLIENT},
	{KIND_DEAL, KIND_STAGE_LOG, STAGE_LOG_DEAL},
	{KIND_DEAL, KIND_DEAL_ITEM, DEAL_ITEM_DEAL},
	{KIND_DEAL, KIND_TASK, TASK_DEAL},
	{KIND_PIPELINE, KIND_STAGE, STAGE_PIPELINE},
	{KIND_NONE, KIND_NONE, 0},
};

const struct dependency holdings[] = {
	{KIND_STAGE, KIND_DEAL, DEAL_STAGE},
	{KIND_PIPELINE, KIND_DEAL, DEAL_PIPELINE},
	{KIND_NONE, KIND_NONE, 0},
};

int rules_leader(enum kind_id kind, int field, bool *bound)
{
	static const struct {
		enum kind_id kind;
		int field, leader;
		bool bound;
	} led[] = {
		{KIND_DEAL, DEAL_PIPELINE, DEAL_STAGE, true},
		{KIND_DEAL, DEAL_STAGE_SINCE, DEAL_STAGE, true},
		{KIND_DEAL, DEAL_CLOSED_AT, DEAL_STAGE, true},
		{KIND_DEAL, DEAL_LOST_REASON, DEAL_STAGE, true},
		{KIND_DEAL, DEAL_LOST_NOTE, DEAL_STAGE, true},
		{KIND_DEAL, DEAL_PROBABILITY, DEAL_STAGE, false},
		{KIND_TASK, TASK_COMPLETED_AT, TASK_STATE, true},
	};

	for (size_t i = 0; i < sizeof(led) / sizeof(led[0]); i++)
		if (led[i].kind == kind && led[i].field == field) {
			*bound = led[i].bound;
			return led[i].leader;
		}
	return -1;
}

static enum status check_owner(struct office *o, enum kind_id owner, int64_t id, struct err *err)
{
	const struct kind *k = office_kind(o, owner);
	bool trashed = false;
	enum status st = rules_sql_is_trashed(o, k->table, id, &trashed, err);
	struct buf title = BUF_INIT;

	if (st == ST_NOT_FOUND)
		return err_set(err, ST_NOT_FOUND, _("%s #%lld does not exist"), _(k->title),
			(long long)id);
	if (st || !trashed)
		return st;
	office_title(o, owner, id, &title);
	err_set(err, ST_DENIED, _("%s \"%.80s\" is in the trash: bring it back first"), _(k->title),
		buf_str(&title));
	buf_release(&title);
	return ST_DENIED;
}

static enum status check_owners(struct office *o, const struct record *r,
	const struct dependency *d, bool only_changed, struct err *err)
{
	enum status st = ST_OK;

	for (; !st && d->kind != KIND_NONE; d++)
		if (d->kind == r->kind->id && record_has(r, d->field) &&
			(!only_changed || record_changed(r, d->field)))
			st = check_owner(o, d->owner, record_num(r, d->field), err);
	return st;
}

enum status rules_owners_live(
	struct office *o, const struct record *r, bool only_changed, struct err *err)
{
	enum status st = check_owners(o, r, dependencies, only_changed, err);

	return st ? st : check_owners(o, r, holdings, only_changed, err);
}

static int max_length(const struct field *f)
{
	if (f->max_len)
		return f->max_len;
	return f->type == FT_NOTE ? 100000 : 250;
}

static enum status check_text(const struct record *r, int i, struct err *err)
{
	const struct field *f = &r->kind->fields[i];
	int max = max_length(f);
	const char *s = record_text(r, i);

	if (strlen(s) > (size_t)max && text_count(s) > (size_t)max)
		return err_set(err, ST_BAD_DATA, _("%s is too long: at most %d characters"),
			_(f->title), max);
	if (f->type == FT_CHOICE && f->choices && !choice_code(f->choices, s))
		return err_set(
			err, ST_BAD_DATA, _("%s: there is no choice \"%s\""), _(f->title), s);
	if (f->type == FT_PICK && strchr(s, ',')) {
		err_set(err, ST_BAD_DATA, _("An entry of a list may not have a comma"));
		return err_prefix(err, ST_BAD_DATA, "%s", _(f->title));
	}
	return ST_OK;
}

static enum status check_amount(const struct record *r, int i, struct err *err)
{
	int64_t amount = record_num(r, i);

	if (amount > AMOUNT_MAX || amount < -AMOUNT_MAX)
		return err_set(err, ST_BAD_DATA, _("%s is too large"), _(r->kind->fields[i].title));
	return ST_OK;
}

static enum status check_fields(struct office *o, struct record *r, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];

		if (!r->values[i].set) {
			if (f->flags & FF_REQUIRED)
				return err_set(err, ST_BAD_DATA, _("%s is missing"), _(f->title));
			continue;
		}
		if (r->id && !record_changed(r, i))
			continue;
		if (kind_type_is_text(f->type))
			st = check_text(r, i, err);
		else if (f->type == FT_MONEY)
			st = check_amount(r, i, err);
		if (!st && (f->flags & FF_UNIQUE))
			st = rules_sql_unique(o, r, i, err);
	}
	return st;
}

enum status rules_derive(struct office *o, struct record *r, struct err *err)
{
	switch (r->kind->id) {
	case KIND_CLIENT: return client_derive(o, r, err);
	case KIND_CONTACT_POINT: return contact_point_derive(o, r, err);
	default: return ST_OK;
	}
}

enum status rules_check(struct office *o, struct record *r, bool strict, struct err *err)
{
	enum status st = ST_OK;

	switch (r->kind->id) {
	case KIND_CLIENT: st = client_check(o, r, err); break;
	case KIND_RELATION: st = relation_check(o, r, err); break;
	case KIND_DEAL: st = deal_check(o, r, strict, err); break;
	case KIND_STAGE: st = stage_check(o, r, err); break;
	case KIND_INTERACTION: st = interaction_check(o, r, err); break;
	case KIND_TASK: st = task_check(o, r, err); break;
	case KIND_CUSTOM_FIELD: st = custom_field_check(o, r, err); break;
	case KIND_CHOICE: st = choice_check(o, r, err); break;
	default: break;
	}
	if (!st)
		st = rules_derive(o, r, err);
	if (!st)
		st = check_fields(o, r, err);
	/* A file's links were looked up among live records a moment ago. */
	return st || !strict ? st : rules_owners_live(o, r, true, err);
}

enum status rules_follow(struct office *o, const struct record *r, bool was_new,
	struct followups *f, struct err *err)
{
	if (r->kind->id == KIND_DEAL)
		return deal_follow(o, r, was_new, f, err);
	return ST_OK;
}

enum status rules_may_trash(struct office *o, const struct kind *k, int64_t id, struct err *err)
{
	switch (k->id) {
	case KIND_STAGE: return stage_may_trash(o, id, err);
	case KIND_PIPELINE: return pipeline_may_trash(o, id, err);
	case KIND_USER:
		if (id == office_user_id(o))
			return err_set(err, ST_DENIED, _("You cannot delete yourself"));
		return ST_OK;
	default: return ST_OK;
	}
}

int rules_touched_clients(const struct record *r, int64_t out[4])
{
	int field, n = 0;

	if (r->kind->id == KIND_INTERACTION)
		field = INTERACTION_CLIENT;
	else if (r->kind->id == KIND_TASK)
		field = TASK_CLIENT;
	else
		return 0;
	if (r->values[field].set)
		out[n++] = r->values[field].num;
	if (r->base[field].set && r->base[field].num != record_num(r, field))
		out[n++] = r->base[field].num;
	if (r->kind->id == KIND_INTERACTION) {
		if (r->values[INTERACTION_PERSON].set)
			out[n++] = r->values[INTERACTION_PERSON].num;
		if (r->base[INTERACTION_PERSON].set)
			out[n++] = r->base[INTERACTION_PERSON].num;
	}
	return n;
}
