/* How the board's columns and cards look. */
#ifndef SCREENS_DEAL_BOARD_CARDS_H
#define SCREENS_DEAL_BOARD_CARDS_H

#include "deal_board.h"

/* Fill in what the board widget asks for columns, heads and cards. */
void deal_board_cards_source(struct deal_board *b, struct board_source *out);

#endif
