/*
 * The gate: an flock(2) on office.db.gate that everybody holds around a write transaction and around a checkpoint. It keeps
 * a commit from running beside a checkpoint (the WAL-reset bug of SQLite before 3.51.3) and makes waiting fair: the kernel
 * wakes the next one at once and frees the lock of a process that dies.
 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include <stdbool.h>

#include "base/err.h"

struct gate;
struct place;

/* Open, or make, the gate of an office. */
enum status gate_open(const struct place *p, struct gate **out, struct err *err);
void gate_close(struct gate *g); /* NULL is fine */
const char *gate_path(const struct gate *g);
bool gate_was_made(const struct gate *g); /* by this gate_open() */

/*
 * Take the gate, waiting at most wait_ms (0: not at all); ST_BUSY after that. While it is held SIGHUP, SIGINT, SIGTERM and
 * SIGTSTP are blocked in this thread.
 */
enum status gate_enter(struct gate *g, int wait_ms, struct err *err);
/* touched: change the gate's time, which wakes those who watch the directory, now that the commit can be seen. */
void gate_leave(struct gate *g, bool touched);

#endif
