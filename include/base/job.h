/*
 * Long work (an import, an export, a backup) beside the event loop: it runs in a thread of its own, with its own office
 * connection, so that painting never waits for the disk and no terminal output happens inside a transaction. Signals are
 * blocked in the thread. The owner polls from its loop.
 */
#ifndef BASE_JOB_H
#define BASE_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct job;

/* The work: returns its status, fills err. Calls job_progress() now and then and stops soon after job_is_cancelled(). */
typedef enum status job_fn(struct job *job, void *arg, struct err *err);

struct job *job_start(job_fn *fn, void *arg); /* arg is borrowed until job_finish() */
/* From the work: how far (total 0 = unknown). Cheap. */
void job_progress(struct job *job, int64_t done, int64_t total);
bool job_is_cancelled(const struct job *job);

/* From the owner. */
void job_cancel(struct job *job);
bool job_is_done(const struct job *job);
void job_state(const struct job *job, int64_t *done, int64_t *total, int64_t *elapsed_ms);
/* Descriptor that becomes readable when the work ends (for poll). */
int job_fd(const struct job *job);
/* Wait for the end, give the result, free the job. */
enum status job_finish(struct job *job, struct err *err);

#endif
