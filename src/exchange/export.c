/* Export of any list to CSV or JSON lines. */
#include "exchange/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "exchange/json_out.h"

enum { PROGRESS_EVERY = 512, TITLE_CACHE_SIZE = 4096 };

/* Titles of records that links point at: few are met again and again. */
struct title_cache_entry {
	enum kind_id kind;
	int64_t id; /* 0: free */
	char *title;
};

struct export_run {
	struct office *o;
	const struct export_request *req;
	const int *fields;
	int nfields;
	struct csv_out *csv;
	struct json_out *json;
	struct job *job;
	int64_t rows;
	bool cancelled;
	struct buf text; /* scratch */
	struct title_cache_entry *titles;
};

static bool is_number(enum field_type type)
{
	return type == FT_INT || type == FT_MONEY || type == FT_PERCENT || type == FT_QUANTITY;
}

static const char *link_title(struct export_run *run, enum kind_id kind, int64_t id)
{
	struct title_cache_entry *e =
		&run->titles[((uint64_t)id * 31 + (uint64_t)kind) % TITLE_CACHE_SIZE];
	struct buf title = BUF_INIT;

	if (e->id != id || e->kind != kind) {
		office_title(run->o, kind, id, &title);
		free(e->title);
		*e = (struct title_cache_entry){kind, id, buf_take(&title)};
	}
	return e->title;
}

static void csv_field(struct export_run *run, const struct record *r, int field)
{
	const struct field *f = &r->kind->fields[field];

	if (!record_has(r, field)) {
		csv_out_textn(run->csv, "", 0);
	} else if (r->values[field].text) {
		csv_out_text(run->csv, r->values[field].text);
	} else if (f->type == FT_LINK) {
		csv_out_text(run->csv, link_title(run, f->link, record_num(r, field)));
	} else {
		buf_clear(&run->text);
		record_format(run->o, r, field, STYLE_PLAIN, &run->text);
		if (is_number(f->type))
			csv_out_number(run->csv, buf_str(&run->text));
		else
			csv_out_text(run->csv, buf_str(&run->text));
	}
}

static void csv_record(struct export_run *run, const struct record *r)
{
	csv_out_int(run->csv, r->id);
	for (int i = 0; i < run->nfields; i++)
		csv_field(run, r, run->fields[i]);
	csv_out_end_row(run->csv);
}

static void json_set(struct json_out *j, const char *name, const char *codes)
{
	json_out_array(j, name);
	while (*codes) {
		size_t len = strcspn(codes, ",");

		json_out_stringn(j, NULL, codes, len);
		codes += len + (codes[len] == ',');
	}
	json_out_end(j);
}

static void json_link(struct json_out *j, const char *name, int64_t id, const char *title)
{
	json_out_object(j, name);
	json_out_int(j, "id", id);
	json_out_string(j, "name", title);
	json_out_end(j);
}

static void json_field(
	struct office *o, struct json_out *j, const struct record *r, int field, struct buf *b)
{
	const struct field *f = &r->kind->fields[field];

	if (!record_has(r, field)) {
		if (f->type == FT_SET)
			json_set(j, f->name, "");
		else
			json_out_null(j, f->name);
		return;
	}
	buf_clear(b);
	record_format(o, r, field, STYLE_PLAIN, b);
	switch (f->type) {
	case FT_INT: json_out_int(j, f->name, record_num(r, field)); break;
	case FT_BOOL: json_out_bool(j, f->name, record_num(r, field) != 0); break;
	case FT_PERCENT:
	case FT_QUANTITY: json_out_decimal(j, f->name, buf_str(b)); break;
	case FT_SET: json_set(j, f->name, record_text(r, field)); break;
	case FT_LINK: json_link(j, f->name, record_num(r, field), buf_str(b)); break;
	default: json_out_string(j, f->name, buf_str(b)); break;
	}
}

void export_json_record(struct office *o, struct json_out *j, const struct record *r,
	const int *fields, int nfields)
{
	struct buf b = BUF_INIT;

	json_out_begin(j);
	json_out_int(j, "id", r->id);
	json_out_int(j, "version", r->version);
	for (int i = 0; i < (fields ? nfields : r->nvalues); i++) {
		int field = fields ? fields[i] : i;

		if (!(r->kind->fields[field].flags & FF_HIDDEN))
			json_field(o, j, r, field, &b);
	}
	json_out_end(j);
	buf_release(&b);
}

