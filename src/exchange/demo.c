/*
 * The demo office. Its files have a field's name over each column; dates are days from today ("-12", "+3"), instants have a
 * time behind ("-12 10:30"). In deals, stage is the number of the stage in the first pipeline, whatever its name is in the
 * user's language; a deal walks there through the stages before it, so that its stage log looks as if it had happened.
 */
#include "exchange/demo.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/record.h"
#include "domain/work.h"
#include "exchange/csv_in.h"
#include "exchange/source.h"

static const struct {
	const char *name, *contents;
} files[] = {
#include "demo.inc"
};

/* In the order in which one names the other. */
static const struct {
	const char *file;
	enum kind_id kind;
} parts[] = {
	{"users.csv", KIND_USER},
	{"products.csv", KIND_PRODUCT},
	{"companies.csv", KIND_CLIENT},
	{"persons.csv", KIND_CLIENT},
	{"relations.csv", KIND_RELATION},
	{"deals.csv", KIND_DEAL},
	{"interactions.csv", KIND_INTERACTION},
	{"tasks.csv", KIND_TASK},
};

enum { NUMBER_PROPOSAL = 3, NUMBER_LOST = 6 }; /* of the stages that a new office has */

struct deal_span {
	int64_t deal_id, opened, since;
};

struct demo {
	struct office *o;
	struct deal_span *spans;
	size_t nspans, cap_spans;
	struct stage_entry {
		int64_t id, deal_id;
	} * entries; /* of the stage log, as they were made */
	size_t nentries, cap_entries;
};

/* "-12" from today; office people rest at weekends, so an instant in the past moves to the Friday before. */
static bool read_day(const char *text, bool is_instant, int32_t *day)
{
	char *end;
	long offset = strtol(text, &end, 10);

	if ((*text != '+' && *text != '-') || (*end && *end != ' '))
		return false;
	*day = clock_today() + (int32_t)offset;
	if (is_instant && offset < 0 && date_weekday(*day) > 4)
		*day -= date_weekday(*day) - 4;
	return true;
}

static enum status fill_cell(
	struct demo *d, struct record *r, int field, const char *text, struct err *err)
{
	static const struct parse_options opt = {true, DATE_YMD, '.'};
	enum field_type type = r->kind->fields[field].type;
	const char *time = strchr(text, ' ');
	int minute = 0;
	int32_t day;

	if (!*text)
		return ST_OK;
	if ((type == FT_DATE || type == FT_INSTANT) && read_day(text, type == FT_INSTANT, &day)) {
		if (time && !date_parse_time(time + 1, &minute))
			return err_set(err, ST_BAD_DATA, _("\"%s\" is not a time"), time + 1);
		record_set_num(r, field, type == FT_DATE ? day : date_to_instant(day, minute));
		return ST_OK;
	}
	return record_parse(d->o, r, field, text, &opt, err);
}

/* Known only once the deal has reached its last stage. */
static bool is_late(int field)
{
	return field == DEAL_STAGE || field == DEAL_CLOSED_AT || field == DEAL_LOST_REASON ||
	       field == DEAL_LOST_NOTE || field == DEAL_STAGE_SINCE;
}

static enum status fill_row(struct demo *d, struct record *r, const struct table_row *head,
	const struct table_row *row, bool late, struct err *err)
{
	bool deal = r->kind->id == KIND_DEAL;
	enum status st = ST_OK;

	for (size_t c = 0; !st && c < head->n && c < row->n; c++) {
		int field = kind_field(r->kind, head->cells[c].text);

		if (field < 0)
			return err_set(err, ST_BAD_DATA, _("%s has no field \"%s\""),
				_(r->kind->title), head->cells[c].text);
		if (!deal || (is_late(field) == late && field != DEAL_STAGE))
			st = fill_cell(d, r, field, row->cells[c].text, err);
	}
	return st;
}

static int stage_number(const struct table_row *head, const struct table_row *row)
{
	for (size_t c = 0; c < head->n && c < row->n; c++)
		if (!strcmp(head->cells[c].text, deal_kind.fields[DEAL_STAGE].name))
			return atoi(row->cells[c].text);
	return 1;
}

/* Step by step to its stage; a lost deal goes from the proposal, a won one through all. */
static enum status walk(struct demo *d, struct record *r, int target, const struct table_row *head,
	const struct table_row *row, struct err *err)
{
	int64_t stage = office_first_stage(d->o, office_first_pipeline(d->o));
	enum status st = ST_OK;

	for (int n = 1; !st && n <= target && stage; n++) {
		bool skipped = target == NUMBER_LOST && n > NUMBER_PROPOSAL && n < NUMBER_LOST;

		if (!skipped) {
			record_set_num(r, DEAL_STAGE, stage);
			if (n == target)
				st = fill_row(d, r, head, row, true, err);
			if (!st)
				st = record_save(d->o, r, err);
		}
		stage = work_stage_beside(d->o, stage, 1);
	}
	return st;
}

