/* Is a client that is being typed in the office already? */
#ifndef SCREENS_CLIENT_TWIN_H
#define SCREENS_CLIENT_TWIN_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/office.h"

/*
 * The id of a live client with the same phone digits, e-mail or name (company forms aside); 0 when there is none. Texts are as
 * typed; too short ones are not looked for. Costs up to three look-ups in the search index.
 */
int64_t client_twin_find(struct office *o, const char *name, const char *phone, const char *email);

#endif
