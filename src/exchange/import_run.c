/* Running an import: every row becomes created, updated, unchanged, duplicate or failed; one action, undone as one. */
#include "import_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/action.h"
#include "domain/client.h"
#include "domain/keys.h"
#include "exchange/source.h"

enum { PROGRESS_EVERY = 256 };

static bool is_fatal(enum status st)
{
	return st == ST_IO || st == ST_CORRUPT || st == ST_BUSY || st == ST_CANCELLED;
}

enum { RANKS = 4 };

/*
 * What other fields of the row depend on comes first: a currency before amounts, a pipeline before its stage. Links come last:
 * a row that fails makes no records that it names.
 */
static int rank_of(const struct field *f)
{
	if (f->type == FT_LINK)
		return f->link == KIND_PIPELINE ? 2 : 3;
	return f->type == FT_CURRENCY ? 0 : 1;
}

static void make_order(struct import_run *run)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);

	run->order = mem_alloc(sizeof(int) * (size_t)(run->imp->ncolumns + 1));
	for (int rank = 0; rank < RANKS; rank++)
		for (int c = 0; c < run->imp->ncolumns; c++) {
			int field = run->imp->columns[c].target.field;

			if (field >= 0 && rank_of(&k->fields[field]) == rank)
				run->order[run->norder++] = c;
		}
}

/* What the value map makes of a text, for this field. */
static const char *mapped_value(const struct import *imp, int field, const char *text)
{
	const struct import_value *v = imp->nvalues ? import_value(imp, field, text) : NULL;

	return v && v->to ? v->to : text;
}

static enum status multiply(struct record *r, int field, int64_t factor, struct err *err)
{
	int64_t product;

	if (factor == 1 || !record_has(r, field))
		return ST_OK;
	if (__builtin_mul_overflow(record_num(r, field), factor, &product))
		return err_set(
			err, ST_BAD_DATA, _("%s is too large"), _(r->kind->fields[field].title));
	record_set_num(r, field, product);
	return ST_OK;
}

/* Numbers with a factor are read with more digits than the field keeps: 1100.045 millions lose nothing. */
static enum status parse_scaled(struct import_run *run, struct record *r, int field,
	const char *text, int64_t factor, struct err *err)
{
	int64_t fine, product, divisor = 1;
	int extra = 6, digits = r->kind->fields[field].type == FT_MONEY
					? money_digits(record_currency(run->o, r))
					: 0;

	if (r->kind->fields[field].type != FT_MONEY && r->kind->fields[field].type != FT_INT) {
		enum status st = record_parse(run->o, r, field, text, &run->parse, err);

		return st ? st : multiply(r, field, factor, err);
	}
	for (int i = 0; i < extra; i++)
		divisor *= 10;
	if (!money_parse(text, run->parse.decimal, digits + extra, &fine)) {
		enum status st = record_parse(run->o, r, field, text, &run->parse, err);

		return st ? st : multiply(r, field, factor, err);
	}
	product = money_mul(fine, factor, divisor);
	if (product == INT64_MAX || product == INT64_MIN)
		return err_set(
			err, ST_BAD_DATA, _("%s is too large"), _(r->kind->fields[field].title));
	record_set_num(r, field, product);
	return ST_OK;
}

static enum status fill_link(
	struct import_run *run, struct record *r, int field, const char *text, struct err *err)
{
	int64_t id;
	enum status st = import_link(run, r, field, text, &id, err);

	if (!st && id)
		record_set_num(r, field, id);
	return st;
}

/* Pick-lists and fixed choices by way of the cache; texts that are no choice fail each time. */
static enum status fill_code(
	struct import_run *run, struct record *r, int field, const char *text, struct err *err)
{
	uint32_t h = 2166136261u ^ (uint32_t)field;
	struct code_cache_entry *e;
	enum status st;

