/* The job behind the print dialog: reads what was wished for with a connection of its own, and prints it. */
#ifndef SCREENS_PRINT_WORK_H
#define SCREENS_PRINT_WORK_H

#include "base/buf.h"
#include "exchange/print.h"
#include "screens/screen.h"

struct print_wish {
	enum kind_id kind; /* KIND_NONE: the report of the preset */
	int64_t id;        /* of a card; 0: the list of the preset */
	const char *preset;
	const struct label_format *labels; /* NULL: the list itself */
	int skip;
	const char *path; /* NULL: to the printer */
	bool force;
};

struct print_work;

/* The value of a line "key=value" of a preset, "" when there is none; "filter" runs to the end. The caller frees. */
char *print_preset_value(const char *preset, const char *key);

/* Copies the wish; env is borrowed until the end. */
struct print_work *print_work_start(const struct screen_env *env, const struct print_wish *wish);
bool print_work_is_done(const struct print_work *w, int64_t *rows);
void print_work_cancel(struct print_work *w);
/* Wait for the end and free. On ST_OK told gets what print_tell() says, with the file's name. */
enum status print_work_finish(struct print_work *w, struct buf *told, bool *odd, struct err *err);
void print_work_stop(struct print_work *w); /* cancel, wait and free */

#endif
