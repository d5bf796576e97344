/*
 * A record of any kind: values by field index. Loaded values are kept beside the edited ones, so that a save writes and logs
 * what changed and a conflict can be merged field by field.
 */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include "base/buf.h"
#include "base/err.h"
#include "domain/kind.h"
#include "domain/office.h"
#include "domain/value.h"

struct record {
	const struct kind *kind;
	int64_t id; /* 0: not saved yet */
	int64_t version;
	int64_t deleted_at;   /* 0: live */
	int nvalues;          /* kind->nfields when it was made (custom fields may come later) */
	struct value *values; /* as edited */
	struct value *base;   /* as loaded */
};

/* An empty record with the kind's defaults (owner, state, dates). Release with record_release(). */
void record_init(struct record *r, struct office *o, enum kind_id kind);
/* The same without any defaults. */
void record_make(struct record *r, const struct kind *k);
/* What record_init() gives, in the memory of a record of the same kind. */
void record_reset(struct record *r, struct office *o);
void record_release(struct record *r);
void record_copy(struct record *to, const struct record *from);

/* Trashed records load too (deleted_at set). ST_NOT_FOUND. */
enum status record_load(
	struct office *o, enum kind_id kind, int64_t id, struct record *out, struct err *err);

/* Access by field index (enum client_field ...). */
const char *record_text(const struct record *r, int field); /* "" when empty */
int64_t record_num(const struct record *r, int field);      /* 0 when empty */
bool record_has(const struct record *r, int field);
void record_set_text(struct record *r, int field, const char *s);
void record_set_num(struct record *r, int field, int64_t v);
void record_clear(struct record *r, int field);
bool record_changed(const struct record *r, int field);
bool record_is_dirty(const struct record *r);
void record_rebase(struct record *r); /* what is edited counts as loaded */

/* How a value is written. */
enum value_style {
	STYLE_SHOW,  /* for screens: translated titles, grouped money, local dates, link titles */
	STYLE_EDIT,  /* for form fields: what value_parse reads back */
	STYLE_PLAIN, /* CSV and JSON: ISO dates, decimal point, codes, link titles */
};
void record_format(
	struct office *o, const struct record *r, int field, enum value_style style, struct buf *b);
const char *record_currency(struct office *o, const struct record *r); /* of its money fields */

/*
 * Read what a person or a file wrote into field; "" empties it. Links are found by title or "#id"; pick-list texts by title.
 * ST_BAD_DATA with a sentence that names the field; ST_NOT_FOUND when a link target or a fixed choice does not exist.
 */
struct parse_options {
	bool from_file; /* dates by order, no date words */
	enum date_order date_order;
	char decimal; /* 0 = guess; what a person types is guessed when it does not fit */
};
enum status record_parse(struct office *o, struct record *r, int field, const char *text,
	const struct parse_options *opt, struct err *err);

/* Is text the "#id" of what the link field points at already? That is so even when the target is in the trash. */
bool record_links_to(const struct record *r, int field, const char *text);

/* Id of the live record of kind that text names: "#id", exact title (folded), login, sku, external id. ST_NOT_FOUND, ST_BAD_DATA when several. */
enum status record_resolve(
	struct office *o, enum kind_id kind, const char *text, int64_t *id, struct err *err);

#endif
