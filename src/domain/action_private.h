/* The inside of an action, for action.c, trash.c and undo.c. */
#ifndef DOMAIN_ACTION_PRIVATE_H
#define DOMAIN_ACTION_PRIVATE_H

#include "change_sql.h"
#include "domain/action.h"
#include "store/bulk.h"

enum {
	ACTION_MANY = 20000
}; /* clients touched, rows trashed: statements over all are cheaper from here on */

struct action_state {
	int64_t txn;
	int64_t at; /* when it began: all its records are of that moment */
	enum txn_class cls;
	bool logged; /* something was written that is (or will be) in the log */
	struct {
		int64_t first, last; /* ids inserted in a row and not yet in the log; 0: none */
	} inserted[KIND_COUNT];
	int64_t *clients; /* whose maintained columns must be computed again */
	size_t nclients, cap_clients;
	struct bulk *bulk;
	enum kind_id bulk_kind;
	int64_t bulk_first, bulk_last;
	int64_t bulk_expected, bulk_saved;
	struct record_rows *rows;   /* beside bulk */
	struct change_log *log;     /* changes on their way into the log */
	struct action_index *index; /* how changed rows get into the search index */
	bool maintain_all;
	bool lists_grew;
	struct action_place *mark; /* action_mark(); NULL */
};

/* An action of another class than TXN_ACTION; undoes may be 0. */
enum status action_begin_class(
	struct office *o, const char *what, enum txn_class cls, int64_t undoes, struct err *err);
/* Write the changed fields of r without asking the rules (derived fields are kept right), log them, keep the index. */
enum status action_write_update(struct office *o, struct record *r, bool *done, struct err *err);
/* Put the insertions so far into the log, before what is logged next. */
enum status action_flush_inserted(struct office *o, struct err *err);
/* Trash or bring back those of ids first..last of a kind that are not so already, log them, touch their clients. *changed rows. */
enum status action_write_trash(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err);

/* A record whose texts have changed came with the bulk insert: it gets into the search index at the end, as it stands then. */
bool action_indexes_later(struct office *o, enum kind_id kind, int64_t id);

/* r was changed otherwise than by record_save(): its clients' maintained columns and digits follow. */
void action_touch_record(struct office *o, const struct record *r);
enum status action_contact_point_changed(struct office *o, const struct record *r, struct err *err);

#endif
