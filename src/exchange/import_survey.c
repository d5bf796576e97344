/*
 * What an import's texts mean, looked up before it runs. First the file is read once and the different texts of each column that
 * links, chooses or picks are counted; then each is looked up, one query a text and not one a row.
 */
#include "exchange/import_survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "domain/record.h"
#include "import_run.h"

enum { SLOTS = 4096, PROGRESS_EVERY = 1024 };

struct text_set {
	char **texts;
	int64_t *rows;
	int *slots; /* SLOTS of them: index into texts plus one; grows for titles */
	size_t n, cap, cap_rows, nslots;
};

struct survey {
	struct import *imp;
	struct office *o;
	struct import_survey *out;
	struct text_set *columns; /* beside imp->columns */
	struct text_set titles;   /* folded, when records of the file name each other */
	int title_column;
	int64_t pipeline; /* in which stages are looked up; 0 any, -1 one that is not there yet */
};

static uint32_t hash_text(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h ^ h >> 15;
}

static int *set_slot(struct text_set *s, const char *text)
{
	size_t at = hash_text(text) & (s->nslots - 1);

	while (s->slots[at] && strcmp(s->texts[s->slots[at] - 1], text) != 0)
		at = (at + 1) & (s->nslots - 1);
	return &s->slots[at];
}

static void set_rehash(struct text_set *s)
{
	s->nslots = s->nslots ? s->nslots * 2 : SLOTS;
	free(s->slots);
	s->slots = mem_alloc(sizeof(int) * s->nslots);
	for (size_t i = 0; i < s->n; i++)
		*set_slot(s, s->texts[i]) = (int)i + 1;
}

/* Count text; a new one is kept while there are fewer than max (0: no bound). Returns false when it was not. */
static bool set_add(struct text_set *s, const char *text, size_t max, int64_t rows)
{
	int *slot;

	if (s->n * 2 >= s->nslots)
		set_rehash(s);
	slot = set_slot(s, text);
	if (*slot) {
		s->rows[*slot - 1] += rows;
		return true;
	}
	if (max && s->n >= max)
		return false;
	s->texts = mem_grow(s->texts, &s->cap, s->n + 1, sizeof(*s->texts));
	s->rows = mem_grow(s->rows, &s->cap_rows, s->n + 1, sizeof(*s->rows));
	s->texts[s->n] = mem_strdup(text);
	s->rows[s->n] = rows;
	*slot = (int)++s->n;
	return true;
}

static bool set_has(struct text_set *s, const char *text)
{
	return s->n && *set_slot(s, text);
}

static void set_release(struct text_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->texts[i]);
	free(s->texts);
	free(s->rows);
	free(s->slots);
}

static bool is_looked_up(const struct field *f)
{
	return f->type == FT_LINK || f->type == FT_CHOICE || f->type == FT_PICK ||
	       (f->type == FT_SET && f->choices);
}

static const struct field *field_of(const struct survey *s, int field)
{
	return &office_kind(s->o, s->imp->kind)->fields[field];
}

static void note_title(struct survey *s, const char *text)
{
	struct buf key = BUF_INIT;

	fold_sort_key(&key, text);
	if (key.len)
		set_add(&s->titles, buf_str(&key), 0, 1);
	buf_release(&key);
}

static void note_row(struct survey *s, const struct table_row *row)
{
	for (int c = 0; c < s->imp->ncolumns && (size_t)c < row->n; c++) {
		int field = s->imp->columns[c].target.field;

		if (field < 0 || !*row->cells[c].text)
			continue;
		if (is_looked_up(field_of(s, field)) &&
			!set_add(&s->columns[c], row->cells[c].text, IMPORT_SURVEY_TEXTS, 1))
			s->out->cut = true;
		if (c == s->title_column)
			note_title(s, row->cells[c].text);
	}
}

static enum status read_file(struct survey *s, int64_t *rows, struct job *job, struct err *err)
{
	struct import_reader *in;
	struct table_row row;
	enum status st = import_reader_open(s->imp, &in, err);

