/* Tasks and deals of a client, sorted by a day. */
#include "client_work.h"

#include <stdlib.h>

enum { WORK_READ = 300 };

struct work_order {
	int field;
	bool latest_first;
};

static int client_work_compare(const void *a, const void *b, void *arg)
{
	const struct work_order *order = arg;
	const struct record *x = a, *y = b;
	bool has_x = record_has(x, order->field), has_y = record_has(y, order->field);
	int64_t day_x = record_num(x, order->field), day_y = record_num(y, order->field);
	int by_day;

	if (has_x != has_y)
		return has_x ? -1 : 1;
	by_day = (day_x > day_y) - (day_x < day_y);
	if (by_day == 0)
		by_day = (x->id > y->id) - (x->id < y->id);
	return order->latest_first ? -by_day : by_day;
}

void client_work_load(
	struct office *o, const struct client_work_request *req, struct list_page *out)
{
	struct work_order order = {req->day_field, req->latest_first};
	struct list_request list = {.kind = req->kind,
		.order_field = kind_field(office_kind(o, req->kind), "created_at"),
		.descending = true,
		.limit = WORK_READ};
	struct filter *filter = NULL;
	struct buf text = BUF_INIT;

	*out = (struct list_page){0};
	buf_addf(&text, "(%s) %s", req->clients, req->condition);
	if (filter_compile(o, req->kind, buf_str(&text), &filter, NULL) == ST_OK) {
		list.filter = filter;
		if (list_load(o, &list, out, NULL) != ST_OK)
			*out = (struct list_page){0};
	}
	filter_free(filter);
	buf_release(&text);
	if (out->n > 1)
		qsort_r(out->rows, (size_t)out->n, sizeof *out->rows, client_work_compare, &order);
	while (out->n > req->max) {
		record_release(&out->rows[--out->n]);
		out->more = true;
	}
}
