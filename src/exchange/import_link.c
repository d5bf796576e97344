/* Links by name: found, made when that is allowed, put off when the name may come later in the same file. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/action.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/parts.h"
#include "import_run.h"

enum {
	POSITION_WON = 90,
	POSITION_LOST = 91
}; /* closed stages stand behind all open ones, however many come */

enum { CANCEL_EVERY = 256 };

struct link_cache_entry {
	enum kind_id kind;
	int64_t scope; /* the pipeline, for stages; EMPLOYERS */
	char *text;
	int64_t id; /* 0: there is none */
};

#define LINK_CACHE_SIZE 4096
#define EMPLOYERS (-1)

/* What a row says of another one that may come later in the file, or of an employer. */
struct deferred_link {
	int64_t id, line;
	int field; /* -1: the employer */
	char *text, *role;
	enum import_outcome so_far; /* of the row */
};

/* A row that is in, but for a link: the reason, for the reject file. */
struct late_failure {
	int64_t line;
	char *reason;
};

struct import_links {
	struct link_cache_entry cache[LINK_CACHE_SIZE];
	struct deferred_link *deferred;
	size_t ndeferred, cap_deferred;
	struct late_failure *late;
	size_t nlate, cap_late;
	bool finishing; /* all rows have been read */
	bool marked;    /* this row has made records */
	int64_t others_before;
};

void import_links_open(struct import_run *run)
{
	run->links = mem_alloc(sizeof(*run->links));
}

void import_links_free(struct import_run *run)
{
	struct import_links *l = run->links;

	if (!l)
		return;
	for (size_t i = 0; i < LINK_CACHE_SIZE; i++)
		free(l->cache[i].text);
	for (size_t i = 0; i < l->ndeferred; i++) {
		free(l->deferred[i].text);
		free(l->deferred[i].role);
	}
	free(l->deferred);
	for (size_t i = 0; i < l->nlate; i++)
		free(l->late[i].reason);
	free(l->late);
	free(l);
	run->links = NULL;
}

static struct link_cache_entry *cache_slot(
	struct import_run *run, enum kind_id kind, int64_t scope, const char *text)
{
	uint32_t h = 2166136261u ^ (uint32_t)kind ^ (uint32_t)(scope * 31);

