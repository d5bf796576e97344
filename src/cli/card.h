/* What belongs to a record: people, contact points, deals, tasks, history ... below its fields. */
#ifndef CLI_CARD_H
#define CLI_CARD_H

#include "domain/record.h"
#include "session.h"

/* Print the sections of the record's kind that have anything in them. */
enum status card_print(struct session *s, const struct record *r, struct err *err);

#endif
