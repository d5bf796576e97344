/* Start work on an office file: fill a new one, know or make the user. */
#include "domain/setup.h"

#include <stdlib.h>

#include "action_private.h"
#include "base/i18n.h"
#include "domain/catalog.h"
#include "domain/deal.h"
#include "office_private.h"
#include "office_sql.h"
#include "store/upkeep.h"

static const struct {
	const char *name, *cls;
	int probability, rotting_days;
} stages[] = {
	{N_("New"), "open", 1000, 14},
	{N_("Qualified"), "open", 2500, 14},
	{N_("Proposal"), "ongoing", 5000, 21},
	{N_("Negotiation"), "ongoing", 7500, 21},
	{N_("Won"), "won", 10000, 0},
	{N_("Lost"), "lost", 0, 0},
};

static enum status make_stages(struct office *o, struct err *err)
{
	struct record r;
	enum status st;
	int64_t pipeline;

	record_init(&r, o, KIND_PIPELINE);
	record_set_text(&r, PIPELINE_NAME, _("Sales"));
	record_set_num(&r, PIPELINE_POSITION, 1);
	record_set_num(&r, PIPELINE_ACTIVE, 1);
	st = record_save(o, &r, err);
	pipeline = r.id;
	record_release(&r);
	for (size_t i = 0; !st && i < sizeof(stages) / sizeof(stages[0]); i++) {
		record_init(&r, o, KIND_STAGE);
		record_set_text(&r, STAGE_NAME, _(stages[i].name));
		record_set_num(&r, STAGE_PIPELINE, pipeline);
		record_set_num(&r, STAGE_POSITION, (int64_t)i + 1);
		record_set_text(&r, STAGE_CLASS, stages[i].cls);
		record_set_num(&r, STAGE_PROBABILITY, stages[i].probability);
		record_set_num(&r, STAGE_ROTTING_DAYS, stages[i].rotting_days);
		st = record_save(o, &r, err);
		record_release(&r);
	}
	return st;
}

/* Lists are kept in English and shown translated, as long as nobody renames an entry. */
static enum status make_lists(struct office *o, struct err *err)
{
	enum status st = ST_OK;
	int position = 0;

	for (const struct list_default *d = list_defaults; !st && d->list; d++) {
		struct record r;

		record_init(&r, o, KIND_CHOICE);
		record_set_text(&r, CHOICE_LIST, d->list);
		record_set_text(&r, CHOICE_CODE, d->code);
		record_set_text(&r, CHOICE_TITLE, d->title);
		record_set_num(&r, CHOICE_POSITION, ++position);
		record_set_num(&r, CHOICE_ACTIVE, 1);
		st = record_save(o, &r, err);
		record_release(&r);
	}
	return st;
}

static enum status make_user(struct office *o, bool first, struct err *err)
{
	struct record r;
	enum status st;

	record_init(&r, o, KIND_USER);
	record_set_text(&r, USER_LOGIN, o->login);
	record_set_text(&r, USER_NAME, o->user_name && *o->user_name ? o->user_name : o->login);
	record_set_text(&r, USER_ROLE, first ? "admin" : "rep");
	record_set_num(&r, USER_ACTIVE, 1);
	st = record_save(o, &r, err);
	o->user_id = r.id;
	record_release(&r);
	return st;
}

static enum status fill(struct office *o, bool is_new, struct err *err)
{
	enum status st = ST_OK;

	if (is_new) {
		st = db_meta_set(o->db, "currency", o->currency, err);
		if (!st)
			st = make_stages(o, err);
		if (!st)
			st = make_lists(o, err);
	}
	return !st && *o->login && !o->user_id ? make_user(o, is_new, err) : st;
}

/* That of the desk that filled the office. */
static void take_currency(struct office *o)
{
	char *currency = db_meta_get(o->db, "currency");

	if (!currency)
		return;
	free(o->currency);
	o->opt.currency = o->currency = currency;
}

static enum status set_up(struct office *o, bool is_new, struct err *err)
{
	enum status st =
		action_begin_class(o, is_new ? _("New office") : _("New user"), TXN_SETUP, 0, err);

	if (st)
		return st;
	/* Another desk may have done it while this one waited for its turn. */
	if (is_new && office_first_pipeline(o)) {
		is_new = false;
		take_currency(o);
	}
	st = office_sql_user(o, o->login, &o->user_id, err);
	if (!st)
		st = fill(o, is_new, err);
	if (st) {
		o->user_id = 0;
		action_cancel(o);
		return st;
	}
	st = action_commit(o, NULL, err);
	return st ? st : office_reload(o, err);
}

enum status office_start(
	const char *path, const struct office_options *opt, struct office **out, struct err *err)
{
	struct office *o;
	bool is_new;
	enum status st = office_open(path, opt, &o, err);

	if (st)
		return st;
	is_new = office_first_pipeline(o) == 0 && db_was_created(o->db);
	if ((is_new || (*o->login && !o->user_id)) && !db_is_read_only(o->db))
		st = set_up(o, is_new, err);
	if (st) {
		office_close(o);
		return st;
	}
	*out = o;
	return ST_OK;
}
