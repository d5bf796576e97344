/* Links by name: found, made when that is allowed, put off when the name may come later in the same file. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "import_run.h"

enum {
	POSITION_WON = 90,
	POSITION_LOST = 91
}; /* closed stages stand behind all open ones, however many come */

enum { CANCEL_EVERY = 256 };

static struct link_cache_entry *cache_slot(
	struct import_run *run, enum kind_id kind, int64_t scope, const char *text)
{
	uint32_t h = 2166136261u ^ (uint32_t)kind ^ (uint32_t)(scope * 31);

	for (const char *s = text; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return &run->cache[(h ^ h >> 15) % LINK_CACHE_SIZE];
}

static bool cache_get(
	struct import_run *run, enum kind_id kind, int64_t scope, const char *text, int64_t *id)
{
	struct link_cache_entry *e = cache_slot(run, kind, scope, text);

	if (!e->text || e->kind != kind || e->scope != scope || strcmp(e->text, text))
		return false;
	*id = e->id;
	return true;
}

static void cache_put(
	struct import_run *run, enum kind_id kind, int64_t scope, const char *text, int64_t id)
{
	struct link_cache_entry *e = cache_slot(run, kind, scope, text);

	free(e->text);
	*e = (struct link_cache_entry){kind, scope, mem_strdup(text), id};
}

/* What a stage of this name is, in CRMs' usual words. */
static const char *stage_class(const char *name)
{
	static const char *const ongoing[] = {"engaging", "engaged", "proposal", "offer",
		"negotiation", "quote", "contract", "переговоры", "предложение", "договор",
		"в работе", "преговори", "оферта", "договаряне", "negocjacje", "oferta", "umowa"};
	const char *code = choice_code(deal_class_choices, name);

	for (size_t i = 0; !code && i < sizeof(ongoing) / sizeof(ongoing[0]); i++)
		if (fold_same(ongoing[i], name))
			code = "ongoing";
	return code ? code : "open";
}

static void fill_stage(struct record *r, int64_t pipeline)
{
	const char *cls = stage_class(record_text(r, STAGE_NAME));

	record_set_num(r, STAGE_PIPELINE, pipeline);
	record_set_text(r, STAGE_CLASS, cls);
	if (!strcmp(cls, "won")) {
		record_set_num(r, STAGE_POSITION, POSITION_WON);
		record_set_num(r, STAGE_PROBABILITY, 10000);
	} else if (!strcmp(cls, "lost")) {
		record_set_num(r, STAGE_POSITION, POSITION_LOST);
		record_set_num(r, STAGE_PROBABILITY, 0);
	} else
		record_set_num(r, STAGE_PROBABILITY, strcmp(cls, "open") ? 5000 : 1000);
}

static enum status create(struct import_run *run, enum kind_id kind, int64_t scope,
	const char *text, int64_t *id, struct err *err)
{
	const struct kind *k = office_kind(run->o, kind);
	struct record r;
	enum status st;

	record_init(&r, run->o, kind);
	record_set_text(&r, k->title_field, text);
	if (kind == KIND_STAGE)
		fill_stage(&r, scope);
	if (kind == KIND_PIPELINE)
		record_set_num(&r, PIPELINE_POSITION, 10);
	st = record_save(run->o, &r, err);
	*id = r.id;
	record_release(&r);
	if (!st)
		run->out->created_others++;
	return st;
}

/* A stage is looked for in the pipeline of its deal only, when that is known. */
static enum status resolve(struct import_run *run, enum kind_id kind, int64_t scope,
	const char *text, int64_t *id, struct err *err)
{
	struct record probe;
	struct parse_options opt = run->parse;
	enum status st;

	if (kind != KIND_STAGE)
		return record_resolve(run->o, kind, text, id, err);
	record_make(&probe, office_kind(run->o, KIND_DEAL));
	if (scope)
		record_set_num(&probe, DEAL_PIPELINE, scope);
	st = record_parse(run->o, &probe, DEAL_STAGE, text, &opt, err);
	*id = record_num(&probe, DEAL_STAGE);
	record_release(&probe);
	return st;
}

static enum status resolve_in_scope(struct import_run *run, enum kind_id kind, int64_t scope,
	const char *text, int64_t *id, struct err *err)
{
	struct record stage = {0};
	enum status st = resolve(run, kind, scope, text, id, err);

	if (st || kind != KIND_STAGE || !scope)
		return st;
	st = record_load(run->o, KIND_STAGE, *id, &stage, err);
	if (!st && record_num(&stage, STAGE_PIPELINE) != scope)
		st = err_set(err, ST_NOT_FOUND, _("the pipeline has no stage \"%.80s\""), text);
	record_release(&stage);
	return st;
}

static bool may_create(const struct import_run *run, int field, const char *text)
{
	const struct import_value *v;

	if (text[0] == '#')
		return false;
	if (run->imp->create_missing)
		return true;
	v = import_value(run->imp, field, text);
	return v && v->create;
}

enum status import_link(struct import_run *run, const struct record *r, int field, const char *text,
	int64_t *id, struct err *err)
{
	const struct field *f = &r->kind->fields[field];
	int64_t scope = f->link == KIND_STAGE && r->kind->id == KIND_DEAL
				? record_num(r, DEAL_PIPELINE)
				: 0;
	enum status st;

	*id = 0;
	if (f->link == KIND_STAGE && !scope)
		scope = office_first_pipeline(run->o);
	if (f->link == r->kind->id)
		return ST_OK;
	if (cache_get(run, f->link, scope, text, id)) {
		st = *id ? ST_OK
			 : err_set(err, ST_NOT_FOUND, _("nothing is called \"%.80s\""), text);
	} else {
		st = resolve_in_scope(run, f->link, scope, text, id, err);
		if (st && st != ST_NOT_FOUND)
			return err_prefix(err, st, "%s", _(f->title));
		if (st)
			*id = 0;
	}
	if (st == ST_NOT_FOUND) {
		import_count_missing(run, f->link, text);
		if (may_create(run, field, text))
			st = create(run, f->link, scope, text, id, err);
	}
	cache_put(run, f->link, scope, text, *id);
	return st ? err_prefix(err, st, "%s", _(f->title)) : ST_OK;
}

void import_link_defer(struct import_run *run, int64_t id, int64_t line, int field,
	const char *text, bool unchanged)
{
	run->deferred = mem_grow(
		run->deferred, &run->cap_deferred, run->ndeferred + 1, sizeof(*run->deferred));
	run->deferred[run->ndeferred++] =
		(struct deferred_link){id, line, field, mem_strdup(text), unchanged};
}

static enum status save_link(
	struct import_run *run, const struct deferred_link *d, struct record *r, struct err *err)
{
	struct buf detail = BUF_INIT;
	enum status st;