	if (st)
		return st;
	while ((st = import_reader_next(in, &row, err)) == ST_OK) {
		if (++*rows % PROGRESS_EVERY == 0) {
			job_progress(job, import_reader_done(in), import_reader_total(in));
			if (job_is_cancelled(job)) {
				st = err_set(err, ST_CANCELLED, _("Stopped"));
				break;
			}
		}
		if (!row.empty)
			note_row(s, &row);
	}
	import_reader_free(in);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

/* Do records of the file link to records of its own kind? Then its titles are names too. */
static int title_column(const struct survey *s)
{
	const struct kind *k = office_kind(s->o, s->imp->kind);
	bool own = false;
	int title = -1;

	for (int c = 0; c < s->imp->ncolumns; c++) {
		int field = s->imp->columns[c].target.field;

		if (field < 0)
			continue;
		own |= k->fields[field].type == FT_LINK && k->fields[field].link == k->id;
		if (field == k->title_field)
			title = c;
	}
	return own ? title : -1;
}

static bool is_link_known(struct survey *s, const struct field *f, int field, const char *text)
{
	struct record probe;
	struct parse_options opt = {true, s->imp->dates, s->imp->decimal};
	struct buf key = BUF_INIT;
	struct err why = ERR_INIT;
	bool known;

	if (f->link == s->imp->kind && s->title_column >= 0) {
		fold_sort_key(&key, text);
		known = set_has(&s->titles, buf_str(&key));
		buf_release(&key);
		if (known)
			return true;
	}
	if (f->link == KIND_STAGE && s->pipeline < 0)
		return false;
	record_make(&probe, office_kind(s->o, s->imp->kind));
	if (f->link == KIND_STAGE && s->imp->kind == KIND_DEAL && s->pipeline)
		record_set_num(&probe, DEAL_PIPELINE, s->pipeline);
	known = record_parse(s->o, &probe, field, text, &opt, &why) != ST_NOT_FOUND;
	if (known && f->link == KIND_STAGE && s->pipeline > 0) {
		struct record stage = {0};

		/* A stage of another pipeline is none of this one. */
		if (record_load(s->o, KIND_STAGE, record_num(&probe, field), &stage, NULL) == ST_OK)
			known = record_num(&stage, STAGE_PIPELINE) == s->pipeline;
		record_release(&stage);
	}
	record_release(&probe);
	return known;
}

/* Does text mean something for that field? */
static bool is_known(struct survey *s, int field, const char *text)
{
	const struct field *f = field_of(s, field);
	struct parse_options opt = {true, s->imp->dates, s->imp->decimal};
	struct err why = ERR_INIT;
	struct record probe;
	bool known;

	if (f->type == FT_LINK)
		return is_link_known(s, f, field, text);
	if (f->type == FT_PICK)
		return office_list_code(s->o, f->list, text) != NULL;
	record_make(&probe, office_kind(s->o, s->imp->kind));
	known = record_parse(s->o, &probe, field, text, &opt, &why) == ST_OK;
	record_release(&probe);
	return known;
}

static void look_up(struct survey *s, int field, const char *text, int64_t rows)
{
	const struct field *f = field_of(s, field);
	struct import_survey *out = s->out;

	if (is_known(s, field, text))
		return;
	out->unknown = mem_realloc(out->unknown, sizeof(*out->unknown) * (size_t)(out->n + 1));
	out->unknown[out->n++] = (struct import_unknown){field,
		f->type == FT_LINK   ? UNKNOWN_LINK
		: f->type == FT_PICK ? UNKNOWN_ENTRY
				     : UNKNOWN_CHOICE,
		mem_strdup(text), rows};
}

/* The pipeline that a constant names. Without one: the first, or any when a column says which. */
static void find_pipeline(struct survey *s)
{
	int64_t id;

	if (s->imp->kind != KIND_DEAL)
		return;
	s->pipeline = office_first_pipeline(s->o);
	for (int c = 0; c < s->imp->ncolumns; c++)
		if (s->imp->columns[c].target.field == DEAL_PIPELINE)
			s->pipeline = 0;
	for (int i = 0; i < s->imp->nconstants; i++)
		if (s->imp->constants[i].field == DEAL_PIPELINE)
			s->pipeline = record_resolve(s->o, KIND_PIPELINE, s->imp->constants[i].text,
					      &id, NULL) == ST_OK
					      ? id
					      : -1;
}

static int compare_unknown(const void *a, const void *b)
{
	const struct import_unknown *x = a, *y = b;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->rows != y->rows)
		return x->rows < y->rows ? 1 : -1;
	return strcmp(x->text, y->text);
}

enum status import_survey(struct import *imp, struct office *o, struct job *job,
	struct import_survey *out, struct err *err)
{
	struct survey s = {.imp = imp, .o = o, .out = out};
	int64_t rows = 0;
	enum status st;

	*out = (struct import_survey){0};
	s.columns = mem_alloc(sizeof(*s.columns) * (size_t)(imp->ncolumns + 1));
	s.title_column = title_column(&s);
	find_pipeline(&s);
	st = read_file(&s, &rows, job, err);
	for (int c = 0; !st && c < imp->ncolumns; c++)
		for (size_t i = 0; i < s.columns[c].n; i++)
			look_up(&s, imp->columns[c].target.field, s.columns[c].texts[i],
				s.columns[c].rows[i]);
	for (int i = 0; !st && i < imp->nconstants; i++)
		if (is_looked_up(field_of(&s, imp->constants[i].field)))
			look_up(&s, imp->constants[i].field, imp->constants[i].text, rows);
	if (out->n)
		qsort(out->unknown, (size_t)out->n, sizeof(*out->unknown), compare_unknown);
	for (int c = 0; c < imp->ncolumns; c++)
		set_release(&s.columns[c]);
	set_release(&s.titles);
	free(s.columns);
	if (st)
		import_survey_release(out);
	return st;
}

void import_survey_release(struct import_survey *s)
{
	for (int i = 0; i < s->n; i++)
		free(s->unknown[i].text);
	free(s->unknown);
	*s = (struct import_survey){0};
}
