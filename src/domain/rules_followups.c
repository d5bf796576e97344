/* Records that a rule asks the action to save beside the one that was saved. */
#include "rules_followups.h"

#include <stdlib.h>

#include "base/mem.h"

struct record *followups_add(struct followups *f, struct office *o, enum kind_id kind)
{
	f->items = mem_realloc(f->items, sizeof(*f->items) * (size_t)(f->n + 1));
	record_init(&f->items[f->n], o, kind);
	return &f->items[f->n++];
}

void followups_release(struct followups *f)
{
	for (int i = 0; i < f->n; i++)
		record_release(&f->items[i]);
	free(f->items);
	*f = (struct followups){0};
}
