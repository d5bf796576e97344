/* From a list request to spans: which ranges of which index, in the order of reading. */
#include "list_plan.h"

#include "base/mem.h"
#include "record_sql.h"

static void list_plan_span(struct list_plan *p, enum list_span span)
{
	p->spans[p->nspans++] = span;
}

/* Which spans, in the order of reading. Backward, the rows without a value come before the others. */
static void list_plan_spans(struct list_plan *p, bool backward)
{
	if (backward && !p->has_anchor && p->key.nullable)
		list_plan_span(p, SPAN_EMPTY);
	if (p->has_anchor && !p->anchor.set)
		list_plan_span(p, SPAN_EMPTY_TIES);
	if (p->has_anchor && p->anchor.set) {
		list_plan_span(p, SPAN_TIES);
		list_plan_span(p, SPAN_BEYOND);
	} else if (backward || !p->has_anchor)
		list_plan_span(p, SPAN_VALUES);
	if (!backward && p->key.nullable && (!p->has_anchor || p->anchor.set))
		list_plan_span(p, SPAN_EMPTY);
}

static void list_plan_anchor(struct list_plan *p, const struct record *anchor)
{
	struct buf name = BUF_INIT;

	p->has_anchor = true;
	p->anchor_id = anchor->id;
	if (p->key.by_name) {
		record_sort_key(anchor, &name);
		p->anchor = (struct value){.set = true, .text = mem_strdup(buf_str(&name))};
		buf_release(&name);
		return;
	}
	if (p->key.field < anchor->nvalues)
		value_copy(&p->anchor, &anchor->values[p->key.field]);
	if (p->anchor.set && p->key.is_text && !p->anchor.text)
		date_format_iso((int32_t)p->anchor.num, p->anchor_iso);
}

void list_plan_init(struct list_plan *p, struct office *o, const struct list_request *req)
{
	const struct kind *k = office_kind(o, req->kind);
	bool by_default = req->order_field == LIST_ORDER_DEFAULT;
	bool descending = req->descending != (by_default && k->order_desc);

	*p = (struct list_plan){
		.o = o, .k = k, .filter = req->filter, .inclusive = req->include_anchor};
	list_sql_key(&p->key, k, by_default ? k->order_field : req->order_field);
	p->down = descending != req->backward;
	if (req->anchor)
		list_plan_anchor(p, req->anchor);
	list_plan_spans(p, req->backward);
}

void list_plan_release(struct list_plan *p)
{
	value_clear(&p->anchor);
}

static void list_bind_value(
	const struct list_plan *p, struct query *q, int param, enum list_span span)
{
	if (span == SPAN_VALUES && p->key.is_text)
		query_text(q, param, "");
	else if (span == SPAN_VALUES)
		query_int(q, param, INT64_MIN);
	else if (!p->key.is_text)
		query_int(q, param, p->anchor.num);
	else
		query_text(q, param, p->anchor.text ? p->anchor.text : p->anchor_iso);
}

struct query *list_span_query(
	const struct list_plan *p, enum list_span span, const char *columns, int limit)
{
	int first = p->filter ? filter_nparams(p->filter) + 1 : 1;
	struct buf sql = BUF_INIT;

	list_sql_span(
		&sql, p->k, columns, p->filter, &p->key, span, p->down, p->inclusive, limit >= 0);
	struct query *q = db_query(office_db(p->o), buf_str(&sql));
	buf_release(&sql);
	if (p->filter)
		filter_bind(p->filter, q);
	if (list_span_has_value(span))
		list_bind_value(p, q, first, span);
	if (list_span_has_id(span))
		query_int(q, first + 1, p->anchor_id);
	if (limit >= 0)
		query_int(q, first + 2, limit);
	return q;
}
