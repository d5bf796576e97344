/* Running an import: every row becomes created, updated, unchanged, duplicate or failed; one action, undone as one. */
#include "import_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/client.h"
#include "domain/duplicates.h"
#include "exchange/source.h"
#include "import_mixed.h"

enum { PROGRESS_EVERY = 256 };

static bool is_fatal(enum status st)
{
	return st == ST_IO || st == ST_CORRUPT || st == ST_BUSY || st == ST_CANCELLED;
}

static enum status save_new(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	enum status st = record_save(run->o, r, err);

	if (st)
		return st;
	if (!run->first_new)
		run->first_new = r->id;
	run->wrote = true;
	import_key_made(run, row, r->id);
	import_keep(run, IMPORT_CREATED, row->line, record_text(r, r->kind->title_field), NULL, 0);
	if (run->parts)
		st = import_parts_queue(run, r, err);
	if (run->defers)
		import_link_defer(run, r, row, IMPORT_CREATED);
	return st;
}

static enum status save_known(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	struct buf detail = BUF_INIT;
	bool changed = record_is_dirty(r), parts = false;
	enum import_outcome outcome;
	enum status st = ST_OK;

	if (changed)
		import_describe(run, r, &detail);
	if (run->parts)
		st = import_parts_compare(run, r, &detail, &parts, err);
	if (!st && changed)
		st = record_save(run->o, r, err);
	if (!st && parts)
		st = import_parts_queue(run, r, err);
	if (!st) {
		outcome = changed || parts ? IMPORT_UPDATED : IMPORT_UNCHANGED;
		run->wrote |= outcome == IMPORT_UPDATED;
		import_keep(run, outcome, row->line, record_text(r, r->kind->title_field),
			outcome == IMPORT_UPDATED ? buf_str(&detail) : NULL, r->id);
		if (run->defers)
			import_link_defer(run, r, row, outcome);
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

static void keep_duplicate(struct import_run *run, const struct table_row *row, int64_t id)
{
	struct buf what = BUF_INIT;

	office_title(run->o, run->imp->kind, id, &what);
	import_keep(run, IMPORT_DUPLICATE, row->line, buf_str(&what), NULL, id);
	buf_release(&what);
}

/* A row for a record that is there. */
static enum status take_known(
	struct import_run *run, const struct table_row *row, int64_t id, struct err *err)
{
	struct record r;
	enum status st = record_load(run->o, run->imp->kind, id, &r, err);

	if (st)
		return st;
	st = import_fill(run, &r, row, err);
	if (!st)
		st = save_known(run, &r, row, err);
	record_release(&r);
	return st;
}

/* Whom the new record resembles; *id 0: nobody, or nobody asked. */
static enum status find_similar(struct import_run *run, const struct record *r,
	const struct table_row *row, int64_t *id, struct err *err)
{
	struct duplicate found;
	struct buf why = BUF_INIT;
	enum status st;
	int n = 0;

	*id = 0;
	if (!run->compares)
		return ST_OK;
	st = duplicates_of(run->o, r, &found, 1, &n, err);
	if (st || !n)
		return st;
	*id = found.id;
	office_title(run->o, r->kind->id, found.id, &why);
	buf_add(&why, ": ");
	duplicate_reasons_text(found.reasons, &why);
	import_keep(run, IMPORT_SIMILAR, row->line, record_text(r, r->kind->title_field),
		buf_str(&why), found.id);
	buf_release(&why);
	return ST_OK;
}

/* The row has no record by its key: what it says in full decides. */
static enum status take_new(
	struct import_run *run, const struct table_row *row, bool by_row, struct err *err)
{
	const struct import *imp = run->imp;
	struct record *r = blank_record(run);
	int64_t id = 0;
	enum status st = import_fill(run, r, row, err);

	if (!st && by_row)
		st = import_key_of_row(run, r, &id, err);
	if (st)
		return st;
	if (id && imp->mode == IMPORT_ADD) {
		keep_duplicate(run, row, id);
		return ST_OK;
	}
	if (!id && (imp->mode != IMPORT_UPDATE || imp->similar == SIMILAR_UPDATE)) {
		int64_t similar;

		st = find_similar(run, r, row, &similar, err);
		if (st)
			return st;
		if (similar && imp->similar == SIMILAR_SKIP) {
			keep_duplicate(run, row, similar);
			return ST_OK;
		}
		if (similar && imp->similar == SIMILAR_UPDATE)
			id = similar;
	}
	if (id)
		return take_known(run, row, id, err);
	if (imp->mode == IMPORT_UPDATE)
		return err_set(err, ST_NOT_FOUND, _("no record matches this row"));
	return save_new(run, r, row, err);
}

static enum status take_row(struct import_run *run, const struct table_row *row, struct err *err)
{
	int64_t id;
	bool by_row;
	enum status st;

	run->at_column = -1;
	st = import_key_find(run, row, &id, &by_row, err);
	if (st)
		return st;
	if (id && run->imp->mode == IMPORT_ADD) {
		keep_duplicate(run, row, id);
		return ST_OK;
	}
	if (id)
		return take_known(run, row, id, err);
	if (run->imp->mode == IMPORT_UPDATE && !by_row && run->imp->similar != SIMILAR_UPDATE)
		return err_set(err, ST_NOT_FOUND, _("no record matches this row"));
	return take_new(run, row, by_row, err);
}

static void fail_row(struct import_run *run, const struct table_row *row, const struct err *err)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);
	const char *title = import_cell_of_field(run, row, k->title_field);

	if (!*title && run->name_column >= 0 && (size_t)run->name_column < row->n)
		title = row->cells[run->name_column].text;
	import_keep_failed(run, row, *title || !row->n ? title : row->cells[0].text, err->text);
	import_reject_row(run, row, err->text);
}

