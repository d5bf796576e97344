/* Moving a deal through its pipeline: what < > W L do wherever a deal is under the cursor. */
#ifndef SCREENS_DEAL_MOVE_H
#define SCREENS_DEAL_MOVE_H

#include "domain/record.h"
#include "screens/screen.h"

/*
 * MOVE_LEFT MOVE_RIGHT WON LOST with that deal (NULL: none is under the cursor, and that is said); 0 for other actions. A stage
 * of class lost wishes the dialog that asks for the reason. Back from a closed stage leads to the last open one before it.
 */
unsigned deal_move(
	const struct screen_env *env, int action, const struct record *deal, struct nav *nav);

#endif
