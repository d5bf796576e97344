/* What an office hands out and must keep: texts and lists, for as long as it is open. */
#include <string.h>

#include "base/mem.h"
#include "office_private.h"

void *office_keep(struct office *o, void *p)
{
	struct attic *a = &o->attic;

	a->items = mem_grow(a->items, &a->cap, a->n + 1, sizeof(*a->items));
	return a->items[a->n++] = p;
}

char *office_keep_text(struct office *o, const char *s)
{
	return office_keep(o, mem_strdup(s));
}

static struct list_cache *list_cache(struct office *o, const char *list)
{
	for (size_t i = 0; i < o->nlists; i++)
		if (!strcmp(o->lists[i].list, list))
			return &o->lists[i];
	o->lists = mem_grow(o->lists, &o->cap_lists, o->nlists + 1, sizeof(*o->lists));
	o->lists[o->nlists] = (struct list_cache){.list = office_keep_text(o, list)};
	return &o->lists[o->nlists++];
}

void office_list_append(
	struct office *o, const char *list, int64_t id, const char *code, const char *title)
{
	struct list_cache *c = list_cache(o, list);

	if (c->n == c->cap) {
		struct list_entry *old = c->items;

		c->cap = c->cap ? c->cap * 2 : 16;
		c->items = office_keep(o, mem_alloc(sizeof(*c->items) * c->cap));
		if (old)
			memcpy(c->items, old, sizeof(*c->items) * c->n);
	}
	c->items[c->n++] = (struct list_entry){
		.id = id,
		.code = office_keep_text(o, code),
		.title = office_keep_text(o, title),
	};
}