	for (const char *s = text; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return &run->links->cache[(h ^ h >> 15) % LINK_CACHE_SIZE];
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

/* Before the first record that this row makes; after all rows nothing is taken back. */
static enum status mark_row(struct import_run *run, struct err *err)
{
	struct import_links *l = run->links;
	enum status st;

	if (l->marked || l->finishing)
		return ST_OK;
	st = action_mark(run->o, err);
	l->marked = !st;
	l->others_before = run->out->created_others;
	return st;
}

enum status import_link_row_end(struct import_run *run, bool keep, struct err *err)
{
	struct import_links *l = run->links;

	if (!l->marked)
		return ST_OK;
	l->marked = false;
	if (!keep) {
		run->out->created_others = l->others_before;
		/* Which of the names were made in this row is not known any more. */
		for (size_t i = 0; i < LINK_CACHE_SIZE; i++) {
			free(l->cache[i].text);
			l->cache[i].text = NULL;
		}
	}
	return action_unmark(run->o, keep, err);
}

static enum status create(struct import_run *run, enum kind_id kind, int64_t scope,
	const char *text, int64_t *id, struct err *err)
{
	const struct kind *k = office_kind(run->o, kind);
	struct record r;
	enum status st;

	st = mark_row(run, err);
	if (st)
		return st;
	record_init(&r, run->o, kind);
	record_set_text(&r, k->title_field, text);
	if (kind == KIND_STAGE)
		fill_stage(&r, scope);
	if (kind == KIND_PIPELINE)
		record_set_num(&r, PIPELINE_POSITION, 10);
	st = record_save(run->o, &r, err);
	*id = r.id;
	record_release(&r);
	if (!st) {
		run->out->created_others++;
		run->wrote = true;
	}
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

static void defer(struct import_run *run, const struct deferred_link *d)
{
	struct import_links *l = run->links;

	l->deferred =
		mem_grow(l->deferred, &l->cap_deferred, l->ndeferred + 1, sizeof(*l->deferred));
	l->deferred[l->ndeferred++] = *d;
}

static const char *cell(const struct table_row *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->cells[column].text : "";
}

void import_link_defer(struct import_run *run, const struct record *r, const struct table_row *row,
	enum import_outcome so_far)
{
	struct deferred_link d = {.id = r->id, .line = row->line, .so_far = so_far};

	for (int i = 0; i < run->norder; i++) {
		const struct field *f;

		d.field = run->plan[run->order[i]].field;
		f = &r->kind->fields[d.field];
		if (f->type != FT_LINK || f->link != r->kind->id || !*cell(row, run->order[i]))
			continue;
		d.text = mem_strdup(import_mapped(run->imp, d.field, cell(row, run->order[i])));
		defer(run, &d);
	}
	if (!*cell(row, run->employer_column))
		return;
	d.field = -1;
	d.text = mem_strdup(cell(row, run->employer_column));
	d.role = mem_strdup(cell(row, run->job_column));
	defer(run, &d);
}

/* --- After all rows --------------------------------------------------------------------------- */

static enum status find_own(
	struct import_run *run, const struct deferred_link *d, int64_t *target, struct err *err)
{
	enum kind_id kind = run->imp->kind;
	enum status st;

	if (cache_get(run, kind, 0, d->text, target) && *target)
		return ST_OK;
	st = record_resolve(run->o, kind, d->text, target, err);
	if (st == ST_NOT_FOUND) {
		import_count_missing(run, kind, d->text);
		if (may_create(run, d->field, d->text))
			st = create(run, kind, 0, d->text, target, err);
	}
	if (!st)
		cache_put(run, kind, 0, d->text, *target);
	return st;
}

/* The company of that name; made when there is none. */
static enum status find_employer(
	struct import_run *run, const struct deferred_link *d, int64_t *target, struct err *err)
{
	struct record company;
	struct buf clean = BUF_INIT;
	enum status st;

	if (cache_get(run, KIND_CLIENT, EMPLOYERS, d->text, target))
		return ST_OK;
	text_clean(&clean, d->text, strlen(d->text), false);
	st = record_resolve(run->o, KIND_CLIENT, buf_str(&clean), target, err);
	if (st == ST_NOT_FOUND && clean.len && clean.data[0] != '#') {
		record_init(&company, run->o, KIND_CLIENT);
		record_set_text(&company, CLIENT_KIND, "company");
		record_set_text(&company, CLIENT_NAME, buf_str(&clean));
		st = record_save(run->o, &company, err);
		*target = company.id;
		record_release(&company);
		if (!st) {
			run->out->created_others++;
			run->wrote = true;
			import_count_missing(run, KIND_CLIENT, buf_str(&clean));
		}
	}
	buf_release(&clean);
	if (!st)
		cache_put(run, KIND_CLIENT, EMPLOYERS, d->text, *target);
	return st;
}

/* "Works at" with the role; a role that is there is kept when the file has none. */
static enum status employ(struct import_run *run, const struct deferred_link *d, struct buf *detail,
	bool *changed, struct err *err)
{
	struct record rel = {0};
	int64_t company = 0, id = 0;
	enum status st = find_employer(run, d, &company, err);

	if (!st)
		st = parts_employment(run->o, d->id, company, &id, err);
	if (st)
		return st;
	if (id)
		st = record_load(run->o, KIND_RELATION, id, &rel, err);
	else {
		record_init(&rel, run->o, KIND_RELATION);
		record_set_num(&rel, RELATION_A, d->id);
		record_set_text(&rel, RELATION_TYPE, "works_at");
		record_set_num(&rel, RELATION_B, company);
	}
	if (!st && d->role && *d->role)
		st = record_parse(run->o, &rel, RELATION_ROLE, d->role, &run->parse, err);
	if (!st && (!id || record_is_dirty(&rel))) {
		*changed = true;
		buf_addf(detail, "%s%s: %s%s%s%s", detail->len ? "\n" : "", _("Works at (company)"),
			id ? "" : "→ ", d->text, record_has(&rel, RELATION_ROLE) ? ", " : "",
			record_text(&rel, RELATION_ROLE));
		st = record_save(run->o, &rel, err);
	}
	record_release(&rel);
	return st;
}

static bool is_fatal(enum status st)
{
	return st == ST_IO || st == ST_CORRUPT || st == ST_BUSY;
}

/* One link of a row. What is wrong with it is added to why. */
static enum status finish_one(struct import_run *run, const struct deferred_link *d,
	struct record *r, struct buf *detail, struct buf *why, bool *changed, struct err *err)
{
	struct err own = ERR_INIT;
	int64_t target = 0;
	enum status st;

	if (d->field < 0)
		st = employ(run, d, detail, changed, &own);
	else if (record_links_to(r, d->field, d->text))
		return ST_OK;
	else {
		st = find_own(run, d, &target, &own);
		if (!st)
			record_set_num(r, d->field, target);
	}
	if (is_fatal(st)) {
		if (err)
			*err = own;
		return st;
	}
	if (st) {
		err_prefix(&own, st, "%s",
			d->field < 0 ? _("Works at (company)")
				     : _(r->kind->fields[d->field].title));
		buf_addf(why, "%s%s", why->len ? "; " : "", own.text);
	}
	return ST_OK;
}

/* The row itself is in; only a link could not be made. It counts as failed, and only so. */
static void fail_row(struct import_run *run, const struct deferred_link *d, const struct record *r,
	const char *why)
{
	struct import_links *l = run->links;

	import_keep_instead(run, d->so_far, IMPORT_FAILED, d->line,
		record_text(r, r->kind->title_field), why, 0);
	l->late = mem_grow(l->late, &l->cap_late, l->nlate + 1, sizeof(*l->late));
	l->late[l->nlate++] = (struct late_failure){d->line, mem_strdup(why)};
}

/* All links of one row. */
static enum status finish_row(
	struct import_run *run, const struct deferred_link *d, size_t n, struct err *err)
{
	struct buf detail = BUF_INIT, why = BUF_INIT;
	struct err own = ERR_INIT;
	struct record r;
	bool changed = false;
	enum status st = record_load(run->o, run->imp->kind, d->id, &r, err);

	if (st)
		return st;
	for (size_t i = 0; !st && i < n; i++)
		st = finish_one(run, &d[i], &r, &detail, &why, &changed, err);
	if (!st && record_is_dirty(&r)) {
		changed = true;
		import_describe(run, &r, &detail);
		st = record_save(run->o, &r, &own);
		if (is_fatal(st)) {
			if (err)
				*err = own;
		} else if (st) {
			buf_addf(&why, "%s%s", why.len ? "; " : "", own.text);
			st = ST_OK;
		}
	}
	run->wrote |= changed;
	if (!st && why.len)
		fail_row(run, d, &r, buf_str(&why));
	else if (!st && changed && d->so_far == IMPORT_UNCHANGED)
		import_keep_instead(run, IMPORT_UNCHANGED, IMPORT_UPDATED, d->line,
			record_text(&r, r.kind->title_field), buf_str(&detail), r.id);
	record_release(&r);
	buf_release(&detail);
	buf_release(&why);
	return st;
}

static struct import_row *kept_failure(struct import_run *run, int64_t line)
{
	struct import_result *r = run->out;

	for (int i = r->nkept[IMPORT_FAILED] - 1; i >= 0; i--)
		if (r->kept[IMPORT_FAILED][i].line == line)
			return &r->kept[IMPORT_FAILED][i];
	return NULL;
}

/* The rows whose links failed when all had been read: the file is read once more for their cells. */
static enum status read_late(struct import_run *run, struct err *err)
{
	struct import_links *l = run->links;
	struct table_row row;
	size_t at = 0;
	enum status st;

	if (!l->nlate)
		return ST_OK;
	import_reader_free(run->in);
	run->in = NULL;
	st = import_reader_open(run->imp, &run->in, err);
	while (!st && at < l->nlate && (st = import_reader_next(run->in, &row, err)) == ST_OK) {
		if (l->late[at].line != row.line)
			continue;
		if (kept_failure(run, row.line))
			import_keep_cells(kept_failure(run, row.line), &row);
		import_reject_row(run, &row, l->late[at++].reason);
	}
	return st == ST_NOT_FOUND ? ST_OK : st;
}

enum status import_link_finish(struct import_run *run, struct job *job, struct err *err)
{
	struct import_links *l = run->links;
	enum status st = ST_OK;
	size_t n;

	l->finishing = true;
	for (size_t i = 0; !st && i < l->ndeferred; i += n) {
		for (n = 1; i + n < l->ndeferred && l->deferred[i + n].line == l->deferred[i].line;)
			n++;
		if (i / CANCEL_EVERY != (i + n) / CANCEL_EVERY && job_is_cancelled(job))
			return err_set(err, ST_CANCELLED, _("Cancelled: nothing was imported"));
		st = finish_row(run, &l->deferred[i], n, err);
	}
	return st ? st : read_late(run, err);
}
