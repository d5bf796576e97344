/* A person's name in one piece, split. */
#ifndef EXCHANGE_IMPORT_NAME_H
#define EXCHANGE_IMPORT_NAME_H

#include "base/buf.h"

enum name_order { NAME_SURNAME_FIRST, NAME_GIVEN_FIRST };

struct name_parts {
	struct buf last, first, middle;
	struct buf whole; /* as it is to be shown: as written, without a comma */
};

/*
 * order is what to think when the name itself does not tell: a comma ("Smith, Peter J.") and a patronymic in the second
 * or third place (Пётр Сергеевич Иванов, Иванов Пётр Сергеевич) do. A single word is the surname when those come first, else the given
 * name. p is emptied first; release with name_parts_release().
 */
void name_split(const char *text, enum name_order order, struct name_parts *p);
void name_parts_release(struct name_parts *p);
/* What the names themselves say about their order: > 0 surname first, < 0 given name first, 0 nothing. */
int name_order_vote(const char *text);

#endif
