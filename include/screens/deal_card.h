/* One deal: fields, lines, stage log, history, tasks. */
#ifndef SCREENS_DEAL_CARD_H
#define SCREENS_DEAL_CARD_H

#include "screens/screen.h"

extern const struct screen_ops deal_card_screen;

#endif
