/* set: change one record, or all that a filter lets through as one action. */
#include <stdlib.h>
#include <string.h>

#include "assign.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "domain/action.h"
#include "say.h"
#include "session.h"
#include "target.h"

static enum status check_version(const struct session *s, const struct record *r, struct err *err)
{
	int64_t wanted;
	enum status st = session_number(s, "version", INT64_MAX, r->version, &wanted, err);

	if (!st && wanted != r->version)
		st = err_set(err, ST_CONFLICT,
			_("%s #%lld is version %lld now: somebody changed it meanwhile"),
			_(r->kind->title), (long long)r->id, (long long)r->version);
	return st;
}

static enum status change_one(struct session *s, struct record *r, struct err *err)
{
	struct buf what = BUF_INIT, title = BUF_INIT;
	enum status st = check_version(s, r, err);

	if (!st)
		st = assign_words(s, r, 2, err);
	office_title(s->office, r->kind->id, r->id, &title);
	if (!st && !record_is_dirty(r)) {
		say(s, _("#%lld %s: nothing to change\n"), (long long)r->id, buf_str(&title));
	} else if (!st) {
		buf_addf(&what, _("Edit: %s %s"), _(r->kind->title), buf_str(&title));
		st = record_put(s->office, r, buf_str(&what), NULL, err);
		buf_clear(&title);
		office_title(s->office, r->kind->id, r->id, &title);
		if (!st)
			say(s, _("#%lld %s: changed\n"), (long long)r->id, buf_str(&title));
	}
	buf_release(&what);
	buf_release(&title);
	return st;
}

static enum status run_one(struct session *s, enum kind_id kind, struct err *err)
{
	struct record r;
	int64_t id;
	enum status st;

	if (s->args.nwords < 3)
		return err_set(err, ST_USAGE, _("set: write KIND ID FIELD=VALUE"));
	st = target_find(s, kind, session_word(s, 1), &id, err);
	if (!st)
		st = record_load(s->office, kind, id, &r, err);
	if (st)
		return st;
	st = change_one(s, &r, err);
	record_release(&r);
	return st;
}

/* --- Many --------------------------------------------------------------------------------------- */

struct ids {
	int64_t *ids;
	size_t n, cap;
};

static bool keep_id(void *arg, struct record *r)
{
	struct ids *list = arg;

	list->ids = mem_grow(list->ids, &list->cap, list->n + 1, sizeof(*list->ids));
	list->ids[list->n++] = r->id;
	return true;
}

static enum status collect(
	struct session *s, enum kind_id kind, const char *preset, struct ids *list, struct err *err)
{
	struct list_request req = {.kind = kind, .order_field = LIST_ORDER_DEFAULT};
	struct filter *filter;
	enum status st = target_filter(
		s, s->office, kind, preset, session_option(s, "filter"), &filter, err);

	if (st)
		return st;
	req.filter = filter;
	st = list_each(s->office, &req, keep_id, list, err);
	filter_free(filter);
	return st;
}

static enum status change_each(struct session *s, enum kind_id kind, const struct ids *list,
	int64_t *changed, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < list->n; i++) {
		struct record r;

		st = record_load(s->office, kind, list->ids[i], &r, err);
		if (st)
			break;
		st = assign_words(s, &r, 1, err);
		if (!st && record_is_dirty(&r)) {
			st = record_save(s->office, &r, err);
			(*changed)++;
		}
		if (st)
			err_prefix(err, st, "#%lld", (long long)r.id);
		record_release(&r);
	}
	return st;
}

/* The dry run is the real one, taken back: what a rule forbids is said before the yes. */
static enum status change_all(
	struct session *s, enum kind_id kind, const struct ids *list, struct err *err)
{
	const struct kind *k = office_kind(s->office, kind);
	bool yes = session_flag(s, "yes");
	struct buf what = BUF_INIT;
	int64_t changed = 0, txn = 0;
	enum status st;

	buf_addf(&what, _("Edit %lld: %s"), (long long)list->n, _(k->plural));
	for (size_t i = 1; i < s->args.nwords; i++)
		buf_addf(&what, " %s", s->args.words[i]);
	st = action_begin(s->office, buf_str(&what), err);
	buf_release(&what);
	if (st)
		return st;
	st = change_each(s, kind, list, &changed, err);
	if (st || !yes || !changed)
		action_cancel(s->office);
	else
		st = action_commit(s->office, &txn, err);
	if (st)
		return st;
	say(s, yes ? _("%lld of %lld changed\n") : _("%lld of %lld would change\n"),
		(long long)changed, (long long)list->n);
	if (txn)
		say(s, _("To take it back: kartoteka undo %lld\n"), (long long)txn);
	else if (!yes)
		say(s, _("Nothing is done yet: add --yes\n"));
	return ST_OK;
}

static enum status run_many(
	struct session *s, enum kind_id kind, const char *preset, struct err *err)
{
	struct ids list = {0};
	enum status st;

	if (s->args.nwords < 2)
		return err_set(err, ST_USAGE, _("set: write KIND --filter FILTER FIELD=VALUE"));
	st = collect(s, kind, preset, &list, err);
	if (!st && !list.n)
		st = ST_NOT_FOUND;
	else if (!st)
		st = change_all(s, kind, &list, err);
	free(list.ids);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	const char *preset;
	enum kind_id kind;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = target_kind(s->office, session_word(s, 0), &kind, &preset, err);
	if (st)
		return st;
	return session_option(s, "filter") ? run_many(s, kind, preset, err) : run_one(s, kind, err);
}

static const struct cli_option options[] = {
	{"version", "N", N_("only when the record is this version still, else exit code 4")},
	{"filter", "FILTER", N_("all records that it lets through, as one action")},
	{"yes", NULL, N_("do it; without, --filter only counts what would change")},
	{0},
};

const struct cli_command command_set = {
	.name = "set",
	.usage = "KIND ID|NAME FIELD=VALUE...",
	.summary = N_("change a record, or many"),
	.text = N_(
		"An empty VALUE empties the field. With --filter there is no ID: all records that\n"
		"the filter lets through are changed as one action, which undo takes back "
		"whole.\n"),
	.options = options,
	.min_words = 2,
	.max_words = -1,
	.run = run,
};