static enum status save_deal(struct demo *d, struct record *r, const struct table_row *head,
	const struct table_row *row, struct err *err)
{
	struct record since;
	enum status st = walk(d, r, stage_number(head, row), head, row, err);

	if (st)
		return st;
	record_make(&since, r->kind);
	st = fill_row(d, &since, head, row, true, err);
	if (!st && record_has(&since, DEAL_STAGE_SINCE)) {
		d->spans = mem_grow(d->spans, &d->cap_spans, d->nspans + 1, sizeof(*d->spans));
		d->spans[d->nspans++] = (struct deal_span){r->id,
			date_to_instant((int32_t)record_num(r, DEAL_OPENED_AT), 9 * 60),
			record_num(&since, DEAL_STAGE_SINCE)};
		record_set_num(r, DEAL_STAGE_SINCE, record_num(&since, DEAL_STAGE_SINCE));
		st = record_save(d->o, r, err);
	}
	record_release(&since);
	return st;
}

static enum status take_row(struct demo *d, enum kind_id kind, const struct table_row *head,
	const struct table_row *row, struct err *err)
{
	struct record r;
	enum status st;

	record_init(&r, d->o, kind);
	st = fill_row(d, &r, head, row, false, err);
	if (!st)
		st = kind == KIND_DEAL ? save_deal(d, &r, head, row, err)
				       : record_save(d->o, &r, err);
	record_release(&r);
	return st;
}

static enum status take_file(
	struct demo *d, const char *name, const char *contents, enum kind_id kind, struct err *err)
{
	static const struct csv_dialect dialect = CSV_DIALECT_INIT;
	struct source *src = NULL;
	struct csv_in *in = NULL;
	struct table_row row;
	enum status st = source_open_memory(contents, strlen(contents), name, &src, err);

	if (!st)
		st = csv_in_open(src, &dialect, &in, NULL, err);
	while (!st && (st = csv_in_next(in, &row, err)) == ST_OK) {
		st = take_row(d, kind, csv_in_header(in), &row, err);
		if (st)
			err_prefix(err, st, _("%s, line %lld"), name, (long long)row.line);
	}
	csv_in_free(in);
	source_free(src);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static bool note_entry(void *arg, struct record *r)
{
	struct demo *d = arg;

	d->entries = mem_grow(d->entries, &d->cap_entries, d->nentries + 1, sizeof(*d->entries));
	d->entries[d->nentries++] = (struct stage_entry){r->id, record_num(r, STAGE_LOG_DEAL)};
	return true;
}

static int compare_entries(const void *a, const void *b)
{
	const struct stage_entry *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static enum status date_entry(
	struct demo *d, int64_t id, int64_t at, int64_t before, struct err *err)
{
	struct record r;
	enum status st = record_load(d->o, KIND_STAGE_LOG, id, &r, err);

	if (st)
		return st;
	record_set_num(&r, STAGE_LOG_AT, at);
	if (before)
		record_set_num(&r, STAGE_LOG_SECONDS, at - before);
	st = record_save(d->o, &r, err);
	record_release(&r);
	return st;
}

/* The stage changes of a deal, all made just now, spread evenly from its opening to its last change. */
static enum status spread_stages(struct demo *d, const struct deal_span *span, struct err *err)
{
	int64_t length = span->since > span->opened ? span->since - span->opened : 0, before = 0;
	int total = 0, n = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < d->nentries; i++)
		total += d->entries[i].deal_id == span->deal_id;
	for (size_t i = 0; !st && i < d->nentries; i++) {
		int64_t at;

		if (d->entries[i].deal_id != span->deal_id)
			continue;
		at = span->opened + (total > 1 ? length * n / (total - 1) : 0);
		st = date_entry(d, d->entries[i].id, at, before, err);
		before = at;
		n++;
	}
	return st;
}

static enum status date_stages(struct demo *d, struct err *err)
{
	struct list_request req = {.kind = KIND_STAGE_LOG, .order_field = LIST_ORDER_DEFAULT};
	enum status st = list_each(d->o, &req, note_entry, d, err);

	qsort(d->entries, d->nentries, sizeof(*d->entries), compare_entries);
	for (size_t i = 0; !st && i < d->nspans; i++)
		st = spread_stages(d, &d->spans[i], err);
	return st;
}

static enum status fill(struct demo *d, struct err *err)
{
	enum status st = ST_OK;

	for (size_t p = 0; !st && p < sizeof(parts) / sizeof(parts[0]); p++)
		for (size_t f = 0; !st && f < sizeof(files) / sizeof(files[0]); f++)
			if (!strcmp(files[f].name, parts[p].file))
				st = take_file(
					d, files[f].name, files[f].contents, parts[p].kind, err);
	return st ? st : date_stages(d, err);
}

enum status demo_fill(struct office *o, struct err *err)
{
	struct demo d = {.o = o};
	enum status st = action_begin_setup(o, _("Demo office"), err);

	if (st)
		return st;
	st = fill(&d, err);
	if (st)
		action_cancel(o);
	else
		st = action_commit(o, NULL, err);
	free(d.spans);
	free(d.entries);
	return st;
}
