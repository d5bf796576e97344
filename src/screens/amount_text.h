/* Amounts where there is little room: whole ones without their empty decimals, with the currency. */
#ifndef SCREENS_AMOUNT_TEXT_H
#define SCREENS_AMOUNT_TEXT_H

#include "domain/record.h"
#include "screens/screen.h"

/* "120 000 RUB", "99,50 EUR"; appends nothing when the field is empty. */
void amount_text(const struct screen_env *env, const struct record *r, int field, struct buf *out);

#endif
