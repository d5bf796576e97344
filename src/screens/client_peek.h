/* A short look at a client beside a list: how to reach it, and what happened last. */
#ifndef SCREENS_CLIENT_PEEK_H
#define SCREENS_CLIENT_PEEK_H

#include "domain/office.h"
#include "tui/canvas.h"

enum { PEEK_FIELDS = 8, PEEK_HISTORY = 8 };

struct client_peek {
	int64_t id; /* client shown; 0 none */
	char *title;
	char *label[PEEK_FIELDS], *value[PEEK_FIELDS];
	int nfields;
	char *when[PEEK_HISTORY], *what[PEEK_HISTORY];
	int nhistory;
	char *notes;
};

/* Read it when id is another one (or anyhow with force). An unknown client shows nothing. */
void client_peek_read(struct client_peek *p, struct office *o, int64_t id, bool force);
void client_peek_release(struct client_peek *p);
void client_peek_draw(const struct client_peek *p, struct canvas *c, struct rect r);

#endif
