/* What undo must leave alone, because somebody did something with it since. */
#ifndef DOMAIN_UNDO_KEEP_H
#define DOMAIN_UNDO_KEEP_H

#include "change_sql.h"

/* Ids of one kind, ascending, each once. */
struct id_set {
	int64_t *ids;
	int n;
};

void id_set_release(struct id_set *s);

/* Of ids first..last: those that cannot go to the trash when txn is taken back. siblings: all that txn changed. */
enum status undo_keep_live(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, const struct change_row *siblings, int n, struct id_set *out, struct err *err);
/* Of ids first..last: those that cannot come back from the trash. */
enum status undo_keep_trashed(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, struct id_set *out, struct err *err);

#endif
