/* The job of the export dialog: an export on a connection of its own. */
#ifndef SCREENS_EXPORT_WORK_H
#define SCREENS_EXPORT_WORK_H

#include "base/job.h"
#include "exchange/export.h"
#include "screens/screen.h"

/* What the thread works with; the screen leaves it alone until export_work_finish(). */
struct export_work {
	struct job *job;
	const char *db_path; /* borrowed, as options */
	const struct office_options *options;
	char *filter, *path; /* owned; path NULL: the clipboard */
	int *fields;         /* owned; req.fields is set from it */
	bool force;
	struct export_request req;
	struct export_result result;
	char *text; /* for the clipboard */
	size_t len;
};

void export_work_start(struct export_work *w);
/* Wait for the end. The clipboard's text is sent here: it is the screen's thread that may write to the terminal. */
enum status export_work_finish(struct export_work *w, struct err *err);
/* Cancels and waits when it runs still; w may be NULL. */
void export_work_free(struct export_work *w);

#endif
