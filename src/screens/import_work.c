/* Long work of the import wizard: a survey, a dry run or the run, in a thread with an office connection of its own. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/setup.h"
#include "exchange/source.h"
#include "import_state.h"

enum { BYTES_SHOWN = 1024, REJECTS_MAX = 1000 };

struct import_work {
	enum import_work_kind kind;
	struct job *job;
	struct import *imp; /* borrowed: nobody else touches it meanwhile */
	const char *db_path;
	const struct office_options *options;
	char *reject; /* where failed rows go; NULL: nowhere */
	struct import_survey survey;
	struct import_result result;
};

static enum status import_work_do(struct job *job, void *arg, struct err *err)
{
	struct import_work *k = arg;
	struct office *o;
	enum status st = office_start(k->db_path, k->options, &o, err);

	if (st)
		return st;
	if (k->kind == IMPORT_SURVEY)
		st = import_survey(k->imp, o, job, &k->survey, err);
	else
		st = import_run(k->imp, o, k->kind == IMPORT_DRY,
			k->kind == IMPORT_REAL ? k->reject : NULL, false, job, &k->result, err);
	office_close(o);
	return st;
}

/* Beside the source when that folder can be written, else here; a name that is not taken. */
static char *import_work_reject(const struct import_wizard *w)
{
	const char *slash = strrchr(w->opened, '/'), *base = slash ? slash + 1 : w->opened;
	const char *dot = strrchr(base, '.');
	char *dir =
		slash ? mem_strndup(w->opened, (size_t)(slash - w->opened) + 1) : mem_strdup("");
	int stem = (int)(dot && dot > base ? dot - base : (long)strlen(base));
	char *path = NULL;

	if (*dir && access(dir, W_OK) != 0)
		*dir = '\0';
	for (int n = 1; n < REJECTS_MAX; n++) {
		free(path);
		path = n == 1 ? mem_printf("%s%.*s.rejected.csv", dir, stem, base)
			      : mem_printf("%s%.*s.rejected-%d.csv", dir, stem, base, n);
		if (access(path, F_OK) != 0)
			break;
	}
	free(dir);
	return path;
}

static const char *import_work_title(enum import_work_kind kind)
{
	switch (kind) {
	case IMPORT_SURVEY: return _("Looking at the names in the file");
	case IMPORT_DRY: return _("Trying it out: nothing is written");
	default: return _("Importing");
	}
}

void import_work_start(struct import_wizard *w, enum import_work_kind kind)
{
	struct import_work *k = mem_alloc(sizeof *k);

	k->kind = kind;
	k->imp = w->imp;
	k->db_path = w->env->db_path;
	k->options = w->env->options;
	if (kind == IMPORT_REAL && w->result.counts[IMPORT_FAILED])
		k->reject = import_work_reject(w);
	free(w->failure);
	w->failure = NULL;
	progress_init(&w->progress, import_work_title(kind), _("KB"),
		(int64_t)source_size(w->imp->source) / BYTES_SHOWN, clock_monotonic_ms());
	w->work = k;
	k->job = job_start(import_work_do, k);
}

static void import_work_free(struct import_wizard *w)
{
	struct import_work *k = w->work;

	w->work = NULL;
	progress_release(&w->progress);
	import_survey_release(&k->survey);
	import_result_release(&k->result);
	free(k->reject);
	free(k);
}

/* Move what was found into the wizard. */
static void import_work_take(struct import_wizard *w, enum status st)
{
	struct import_work *k = w->work;

	if (st)
		return;
	if (k->kind == IMPORT_SURVEY) {
		import_survey_release(&w->survey);
		w->survey = k->survey;
		k->survey = (struct import_survey){0};
		return;
	}
	import_result_release(&w->result);
	w->result = k->result;
	k->result = (struct import_result){0};
	if (k->kind == IMPORT_REAL) {
		free(w->reject);
		w->reject = w->result.counts[IMPORT_FAILED] ? k->reject : NULL;
		k->reject = w->reject ? NULL : k->reject;
	}
}

bool import_work_poll(
	struct import_wizard *w, enum import_work_kind *kind, enum status *st, struct err *err)
{
	struct import_work *k = w->work;
	int64_t done, total, elapsed;

	if (!job_is_done(k->job)) {
		job_state(k->job, &done, &total, &elapsed);
		progress_update(&w->progress, done / BYTES_SHOWN, clock_monotonic_ms());
		return false;
	}
	*kind = k->kind;
	*st = job_finish(k->job, err);
	import_work_take(w, *st);
	import_work_free(w);
	return true;
}

void import_work_cancel(struct import_wizard *w)
{
	if (w->work)
		job_cancel(w->work->job);
}

void import_work_stop(struct import_wizard *w)
{
	if (!w->work)
		return;
	job_cancel(w->work->job);
	job_finish(w->work->job, NULL);
	import_work_free(w);
}
