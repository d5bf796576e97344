/* From the cells of a row to the fields of a record. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/money.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/work.h"
#include "import_run.h"
#include "import_target_private.h"

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

static int column_of_kind(const struct import *imp, enum import_target_kind kind)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (imp->columns[c].target.kind == kind)
			return c;
	return -1;
}

/* In which order the names of a column are: as most that tell have it, else as the language has it. */
static enum name_order order_of_names(const struct import *imp, int column)
{
	const char *sub = column < 0 ? NULL : imp->columns[column].target.sub;
	int votes = 0;

	if (sub)
		return strcmp(sub, "surname_first") ? NAME_GIVEN_FIRST : NAME_SURNAME_FIRST;
	for (int i = 0; column >= 0 && i < imp->nsample; i++)
		votes += name_order_vote(imp->sample[i][column]);
	if (votes)
		return votes > 0 ? NAME_SURNAME_FIRST : NAME_GIVEN_FIRST;
	return strcmp(i18n_language(), "ru") ? NAME_GIVEN_FIRST : NAME_SURNAME_FIRST;
}

/* A field that import_fields_make() has made is found by its title. */
static int field_of_target(const struct kind *k, const struct import_target *t)
{
	if (t->kind != TARGET_NEW_FIELD)
		return t->field;
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].custom_id && !strcmp(k->fields[i].title, t->title))
			return i;
	return -1;
}

void import_fill_plan(struct import_run *run)
{
	const struct import *imp = run->imp;
	const struct kind *k = office_kind(run->o, imp->kind);

	run->order = mem_alloc(sizeof(int) * (size_t)(imp->ncolumns + 1));
	run->plan = mem_alloc(sizeof(*run->plan) * (size_t)(imp->ncolumns + 1));
	for (int c = 0; c < imp->ncolumns; c++) {
		const struct import_column *col = &imp->columns[c];

		run->plan[c].field = field_of_target(k, &col->target);
		run->plan[c].dates = imp->dates_fixed || !col->dates_sure ? imp->dates : col->dates;
	}
	for (int rank = 0; rank < RANKS; rank++)
		for (int c = 0; c < imp->ncolumns; c++)
			if (run->plan[c].field >= 0 &&
				rank_of(&k->fields[run->plan[c].field]) == rank)
				run->order[run->norder++] = c;
	run->name_column = column_of_kind(imp, TARGET_FULL_NAME);
	run->employer_column = column_of_kind(imp, TARGET_EMPLOYER);
	run->job_column = column_of_kind(imp, TARGET_JOB_TITLE);
	run->outcome_column = column_of_kind(imp, TARGET_OUTCOME);
	run->name_order = order_of_names(imp, run->name_column);
}

void import_fill_release(struct import_run *run)
{
	for (int i = 0; i < CODE_CACHE_SIZE; i++) {
		free(run->codes[i].text);
		free(run->codes[i].code);
	}
	name_parts_release(&run->name);
	free(run->order);
	free(run->plan);
}

const char *import_mapped(const struct import *imp, int field, const char *text)
{
	const struct import_value *v = imp->nvalues ? import_value(imp, field, text) : NULL;

	return v && v->to ? v->to : text;
}

