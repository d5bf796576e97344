/* The tasks and deals of one client or of a few, in order of a day. */
#ifndef SCREENS_CLIENT_WORK_H
#define SCREENS_CLIENT_WORK_H

#include "domain/list.h"

struct client_work_request {
	enum kind_id kind;
	const char *clients;   /* "client:#12,#15": must be served by an index */
	const char *condition; /* "state:open" */
	int day_field;         /* order: earliest first, records without a day last */
	bool latest_first;
	int max;
};

/*
 * Reads the newest few hundred records of the clients by the index on the client and sorts them here: an order by the day would make the
 * engine walk through everybody's days. Empty on failure. Release out with list_page_release().
 */
void client_work_load(
	struct office *o, const struct client_work_request *req, struct list_page *out);

#endif
