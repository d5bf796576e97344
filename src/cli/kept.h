/* What an undo or a redo left alone, told by name. */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

#include "domain/undo.h"
#include "session.h"

/* "Nothing changed" when nothing did; and what was kept, a line each. */
void kept_print(const struct session *s, const struct undo_result *r);

#endif
