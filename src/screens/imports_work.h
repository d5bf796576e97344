/* Taking an import back in a thread with an office connection of its own, with progress. */
#ifndef SCREENS_IMPORTS_WORK_H
#define SCREENS_IMPORTS_WORK_H

#include "domain/undo.h"
#include "screens/screen.h"
#include "tui/progress.h"

struct imports_work;

/* records: how many it will be, for the bar. */
struct imports_work *imports_work_start(
	const struct screen_env *env, int64_t txn, int64_t records, struct progress *progress);
/* False as long as it runs; progress follows. When it has ended *st and *result say how, and the work is freed. */
bool imports_work_poll(struct imports_work *w, struct progress *progress, enum status *st,
	struct undo_result *result, struct err *err);
void imports_work_cancel(struct imports_work *w);
/* Stop it, wait, free. */
void imports_work_stop(struct imports_work *w);

#endif