	for (const char *s = text; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	e = &run->codes[(h ^ h >> 15) % CODE_CACHE_SIZE];
	if (e->text && e->field == field && !strcmp(e->text, text)) {
		record_set_text(r, field, e->code);
		return ST_OK;
	}
	st = record_parse(run->o, r, field, text, &run->parse, err);
	if (st)
		return st;
	free(e->text);
	free(e->code);
	*e = (struct code_cache_entry){field, mem_strdup(text), mem_strdup(record_text(r, field))};
	return ST_OK;
}

static enum status fill_field(struct import_run *run, struct record *r, int field, const char *text,
	int64_t factor, struct err *err)
{
	const struct field *f = &r->kind->fields[field];

	if (!*text && !(run->imp->erase_empty && r->id))
		return ST_OK;
	text = mapped_value(run->imp, field, text);
	if (!*text && !(run->imp->erase_empty && r->id))
		return ST_OK;
	if (f->type == FT_LINK && *text)
		return fill_link(run, r, field, text, err);
	if ((f->type == FT_CHOICE || f->type == FT_PICK) && *text)
		return fill_code(run, r, field, text, err);
	if (factor != 1 && *text)
		return parse_scaled(run, r, field, text, factor, err);
	return record_parse(run->o, r, field, text, &run->parse, err);
}

static enum status fill_constants(struct import_run *run, struct record *r, struct err *err)
{
	const struct kind *k = r->kind;
	enum status st = ST_OK;

	for (int rank = 0; rank < RANKS; rank++)
		for (int i = 0; !st && i < run->imp->nconstants; i++) {
			const struct import_constant *c = &run->imp->constants[i];

			if (rank_of(&k->fields[c->field]) == rank)
				st = fill_field(run, r, c->field, c->text, 1, err);
		}
	return st;
}

static enum status fill_row(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	enum status st = r->id ? ST_OK : fill_constants(run, r, err);

	for (int i = 0; !st && i < run->norder; i++) {
		size_t c = (size_t)run->order[i];
		const struct import_column *col = &run->imp->columns[c];

		if (c < row->n)
			st = fill_field(
				run, r, col->target.field, row->cells[c].text, col->factor, err);
	}
	return st;
}

static const char *cell_of_field(
	const struct import_run *run, const struct table_row *row, int field)
{
	for (int c = 0; c < run->imp->ncolumns; c++)
		if (run->imp->columns[c].target.field == field && (size_t)c < row->n)
			return row->cells[c].text;
	return "";
}

static enum status match_by_id(
	struct import_run *run, const struct table_row *row, int64_t *id, struct err *err)
{
	for (int c = 0; c < run->imp->ncolumns; c++)
		if (run->imp->columns[c].target.kind == TARGET_ID && (size_t)c < row->n &&
			*row->cells[c].text) {
			char *text = mem_printf("#%s", row->cells[c].text);
			enum status st = record_resolve(run->o, run->imp->kind, text, id, err);

			free(text);
			return st == ST_NOT_FOUND && run->imp->mode != IMPORT_UPDATE ? ST_OK : st;
		}
	return ST_OK;
}

/* A cell as it will stand in the record. */
static void clean_cell(
	const struct import_run *run, const struct table_row *row, int field, struct buf *out)
{
	const char *text = mapped_value(run->imp, field, cell_of_field(run, row, field));

	text_clean(out, text, strlen(text), false);
}

/* The key of a row is made as that of a record; run->text holds it afterwards. */
static enum status match_row(
	struct import_run *run, const struct table_row *row, int64_t *id, struct err *err)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);
	int field = run->imp->match_field;
	struct buf clean = BUF_INIT;

	*id = 0;
	buf_clear(&run->text);
	if (field == IMPORT_MATCH_ID)
		return match_by_id(run, row, id, err);
	if (!run->match)
		return ST_OK;
	clean_cell(run, row, field, &clean);
	key_of_text(run->o, k, field, buf_str(&clean), &run->text);
	buf_clear(&clean);
	if (k->id == KIND_CLIENT && field == CLIENT_NAME)
		clean_cell(run, row, CLIENT_CITY, &clean);
	key_add_city(&run->text, buf_str(&clean));
	buf_release(&clean);
	return import_match_find(run->match, buf_str(&run->text), id, err);
}