const char *import_cell_of_field(
	const struct import_run *run, const struct table_row *row, int field)
{
	for (int c = 0; c < run->imp->ncolumns && (size_t)c < row->n; c++)
		if (run->plan[c].field == field)
			return import_mapped(run->imp, field, row->cells[c].text);
	return "";
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
	enum status st;

	if (record_links_to(r, field, text))
		return ST_OK;
	st = import_link(run, r, field, text, &id, err);
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

static enum status fill_number(struct import_run *run, struct record *r, int field,
	const char *text, int64_t factor, struct err *err)
{
	enum status st = ST_OK;

	if (r->kind->fields[field].type == FT_MONEY) {
		buf_clear(&run->scratch);
		st = import_money(run, r, field, text, &run->scratch, err);
		text = buf_str(&run->scratch);
	}
	if (st)
		return st;
	if (factor != 1)
		return parse_scaled(run, r, field, text, factor, err);
	return record_parse(run->o, r, field, text, &run->parse, err);
}

/* Of several phones or addresses in one cell the field gets the first; import_parts.c takes the others. */
static const char *first_of_cell(struct import_run *run, enum field_type type, const char *text)
{
	if (!run->parts || (type != FT_PHONE && type != FT_EMAIL))
		return text;
	buf_clear(&run->scratch);
	import_part_of_cell(text, type == FT_PHONE ? "phone" : "email", 0, &run->scratch);
	return buf_str(&run->scratch);
}

/* Lists of Google Contacts, "Friends ::: * myContacts", as tags; those that it makes of itself are left out. */
static const char *labels_of_cell(struct import_run *run, const char *text)
{
	static const char between[] = ":::";

	if (!strstr(text, between))
		return text;
	buf_clear(&run->scratch);
	for (const char *end, *at = text; *at; at = *end ? end + strlen(between) : end) {
		size_t len;

		end = strstr(at, between);
		end = end ? end : at + strlen(at);
		at += strspn(at, "* ");
		len = end > at ? (size_t)(end - at) : 0;
		while (len && at[len - 1] == ' ')
			len--;
		if (!len || (len == 10 && !strncasecmp(at, "myContacts", len)) ||
			(len == 7 && !strncasecmp(at, "starred", len)))
			continue;
		buf_addf(&run->scratch, "%s%.*s", run->scratch.len ? ", " : "", (int)len, at);
	}
	return buf_str(&run->scratch);
}

/* May an empty cell empty the field? Of a new record too, but for what it cannot do without. */
static bool may_erase(const struct import_run *run, const struct record *r, const struct field *f)
{
	return run->imp->erase_empty && (r->id || !(f->flags & FF_REQUIRED));
}

static enum status fill_field(struct import_run *run, struct record *r, int field, const char *text,
	int64_t factor, struct err *err)
{
	const struct field *f = &r->kind->fields[field];

	if (!*text && !may_erase(run, r, f))
		return ST_OK;
	text = import_mapped(run->imp, field, text);
	if (!*text)
		return may_erase(run, r, f) ? record_parse(run->o, r, field, text, &run->parse, err)
					    : ST_OK;
	switch (f->type) {
	case FT_LINK: return fill_link(run, r, field, text, err);
	case FT_CHOICE:
	case FT_PICK: return fill_code(run, r, field, text, err);
	case FT_PHONE:
	case FT_EMAIL: text = first_of_cell(run, f->type, text); break;
	case FT_MONEY: return fill_number(run, r, field, text, factor, err);
	case FT_SET:
		text = labels_of_cell(run, text);
		if (!*text)
			return ST_OK;
		break;
	default: break;
	}
	if (factor != 1)
		return fill_number(run, r, field, text, factor, err);
	return record_parse(run->o, r, field, text, &run->parse, err);
}

static enum status fill_constants(struct import_run *run, struct record *r, struct err *err)
{
	const struct kind *k = r->kind;
	enum status st = ST_OK;

	run->parse.date_order = run->imp->dates;
	run->parse.decimal = run->imp->decimal;
	for (int rank = 0; rank < RANKS; rank++)
		for (int i = 0; !st && i < run->imp->nconstants; i++) {
			const struct import_constant *c = &run->imp->constants[i];

			if (rank_of(&k->fields[c->field]) == rank)
				st = fill_field(run, r, c->field, c->text, 1, err);
		}
	return st;
}

static void set_part(struct record *r, int field, struct buf *text)
{
	if (text->len)
		record_set_text(r, field, buf_str(text));
}

/* A name in one cell; columns for its parts and for the name itself have the last word. */
static void fill_name(struct import_run *run, struct record *r, const struct table_row *row)
{
	size_t c = (size_t)run->name_column;

	if (c >= row->n || !*row->cells[c].text)
		return;
	name_split(row->cells[c].text, run->name_order, &run->name);
	set_part(r, CLIENT_LAST_NAME, &run->name.last);
	set_part(r, CLIENT_FIRST_NAME, &run->name.first);
	set_part(r, CLIENT_MIDDLE_NAME, &run->name.middle);
	set_part(r, CLIENT_NAME, &run->name.whole);
}

static const char *cell(const struct table_row *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->cells[column].text : "";
}

/* A job at nobody known has no better place than the notes. */
static void fill_job(struct import_run *run, struct record *r, const struct table_row *row)
{
	const char *job = cell(row, run->job_column), *notes = record_text(r, CLIENT_NOTES);
	char *line;

	if (!*job || *cell(row, run->employer_column))
		return;
	line = mem_printf("%s: %s", _("Job title"), job);
	if (!strstr(notes, line)) {
		char *both = mem_printf("%s%s%s", notes, *notes ? "\n" : "", line);

		record_set_text(r, CLIENT_NOTES, both);
		free(both);
	}
	free(line);
}

/* "Won" in a column of its own: the stage that the deal was in gives way to the pipeline's first one of that class. */
static enum status fill_outcome(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	const char *text = cell(row, run->outcome_column);
	const char *code = choice_code(deal_class_choices, text);
	int64_t pipeline = record_num(r, DEAL_PIPELINE), id;
	enum status st = ST_OK;

	if (!code || (strcmp(code, "won") != 0 && strcmp(code, "lost") != 0))
		return ST_OK;
	run->at_column = run->outcome_column;
	id = work_stage_of_class(run->o, pipeline ? pipeline : office_first_pipeline(run->o), code);
	if (!id)
		st = import_link(run, r, DEAL_STAGE, text, &id, err);
	if (!st && id)
		record_set_num(r, DEAL_STAGE, id);
	return st;
}

enum status import_fill(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err)
{
	enum status st;

	run->at_column = -1;
	run->row_currency = false;
	st = r->id ? ST_OK : fill_constants(run, r, err);
	if (run->name_column >= 0)
		fill_name(run, r, row);
	for (int i = 0; !st && i < run->norder; i++) {
		size_t c = (size_t)run->order[i];

		if (c >= row->n)
			continue;
		run->at_column = (int)c;
		run->parse.date_order = run->plan[c].dates;
		run->parse.decimal = row->cells[c].exact ? '.' : run->imp->decimal;
		st = fill_field(run, r, run->plan[c].field, row->cells[c].text,
			run->imp->columns[c].factor, err);
	}
	if (!st && run->outcome_column >= 0)
		st = fill_outcome(run, r, row, err);
	if (st)
		return st;
	run->at_column = -1;
	if (run->job_column >= 0)
		fill_job(run, r, row);
	return run->parts ? import_parts_read(run, r, row, err) : ST_OK;
}
