/* Start work on an office file: open it, fill a new one with its lists and pipeline, know or make the user. */
#ifndef DOMAIN_SETUP_H
#define DOMAIN_SETUP_H

#include "base/err.h"
#include "domain/office.h"

/*
 * office_open(), then: a new office gets the default pipeline, lists and currency in the current language; a login without
 * a user row gets one (the first is admin, later ones rep). These set-up actions are in the log but are never undone.
 */
enum status office_start(
	const char *path, const struct office_options *opt, struct office **out, struct err *err);

#endif
