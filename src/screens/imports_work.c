/* Taking an import back in a thread with an office connection of its own, with progress. */
#include "imports_work.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/setup.h"

struct imports_work {
	struct job *job;
	const char *db_path;
	const struct office_options *options;
	int64_t txn;
	struct undo_result result;
};

static enum status imports_work_do(struct job *job, void *arg, struct err *err)
{
	struct imports_work *w = arg;
	struct office *o;
	enum status st = office_start(w->db_path, w->options, &o, err);

	if (st)
		return st;
	st = undo_action_job(o, w->txn, job, &w->result, err);
	office_close(o);
	return st;
}

struct imports_work *imports_work_start(
	const struct screen_env *env, int64_t txn, int64_t records, struct progress *progress)
{
	struct imports_work *w = mem_alloc(sizeof *w);

	w->db_path = env->db_path;
	w->options = env->options;
	w->txn = txn;
	progress_init(
		progress, _("Taking the import back"), _("records"), records, clock_monotonic_ms());
	w->job = job_start(imports_work_do, w);
	return w;
}

bool imports_work_poll(struct imports_work *w, struct progress *progress, enum status *st,
	struct undo_result *result, struct err *err)
{
	int64_t done, total, elapsed;

	if (!job_is_done(w->job)) {
		job_state(w->job, &done, &total, &elapsed);
		progress->total = total > 0 ? total : progress->total;
		progress_update(progress, done, clock_monotonic_ms());
		return false;
	}
	*st = job_finish(w->job, err);
	*result = w->result;
	progress_release(progress);
	free(w);
	return true;
}

void imports_work_cancel(struct imports_work *w)
{
	job_cancel(w->job);
}

void imports_work_stop(struct imports_work *w)
{
	job_cancel(w->job);
	job_finish(w->job, NULL);
	free(w);
}