static enum status check_width(
	const struct import_run *run, const struct table_row *row, struct err *err)
{
	size_t n = row->n;

	/* Delimiters at the end of a line are no data. */
	while (n > (size_t)run->imp->ncolumns && row->cells[n - 1].len == 0)
		n--;
	if (n <= (size_t)run->imp->ncolumns)
		return ST_OK;
	return err_set(err, ST_BAD_DATA, _("the row has %d cells, the header only %d"), (int)n,
		run->imp->ncolumns);
}

/* One row, with what its links made. A row's trouble is its own; *err is set when the run cannot go on. */
static enum status take_or_fail(
	struct import_run *run, const struct table_row *row, struct err *err)
{
	struct err row_err = ERR_INIT;
	enum status st = check_width(run, row, &row_err), end;
	int64_t duplicates = run->out->counts[IMPORT_DUPLICATE];

	if (!st)
		st = take_row(run, row, &row_err);
	if (!is_fatal(st)) {
		end = import_link_row_end(
			run, !st && run->out->counts[IMPORT_DUPLICATE] == duplicates, err);
		if (end)
			return end;
	}
	if (is_fatal(st)) {
		if (err)
			*err = row_err;
		return st;
	}
	if (st)
		fail_row(run, row, &row_err);
	return ST_OK;
}

static enum status take_rows(struct import_run *run, struct job *job, struct err *err)
{
	struct import_mixed *mixed = import_mixed_new(run->imp);
	struct table_row row;
	enum status st;

	while ((st = import_reader_next(run->in, &row, err)) == ST_OK) {
		if (row.empty)
			continue;
		if (run->out->rows++ % PROGRESS_EVERY == 0) {
			job_progress(
				job, import_reader_done(run->in), import_reader_total(run->in));
			if (job_is_cancelled(job)) {
				st = err_set(
					err, ST_CANCELLED, _("Cancelled: nothing was imported"));
				break;
			}
		}
		if (mixed && import_mixed_is(mixed, &row) && !run->out->mixed_rows++)
			run->out->mixed_line = row.line;
		st = take_or_fail(run, &row, err);
		if (st)
			break;
	}
	import_mixed_free(mixed);
	run->out->left_out = import_reader_left_out(run->in);
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

/* Links to the kind itself wait for all rows, employers too. */
static bool has_deferred(const struct import_run *run)
{
	const struct kind *k = office_kind(run->o, run->imp->kind);

	for (int i = 0; i < run->norder; i++) {
		const struct field *f = &k->fields[run->plan[run->order[i]].field];

		if (f->type == FT_LINK && f->link == k->id)
			return true;
	}
	return run->employer_column >= 0;
}

static enum status run_action(struct import_run *run, struct job *job, struct err *err)
{
	struct import *imp = run->imp;
	int64_t expected = expected_rows(imp);
	enum status st;

	run->compares = imp->similar != SIMILAR_OFF && duplicates_apply(imp->kind);
	if (run->compares && imp->similar_limit && expected > imp->similar_limit) {
		run->compares = false;
		run->out->not_compared = true;
	}
	if (run->compares)
		expected = 0; /* the indexes are needed meanwhile */
	action_set_lenient(run->o, true);
	st = import_fields_make(run, err);
	if (st)
		return st;
	import_fill_plan(run);
	run->defers = has_deferred(run);
	import_links_open(run);
	import_parts_open(run);
	st = import_keys_open(run, err);
	if (!st)
		st = import_reader_open(imp, &run->in, err);
	if (!st)
		st = action_bulk_begin(run->o, imp->kind, expected, err);
	if (!st)
		st = take_rows(run, job, err);
	if (!st && run->parts)
		st = import_parts_flush(run, err);
	/* Making indexes needs memory: give back what is not needed any more. */
	import_keys_free(run);
	if (!st)
		st = action_bulk_end(run->o, err);
	return st ? st : import_link_finish(run, job, err);
}

static void release(struct import_run *run)
{
	import_reader_free(run->in);
	import_keys_free(run);
	import_links_free(run);
	import_parts_free(run);
	import_fill_release(run);
	record_release(&run->blank);
	buf_release(&run->scratch);
	free(run);
}

static enum status run_in_action(struct import_run *run, struct job *job, const char *what,
	bool dry, const char *reject_path, struct err *err)
{
	enum status st = action_begin(run->o, what, err);

	if (st)
		return st;
	st = run_action(run, job, err);
	if (!st)
		st = source_check(run->imp->source, err);
	/* Rows that did not go in must be on the disk before those that did. */
	if (!st)
		st = import_reject_close(run, true, err);
	if (!st && !dry && run->wrote)
		st = import_history_note(run, reject_path, err);
	if (st || dry || !run->wrote)
		action_cancel(run->o);
	else
		st = action_commit(run->o, &run->out->txn, err);
	return st;
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
	slash = strrchr(source_name(imp->source), '/');
	buf_addf(&what, _("Import %s: %s"), _(office_kind(o, imp->kind)->plural),
		slash ? slash + 1 : source_name(imp->source));
	st = import_check(imp, o, err);
	if (!st)
		st = import_history_look(run, err);
	if (!st)
		st = import_reject_open(run, dry ? NULL : reject_path, force_reject, err);
	if (!st)
		st = run_in_action(run, job, buf_str(&what), dry, reject_path, err);
	import_reject_close(run, false, NULL);
	out->elapsed_ms = clock_monotonic_ms() - started;
	buf_release(&what);
	release(run);
	return st;
}