	import_describe(run, r, &detail);
	st = record_save(run->o, r, err);
	if (!st && d->unchanged)
		import_keep_updated(
			run, d->line, record_text(r, r->kind->title_field), buf_str(&detail));
	buf_release(&detail);
	return st;
}

static enum status finish_one(
	struct import_run *run, const struct deferred_link *d, struct err *err)
{
	int64_t target = 0;
	struct record r;
	enum status st;

	if (!cache_get(run, run->imp->kind, 0, d->text, &target)) {
		st = record_resolve(run->o, run->imp->kind, d->text, &target, err);
		if (st == ST_NOT_FOUND) {
			import_count_missing(run, run->imp->kind, d->text);
			if (may_create(run, d->field, d->text))
				st = create(run, run->imp->kind, 0, d->text, &target, err);
		}
		if (st)
			return st;
		cache_put(run, run->imp->kind, 0, d->text, target);
	}
	st = record_load(run->o, run->imp->kind, d->id, &r, err);
	if (st)
		return st;
	record_set_num(&r, d->field, target);
	if (record_is_dirty(&r))
		st = save_link(run, d, &r, err);
	record_release(&r);
	return st;
}

/* The row itself is in; only this link could not be made. */
static void fail_link(
	struct import_run *run, const struct deferred_link *d, enum status st, struct err *err)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);
	struct buf what = BUF_INIT;

	err_prefix(err, st, "%s", _(k->fields[d->field].title));
	office_title(run->o, run->imp->kind, d->id, &what);
	import_keep(run, IMPORT_FAILED, d->line, buf_str(&what), err->text);
	buf_release(&what);
	if (!run->reject)
		return;
	run->late = mem_grow(run->late, &run->cap_late, run->nlate + 1, sizeof(*run->late));
	run->late[run->nlate++] = (struct late_failure){d->line, mem_strdup(err->text)};
}

enum status import_link_finish(struct import_run *run, struct job *job, struct err *err)
{
	for (size_t i = 0; i < run->ndeferred; i++) {
		const struct deferred_link *d = &run->deferred[i];
		struct err row_err = ERR_INIT;
		enum status st;

		if (i % CANCEL_EVERY == 0 && job_is_cancelled(job))
			return err_set(err, ST_CANCELLED, _("Cancelled: nothing was imported"));
		st = finish_one(run, d, &row_err);
		if (st == ST_IO || st == ST_CORRUPT || st == ST_BUSY) {
			if (err)
				*err = row_err;
			return st;
		}
		if (st)
			fail_link(run, d, st, &row_err);
	}
	return ST_OK;
}

void import_link_release(struct import_run *run)
{
	for (size_t i = 0; i < LINK_CACHE_SIZE; i++)
		free(run->cache[i].text);
	for (size_t i = 0; i < run->ndeferred; i++)
		free(run->deferred[i].text);
	free(run->deferred);
	for (size_t i = 0; i < run->nlate; i++)
		free(run->late[i].reason);
	free(run->late);
}
