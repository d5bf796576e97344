/* --profile and --save-profile of import. */
#ifndef CLI_PROFILE_H
#define CLI_PROFILE_H

#include "exchange/import.h"
#include "session.h"

/*
 * The mapping that --profile names, or that the file's header is known by, is applied; --profile none: neither. What was recognised is
 * told on standard error; its mode is not taken, only that of a mapping that was named.
 */
enum status profile_apply(
	const struct session *s, struct import *imp, struct office *o, struct err *err);

#endif
