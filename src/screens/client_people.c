/* Relations of a client, from both ends. */
#include "client_people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/client.h"
#include "domain/list.h"

enum { PEOPLE_MAX = 60 };

/* One relation seen from `client_id`; the other end is loaded for its name and phone. */
static void client_people_add(
	struct client_people *p, struct office *o, const struct record *r, bool reverse)
{
	const char *type = record_text(r, RELATION_TYPE), *role = record_text(r, RELATION_ROLE);
	int64_t id = record_num(r, reverse ? RELATION_A : RELATION_B);
	struct client_person *c;
	struct record other;

	if (strcmp(type, "distinct_from") ==
		0) /* says that they have nothing to do with each other */
		return;
	if (record_load(o, KIND_CLIENT, id, &other, NULL) != ST_OK)
		return;
	if (!other.deleted_at) {
		p->items = mem_realloc(p->items, (size_t)(p->n + 1) * sizeof *p->items);
		c = &p->items[p->n++];
		*c = (struct client_person){.id = id, .relation = r->id};
		c->name = mem_strdup(record_text(&other, CLIENT_NAME));
		c->phone = mem_strdup(record_text(&other, CLIENT_PHONE));
		c->is_person = strcmp(record_text(&other, CLIENT_KIND), "person") == 0;
		c->works_here = reverse && strcmp(type, "works_at") == 0;
		if (*role)
			c->what = mem_strdup(role);
		else if (c->works_here)
			c->what = mem_strdup("");
		else
			c->what = mem_strdup(
				reverse ? relation_reverse_title(type)
					: choice_title(
						  r->kind->fields[RELATION_TYPE].choices, type));
	}
	record_release(&other);
}

static void client_people_side(
	struct client_people *p, struct office *o, int64_t client_id, bool reverse)
{
	struct list_request req = {
		.kind = KIND_RELATION, .order_field = RELATION_A, .limit = PEOPLE_MAX};
	struct filter *filter = NULL;
	struct list_page page;
	char text[48];

	snprintf(text, sizeof text, "%s:#%lld", reverse ? "b" : "a", (long long)client_id);
	if (filter_compile(o, KIND_RELATION, text, &filter, NULL) != ST_OK)
		return;
	req.filter = filter;
	if (list_load(o, &req, &page, NULL) == ST_OK) {
		for (int i = 0; i < page.n; i++)
			client_people_add(p, o, &page.rows[i], reverse);
		list_page_release(&page);
	}
	filter_free(filter);
}

static int client_people_compare(const void *a, const void *b)
{
	const struct client_person *x = a, *y = b;

	if (x->works_here != y->works_here)
		return x->works_here ? -1 : 1;
	return (x->relation > y->relation) - (x->relation < y->relation);
}

void client_people_load(struct office *o, int64_t client_id, struct client_people *out)
{
	*out = (struct client_people){0};
	client_people_side(out, o, client_id, true);
	client_people_side(out, o, client_id, false);
	if (out->n)
		qsort(out->items, (size_t)out->n, sizeof *out->items, client_people_compare);
}

void client_people_release(struct client_people *p)
{
	for (int i = 0; i < p->n; i++) {
		free(p->items[i].name);
		free(p->items[i].phone);
		free(p->items[i].what);
	}
	free(p->items);
	*p = (struct client_people){0};
}