void import_describe(struct import_run *run, const struct record *r, struct buf *b)
{
	struct record before;

	record_copy(&before, r);
	for (int i = 0; i < r->nvalues; i++) {
		if (!record_changed(r, i) || (r->kind->fields[i].flags & (FF_HIDDEN | FF_READONLY)))
			continue;
		value_copy(&before.values[i], &r->base[i]);
		buf_addf(b, "%s%s: ", b->len ? "\n" : "", _(r->kind->fields[i].title));
		record_format(run->o, &before, i, STYLE_SHOW, b);
		buf_add(b, " → ");
		record_format(run->o, r, i, STYLE_SHOW, b);
	}
	record_release(&before);
}

static void defer_links(
	struct import_run *run, const struct record *r, const struct table_row *row, bool unchanged)
{
	for (int i = 0; i < run->norder; i++) {
		size_t c = (size_t)run->order[i];
		int field = run->imp->columns[c].target.field;
		const struct field *f = &r->kind->fields[field];

		if (f->type == FT_LINK && f->link == r->kind->id && c < row->n &&
			*row->cells[c].text)
			import_link_defer(run, r->id, row->line, field,
				mapped_value(run->imp, field, row->cells[c].text), unchanged);
	}
}

static enum status save_row(struct import_run *run, struct record *r, const struct table_row *row,
	bool is_new, struct err *err)
{
	const char *title = record_text(r, r->kind->title_field);
	struct buf detail = BUF_INIT;
	enum status st;

	if (!is_new && !record_is_dirty(r)) {
		import_keep(run, IMPORT_UNCHANGED, row->line, title, NULL);
		defer_links(run, r, row, true);
		return ST_OK;
	}
	if (!is_new)
		import_describe(run, r, &detail);
	st = record_save(run->o, r, err);
	if (!st) {
		if (is_new && run->match && run->text.len)
			import_match_add(run->match, r->id, buf_str(&run->text));
		import_keep(run, is_new ? IMPORT_CREATED : IMPORT_UPDATED, row->line,
			record_text(r, r->kind->title_field), is_new ? NULL : buf_str(&detail));
		defer_links(run, r, row, false);
	}
	buf_release(&detail);
	return st;
}

static struct record *blank_record(struct import_run *run)
{
	struct record *r = &run->blank;

	if (!r->kind || r->nvalues != r->kind->nfields) {
		record_release(r);
		record_init(r, run->o, run->imp->kind);
	} else
		record_reset(r, run->o);
	if (run->imp->preset)
		record_set_text(r, CLIENT_KIND, run->imp->preset);
	return r;
}

static enum status take_row(struct import_run *run, const struct table_row *row, struct err *err)
{
	struct record loaded = {0}, *r = &loaded;
	int64_t id;
	enum status st = match_row(run, row, &id, err);

	if (st)
		return st;
	if (!id && run->imp->mode == IMPORT_UPDATE)
		return err_set(err, ST_NOT_FOUND, _("no record matches this row"));
	if (id && run->imp->mode == IMPORT_ADD) {
		struct buf what = BUF_INIT;

		office_title(run->o, run->imp->kind, id, &what);
		import_keep(run, IMPORT_DUPLICATE, row->line, buf_str(&what), NULL);
		buf_release(&what);
		return ST_OK;
	}
	if (id) {
		st = record_load(run->o, run->imp->kind, id, r, err);
		if (st)
			return st;
	} else
		r = blank_record(run);
	st = fill_row(run, r, row, err);
	if (!st)
		st = save_row(run, r, row, !id, err);
	if (id)
		record_release(r);
	return st;
}

static void fail_row(struct import_run *run, const struct table_row *row, const struct err *err)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);
	const char *title = cell_of_field(run, row, k->title_field);

	import_keep(run, IMPORT_FAILED, row->line, *title || !row->n ? title : row->cells[0].text,
		err->text);
	import_reject_row(run, row, err->text);
}

static enum status check_width(
	const struct import_run *run, const struct table_row *row, struct err *err)
{
	if (row->n <= (size_t)run->imp->ncolumns)
		return ST_OK;
	return err_set(err, ST_BAD_DATA, _("the row has %d cells, the header only %d"), (int)row->n,
		run->imp->ncolumns);
}

