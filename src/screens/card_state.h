/* The inside of a card, shared by what reads its parts (card_data.c, card_history.c, card_work.c) and what draws them. */
#ifndef SCREENS_CARD_STATE_H
#define SCREENS_CARD_STATE_H

#include "card_panel.h"
#include "client_people.h"
#include "domain/record.h"
#include "screens/screen.h"

enum card_panel_id { PANEL_INFO, PANEL_HISTORY, PANEL_WORK, PANEL_COUNT };

enum { CARD_MONTHS = 11 };

struct card_data {
	const struct screen_env *env;
	int64_t id; /* 0: nothing loaded */
	struct record client;
	struct client_people people;
	char *clients; /* condition: records of this client and, for a company, its people */
	char *scope;   /* the same, or interactions where it is the person spoken with */
	struct card_panel panels[PANEL_COUNT];
	struct record last; /* interaction that the history goes on from */
	bool more_history;
	int64_t contacts[CARD_MONTHS]; /* interactions a month, oldest first */
	bool has_months;
};

#endif
