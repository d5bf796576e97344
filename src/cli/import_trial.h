/* An office for a dry run where there is none yet: in a directory of its own, gone afterwards. */
#ifndef CLI_IMPORT_TRIAL_H
#define CLI_IMPORT_TRIAL_H

#include "session.h"

struct import_trial {
	char *directory; /* NULL: the office is a real one */
};

/*
 * The session's office into *out, for import. In a dry run of a file that is not there, an empty office that import_trial_close()
 * takes away again. ST_IO.
 */
enum status import_trial_open(const struct session *s, bool dry, struct import_trial *trial,
	struct office **out, struct err *err);
void import_trial_close(struct import_trial *trial, struct office *o); /* o may be NULL */

#endif
