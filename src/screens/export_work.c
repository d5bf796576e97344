/* An export as a job. */
#include "export_work.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "domain/setup.h"
#include "tui/term.h"

static enum status export_work_do(struct job *job, void *arg, struct err *err)
{
	struct export_work *w = arg;
	struct export_request req = w->req;
	struct filter *filter = NULL;
	struct office *o;
	enum status st = office_start(w->db_path, w->options, &o, err);

	if (st)
		return st;
	st = filter_compile(o, req.list.kind, w->filter, &filter, err);
	req.list.filter = st || filter_is_empty(filter) ? NULL : filter;
	req.fields = w->fields;
	if (!st && w->path)
		st = export_file(o, &req, w->path, w->force, job, &w->result, err);
	else if (!st)
		st = export_text(o, &req, job, &w->text, &w->len, &w->result, err);
	filter_free(filter);
	office_close(o);
	return st;
}

void export_work_start(struct export_work *w)
{
	w->job = job_start(export_work_do, w);
}

enum status export_work_finish(struct export_work *w, struct err *err)
{
	enum status st = job_finish(w->job, err);

	w->job = NULL;
	if (!st && !w->path && !term_copy(w->text))
		st = err_set(
			err, ST_IO, _("This terminal has no clipboard that can be written to."));
	return st;
}

void export_work_free(struct export_work *w)
{
	if (!w)
		return;
	if (w->job) {
		job_cancel(w->job);
		job_finish(w->job, NULL);
	}
	free(w->filter);
	free(w->path);
	free(w->fields);
	free(w->text);
	free(w);
}
