/* One value of a record. Invariant: an empty value has num 0 and no text; a text is never "". */
#include "domain/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void value_clear(struct value *v)
{
	free(v->text);
	*v = (struct value){0};
}

void value_set_num(struct value *v, int64_t num)
{
	value_clear(v);
	v->set = true;
	v->num = num;
}

void value_set_text(struct value *v, const char *s)
{
	/* s may be v's own text */
	char *copy = s && *s ? mem_strdup(s) : NULL;

	value_clear(v);
	v->set = copy != NULL;
	v->text = copy;
}

void value_copy(struct value *to, const struct value *from)
{
	if (to == from)
		return;
	if (from->text)
		value_set_text(to, from->text);
	else if (from->set)
		value_set_num(to, from->num);
	else
		value_clear(to);
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->set != b->set)
		return false;
	if (!a->set)
		return true;
	if (a->text && b->text)
		return strcmp(a->text, b->text) == 0;
	return !a->text && !b->text && a->num == b->num;
}
