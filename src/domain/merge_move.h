/* What belonged to records that are merged goes to the survivor. Inside the merge's action. */
#ifndef DOMAIN_MERGE_MOVE_H
#define DOMAIN_MERGE_MOVE_H

#include "domain/merge.h"

/* Point what is live and points at the others at the survivor. What would be there twice stays, to go to the trash with them. */
enum status merge_move(struct merge *m, struct merge_done *done, struct err *err);
/* Contact points and addresses of the values that lost; after the survivor was saved. */
enum status merge_keep_lost(struct merge *m, struct merge_done *done, struct err *err);

#endif
