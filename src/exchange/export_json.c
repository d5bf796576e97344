/* JSON lines: an object a record, as --json of list and show writes it too. */
#include <string.h>

#include "exchange/json_out.h"
#include "export_run.h"

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

static enum status json_open(struct export_run *run, FILE *f, struct err *err)
{
	(void)err;
	run->state = json_out_new(f);
	return ST_OK;
}

static enum status json_row(struct export_run *run, const struct record *r, struct err *err)
{
	(void)err;
	export_json_record(run->o, run->state, r, run->fields, run->nfields);
	return ST_OK;
}

static enum status json_close(struct export_run *run, enum status st, struct err *err)
{
	enum status end = json_out_finish(run->state, st ? NULL : err);

	return st ? st : end;
}

const struct export_sink export_json_sink = {
	.open = json_open,
	.row = json_row,
	.close = json_close,
};
