/* The deals screen in two halves: what it does (deals.c) and what it looks like (deals_draw.c). */
#ifndef SCREENS_DEALS_STATE_H
#define SCREENS_DEALS_STATE_H

#include <stdbool.h>

#include "deal_board.h"
#include "deal_data.h"
#include "filter_line.h"
#include "screens/record_list.h"
#include "screens/screen.h"

struct deals {
	const struct screen_env *env;
	bool as_list, mine;
	struct deal_board board;
	struct filter_line filter; /* of the board */
	struct record_list list;
	struct deal_data peek; /* beside the list */
	struct rect place;     /* of the board */
	struct rect preview;   /* rule and line below it; rows 0: none */
	char *empty;
};

/* The deal under the cursor; NULL when there is none. */
const struct record *deals_current(const struct deals *s);

/* For struct screen_ops. */
void deals_fit(void *state, const struct layout *l);
void deals_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l);

#endif
