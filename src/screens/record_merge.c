/* Conflicts of two desks, field by field. record_save() has merged the fields that only one of them touched. */
#include "record_merge.h"

#include "domain/action.h"

static bool record_merge_both(const struct record *before, const struct record *after, int i)
{
	const struct field *f = &after->kind->fields[i];

	return !(f->flags & (FF_READONLY | FF_HIDDEN)) && record_changed(before, i) &&
	       !value_equal(&after->base[i], &before->base[i]) &&
	       !value_equal(&after->base[i], &after->values[i]);
}

static void record_merge_value(
	struct office *o, const struct record *r, int i, bool theirs, struct buf *out)
{
	struct record side;

	record_copy(&side, r);
	if (theirs)
		value_copy(&side.values[i], &side.base[i]);
	if (record_has(&side, i))
		record_format(o, &side, i, STYLE_SHOW, out);
	else
		buf_add(out, _("(empty)"));
	record_release(&side);
}

int record_merge_text(
	struct office *o, const struct record *before, const struct record *after, struct buf *out)
{
	int n = 0;

	for (int i = 0; i < after->nvalues; i++) {
		const struct field *f = &after->kind->fields[i];
		struct buf mine = BUF_INIT, theirs = BUF_INIT;

		if (!record_merge_both(before, after, i))
			continue;
		record_merge_value(o, after, i, false, &mine);
		record_merge_value(o, after, i, true, &theirs);
		buf_addf(out, _("%s: yours %s, theirs %s"), f->custom_id ? f->title : _(f->title),
			buf_str(&mine), buf_str(&theirs));
		buf_addch(out, '\n');
		buf_release(&mine);
		buf_release(&theirs);
		n++;
	}
	return n;
}

void record_merge_theirs(const struct record *before, struct record *after)
{
	for (int i = 0; i < after->nvalues; i++)
		if (record_merge_both(before, after, i))
			value_copy(&after->values[i], &after->base[i]);
}

static enum status record_merge_bring_back(struct office *o, struct record *r, struct err *err)
{
	struct record fresh;
	enum status st = record_restore(o, r->kind->id, r->id, err);

	if (!st)
		st = record_load(o, r->kind->id, r->id, &fresh, err);
	if (st)
		return st;
	for (int i = 0; i < r->nvalues && i < fresh.nvalues; i++)
		if (record_changed(r, i) && !(r->kind->fields[i].flags & FF_READONLY))
			value_copy(&fresh.values[i], &r->values[i]);
	st = record_save(o, &fresh, err);
	if (st) {
		record_release(&fresh);
		return st;
	}
	record_release(r);
	*r = fresh;
	return ST_OK;
}

enum status record_merge_revive(
	struct office *o, struct record *r, const char *what, struct err *err)
{
	enum status st = action_begin(o, what, err);

	if (st)
		return st;
	st = record_merge_bring_back(o, r, err);
	if (st) {
		action_cancel(o);
		return st;
	}
	return action_commit(o, NULL, err);
}