static bool each_view(void *arg, const struct record *r)
{
	struct export_run *run = arg;

	if (run->json)
		export_json_record(run->o, run->json, r, run->fields, run->nfields);
	else
		csv_record(run, r);
	if (++run->rows % PROGRESS_EVERY == 0) {
		job_progress(run->job, run->rows, 0);
		run->cancelled = job_is_cancelled(run->job);
	}
	return !run->cancelled;
}

static bool each_record(void *arg, struct record *r)
{
	return each_view(arg, r);
}

static enum status each_row(struct export_run *run, struct err *err)
{
	const struct list_request *list = &run->req->list;

	if (run->req->by_id)
		return list_each_view(run->o, list, run->fields, run->nfields, each_view, run, err);
	return list_each(run->o, list, each_record, run, err);
}

static void csv_header(struct export_run *run)
{
	const struct kind *k = office_kind(run->o, run->req->list.kind);

	csv_out_text(run->csv, "id");
	for (int i = 0; i < run->nfields; i++) {
		const struct field *f = &k->fields[run->fields[i]];

		csv_out_text(run->csv, run->req->titles ? _(f->title) : f->name);
	}
	csv_out_end_row(run->csv);
}

static enum status write_csv(
	struct export_run *run, FILE *f, struct export_result *out, struct err *err)
{
	struct buf names = BUF_INIT;
	enum status st = csv_out_new(f, &run->req->csv, &run->csv, err), end;

	if (st)
		return st;
	csv_header(run);
	st = each_row(run, err);
	out->missing = (int64_t)csv_out_missing(run->csv);
	if (out->missing)
		csv_out_name_missing(run->csv, &names);
	snprintf(out->missing_text, sizeof(out->missing_text), "%s", buf_str(&names));
	buf_release(&names);
	end = csv_out_finish(run->csv, st ? NULL : err);
	return st ? st : end;
}

static enum status write_json(struct export_run *run, FILE *f, struct err *err)
{
	enum status st, end;

	run->json = json_out_new(f);
	st = each_row(run, err);
	end = json_out_finish(run->json, st ? NULL : err);
	return st ? st : end;
}

static int default_fields(const struct kind *k, int **out)
{
	int *fields = mem_alloc(sizeof(int) * (size_t)k->nfields), n = 0;

	for (int i = 0; i < k->nfields; i++)
		if (!(k->fields[i].flags & FF_HIDDEN))
			fields[n++] = i;
	*out = fields;
	return n;
}

enum status export_stream(struct office *o, const struct export_request *req, FILE *f,
	struct job *job, struct export_result *out, struct err *err)
{
	struct export_run run = {
		.o = o, .req = req, .fields = req->fields, .nfields = req->nfields, .job = job};
	int *all = NULL;
	enum status st;

	*out = (struct export_result){0};
	run.titles = mem_alloc(sizeof(*run.titles) * TITLE_CACHE_SIZE);
	if (!req->fields) {
		run.nfields = default_fields(office_kind(o, req->list.kind), &all);
		run.fields = all;
	}
	st = req->format == EXPORT_JSON ? write_json(&run, f, err) : write_csv(&run, f, out, err);
	if (!st && run.cancelled)
		st = err_set(err, ST_CANCELLED, _("Cancelled: nothing was written"));
	out->rows = run.rows;
	buf_release(&run.text);
	for (int i = 0; i < TITLE_CACHE_SIZE; i++)
		free(run.titles[i].title);
	free(run.titles);
	free(all);
	return st;
}

enum status export_file(struct office *o, const struct export_request *req, const char *path,
	bool force, struct job *job, struct export_result *out, struct err *err)
{
	struct file_out *f;
	enum status st = file_out_open(path, force, &f, err);

	if (st)
		return st;
	st = export_stream(o, req, file_out_stream(f), job, out, err);
	return file_out_end(f, st, err);
}

enum status export_columns(struct office *o, enum kind_id kind, const char *names, int **fields,
	int *n, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	int *list = mem_alloc(sizeof(int) * (strlen(names) + 1)), count = 0;

	while (*names) {
		size_t len = strcspn(names, ",");
		char *name = mem_strndup(names, len);
		int field = kind_field(k, name);

		if (field < 0)
			field = kind_field_by_label(k, name);
		if (field < 0 || (k->fields[field].flags & FF_HIDDEN)) {
			enum status st = err_set(
				err, ST_USAGE, _("%s has no field \"%s\""), _(k->title), name);

			free(name);
			free(list);
			return st;
		}
		list[count++] = field;
		free(name);
		names += len + (names[len] == ',');
	}
	*fields = list;
	*n = count;
	return ST_OK;
}
