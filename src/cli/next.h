/* --next, --due and --result, which log and done have in common. */
#ifndef CLI_NEXT_H
#define CLI_NEXT_H

#include "domain/work.h"
#include "session.h"

extern const char next_help_next[], next_help_due[], next_help_result[];

/* The next step from --next and --due ("fri", "+3d 14:30"); texts are borrowed from the session. */
enum status next_read(const struct session *s, struct next_step *out, struct err *err);

/*
 * The code of --result, NULL when it was not given. A result that the office does not have yet is taken, and said on standard
 * error: slips of the fingers shall not go unseen. The caller frees *code.
 */
enum status next_result(const struct session *s, char **code, struct err *err);

#endif
