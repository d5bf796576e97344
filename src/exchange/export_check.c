/* A pass over every text of an export that only looks whether the file's encoding can hold it. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "export_run.h"

struct check {
	struct charset_out *encoder;
	int64_t first; /* id of the first record with such a character */
};

static void look(struct check *c, const char *text)
{
	charset_out_feed(c->encoder, text, strlen(text), NULL);
}

static enum status check_row(struct export_run *run, const struct record *r, struct err *err)
{
	struct check *c = run->state;
	bool number;

	(void)err;
	for (int i = 0; i < run->nfields; i++)
		look(c, export_cell(run, r, run->fields[i], &number));
	if (!c->first && charset_out_missing(c->encoder))
		c->first = r->id;
	return ST_OK;
}

static const struct export_sink check_sink = {.row = check_row};

static enum status tell(
	struct export_run *run, const struct export_result *out, int64_t first, struct err *err)
{
	const char *encoding = charset_name(run->req->csv.charset);
	struct buf title = BUF_INIT;
	enum status st;

	if (!first)
		return err_set(err, ST_BAD_DATA, _("%s lacks %s of the column heads"), encoding,
			out->missing_text);
	office_title(run->o, run->kind->id, first, &title);
	st = err_set(err, ST_BAD_DATA, _("%s lacks %s; first in %s #%lld \"%.60s\""), encoding,
		out->missing_text, _(run->kind->title), (long long)first, buf_str(&title));
	buf_release(&title);
	return st;
}

enum status export_check(struct export_run *run, struct export_result *out, struct err *err)
{
	struct buf names = BUF_INIT;
	struct check c = {0};
	enum status st = charset_out_new(run->req->csv.charset, &c.encoder, err);

	if (st)
		return st;
	run->sink = &check_sink;
	run->state = &c;
	for (int i = 0; i < run->nfields; i++)
		look(&c, export_head(run, run->fields[i]));
	st = export_rows(run, err);
	out->missing = (int64_t)charset_out_missing(c.encoder);
	out->missing_first = c.first;
	charset_out_name_missing(c.encoder, &names);
	snprintf(out->missing_text, sizeof(out->missing_text), "%s", buf_str(&names));
	buf_release(&names);
	charset_out_free(c.encoder);
	if (!st && out->missing && !run->req->replace)
		st = tell(run, out, c.first, err);
	return st;
}
