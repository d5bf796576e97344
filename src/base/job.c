/* A thread with a progress counter and an end that can be polled for. */
#include "base/job.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

struct job {
	job_fn *fn;
	void *arg;
	pthread_t thread;
	bool threaded;
	int fd;
	int64_t started_ms;
	atomic_bool cancelled, done;
	atomic_llong done_units, total_units;
	enum status status;
	struct err err;
};

static void *run(void *arg)
{
	struct job *job = arg;
	uint64_t one = 1;

	job->status = job->fn(job, job->arg, &job->err);
	atomic_store(&job->done, true);
	if (job->fd >= 0 && write(job->fd, &one, sizeof(one)) < 0)
		atomic_store(&job->done, true);
	return NULL;
}

struct job *job_start(job_fn *fn, void *arg)
{
	struct job *job = mem_alloc(sizeof(*job));
	sigset_t all, old;

	job->fn = fn;
	job->arg = arg;
	job->err.offset = -1;
	job->started_ms = clock_monotonic_ms();
	job->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	job->threaded = pthread_create(&job->thread, NULL, run, job) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!job->threaded)
		run(job);
	return job;
}

void job_progress(struct job *job, int64_t done, int64_t total)
{
	if (!job)
		return;
	atomic_store(&job->done_units, done);
	atomic_store(&job->total_units, total);
}

bool job_is_cancelled(const struct job *job)
{
	return job && atomic_load(&((struct job *)job)->cancelled);
}

void job_cancel(struct job *job)
{
	atomic_store(&job->cancelled, true);
}

bool job_is_done(const struct job *job)
{
	return atomic_load(&((struct job *)job)->done);
}

void job_state(const struct job *job, int64_t *done, int64_t *total, int64_t *elapsed_ms)
{
	*done = atomic_load(&((struct job *)job)->done_units);
	*total = atomic_load(&((struct job *)job)->total_units);
	*elapsed_ms = clock_monotonic_ms() - job->started_ms;
}

int job_fd(const struct job *job)
{
	return job->fd;
}

enum status job_finish(struct job *job, struct err *err)
{
	enum status st;

	if (job->threaded)
		pthread_join(job->thread, NULL);
	if (job->fd >= 0)
		close(job->fd);
	st = job->status;
	if (st && err)
		*err = job->err;
	free(job);
	return st;
}
