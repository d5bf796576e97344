/* One line about a client, for below a list: how it stands, what is open, what comes next. */
#ifndef SCREENS_CLIENT_PREVIEW_H
#define SCREENS_CLIENT_PREVIEW_H

#include "domain/record.h"
#include "screens/screen.h"

/* Appends the line; r may be NULL (nothing). Costs two look-ups. */
void client_preview(const struct screen_env *env, const struct record *r, struct buf *out);

#endif
