/* Long work in a thread of its own, its progress on a terminal at standard error, Ctrl-C to stop it. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/job.h"
#include "session.h"

/*
 * Run fn(job, arg) to its end. label stands before the share done. A first interrupt asks the work to stop (it then gives
 * ST_CANCELLED), a second one ends the program; nothing is ever printed from inside the work.
 *   waits   until its first progress the work waits for somebody else (it reads a pipe): one interrupt is enough then
 */
enum status progress_run(
	struct session *s, const char *label, bool waits, job_fn *fn, void *arg, struct err *err);

#endif
