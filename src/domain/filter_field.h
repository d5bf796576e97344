/* From the name that a filter uses to the field it means. */
#ifndef DOMAIN_FILTER_FIELD_H
#define DOMAIN_FILTER_FIELD_H

#include "base/buf.h"
#include "domain/kind.h"

extern const struct field filter_field_id;    /* id:12 */
extern const struct field filter_field_trash; /* deleted:yes, deleted>last-week */

/* By name, short name, or any label in any language; NULL when the kind has none such. */
const struct field *filter_field_find(const struct kind *k, const char *name);
/* The name most like it, for "did you mean"; NULL when none is near. */
const char *filter_field_near(const struct kind *k, const char *name);
/* The value of a field as an SQL expression over the alias t. */
void filter_field_expr(const struct field *f, struct buf *b);

#endif