static enum status take_rows(struct import_run *run, struct job *job, struct err *err)
{
	struct table_row row;
	enum status st;

	while ((st = table_in_next(run->in, &row, err)) == ST_OK) {
		struct err row_err = ERR_INIT;

		if (row.empty)
			continue;
		if (run->out->rows++ % PROGRESS_EVERY == 0) {
			job_progress(job, table_in_done(run->in), table_in_total(run->in));
			if (job_is_cancelled(job))
				return err_set(
					err, ST_CANCELLED, _("Cancelled: nothing was imported"));
		}
		st = check_width(run, &row, &row_err);
		if (!st)
			st = take_row(run, &row, &row_err);
		if (is_fatal(st)) {
			if (err)
				*err = row_err;
			return st;
		}
		if (st)
			fail_row(run, &row, &row_err);
	}
	return st == ST_NOT_FOUND ? ST_OK : st;
}

/* About how many rows the file has, from its size and the sample. */
static int64_t expected_rows(const struct import *imp)
{
	size_t bytes = 1;

	for (int i = 0; i < imp->nsample; i++)
		for (int c = 0; c < imp->ncolumns; c++)
			bytes += strlen(imp->sample[i][c]) + 1;
	return imp->nsample ? (int64_t)(source_size(imp->source) * (uint64_t)imp->nsample / bytes)
			    : 0;
}

static enum status run_action(struct import_run *run, struct job *job, struct err *err)
{
	struct import *imp = run->imp;
	enum status st;

	action_set_lenient(run->o, true);
	if (imp->match_field >= 0) {
		st = import_match_new(run->o, imp->kind, imp->match_field, &run->match, err);
		if (st)
			return st;
		import_match_reserve(run->match, expected_rows(imp));
	}
	st = import_table_open(imp, &run->in, err);
	if (!st)
		st = action_bulk_begin(run->o, imp->kind, expected_rows(imp), err);
	if (!st)
		st = take_rows(run, job, err);
	/* Making indexes needs memory: give back what is not needed any more. */
	import_match_free(run->match);
	run->match = NULL;
	if (!st)
		st = action_bulk_end(run->o, err);
	if (!st)
		st = import_link_finish(run, job, err);
	return st ? st : import_reject_late(run, err);
}

static bool changed_something(const struct import_result *r)
{
	return r->counts[IMPORT_CREATED] || r->counts[IMPORT_UPDATED] || r->created_others;
}

enum status import_run(struct import *imp, struct office *o, bool dry, const char *reject_path,
	bool force_reject, struct job *job, struct import_result *out, struct err *err)
{
	struct import_run *run = mem_alloc(sizeof(*run));
	int64_t started = clock_monotonic_ms();
	struct buf what = BUF_INIT;
	enum status st;
	const char *slash;

	*out = (struct import_result){.dry = dry};
	*run = (struct import_run){
		.imp = imp, .o = o, .out = out, .parse = {true, imp->dates, imp->decimal}};
	make_order(run);
	slash = strrchr(source_name(imp->source), '/');
	buf_addf(&what, _("Import %s: %s"), _(office_kind(o, imp->kind)->plural),
		slash ? slash + 1 : source_name(imp->source));
	st = import_check(imp, o, err);
	if (!st)
		st = import_reject_open(run, dry ? NULL : reject_path, force_reject, err);
	if (!st)
		st = action_begin(o, buf_str(&what), err);
	if (!st) {
		st = run_action(run, job, err);
		/* Rows that did not go in must be on the disk before those that did. */
		if (!st)
			st = import_reject_close(run, true, err);
		if (st || dry || !changed_something(out))
			action_cancel(o);
		else
			st = action_commit(o, &out->txn, err);
	}
	import_reject_close(run, false, NULL);
	out->elapsed_ms = clock_monotonic_ms() - started;
	table_in_free(run->in);
	import_match_free(run->match);
	import_link_release(run);
	record_release(&run->blank);
	for (int i = 0; i < CODE_CACHE_SIZE; i++) {
		free(run->codes[i].text);
		free(run->codes[i].code);
	}
	buf_release(&run->text);
	buf_release(&what);
	free(run->order);
	free(run);
	return st;
}
